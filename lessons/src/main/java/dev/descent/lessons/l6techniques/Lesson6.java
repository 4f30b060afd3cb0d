package dev.descent.lessons.l6techniques;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Lesson6 {
  private Lesson6() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson(
        "6",
        "Training techniques",
        List.of(
            new LayerByLayer(),
            new ExplodingGradients(),
            new ClippedDirection(),
            new Accumulating(),
            new HalfPrecision(),
            new LostGradients(),
            new LossScaling(),
            new ScaledClipping(),
            new BatchNormalisation(),
            new WeightLength(),
            new TrainingMode(),
            new BatchNormMistakes(),
            new SmallNumbers()));
  }
}
