package dev.descent.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.exercise.Exercise;
import dev.descent.guard.Guard;
import dev.descent.guard.Refusal;
import dev.descent.pool.Job;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Compiles an answer together with its tests, in a worker JVM, and looks at what the answer uses;
 * the result is {@link Compiled}.
 */
public final class CompileJob implements Job {
  /**
   * What to compile.
   *
   * @param source the student's file
   * @param start the untouched file
   * @param tests the graded tests
   * @param answerClasses folder for the classes of the answer
   * @param testClasses folder for those of the tests
   * @param guarded whether the answer may use only what the {@link Guard} allows
   */
  public record Request(
      Exercise exercise,
      String source,
      String start,
      String tests,
      String answerClasses,
      String testClasses,
      boolean guarded) {}

  /**
   * What came of it.
   *
   * @param problem why it cannot be run, in lines; null if it can
   * @param places where in the student's file each task is done, such as {@code Adam.java:31}
   */
  record Compiled(String problem, Map<Integer, String> places) {}

  private static final int SHOWN = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Object run(JsonNode input, Consumer<Object> progress) throws Exception {
    RunJob.warmUp(); // most often it comes next
    Request request = JSON.treeToValue(input, Request.class);
    Exercise exercise = request.exercise();
    Path source = Path.of(request.source());
    String unreadable = Sources.unreadable(source);
    if (unreadable != null) {
      return new Compiled(source.getFileName() + " " + unreadable, Map.of());
    }
    Map<Path, Path> files = new LinkedHashMap<>();
    files.put(source, Path.of(request.answerClasses()));
    files.put(Path.of(request.tests()), Path.of(request.testClasses()));
    Sources sources = new Sources(files, Sources.Debug.ALL);
    String problem = sources.compile(exercise.className());
    if (problem == null && request.guarded()) {
      problem = refusals(Guard.check(Path.of(request.answerClasses())));
    }
    Map<Integer, String> places = new HashMap<>();
    Sources.todos(Path.of(request.start()))
        .forEach(
            (task, method) -> {
              Integer line = sources.methods().get(method);
              if (line != null) {
                places.put(task, exercise.type() + ".java:" + line);
              }
            });
    return new Compiled(problem, places);
  }

  private static String refusals(List<Refusal> refusals) {
    if (refusals.isEmpty()) {
      return null;
    }
    StringBuilder text = new StringBuilder("must not use what no answer needs");
    refusals.stream()
        .limit(SHOWN)
        .forEach(
            refusal ->
                text.append("\n")
                    .append(refusal.file())
                    .append(":")
                    .append(refusal.line())
                    .append(": ")
                    .append(refusal.what()));
    if (refusals.size() > SHOWN) {
      text.append("\n… and ").append(refusals.size() - SHOWN).append(" more");
    }
    return text.toString();
  }
}
