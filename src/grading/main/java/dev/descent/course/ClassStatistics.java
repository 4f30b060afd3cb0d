package dev.descent.course;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.Grade;
import dev.descent.grade.TestGrade;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Statistics of the grades of a class. */
final class ClassStatistics {
  /** A count of those who tried something, and of those who succeeded. */
  interface Rate {
    int passed();

    int tried();

    /** The name in a figure. */
    String name();

    default String words() {
      return tried() == 0 ? "–" : passed() + " of " + tried();
    }

    /** The share that passed, from 0 to 1; NaN if nobody has tried. */
    default double share() {
      return tried() == 0 ? Double.NaN : (double) passed() / tried();
    }
  }

  /**
   * An exercise.
   *
   * @param tried students who have handed it in, other than as it was
   * @param stuck of these, those with whose file no test could run
   * @param points the mean over those who tried; NaN if nobody has
   */
  record ExerciseRate(Exercise exercise, int tried, int passed, int stuck, double points)
      implements Rate {
    @Override
    public String name() {
      return exercise.id();
    }
  }

  /** A test; its exercise's students have tried it. */
  record TestRate(Exercise exercise, TestGrade test, int tried, int passed) implements Rate {
    @Override
    public String name() {
      return exercise.id().substring(0, 4) + " " + test.name();
    }
  }

  /** A known mistake, and how many students have made it. */
  record Mistake(Exercise exercise, String name, int students) {}

  private ClassStatistics() {}

  /** Students in the order of where their submissions were. */
  static List<StudentGrade> inOrder(List<StudentGrade> students) {
    return students.stream().sorted(Comparator.comparing(StudentGrade::from)).toList();
  }

  /** The students who have handed something in. */
  static List<StudentGrade> present(List<StudentGrade> students) {
    return students.stream().filter(student -> !student.absent()).toList();
  }

  /** The exercises that were graded, in their order. */
  static List<Exercise> graded(List<StudentGrade> students, Exercises exercises) {
    Set<String> ids = grades(students).map(Grade::exercise).collect(Collectors.toSet());
    return exercises.all().stream().filter(exercise -> ids.contains(exercise.id())).toList();
  }

  private static Stream<Grade> grades(List<StudentGrade> students) {
    return students.stream().flatMap(student -> student.grades().stream());
  }

  private static List<Grade> tried(List<StudentGrade> students, Exercise exercise) {
    return grades(students)
        .filter(grade -> grade.exercise().equals(exercise.id()))
        .filter(grade -> grade.handedIn() && !grade.untouched())
        .toList();
  }

  static ExerciseRate rate(List<StudentGrade> students, Exercise exercise) {
    List<Grade> tried = tried(students, exercise);
    return new ExerciseRate(
        exercise,
        tried.size(),
        (int) tried.stream().filter(Grade::passed).count(),
        (int) tried.stream().filter(grade -> !grade.graded()).count(),
        tried.stream().mapToInt(Grade::points).average().orElse(Double.NaN));
  }

  /** The tests of an exercise in their order; none if they could run for nobody. */
  static List<TestRate> tests(List<StudentGrade> students, Exercise exercise) {
    List<Grade> tried = tried(students, exercise);
    Map<String, List<TestGrade>> tests = new LinkedHashMap<>();
    for (Grade grade : tried) {
      for (TestGrade test : grade.tests()) {
        tests.computeIfAbsent(test.name(), name -> new ArrayList<>()).add(test);
      }
    }
    return tests.values().stream()
        .map(
            same ->
                new TestRate(
                    exercise,
                    same.get(0),
                    tried.size(),
                    (int) same.stream().filter(TestGrade::passed).count()))
        .toList();
  }

  /** Rates in the order of their shares, the lowest first. */
  static <R extends Rate> List<R> hardest(List<R> rates) {
    return rates.stream()
        .filter(rate -> rate.tried() > 0)
        .sorted(Comparator.comparingDouble(Rate::share))
        .toList();
  }

  /** The known mistakes, those of most students first. */
  static List<Mistake> mistakes(List<StudentGrade> students, List<Exercise> graded) {
    List<Mistake> mistakes = new ArrayList<>();
    for (Exercise exercise : graded) {
      Map<String, Integer> counts = new TreeMap<>();
      for (Grade grade : tried(students, exercise)) {
        Set<String> made = new HashSet<>();
        grade.tests().forEach(test -> made.addAll(test.mistakes()));
        made.forEach(name -> counts.merge(name, 1, Integer::sum));
      }
      counts.forEach((name, count) -> mistakes.add(new Mistake(exercise, name, count)));
    }
    mistakes.sort(Comparator.comparingInt(Mistake::students).reversed());
    return mistakes;
  }
}
