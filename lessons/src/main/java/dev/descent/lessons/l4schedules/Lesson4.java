package dev.descent.lessons.l4schedules;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Lesson4 {
  private Lesson4() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson(
        "4",
        "Learning-rate schedules",
        List.of(
            new NoisySteps(),
            new NoiseBall(),
            new TooEarly(),
            new Curves(),
            new CurveMistakes(),
            new WarmUps(),
            new Effects(),
            new Plateau(),
            new PlateauMistakes(),
            new Counting(),
            new OffByOne(),
            new ByHand(),
            new SavedSchedule(),
            new WithoutNoise()));
  }
}
