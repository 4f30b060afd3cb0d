package dev.descent.lessons.p1optimizers;

import dev.descent.lesson.Lesson;
import java.util.List;

/** The parts of this package, in the order of its text. */
public final class Practice1 {
  private Practice1() {}

  /** The lesson. */
  public static Lesson lesson() {
    return new Lesson("p1", "Optimizers compared", List.of(new Race(), new Paired(), new Seeds()));
  }
}
