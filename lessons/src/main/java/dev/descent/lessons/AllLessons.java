package dev.descent.lessons;

import dev.descent.lesson.Curriculum;
import dev.descent.lesson.Lesson;
import dev.descent.lessons.l2losses.ClassMistakes;
import dev.descent.lessons.l2losses.CrossEntropyOrMse;
import dev.descent.lessons.l2losses.LossTable;
import dev.descent.lessons.l2losses.MeanOrSum;
import dev.descent.lessons.l2losses.OutlierFits;
import dev.descent.lessons.l2losses.RegressionLosses;
import dev.descent.lessons.l2losses.Saturation;
import dev.descent.lessons.l2losses.YesOrNo;
import java.util.List;

/** The lessons in the order of the tutorial, then the practices. */
public final class AllLessons implements Curriculum {
  @Override
  public List<Lesson> lessons() {
    return List.of(losses());
  }

  private static Lesson losses() {
    return new Lesson(
        "2",
        "Losses",
        List.of(
            new RegressionLosses(),
            new OutlierFits(),
            new CrossEntropyOrMse(),
            new ClassMistakes(),
            new Saturation(),
            new YesOrNo(),
            new LossTable(),
            new MeanOrSum()));
  }
}
