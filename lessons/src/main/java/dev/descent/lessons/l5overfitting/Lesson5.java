package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Lesson5 {
  private Lesson5() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson(
        "5",
        "Preventing overfitting",
        List.of(
            new Polynomials(),
            new Overfitting(),
            new SureAndWrong(),
            new WrongLabels(),
            new Augmentation(),
            new ThreeWeights(),
            new Penalties(),
            new PenaltyMistakes(),
            new AllMasks(),
            new DroppingNeurons(),
            new DropoutMistakes(),
            new ReportedLoss(),
            new StopByHand(),
            new EarlyStopping(),
            new AllTogether()));
  }
}
