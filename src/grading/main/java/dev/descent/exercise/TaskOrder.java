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
        .mapToInt(tag -> Grading.task(tag.value()))
        .max()
        .orElse(0);
  }
}
