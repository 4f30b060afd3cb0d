package dev.descent.cli;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.lesson.Curriculum;
import dev.descent.lesson.Lesson;
import java.util.List;

/** A student's progress in words. */
final class Overview {
  private static final int BAR = 30;

  private Overview() {}

  /** A bar, and what it says. */
  static String bar(Exercises exercises, Progress progress) {
    int all = exercises.all().size();
    int passed = progress.passed();
    int done = BAR * passed / all;
    return "━".repeat(done)
        + "─".repeat(BAR - done)
        + "  "
        + passed
        + " of "
        + all
        + " exercises, "
        + progress.points()
        + " of "
        + exercises.points()
        + " points";
  }

  /** Every lesson with its exercises. */
  static String list(Exercises exercises, Progress progress) {
    StringBuilder text = new StringBuilder();
    Exercise current = progress.current().orElse(null);
    for (Lesson lesson : Curriculum.load().lessons()) {
      List<Exercise> its =
          exercises.all().stream()
              .filter(exercise -> exercise.lesson().equals(lesson.id()))
              .toList();
      text.append(lesson.name()).append(": ").append(lesson.title()).append("\n");
      for (Exercise exercise : its) {
        Progress.Entry entry = progress.of(exercise);
        text.append(
            "%s %s %-18s %-40s %2d of %d points%n"
                .formatted(
                    exercise.equals(current) ? ">" : " ",
                    entry.passed() ? "✓" : "·",
                    exercise.id(),
                    exercise.title(),
                    entry.points(),
                    exercise.points()));
      }
    }
    return text.toString();
  }

  /** The next thing to do. */
  static String next(Exercises exercises, Progress progress) {
    return progress
        .current()
        .map(
            exercise ->
                """
                Next: %s, %s (%d points), after lesson %s
                  %s

                  ./descent watch              checks it whenever you save
                  ./descent check              checks it once
                  ./descent hint               helps, a little more each time
                  ./descent lesson %-11s the text behind it
                """
                    .formatted(
                        exercise.id(),
                        exercise.title(),
                        exercise.points(),
                        exercise.lesson(),
                        GradeText.shown(exercises.file(exercise)),
                        exercise.lesson() + " --read"))
        .orElse("All exercises are solved.\n");
  }
}
