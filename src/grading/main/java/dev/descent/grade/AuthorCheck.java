package dev.descent.grade;

import dev.descent.BadInputException;
import dev.descent.catalog.Equivalent;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.CompileJob.Compiled;
import dev.descent.worker.JobFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Holds the exercises to their rules: every start compiles and earns nothing, every solution and
 * every other right answer earns all points, every known mistake loses some and is named, each for
 * several seeds; no answer gains points by destroying what it is given, see {@link VandalJob}; and
 * every slip that rules make in the solution fails a test, or somebody has said why it need not.
 */
public final class AuthorCheck {
  private static final int POINTS = 100;

  /**
   * The result of a check.
   *
   * @param problems broken rules, in words
   * @param wrong known wrong answers, times seeds
   * @param killed of these, how many lost points
   * @param named of these, how many were called by their name, and by no other
   * @param right right answers, times seeds
   * @param vandals answers that destroy what they are given
   * @param slips made by rules
   */
  public record Report(
      List<String> problems, int wrong, int killed, int named, int right, int vandals, int slips) {
    private Report(List<String> problems) {
      this(problems, 0, 0, 0, 0, 0, 0);
    }

    private static Report sum(List<Report> reports) {
      return new Report(
          reports.stream().flatMap(report -> report.problems.stream()).toList(),
          reports.stream().mapToInt(Report::wrong).sum(),
          reports.stream().mapToInt(Report::killed).sum(),
          reports.stream().mapToInt(Report::named).sum(),
          reports.stream().mapToInt(Report::right).sum(),
          reports.stream().mapToInt(Report::vandals).sum(),
          reports.stream().mapToInt(Report::slips).sum());
    }
  }

  private final Exercises exercises;
  private final AuthorFiles files;
  private final Grader grader;
  private final List<Long> seeds;
  private final List<String> lessons;
  private final Set<Exercise> ruined;

  /**
   * @param seeds how many, from 1 on
   * @param lessons the ids of the lessons that exercises may follow from
   * @param ruined the exercises whose answers are made vandals of, and slips in whose solutions are
   *     made; but of open ones neither, whose tests hand out copies and judge by rows of their own
   */
  public AuthorCheck(
      Exercises exercises,
      Grader grader,
      int seeds,
      List<String> lessons,
      Collection<Exercise> ruined) {
    this.exercises = exercises;
    this.files = new AuthorFiles(exercises);
    this.grader = grader;
    this.seeds = LongStream.rangeClosed(1, seeds).boxed().toList();
    this.lessons = List.copyOf(lessons);
    this.ruined = Set.copyOf(ruined);
  }

  /**
   * Checks exercises, and if these are all, the rules that they keep together.
   *
   * @param jobs how much at a time
   * @param done hears of each answer that was graded, and of the mistakes for each seed
   */
  public Report run(List<Exercise> checked, int jobs, Consumer<String> done)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<Report>> reports = new ArrayList<>();
      for (Exercise exercise : checked) {
        Map<String, Callable<Report>> works = works(exercise);
        works.forEach(
            (name, work) ->
                reports.add(
                    threads.submit(
                        () -> {
                          Report report = work.call();
                          done.accept(exercise.id() + " " + name);
                          return report;
                        })));
      }
      List<Report> all = new ArrayList<>();
      checked.forEach(exercise -> all.add(new Report(files.problems(exercise))));
      if (checked.equals(exercises.all())) {
        all.add(new Report(together()));
      }
      for (Future<Report> report : reports) {
        all.add(report.get());
      }
      all.add(new Report(checked.stream().flatMap(this::lesson).toList()));
      return Report.sum(all);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** A broken rule if an exercise follows from no lesson. */
  private Stream<String> lesson(Exercise exercise) {
    return lessons.contains(exercise.lesson())
        ? Stream.empty()
        : Stream.of(
            "%s: lesson must be one of %s, got %s"
                .formatted(exercise.id(), lessons, exercise.lesson()));
  }

  /** The broken rules of all exercises together. */
  private List<String> together() {
    List<String> problems = new ArrayList<>(files.stray());
    if (exercises.points() != POINTS) {
      problems.add("all exercises must have " + POINTS + " points, got " + exercises.points());
    }
    return problems;
  }

  /** The number of times that {@code done} hears of something. */
  public int count(List<Exercise> checked) {
    return checked.stream().mapToInt(exercise -> works(exercise).size()).sum();
  }

  /** The work to do, by names; files that are not there are reported elsewhere. */
  private Map<String, Callable<Report>> works(Exercise exercise) {
    Map<String, Callable<Report>> works = new LinkedHashMap<>();
    Map<String, Path> right = new LinkedHashMap<>();
    right.put("solution", exercises.solution(exercise));
    exercises
        .rightNames(exercise)
        .forEach(name -> right.put(name, exercises.right(exercise, name)));
    right.values().removeIf(file -> !Files.isRegularFile(file));
    if (Files.isRegularFile(exercises.start(exercise))) {
      works.put("start", () -> new Report(start(exercise)));
    }
    right.forEach((name, file) -> works.put(name, () -> right(exercise, name, file)));
    if (right.containsKey("solution")) {
      works.put("what mistakes use", () -> new Report(mayUse(exercise)));
      seeds.forEach(seed -> works.put("mistakes, seed " + seed, () -> mistakes(exercise, seed)));
      if (ruined.contains(exercise) && !exercise.open()) {
        works.put("vandals", () -> vandals(exercise));
        works.put("slips", () -> slips(exercise));
      }
    }
    return works;
  }

