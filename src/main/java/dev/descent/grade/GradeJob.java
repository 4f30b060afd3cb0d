package dev.descent.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.exercise.CheckFailure;
import dev.descent.exercise.Exercise;
import dev.descent.pool.Job;
import dev.descent.train.Backend;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grades one file for some seeds, in a worker JVM; the result is an array of {@link Grade}s. */
public final class GradeJob implements Job {
  /**
   * What to grade.
   *
   * @param source the student's file
   * @param start the untouched file
   * @param tests the graded tests
   * @param mistakes name and file of each known wrong answer
   * @param classes empty folder for what is compiled; whoever made it deletes it
   * @param cache folder for compiled mistakes
   * @param seeds each makes a grade
   * @param fatal what is known of tests that have ended a worker: they are not run again
   */
  public record Request(
      Exercise exercise,
      String source,
      String start,
      String tests,
      Map<String, String> mistakes,
      String classes,
      String cache,
      List<Long> seeds,
      List<Fatal> fatal) {}

  /**
   * A test that has ended its worker.
   *
   * @param place where in the student's file; null if unknown
   * @param printed what the student's code had printed
   */
  public record Fatal(String test, String why, String place, String printed) {}

  /**
   * What the grader must know even if this worker ends before its job does.
   *
   * @param running the test that has begun; null between tests
   * @param death why the worker ends in that test; null as long as it lives
   * @param place in the student's file
   * @param printed by the student's code until its death
   */
  public record Event(String running, String death, String place, String printed) {}

  private static final Logger LOG = LoggerFactory.getLogger(GradeJob.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Loads ND4J while javac compiles. */
  private static Thread backend;

  @Override
  public Object run(JsonNode input, Consumer<Object> progress) throws Exception {
    warmUp();
    Request request = JSON.treeToValue(input, Request.class);
    String unreadable = Sources.unreadable(Path.of(request.source()));
    if (unreadable != null) {
      return problem(request, Path.of(request.source()).getFileName() + " " + unreadable);
    }
    requireNoOtherAnswer(request.exercise());
    Path classes = Path.of(request.classes());
    Sources sources =
        new Sources(classes, List.of(Path.of(request.source()), Path.of(request.tests())));
    String problem = sources.compile(request.exercise().className());
    return problem == null ? grade(request, sources, classes, progress) : problem(request, problem);
  }

  private static synchronized void warmUp() {
    if (backend == null) {
      backend = new Thread(Backend::start, "backend");
      backend.start();
    }
  }

  private static List<Grade> problem(Request request, String problem) {
    return request.seeds().stream()
        .map(seed -> new Grade(request.exercise().id(), seed, List.of(), problem, ""))
        .toList();
  }

  /**
   * With the class on this worker's own class path, that one would be graded, not the student's.
   */
  private static void requireNoOtherAnswer(Exercise exercise) {
    String file = exercise.className().replace('.', '/') + ".class";
    if (GradeJob.class.getClassLoader().getResource(file) != null) {
      throw new IllegalStateException(
          exercise.className() + " is on the class path of the grader and would be graded");
    }
  }

  private static List<Grade> grade(
      Request request, Sources sources, Path classes, Consumer<Object> progress)
      throws IOException, ClassNotFoundException, InterruptedException {
    backend.join();
    Map<Integer, String> todos = Sources.todos(Path.of(request.start()));
    Map<String, Integer> lines = sources.methods();
    IntFunction<String> places = // where in the student's file a task is done; null if unknown
        task -> {
          Integer line = lines.get(todos.get(task));
          return line == null ? null : request.exercise().type() + ".java:" + line;
        };
    List<Grade> grades = new ArrayList<>();
    for (long seed : request.seeds()) {
      grades.add(grade(request, seed, classes, places, progress));
    }
    return grades;
  }

  private static Grade grade(
      Request request,
      long seed,
      Path classes,
      IntFunction<String> places,
      Consumer<Object> progress)
      throws IOException, ClassNotFoundException, InterruptedException {
    Exercise exercise = request.exercise();
    try (URLClassLoader loader = TestRun.loader(classes)) {
      Class<?> type = Class.forName(exercise.testName(), false, loader);
      Map<String, TestRun.GradedTest> tests = TestRun.tests(type);
      List<TestRun.GradedTest> fatal =
          request.fatal().stream().map(Fatal::test).map(tests::get).toList();
      Student student = new Student(exercise, progress);
      Map<String, TestRun.Outcome> outcomes =
          student.run(watcher -> TestRun.run(type, seed, fatal, watcher));
      List<TestGrade> grades = new ArrayList<>();
      Diagnosis diagnosis = null;
      for (var entry : outcomes.entrySet()) {
        TestRun.GradedTest test = tests.get(entry.getKey());
        TestRun.Outcome outcome = entry.getValue();
        if (outcome.failure() == null) {
          grades.add(test.grade(outcome.state(), outcome.skipped(), null, List.of(), null));
          continue;
        }
        List<String> mistakes = List.of();
        if (outcome.state() == TestGrade.State.FAILED) {
          diagnosis = diagnosis == null ? diagnosis(request, seed) : diagnosis;
          mistakes = diagnosis.names(test.name(), outcomes);
        }
        String thrownAt = student.place(outcome.failure());
        String message = Student.words(outcome.failure(), thrownAt);
        String place = thrownAt == null ? places.apply(test.task()) : thrownAt;
        CheckFailure.Curves curves =
            outcome.failure() instanceof CheckFailure check ? check.curves() : null;
        grades.add(test.grade(outcome.state(), message, place, mistakes, curves));
      }
      for (Fatal dead : request.fatal()) {
        TestRun.GradedTest test = tests.get(dead.test());
        String message = "your code " + dead.why();
        grades.add(test.grade(TestGrade.State.FAILED, message, dead.place(), List.of(), null));
      }
      grades.sort(Comparator.comparingInt(TestGrade::task).thenComparing(TestGrade::name));
      String printed = request.fatal().stream().map(Fatal::printed).collect(Collectors.joining());
      return new Grade(exercise.id(), seed, grades, null, printed + student.output());
    }
  }

  /** A grade without the names of mistakes is better than none. */
  private static Diagnosis diagnosis(Request request, long seed) {
    try {
      return Diagnosis.of(request, seed);
    } catch (IOException | RuntimeException e) {
      LOG.info("mistakes of {} cannot be run", request.exercise().id(), e);
      return Diagnosis.NONE;
    }
  }
}
