package dev.descent.grade;

import dev.descent.Count;
import dev.descent.catalog.AnswerState;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.SourceText;
import dev.descent.exercise.Brief;
import dev.descent.guard.Guard;
import dev.descent.guard.Links;
import dev.descent.guard.Refusal;
import dev.descent.guard.Verdict;
import dev.descent.worker.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Compiles answers, in a worker JVM, and looks at what they use; the result is a list of {@link
 * Compiled}. The tests were compiled with the starts, see {@link TestClasses}: an answer must have
 * what they need.
 *
 * <p>The answers of a submission are compiled together, so that javac reads the libraries once. An
 * answer of which there is anything to say is compiled again, alone: what is said depends on
 * nothing else.
 */
public final class CompileJob implements Job<CompileJob.Request, Void, List<CompileJob.Compiled>> {
  /**
   * The answers to compile.
   *
   * @param cache folder for the classes of the tests
   * @param guarded whether answers may use only what the {@link Guard} allows
   */
  public record Request(List<Answer> answers, String cache, boolean guarded) {}

  /**
   * An answer.
   *
   * @param source the student's file
   * @param start the untouched file
   * @param tests the graded tests
   * @param classes where its classes go, a {@code .jar}
   */
  public record Answer(
      Exercise exercise, String source, String start, String tests, String classes) {}

  /**
   * A compiled answer, or why there is none.
   *
   * @param state {@code COMPILED} if it can be run
   * @param problem why it cannot be run, in lines; empty if it can
   * @param notes what was left out or is strange, in words, though it can be run
   * @param places where in the student's file each task is done, such as {@code Adam.java:31}
   * @param missing members that the tests use and the answer has no more
   * @param names all names in the student's code
   * @param answer the {@code .jar} with the classes of the answer; empty if it cannot be run
   * @param tests the {@code .jar} with those of the tests; empty if it cannot be run
   */
  public record Compiled(
      AnswerState state,
      String problem,
      List<String> notes,
      Map<Integer, String> places,
      List<String> missing,
      Set<String> names,
      String answer,
      String tests) {
    /** Tells whether there is nothing to say of it. */
    boolean isPlain() {
      return state == AnswerState.COMPILED && notes.isEmpty() && missing.isEmpty();
    }

    static Compiled problem(AnswerState state, String words) {
      return new Compiled(
          state,
          Brief.of(words, LONGEST_PROBLEM),
          List.of(),
          Map.of(),
          List.of(),
          Set.of(),
          "",
          "");
    }
  }

  private static final int LONGEST_PROBLEM = 3000; // bytes
  private static final int LONGEST_NOTE = 500;
  private static final int SHOWN = 5;

  /**
   * The TODOs of each start, by file and content: they do not change from one submission to the
   * next.
   */
  private static final Map<String, Map<Integer, String>> TODOS = new ConcurrentHashMap<>();

  @Override
  public List<Compiled> run(Request request, Consumer<Void> progress) throws Exception {
    Sources together = together(request.answers());
    List<Compiled> all = new ArrayList<>();
    for (int i = 0; i < request.answers().size(); i++) {
      Answer answer = request.answers().get(i);
      Compiled compiled = together == null ? null : linked(answer, request, together, i, List.of());
      all.add(compiled != null && compiled.isPlain() ? compiled : alone(answer, request));
    }
    return all;
  }

  /** All at once; null if one of them cannot be compiled, or not in the same way as alone. */
  private static @Nullable Sources together(List<Answer> answers) throws IOException {
    if (answers.size() < 2) {
      return null;
    }
    List<Path> files = answers.stream().map(answer -> Path.of(answer.source())).toList();
    for (int i = 0; i < files.size(); i++) {
      SourceText text = Sources.answer(files.get(i));
      if (text.problem() != null || text.note() != null || namesOther(text, i, answers)) {
        return null;
      }
    }
    Sources sources = Sources.read(files, Sources.Debug.ALL);
    String[] names =
        answers.stream().map(answer -> answer.exercise().className()).toArray(String[]::new);
    return sources.compile(names).isEmpty() ? sources : null;
  }

  /**
   * Tells whether an answer speaks of the package of another, in which it finds something only
   * here.
   */
  private static boolean namesOther(SourceText text, int place, List<Answer> answers) {
    for (int i = 0; i < answers.size(); i++) {
      if (i != place && text.text().contains(answers.get(i).exercise().id())) {
        return true;
      }
    }
    return false;
  }

  private static Compiled alone(Answer answer, Request request) throws IOException {
    Path source = Path.of(answer.source());
    SourceText text = Sources.answer(source);
    if (text.problem() != null) {
      AnswerState state = Files.exists(source) ? AnswerState.UNREADABLE : AnswerState.MISSING;
      return Compiled.problem(state, source.getFileName() + " " + text.problem());
    }
    List<String> notes =
        text.note() == null ? List.of() : List.of(source.getFileName() + " " + text.note());
    Sources sources = Sources.read(List.of(source), Sources.Debug.ALL);
    Optional<String> problem = sources.compile(answer.exercise().className());
    if (problem.isPresent()) {
      // How the file was read may be why it does not compile.
      return Compiled.problem(
          AnswerState.DOES_NOT_COMPILE,
          String.join("\n", problem.get(), String.join("\n", notes)).strip());
    }
    return linked(answer, request, sources, 0, notes);
  }

  /**
   * Looks at what one of some compiled files uses, and has.
   *
   * @param reading notes on how it was read
   */
  private static Compiled linked(
      Answer answer, Request request, Sources sources, int file, List<String> reading)
      throws IOException {
    Exercise exercise = answer.exercise();
    Path start = Path.of(answer.start());
    Path tests = TestClasses.of(exercise, start, Path.of(answer.tests()), Path.of(request.cache()));
    List<String> notes = new ArrayList<>(reading);
    SortedMap<String, byte[]> classes = sources.classes(file);
    if (request.guarded()) {
      Verdict verdict = Guard.check(classes, exercise.kit());
      if (!verdict.mayRun()) {
        return Compiled.problem(AnswerState.REFUSED, refused(verdict.refusals()));
      }
      classes = verdict.classes();
      notes.addAll(notes(verdict.cuts()));
    }
    Links links = Links.of(ClassFiles.read(tests), classes);
    if (!links.taken().isEmpty()) {
      return Compiled.problem(
          AnswerState.REFUSED,
          "%s.java must not have the class %s, which the tests have"
              .formatted(exercise.type(), String.join(", ", links.taken())));
    }
    if (!links.types().isEmpty()) {
      return Compiled.problem(
          AnswerState.REFUSED,
          "%s.java no longer has the class %s as the start had it, which the tests use"
              .formatted(exercise.type(), String.join(", ", links.types())));
    }
    ClassFiles.write(classes, Path.of(answer.classes()));
    return new Compiled(
        AnswerState.COMPILED,
        "",
        notes,
        places(exercise, start, sources.methods(file)),
        links.members(),
        sources.names(file),
        answer.classes(),
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
      int more = cuts.size() - SHOWN;
      notes.add(
          "… and " + Count.of(more, "more thing") + (more == 1 ? " is" : " are") + " left out");
    }
    return notes;
  }
}
