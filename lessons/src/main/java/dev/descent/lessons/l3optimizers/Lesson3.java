package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Lesson3 {
  private Lesson3() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson(
        "3",
        "Optimizers",
        List.of(
            new Microscope(),
            new MomentumGain(),
            new ThreeSteps(),
            new AdamStart(),
            new Surfaces(),
            new Hollows(),
            new TurnedAndScaled(),
            new StepByHand(),
            new PlainDl4j(),
            new OnDigits(),
            new LearningRates(),
            new Settings(),
            new InsideOrOutside(),
            new WeightDecays(),
            new SparseFeatures()));
  }
}
