package dev.descent.lessons.l2losses;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Lesson2 {
  private Lesson2() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson(
        "2",
        "Losses",
        List.of(
            new Pulls(),
            new RegressionLosses(),
            new OutlierFits(),
            new BothSides(),
            new NoiseDecides(),
            new LogitSteps(),
            new CrossEntropyOrMse(),
            new NeverZero(),
            new Shares(),
            new LogSumExp(),
            new ClassMistakes(),
            new Saturation(),
            new YesOrNo(),
            new LossTable(),
            new TimesThree(),
            new MeanOrSum()));
  }
}
