package dev.descent.lessons.l7project;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Lesson7 {
  private Lesson7() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson(
        "7",
        "The life of a project",
        List.of(
            new FirstTry(),
            new Columns(),
            new FreeAnswers(),
            new ByHeart(),
            new PriorBias(),
            new ThreePumps(),
            new RatesByDecade(),
            new StoppedInTime(),
            new Thresholds(),
            new TestedOnce(),
            new SavedWhole(),
            new CountedWork()));
  }
}
