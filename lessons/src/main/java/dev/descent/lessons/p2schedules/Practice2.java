package dev.descent.lessons.p2schedules;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Practice2 {
  private Practice2() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson(
        "p2",
        "Schedulers compared",
        List.of(new BeforeTheRun(), new RatesAndLoss(), new FinalOverSeeds(), new ShortPatience()));
  }
}
