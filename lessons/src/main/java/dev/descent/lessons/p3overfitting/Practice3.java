package dev.descent.lessons.p3overfitting;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Practice3 {
  private Practice3() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson(
        "p3",
        "Stop a model from overfitting",
        List.of(new Remedies(), new ScaledLogits(), new SeveralSeeds(), new BestOfNine()));
  }
}
