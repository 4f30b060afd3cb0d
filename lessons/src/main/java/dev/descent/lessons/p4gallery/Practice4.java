package dev.descent.lessons.p4gallery;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Practice4 {
  private Practice4() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson(
        "p4",
        "Sick training curves",
        List.of(
            new Health(),
            new FirstVisit(),
            new SecondVisit(),
            new ThirdVisit(),
            new FourthVisit(),
            new NeverZeroed()));
  }
}
