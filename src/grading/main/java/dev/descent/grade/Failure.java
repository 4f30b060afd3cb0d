package dev.descent.grade;

import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.exercise.Brief;
import dev.descent.exercise.CheckFailure;
import dev.descent.exercise.NotAllowed;
import dev.descent.exercise.Todo;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The reason why a test did not pass.
 *
 * @param type class of what was thrown
 * @param message in words, in lines
 * @param place where in the student's file it came from, such as {@code Adam.java:31}; null if not
 *     from there
 * @param found what a check found; null if none failed
 * @param later what later checks found, of a test that went on
 * @param curves what to draw, or null
 */
record Failure(
    String type,
    String message,
    @Nullable String place,
    CheckFailure.@Nullable Found found,
    List<CheckFailure.Found> later,
    CheckFailure.@Nullable Curves curves) {
  private static final int LONGEST_NAME = 100; // bytes
  private static final int LONGEST_LINE = 400;

  /** A failure without anything that a check has found. */
  static Failure of(String type, String message, @Nullable String place) {
    return new Failure(type, message, place, null, List.of(), null);
  }

  /**
   * A failure for what a test threw.
   *
   * @param missing members that the tests use and the answer has no more
   */
  static Failure of(Throwable thrown, Exercise exercise, List<String> missing) {
    String type = Brief.of(thrown.getClass().getName(), LONGEST_NAME);
    if (thrown instanceof CheckFailure check) {
      return new Failure(
          type,
          String.valueOf(check.getMessage()),
          null,
          check.found(),
          check.later(),
          check.curves());
    }
    String place = place(thrown.getStackTrace(), exercise);
    return of(type, words(thrown, place, missing), place);
  }

  /** The innermost line of the student's file, which may have several classes. */
  static @Nullable String place(StackTraceElement[] stack, Exercise exercise) {
    return Arrays.stream(stack)
        .filter(frame -> (exercise.type() + ".java").equals(frame.getFileName()))
        .filter(frame -> frame.getClassName().startsWith(exercise.packageName() + "."))
        .findFirst()
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
        .orElse(null);
  }

  private static String words(Throwable thrown, @Nullable String place, List<String> missing) {
    if (thrown instanceof Todo
        || thrown instanceof NotAllowed
        || thrown instanceof UnfitMachineException) {
      return String.valueOf(thrown.getMessage());
    }
    if (thrown instanceof StackOverflowError) {
      return "your code calls itself without end (StackOverflowError)";
    }
    if (thrown instanceof IncompatibleClassChangeError && !missing.isEmpty()) {
      return "your class no longer has %s as the start had it, which the tests call"
          .formatted(Brief.of(String.join(", ", missing), LONGEST_LINE));
    }
    if (thrown instanceof NoClassDefFoundError && thrown.getCause() != null) {
      // The test that met it first has got what was thrown, and this one what the JVM kept of it.
      String why = String.valueOf(thrown.getCause().getMessage()).lines().findFirst().orElse("");
      return "your class could not be set up: "
          + Brief.of(
              why.replaceFirst(" \\[in thread .*", "")
                  .replaceFirst("^Exception \\S*\\.NotAllowed: ", ""),
              LONGEST_LINE);
    }
    String message;
    try {
      message = String.valueOf(thrown.getMessage());
    } catch (Throwable e) { // it is the student's, too
      message = "";
    }
    String first = message.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return (place == null ? "what your code gave made its test fail with " : "your code threw ")
        + Brief.of(thrown.getClass().getSimpleName(), LONGEST_NAME)
        + (first.isEmpty() || first.equals("null")
            ? ""
            : ": " + Brief.of(first.strip(), LONGEST_LINE));
  }

  /** The same with nothing but what tells it from others. */
  Failure inBrief() {
    return new Failure(type, found == null ? message : "", place, found, later, null);
  }

  /** Tells whether two answers are wrong in the same way. */
  boolean isSameAs(Failure other) {
    return found == null || other.found == null
        ? found == other.found && type.equals(other.type) && message.equals(other.message)
        : found.isSameAs(other.found);
  }

  /** Tells whether another answer, whose test went on, has this one's fault, too, but later. */
  boolean isPartOf(Failure other) {
    CheckFailure.Found first = found;
    return first != null
        && other.found != null
        && !other.found.ofInput()
        && other.later.stream().anyMatch(first::isSameAs);
  }

  /** Tells whether the later checks of both found the same. */
  boolean hasSameLater(Failure other) {
    return later.size() == other.later.size()
        && IntStream.range(0, later.size())
            .allMatch(i -> later.get(i).isSameAs(other.later.get(i)));
  }

  /** Tells whether it was found in numbers that nobody finds by chance. */
  boolean proves() {
    return found != null && (found.proves() || later.stream().anyMatch(CheckFailure.Found::proves));
  }

  /** How much what was found tells of a mistake. */
  CheckFailure.Evidence evidence() {
    return found == null ? CheckFailure.Evidence.TELLING : found.evidence();
  }
}
