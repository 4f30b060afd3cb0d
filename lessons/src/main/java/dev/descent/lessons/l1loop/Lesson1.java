package dev.descent.lessons.l1loop;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Lesson1 {
  private Lesson1() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson(
        "1",
        "The training loop",
        List.of(
            new FirstLoss(),
            new OneWeight(),
            new StepLength(),
            new NoisyMean(),
            new Loading(),
            new Shuffling(),
            new Standardising(),
            new Loop(),
            new OpenedLoop(),
            new Checks(),
            new Evaluating(),
            new Saving(),
            new ItsNormalizer(),
            new Suspects()));
  }
}
