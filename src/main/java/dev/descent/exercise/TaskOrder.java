package dev.descent.exercise;

import java.util.Arrays;
import java.util.Comparator;
import org.junit.jupiter.api.MethodDescriptor;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.MethodOrdererContext;
import org.junit.jupiter.api.Tag;

/** Runs the tests of an exercise in the order of their tasks, those of one task by name. */
final class TaskOrder implements MethodOrderer {
  @Override
  public void orderMethods(MethodOrdererContext context) {
    context
        .getMethodDescriptors()
        .sort(
            Comparator.<MethodDescriptor>comparingInt(TaskOrder::task)
                .thenComparing(method -> method.getMethod().getName()));
  }

  private static int task(MethodDescriptor method) {
    return Arrays.stream(method.getMethod().getAnnotationsByType(Tag.class))
        .mapToInt(tag -> task(tag.value()))
        .max()
        .orElse(0);
  }

  /** The number in a tag {@code task-1}; 0 in any other. */
  static int task(String tag) {
    return tag.matches("task-[1-9]\\d?") ? Integer.parseInt(tag.substring(5)) : 0;
  }
}
