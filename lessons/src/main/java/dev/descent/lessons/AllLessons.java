package dev.descent.lessons;

import dev.descent.lesson.Curriculum;
import dev.descent.lesson.Lesson;
import dev.descent.lessons.l0arrays.Lesson0;
import dev.descent.lessons.l1loop.Lesson1;
import dev.descent.lessons.l2losses.Lesson2;
import dev.descent.lessons.l3optimizers.Lesson3;
import dev.descent.lessons.l4schedules.Lesson4;
import dev.descent.lessons.l5overfitting.Lesson5;
import dev.descent.lessons.l6techniques.Lesson6;
import dev.descent.lessons.l7project.Lesson7;
import dev.descent.lessons.p1optimizers.Practice1;
import dev.descent.lessons.p2schedules.Practice2;
import dev.descent.lessons.p3overfitting.Practice3;
import dev.descent.lessons.p4gallery.Practice4;
import java.util.List;

/**
 * Arrays and gradients, the lessons in the order of the tutorial, a project, then the practices.
 */
public final class AllLessons implements Curriculum {
  @Override
  public List<Lesson> lessons() {
    return List.of(
        Lesson0.lesson(),
        Lesson1.lesson(),
        Lesson2.lesson(),
        Lesson3.lesson(),
        Lesson4.lesson(),
        Lesson5.lesson(),
        Lesson6.lesson(),
        Lesson7.lesson(),
        Practice1.lesson(),
        Practice2.lesson(),
        Practice3.lesson(),
        Practice4.lesson());
  }
}
