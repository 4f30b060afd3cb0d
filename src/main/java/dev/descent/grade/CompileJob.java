package dev.descent.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.exercise.Exercise;
import dev.descent.guard.Guard;
import dev.descent.guard.Outline;
import dev.descent.guard.Refusal;
import dev.descent.pool.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Compiles answers, in a worker JVM, and looks at what they use; the result is a list of {@link
 * Compiled}.
 *
 * <p>All are compiled at once where that works: javac then reads the libraries once. The tests are
 * not compiled again with an answer that looks to them as the start does. Every answer of which
 * there is anything to say is compiled alone, together with its tests, so that what is said depends
 * on nothing else.
 */
public final class CompileJob implements Job {
  /**
   * What to compile.
   *
   * @param guarded whether answers may use only what the {@link Guard} allows
   */
  public record Request(List<Answer> answers, boolean guarded) {}

  /**
   * An answer.
   *
   * @param source the student's file
   * @param start the untouched file
   * @param tests the graded tests
   * @param answerClasses folder for the classes of the answer
   * @param testClasses folder for those of the tests
   * @param prepared where {@link TestsJob} has compiled them before; null where it has not
   */
  public record Answer(
      Exercise exercise,
      String source,
      String start,
      String tests,
      String answerClasses,
      String testClasses,
      String prepared) {}

  /**
   * What came of it.
   *
   * @param problem why it cannot be run, in lines; null if it can
   * @param places where in the student's file each task is done, such as {@code Adam.java:31}
   * @param answerClasses folder with the classes of the answer
   * @param testClasses folder with those of the tests
   */
  public record Compiled(
      String problem, Map<Integer, String> places, String answerClasses, String testClasses) {}

  private static final int SHOWN = 5;
  private static final String EXERCISES = "dev.descent.exercises.";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What does not change from one submission to the next, by folder and by file and content. */
  private static final Map<Path, Set<String>> OUTLINES = new ConcurrentHashMap<>();

  private static final Map<String, Map<Integer, String>> TODOS = new ConcurrentHashMap<>();

  @Override
  public Object run(JsonNode input, Consumer<Object> progress) throws Exception {
    RunJob.warmUp(); // most often it comes next
    Request request = JSON.treeToValue(input, Request.class);
    Map<Answer, Sources> together = together(request.answers());
    List<Compiled> all = new ArrayList<>();
    for (Answer answer : request.answers()) {
      Sources sources = together.get(answer);
      all.add(
          sources != null && asTheStart(answer) && refusals(answer, request) == null
              ? compiled(answer, null, sources, TestsJob.tests(answer.prepared()).toString())
              : alone(answer, request));
    }
    return all;
  }

  /** Those that could be compiled without their tests and without a word. */
  private static Map<Answer, Sources> together(List<Answer> answers) throws IOException {
    Map<Path, Answer> left = new LinkedHashMap<>();
    for (Answer answer : answers) {
      Path source = Path.of(answer.source()).toAbsolutePath();
      if (answer.prepared() != null && Sources.unreadable(source) == null && keepsApart(answer)) {
        left.put(source, answer);
      }
    }
    while (!left.isEmpty()) {
      Map<Path, Path> folders = new LinkedHashMap<>();
      Map<Path, String> names = new HashMap<>();
      left.forEach(
          (source, answer) -> {
            folders.put(source, Path.of(answer.answerClasses()));
            names.put(source, answer.exercise().className());
          });
      Sources sources = new Sources(folders, Sources.Debug.ALL);
      Set<Path> bad = sources.compileTogether(names);
      if (bad.isEmpty()) {
        Map<Answer, Sources> together = new HashMap<>();
        left.values().forEach(answer -> together.put(answer, sources));
        return together;
      }
      if (!left.keySet().removeAll(bad)) {
        break; // nobody knows whose fault it is
      }
    }
    return Map.of();
  }

  /** Alone it would not find the classes of another exercise. */
  private static boolean keepsApart(Answer answer) throws IOException {
    String own = answer.exercise().packageName() + ";";
    return !Files.readString(Path.of(answer.source())).replace(own, "").contains(EXERCISES);
  }

  private static boolean asTheStart(Answer answer) throws IOException {
    Path start = TestsJob.start(answer.prepared());
    Set<String> expected = OUTLINES.get(start);
    if (expected == null) {
      expected = Outline.of(start);
      OUTLINES.put(start, expected);
    }
    return expected.equals(Outline.of(Path.of(answer.answerClasses())));
  }

  private static Compiled alone(Answer answer, Request request) throws IOException {
    Path source = Path.of(answer.source());
    String unreadable = Sources.unreadable(source);
    if (unreadable != null) {
      return new Compiled(source.getFileName() + " " + unreadable, Map.of(), null, null);
    }
    Map<Path, Path> files = new LinkedHashMap<>();
    files.put(source, Path.of(answer.answerClasses()));
    files.put(Path.of(answer.tests()), Path.of(answer.testClasses()));
    Sources sources = new Sources(files, Sources.Debug.ALL);
    String problem = sources.compile(answer.exercise().className());
    if (problem == null) {
      problem = refusals(answer, request);
    }
    return compiled(answer, problem, sources, answer.testClasses());
  }

  private static Compiled compiled(
      Answer answer, String problem, Sources sources, String testClasses) throws IOException {
    Map<String, Integer> lines = sources.methods(Path.of(answer.source()));
    Map<Integer, String> places = new HashMap<>();
    todos(Path.of(answer.start()))
        .forEach(
            (task, method) -> {
              Integer line = lines.get(method);
              if (line != null) {
                places.put(task, answer.exercise().type() + ".java:" + line);
              }
            });
    return new Compiled(problem, places, answer.answerClasses(), testClasses);
  }

  private static Map<Integer, String> todos(Path start) throws IOException {
    return TODOS.computeIfAbsent(start + " " + Folders.sum(start), unknown -> Sources.todos(start));
  }

  private static String refusals(Answer answer, Request request) throws IOException {
    List<Refusal> refusals =
        request.guarded()
            ? Guard.check(Path.of(answer.answerClasses()), answer.exercise().kit()).refusals()
            : List.of();
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
