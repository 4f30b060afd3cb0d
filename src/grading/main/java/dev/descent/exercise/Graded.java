package dev.descent.exercise;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Marks the graded tests of an exercise. Each test has {@link Points}, a display name that says as
 * a sentence what must hold, and a tag {@code task-1}, {@code task-2} … for the TODO it grades;
 * they run in the order of the tasks. A test may take a {@link RandomInputs} and a {@link Check}.
 *
 * <pre>
 *   &#64;Graded
 *   class GradientStepTest {
 *     &#64;Test
 *     &#64;Tag("task-1")
 *     &#64;Points(2)
 *     &#64;DisplayName("the parameters move against the gradient")
 *     void moves(RandomInputs draw, Check check) { … }
 *   }
 * </pre>
 *
 * <p>The tag {@code graded} keeps them out of a normal build: a start fails its tests.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("graded")
@TestMethodOrder(TaskOrder.class)
@ExtendWith(GradedExtension.class)
public @interface Graded {}
