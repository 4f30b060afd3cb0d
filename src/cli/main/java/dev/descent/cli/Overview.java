package dev.descent.cli;

import dev.descent.Count;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.lesson.Curriculum;
import dev.descent.lesson.Lesson;
import dev.descent.report.Paragraph;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A student's progress in words. */
final class Overview {
  private static final int BAR = 30;
  private static final int TITLE = 40;

  private Overview() {}

  /** A bar, and what it says. */
  static String bar(Exercises exercises, Progress progress) {
    int all = exercises.all().size();
    int passed = progress.passed();
    String words =
        "  %d of %s, %d of %s"
            .formatted(
                passed,
                Count.of(all, "exercise"),
                progress.points(),
                Count.of(exercises.points(), "point"));
    int length = Math.max(0, Math.min(BAR, Tty.width() - words.length()));
    int done = length * passed / all;
    return "━".repeat(done) + "─".repeat(length - done) + words;
  }

  /** Every lesson with its exercises, the first open one marked. */
  static String list(Exercises exercises, Progress progress) {
    return String.join("\n", list(exercises, progress, progress.current().orElse(null))) + "\n";
  }

  /**
   * Every lesson with its exercises.
   *
   * @param marked the exercise that is marked
   * @return one entry for each, of one line or, on a narrow terminal, more
   */
  static List<String> list(Exercises exercises, Progress progress, @Nullable Exercise marked) {
    int ids = exercises.all().stream().mapToInt(it -> it.id().length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Lesson lesson : Curriculum.load().lessons()) {
      lines.add(lesson.name() + ": " + lesson.title());
      for (Exercise exercise : exercises.all()) {
        if (exercise.lesson().equals(lesson.id())) {
          lines.add(entry(exercise, progress.of(exercise), exercise.equals(marked), ids));
        }
      }
    }
    return lines;
  }

  private static String entry(Exercise exercise, Progress.Entry entry, boolean marked, int ids) {
    String id = ("%s %s %-" + ids + "s ").formatted(marked ? ">" : " ", mark(entry), exercise.id());
    String points = "%2d of %s".formatted(entry.points(), Count.of(exercise.points(), "point"));
    int room = Math.min(TITLE, Tty.width() - id.length() - " 10 of 10 points".length());
    Iterator<String> title = Paragraph.of(exercise.title(), "", "", room).lines().iterator();
    StringBuilder lines = new StringBuilder(id);
    lines.append(("%-" + room + "s ").formatted(title.next())).append(points);
    title.forEachRemaining(line -> lines.append("\n").append(" ".repeat(id.length())).append(line));
    return lines.toString();
  }

  private static String mark(Progress.Entry entry) {
    return entry.passed() ? "✓" : "·";
  }

  /** The next thing to do. */
  static String next(Exercises exercises, Progress progress) {
    return progress
        .current()
        .map(
            exercise ->
                """
                Next: %s, %s (%s), after %s
                  %s

                  ./descent watch              checks it whenever you save
                  ./descent check              checks it once
                  ./descent hint               helps, a little more each time
                  ./descent lesson %-11s the text behind it
                """
                    .formatted(
                        exercise.id(),
                        exercise.title(),
                        Count.of(exercise.points(), "point"),
                        lesson(exercise).name().toLowerCase(Locale.ROOT),
                        GradeText.shown(exercises.file(exercise)),
                        exercise.lesson() + " --read"))
        .orElseGet(() -> allSolved(exercises));
  }

  /** What comes next for somebody who has just solved an exercise. */
  static String after(Exercise solved, Exercises exercises, Progress progress) {
    Optional<Exercise> next = progress.after(solved);
    if (next.isEmpty()) {
      return allSolved(exercises);
    }
    Exercise exercise = next.get();
    boolean lessonIsDone =
        exercises.all().stream()
            .filter(it -> it.lesson().equals(solved.lesson()))
            .allMatch(it -> progress.of(it).passed());
    if (!lessonIsDone || exercise.lesson().equals(solved.lesson())) {
      return "Next: %s, %s\n  ./descent check %d\n"
          .formatted(exercise.id(), exercise.title(), exercise.number());
    }
    return """
        That was the last exercise of %s. Next: %s
          ./descent lesson %-11s its text
          ./descent lesson %-11s its walk-through, with figures
          ./descent check %-12d %s, %s
        """
        .formatted(
            inWords(lesson(solved)),
            inWords(lesson(exercise)),
            exercise.lesson() + " --read",
            exercise.lesson() + " --quick",
            exercise.number(),
            exercise.id(),
            exercise.title());
  }

  /** The best tries at an open task; nothing where there are none. */
  static String tries(Progress.Entry entry) {
    if (entry.tries().isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder("  Your best tries, ");
    text.append(entry.tries().get(0).what()).append("\n");
    for (Progress.Try one : entry.tries()) {
      text.append("  %8.2f   seed %-6d %s%n".formatted(one.value(), one.seed(), one.on()));
    }
    return text.append("\n").toString();
  }

  private static String allSolved(Exercises exercises) {
    int all = exercises.all().size();
    return """
        %s solved, %s. Next: data of your own
          ./descent data               what data there is, and how to bring yours
          ./descent compare --tune     optimizers side by side, each at its best rate
        """
        .formatted(
            all == 1 ? "The exercise is" : "All " + all + " exercises are",
            Count.of(exercises.points(), "point"));
  }

  private static String inWords(Lesson lesson) {
    return lesson.name().toLowerCase(Locale.ROOT) + ", " + lesson.title();
  }

  private static Lesson lesson(Exercise exercise) {
    return Curriculum.load().lesson(exercise.lesson());
  }
}
