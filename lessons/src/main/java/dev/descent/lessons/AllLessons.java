package dev.descent.lessons;

import dev.descent.lesson.Curriculum;
import dev.descent.lesson.Lesson;
import dev.descent.lessons.l1loop.Evaluating;
import dev.descent.lessons.l1loop.Loading;
import dev.descent.lessons.l1loop.Loop;
import dev.descent.lessons.l1loop.OpenedLoop;
import dev.descent.lessons.l1loop.Saving;
import dev.descent.lessons.l1loop.Standardising;
import dev.descent.lessons.l2losses.ClassMistakes;
import dev.descent.lessons.l2losses.CrossEntropyOrMse;
import dev.descent.lessons.l2losses.LossTable;
import dev.descent.lessons.l2losses.MeanOrSum;
import dev.descent.lessons.l2losses.OutlierFits;
import dev.descent.lessons.l2losses.RegressionLosses;
import dev.descent.lessons.l2losses.Saturation;
import dev.descent.lessons.l2losses.YesOrNo;
import dev.descent.lessons.l3optimizers.LearningRates;
import dev.descent.lessons.l3optimizers.OnDigits;
import dev.descent.lessons.l3optimizers.PlainDl4j;
import dev.descent.lessons.l3optimizers.Settings;
import dev.descent.lessons.l3optimizers.SparseFeatures;
import dev.descent.lessons.l3optimizers.StepByHand;
import dev.descent.lessons.l3optimizers.Surfaces;
import dev.descent.lessons.l3optimizers.WeightDecays;
import dev.descent.lessons.p1optimizers.Race;
import dev.descent.lessons.p1optimizers.Seeds;
import java.util.List;

/** The lessons in the order of the tutorial, then the practices. */
public final class AllLessons implements Curriculum {
  @Override
  public List<Lesson> lessons() {
    return List.of(trainingLoop(), losses(), optimizers(), optimizersCompared());
  }

  private static Lesson trainingLoop() {
    return new Lesson(
        "1",
        "The training loop",
        List.of(
            new Loading(),
            new Standardising(),
            new Loop(),
            new OpenedLoop(),
            new Evaluating(),
            new Saving()));
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

  private static Lesson optimizers() {
    return new Lesson(
        "3",
        "Optimizers",
        List.of(
            new Surfaces(),
            new StepByHand(),
            new PlainDl4j(),
            new OnDigits(),
            new LearningRates(),
            new Settings(),
            new WeightDecays(),
            new SparseFeatures()));
  }

  private static Lesson optimizersCompared() {
    return new Lesson("p1", "Optimizers compared", List.of(new Race(), new Seeds()));
  }
}
