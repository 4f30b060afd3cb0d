package dev.descent.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.exercise.Brief;
import dev.descent.exercise.Exercise;
import dev.descent.exercise.SourceText;
import dev.descent.guard.Guard;
import dev.descent.guard.Links;
import dev.descent.guard.Refusal;
import dev.descent.guard.Verdict;
import dev.descent.pool.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Compiles an answer, in a worker JVM, and looks at what it uses; the result is {@link Compiled}.
 * The tests were compiled with the start, see {@link TestClasses}: an answer must have what they
 * need.
 */
public final class CompileJob implements Job {
  /**
   * What to compile.
   *
   * @param source the student's file
   * @param start the untouched file
   * @param tests the graded tests
   * @param answer where the classes of the answer go, a {@code .jar}
   * @param cache folder for the classes of the tests
   * @param guarded whether it may use only what the {@link Guard} allows
   */
  public record Request(
      Exercise exercise,
      String source,
      String start,
      String tests,
      String answer,
      String cache,
      boolean guarded) {}

  /**
   * What came of it.
   *
   * @param problem why it cannot be run, in lines; null if it can
   * @param notes what was left out or is strange, in words, though it can be run
   * @param places where in the student's file each task is done, such as {@code Adam.java:31}
   * @param missing members that the tests use and the answer has no more
   * @param answer the {@code .jar} with the classes of the answer
   * @param tests that with those of the tests
   */
  public record Compiled(
      String problem,
      List<String> notes,
      Map<Integer, String> places,
      List<String> missing,
      String answer,
      String tests) {
    static Compiled problem(String words) {
      return new Compiled(
          Brief.of(words, LONGEST_PROBLEM), List.of(), Map.of(), List.of(), null, null);
    }
  }

  private static final int LONGEST_PROBLEM = 3000; // bytes
  private static final int LONGEST_NOTE = 500;
  private static final int SHOWN = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What does not change from one submission to the next, by file and content. */
  private static final Map<String, Map<Integer, String>> TODOS = new ConcurrentHashMap<>();

  @Override
  public Object run(JsonNode input, Consumer<Object> progress) throws Exception {
    RunJob.warmUp(); // most often it comes next
    Request request = JSON.treeToValue(input, Request.class);
    Exercise exercise = request.exercise();
    Path start = Path.of(request.start());
    Path tests =
        TestClasses.of(exercise, start, Path.of(request.tests()), Path.of(request.cache()));
    Path source = Path.of(request.source());
    SourceText text = Sources.answer(source);
    if (text.problem() != null) {
      return Compiled.problem(source.getFileName() + " " + text.problem());
    }
    List<String> notes = new ArrayList<>();
    if (text.note() != null) {
      notes.add(source.getFileName() + " " + text.note());
    }
    Sources sources = Sources.read(List.of(source), Sources.Debug.ALL);
    String problem = sources.compile(exercise.className());
    if (problem != null) {
      // How the file was read may be why it does not compile.
      return Compiled.problem(String.join("\n", problem, String.join("\n", notes)).strip());
    }
    SortedMap<String, byte[]> classes = sources.classes(0);
    if (request.guarded()) {
      Verdict verdict = Guard.check(classes, exercise.kit());
      if (!verdict.mayRun()) {
        return Compiled.problem(refused(verdict.refusals()));
      }
      classes = verdict.classes();
      notes.addAll(notes(verdict.cuts()));
    }
    Links links = Links.of(ClassFiles.read(tests), classes);
    if (!links.taken().isEmpty()) {
      return Compiled.problem(
          "%s.java must not have the class %s, which the tests have"
              .formatted(exercise.type(), String.join(", ", links.taken())));
    }
    if (!links.types().isEmpty()) {
      return Compiled.problem(
          "%s.java no longer has the class %s as the start had it, which the tests use"
              .formatted(exercise.type(), String.join(", ", links.types())));
    }
    ClassFiles.write(classes, Path.of(request.answer()));
    return new Compiled(
        null,
        notes,
        places(exercise, start, sources.methods()),
        links.members(),
        request.answer(),
        tests.toString());
  }

  private static Map<Integer, String> places(
      Exercise exercise, Path start, Map<String, Integer> lines) throws IOException {
    Map<Integer, String> places = new HashMap<>();
    TODOS
        .computeIfAbsent(start + " " + Folders.sum(start), unknown -> Sources.todos(start))
        .forEach(
            (task, method) -> {
              Integer line = lines.get(method);
              if (line != null) {
                places.put(task, exercise.type() + ".java:" + line);
              }
            });
    return places;
  }

  private static String refused(List<Refusal> refusals) {
    StringBuilder text = new StringBuilder("must not use what no answer needs");
    refusals.stream().limit(SHOWN).forEach(refusal -> text.append("\n").append(refusal));
    if (refusals.size() > SHOWN) {
      text.append("\n… and ").append(refusals.size() - SHOWN).append(" more");
    }
    return text.toString();
  }

  private static List<String> notes(List<Verdict.Cut> cuts) {
    List<String> notes = new ArrayList<>();
    cuts.stream().limit(SHOWN).forEach(cut -> notes.add(Brief.of(cut.note(), LONGEST_NOTE)));
    if (cuts.size() > SHOWN) {
      notes.add("… and " + (cuts.size() - SHOWN) + " more things are left out");
    }
    return notes;
  }
}