  private Report vandals(Exercise exercise) {
    try {
      VandalJob.Results results = grader.vandals(exercise, seeds.get(0));
      return new Report(results.problems(), 0, 0, 0, 0, results.vandals(), 0);
    } catch (BadInputException | JobFailedException e) {
      return new Report(List.of(exercise.id() + ": its vandals cannot be run: " + e.getMessage()));
    }
  }

  private Report slips(Exercise exercise) {
    List<MadeSlip> slips;
    List<Equivalent> equivalents;
    try {
      slips = grader.madeSlips(exercise, seeds.get(0));
      equivalents = exercises.equivalents(exercise);
    } catch (BadInputException | JobFailedException e) {
      return new Report(List.of(exercise.id() + ": its slips cannot be run: " + e.getMessage()));
    }
    Stream<String> alive =
        slips.stream()
            .filter(MadeSlip::survives)
            .map(
                slip ->
                    "%s: a slip survives, %s, line %d, %s: %s"
                        .formatted(
                            exercise.id(),
                            slip.slip().method(),
                            slip.slip().line(),
                            slip.slip().rule(),
                            slip.slip().says()));
    Stream<String> unused =
        equivalents.stream()
            .filter(one -> slips.stream().noneMatch(slip -> one.why().equals(slip.why())))
            .map(one -> exercise.id() + ": in equivalent.toml, and no slip survives so: " + one);
    List<String> problems = Stream.concat(alive, unused).toList();
    return new Report(problems, 0, 0, 0, 0, 0, slips.size());
  }

  private List<String> start(Exercise exercise) {
    String answer = exercise.id() + " start";
    Path file = exercises.start(exercise);
    Grade grade = grader.grade(exercise, file, seeds.get(0));
    List<String> problems = new ArrayList<>();
    if (!grade.graded()) {
      return List.of(answer + ": " + grade.problem());
    }
    if (!grade.untouched()) {
      grade.tests().stream()
          .filter(test -> test.passed() || test.state() == TestGrade.State.FAILED)
          .forEach(
              test ->
                  problems.add(
                      answer
                          + ": must meet a TODO in "
                          + test.name()
                          + ", got "
                          + test.state()
                          + (test.message() == null ? "" : ", " + test.message())));
    }
    int points = grade.tests().stream().mapToInt(TestGrade::points).sum();
    if (points != exercise.points()) {
      problems.add(
          exercise.id()
              + ": points must be those of its tests, "
              + points
              + ", got "
              + exercise.points());
    }
    Set<Integer> tasks =
        grade.tests().stream().map(TestGrade::task).collect(Collectors.toCollection(TreeSet::new));
    Set<Integer> todos = new TreeSet<>(Sources.todos(file).keySet());
    if (!tasks.equals(todos)) {
      problems.add(answer + ": has the TODOs " + todos + ", its tests the tasks " + tasks);
    }
    return problems;
  }

  private Report right(Exercise exercise, String name, Path file) {
    List<String> problems =
        grader.grades(exercise, file, seeds).stream()
            .filter(grade -> !grade.passed())
            .map(
                grade ->
                    "%s %s, seed %d: is right and must pass, got %s"
                        .formatted(
                            exercise.id(),
                            name,
                            grade.seed(),
                            grade.graded() ? failures(grade) : grade.problem()))
            .limit(1)
            .toList();
    return new Report(problems, 0, 0, 0, seeds.size(), 0, 0);
  }

  /** Mistakes are answers: they use what an answer may use. */
  private List<String> mayUse(Exercise exercise) {
    List<String> problems = new ArrayList<>();
    Path folder = Folders.temporary(exercise.id());
    try {
      for (String name : exercises.mistakes(exercise).keySet()) {
        Path file = folder.resolve(exercise.type() + ".java");
        try {
          Files.writeString(file, exercises.mistake(exercise, name));
        } catch (BadInputException e) {
          problems.add(e.getMessage());
          continue;
        }
        Compiled compiled = grader.compile(exercise, file, folder);
        if (!compiled.isPlain()) {
          problems.add(
              "%s %s: must be an answer like others, got %s"
                  .formatted(
                      exercise.id(),
                      name,
                      compiled.problem().isEmpty()
                          ? compiled.notes() + " " + compiled.missing()
                          : compiled.problem()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(folder);
    }
    return problems;
  }

  private Report mistakes(Exercise exercise, long seed) {
    Map<String, Grade> grades;
    try {
      grades = grader.mistakes(exercise, seed);
    } catch (BadInputException | JobFailedException e) {
      String problem = exercise.id() + ": its mistakes cannot be run: " + e.getMessage();
      return new Report(List.of(problem), exercises.mistakes(exercise).size(), 0, 0, 0, 0, 0);
    }
    List<String> problems = new ArrayList<>();
    int killed = 0;
    int named = 0;
    for (var entry : grades.entrySet()) {
      String mistake = "%s %s, seed %d".formatted(exercise.id(), entry.getKey(), seed);
      Grade grade = entry.getValue();
      if (grade.passed()) {
        problems.add(mistake + ": is wrong and must lose points, got all");
        continue;
      }
      killed++;
      Set<String> names =
          grade.tests().stream()
              .flatMap(test -> test.mistakes().stream())
              .collect(Collectors.toCollection(TreeSet::new));
      if (names.equals(Set.of(entry.getKey()))) {
        named++;
      } else {
        problems.add(mistake + ": must be named so, got " + names + "; " + failures(grade));
      }
    }
    return new Report(problems, exercises.mistakes(exercise).size(), killed, named, 0, 0, 0);
  }

  private static String failures(Grade grade) {
    return grade.tests().stream()
        .filter(test -> !test.passed())
        .map(test -> test.name() + " " + test.state() + ": " + test.message())
        .collect(Collectors.joining("; "));
  }
}
