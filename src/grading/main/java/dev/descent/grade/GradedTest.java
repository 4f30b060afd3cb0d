package dev.descent.grade;

import static java.util.stream.Collectors.toMap;

import dev.descent.exercise.Grading;
import dev.descent.exercise.Points;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

/**
 * A graded test: a method, and what its annotations say.
 *
 * @param name of the method
 * @param sentence what must hold
 * @param task number of the TODO it grades
 * @param points what it is worth
 * @param tags that other tests may need
 */
record GradedTest(String name, String sentence, int task, int points, List<String> tags) {
  private static GradedTest of(Method method) {
    DisplayName sentence = method.getAnnotation(DisplayName.class);
    List<String> tags =
        Arrays.stream(method.getAnnotationsByType(Tag.class)).map(Tag::value).toList();
    int task = tags.stream().mapToInt(Grading::task).max().orElse(0);
    return new GradedTest(
        method.getName(),
        sentence == null ? method.getName() : sentence.value(),
        task,
        method.getAnnotation(Points.class).value(),
        tags);
  }

  /** The graded tests of a class, by name. */
  static Map<String, GradedTest> allOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Points.class))
        .map(GradedTest::of)
        .collect(toMap(GradedTest::name, test -> test));
  }
}
