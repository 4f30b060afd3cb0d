package dev.descent.grade;

import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.pool.JobFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Holds the exercises to their rules: every start compiles and earns nothing, every solution and
 * every other right answer earns all points, every known mistake loses some and is named, each for
 * several seeds; and no answer gains points by destroying what it is given, see {@link VandalJob}.
 */
public final class AuthorCheck {
  private static final int POINTS = 100;

  /**
   * What was found.
   *
   * @param problems broken rules, in words
   * @param wrong known wrong answers, times seeds
   * @param killed of these, how many lost points
   * @param named of these, how many were called by their name, and by no other
   * @param right right answers, times seeds
   * @param vandals answers that destroy what they are given
   */
  public record Report(
      List<String> problems, int wrong, int killed, int named, int right, int vandals) {
    private Report(List<String> problems) {
      this(problems, 0, 0, 0, 0, 0);
    }

    private static Report sum(List<Report> reports) {
      return new Report(
          reports.stream().flatMap(report -> report.problems.stream()).toList(),
          reports.stream().mapToInt(Report::wrong).sum(),
          reports.stream().mapToInt(Report::killed).sum(),
          reports.stream().mapToInt(Report::named).sum(),
          reports.stream().mapToInt(Report::right).sum(),
          reports.stream().mapToInt(Report::vandals).sum());
    }
  }

  private final Exercises exercises;
  private final AuthorFiles files;
  private final Grader grader;
  private final List<Long> seeds;

  /**
   * @param seeds how many, from 1 on
   */
  public AuthorCheck(Exercises exercises, Grader grader, int seeds) {
    this.exercises = exercises;
    this.files = new AuthorFiles(exercises);
    this.grader = grader;
    this.seeds = LongStream.rangeClosed(1, seeds).boxed().toList();
  }

  /**
   * Checks them.
   *
   * @param some which; of all, what they have to keep together is checked, too
   * @param jobs how many files at a time
   * @param done hears of each file that was graded, and of the vandals of each exercise
   */
  public Report run(List<Exercise> some, int jobs, Consumer<String> done)
      throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<Report>> reports = new ArrayList<>();
      for (Exercise exercise : some) {
        reports.add(
            threads.submit(
                () -> {
                  Report report = vandals(exercise);
                  done.accept(exercise.id() + " vandals");
                  return report;
                }));
        for (Answer answer : answers(exercise)) {
          reports.add(
              threads.submit(
                  () -> {
                    Report report = check(answer);
                    done.accept(answer.toString());
                    return report;
                  }));
        }
      }
      List<Report> all = new ArrayList<>();
      some.forEach(exercise -> all.add(new Report(files.problems(exercise))));
      if (some.equals(exercises.all())) {
        all.add(new Report(together()));
      }
      for (Future<Report> report : reports) {
        all.add(report.get());
      }
      return Report.sum(all);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  /** What all exercises together have to keep. */
  private List<String> together() {
    List<String> problems = new ArrayList<>(files.stray());
    if (exercises.points() != POINTS) {
      problems.add("all exercises must have " + POINTS + " points, got " + exercises.points());
    }
    return problems;
  }

  /** How often {@code done} hears of something. */
  public int count(List<Exercise> some) {
    return some.stream().mapToInt(exercise -> answers(exercise).size() + 1).sum();
  }

  private enum Kind {
    START,
    RIGHT,
    MISTAKE
  }

  private record Answer(Exercise exercise, Kind kind, String name, Path file) {
    @Override
    public String toString() {
      return exercise.id() + " " + name;
    }
  }

  /** All there are; files that should be there and are not are reported elsewhere. */
  private List<Answer> answers(Exercise exercise) {
    List<Answer> answers = new ArrayList<>();
    answers.add(new Answer(exercise, Kind.START, "start", exercises.start(exercise)));
    answers.add(new Answer(exercise, Kind.RIGHT, "solution", exercises.solution(exercise)));
    for (String name : AuthorFiles.folders(exercises.variant("right", exercise))) {
      Path file =
          exercises.variant("right", exercise).resolve(name).resolve(exercise.type() + ".java");
      answers.add(new Answer(exercise, Kind.RIGHT, name, file));
    }
    for (String name : exercise.mistakes().keySet()) {
      answers.add(new Answer(exercise, Kind.MISTAKE, name, exercises.mistake(exercise, name)));
    }
    answers.removeIf(answer -> !Files.isRegularFile(answer.file()));
    return answers;
  }

  private Report vandals(Exercise exercise) {
    if (!Files.isRegularFile(exercises.solution(exercise))) {
      return new Report(List.of()); // reported elsewhere
    }
    try {
      VandalJob.Results results = grader.vandals(exercise, seeds.get(0));
      return new Report(results.problems(), 0, 0, 0, 0, results.vandals());
    } catch (JobFailedException e) {
      return new Report(List.of(exercise.id() + ": its vandals cannot be run: " + e.getMessage()));
    }
  }

  private Report check(Answer answer) {
    List<Grade> grades =
        grader.grade(
            answer.exercise(),
            answer.file(),
            answer.kind() == Kind.START ? seeds.subList(0, 1) : seeds);
    return switch (answer.kind()) {
      case START -> new Report(start(answer, grades.get(0)));
      case RIGHT -> new Report(right(answer, grades), 0, 0, 0, grades.size(), 0);
      case MISTAKE -> mistake(answer, grades);
    };
  }

  private static List<String> start(Answer answer, Grade grade) {
    List<String> problems = new ArrayList<>();
    if (grade.problem() != null) {
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
    if (points != answer.exercise().points()) {
      problems.add(
          answer.exercise().id()
              + ": points must be those of its tests, "
              + points
              + ", got "
              + answer.exercise().points());
    }
    Set<Integer> tasks =
        grade.tests().stream().map(TestGrade::task).collect(Collectors.toCollection(TreeSet::new));
    Set<Integer> todos = new TreeSet<>(Sources.todos(answer.file()).keySet());
    if (!tasks.equals(todos)) {
      problems.add(answer + ": has the TODOs " + todos + ", its tests the tasks " + tasks);
    }
    return problems;
  }

  private static List<String> right(Answer answer, List<Grade> grades) {
    return grades.stream()
        .filter(grade -> !grade.passed())
        .map(
            grade ->
                answer
                    + ", seed "
                    + grade.seed()
                    + ": is right and must pass, got "
                    + (grade.problem() != null ? grade.problem() : failures(grade)))
        .limit(1)
        .toList();
  }

  private static Report mistake(Answer answer, List<Grade> grades) {
    List<String> problems = new ArrayList<>();
    int killed = 0;
    int named = 0;
    for (Grade grade : grades) {
      String seed = answer + ", seed " + grade.seed();
      if (grade.problem() != null) {
        problems.add(seed + ": must run, got " + grade.problem());
      } else if (grade.passed()) {
        problems.add(seed + ": is wrong and must lose points, got all");
      } else {
        killed++;
        Set<String> names =
            grade.tests().stream()
                .flatMap(test -> test.mistakes().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        if (names.equals(Set.of(answer.name()))) {
          named++;
        } else {
          problems.add(seed + ": must be named so, got " + names + "; " + failures(grade));
        }
      }
    }
    return new Report(problems, grades.size(), killed, named, 0, 0);
  }

  private static String failures(Grade grade) {
    return grade.tests().stream()
        .filter(test -> !test.passed())
        .map(test -> test.name() + " " + test.state() + ": " + test.message())
        .collect(Collectors.joining("; "));
  }
}
