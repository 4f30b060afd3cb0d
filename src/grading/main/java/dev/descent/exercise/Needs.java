package dev.descent.exercise;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says that a graded test is not run before others pass: without them it could only fail a second
 * time for the same reason.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Needs {
  /**
   * The tests that must pass: all tests with a tag, such as {@code task-1}, or one by its method's
   * name.
   */
  String[] value();
}
