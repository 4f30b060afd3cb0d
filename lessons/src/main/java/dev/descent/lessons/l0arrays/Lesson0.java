package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Lesson0 {
  private Lesson0() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson(
        "0",
        "Arrays and gradients",
        List.of(
            new RuinedTable(),
            new ShapesAndTypes(),
            new ViewsAndCopies(),
            new InPlace(),
            new OrderAndEquality(),
            new Circuit(),
            new TwoLayersByHand(),
            new ThreeLayers(),
            new Differences(),
            new AllAtOnce(),
            new BlindSpot(),
            new BackwardMistakes(),
            new ClosedUnit()));
  }
}
