package dev.descent.lessons;

import dev.descent.lesson.Curriculum;
import dev.descent.lesson.Lesson;
import java.util.List;

/** The lessons in the order of the tutorial, then the practices. */
public final class AllLessons implements Curriculum {
  @Override
  public List<Lesson> lessons() {
    return List.of();
  }
}
