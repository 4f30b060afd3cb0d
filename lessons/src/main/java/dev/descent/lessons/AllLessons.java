package dev.descent.lessons;

import dev.descent.lesson.Curriculum;
import dev.descent.lesson.Lesson;
import dev.descent.lessons.l0arrays.AllAtOnce;
import dev.descent.lessons.l0arrays.BackwardMistakes;
import dev.descent.lessons.l0arrays.BlindSpot;
import dev.descent.lessons.l0arrays.Circuit;
import dev.descent.lessons.l0arrays.ClosedUnit;
import dev.descent.lessons.l0arrays.Differences;
import dev.descent.lessons.l0arrays.InPlace;
import dev.descent.lessons.l0arrays.OrderAndEquality;
import dev.descent.lessons.l0arrays.RuinedTable;
import dev.descent.lessons.l0arrays.ShapesAndTypes;
import dev.descent.lessons.l0arrays.ThreeLayers;
import dev.descent.lessons.l0arrays.TwoLayersByHand;
import dev.descent.lessons.l0arrays.ViewsAndCopies;
import dev.descent.lessons.l1loop.Checks;
import dev.descent.lessons.l1loop.Evaluating;
import dev.descent.lessons.l1loop.FirstLoss;
import dev.descent.lessons.l1loop.ItsNormalizer;
import dev.descent.lessons.l1loop.Loading;
import dev.descent.lessons.l1loop.Loop;
import dev.descent.lessons.l1loop.NoisyMean;
import dev.descent.lessons.l1loop.OneWeight;
import dev.descent.lessons.l1loop.OpenedLoop;
import dev.descent.lessons.l1loop.Saving;
import dev.descent.lessons.l1loop.Shuffling;
import dev.descent.lessons.l1loop.Standardising;
import dev.descent.lessons.l1loop.StepLength;
import dev.descent.lessons.l1loop.Suspects;
import dev.descent.lessons.l2losses.BothSides;
import dev.descent.lessons.l2losses.ClassMistakes;
import dev.descent.lessons.l2losses.CrossEntropyOrMse;
import dev.descent.lessons.l2losses.LogSumExp;
import dev.descent.lessons.l2losses.LogitSteps;
import dev.descent.lessons.l2losses.LossTable;
import dev.descent.lessons.l2losses.MeanOrSum;
import dev.descent.lessons.l2losses.NeverZero;
import dev.descent.lessons.l2losses.NoiseDecides;
import dev.descent.lessons.l2losses.OutlierFits;
import dev.descent.lessons.l2losses.Pulls;
import dev.descent.lessons.l2losses.RegressionLosses;
import dev.descent.lessons.l2losses.Saturation;
import dev.descent.lessons.l2losses.Shares;
import dev.descent.lessons.l2losses.TimesThree;
import dev.descent.lessons.l2losses.YesOrNo;
import dev.descent.lessons.l3optimizers.AdamStart;
import dev.descent.lessons.l3optimizers.Hollows;
import dev.descent.lessons.l3optimizers.InsideOrOutside;
import dev.descent.lessons.l3optimizers.LearningRates;
import dev.descent.lessons.l3optimizers.Microscope;
import dev.descent.lessons.l3optimizers.MomentumGain;
import dev.descent.lessons.l3optimizers.OnDigits;
import dev.descent.lessons.l3optimizers.PlainDl4j;
import dev.descent.lessons.l3optimizers.Settings;
import dev.descent.lessons.l3optimizers.SparseFeatures;
import dev.descent.lessons.l3optimizers.StepByHand;
import dev.descent.lessons.l3optimizers.Surfaces;
import dev.descent.lessons.l3optimizers.ThreeSteps;
import dev.descent.lessons.l3optimizers.TurnedAndScaled;
import dev.descent.lessons.l3optimizers.WeightDecays;
import dev.descent.lessons.l4schedules.ByHand;
import dev.descent.lessons.l4schedules.Counting;
import dev.descent.lessons.l4schedules.CurveMistakes;
import dev.descent.lessons.l4schedules.Curves;
import dev.descent.lessons.l4schedules.Effects;
import dev.descent.lessons.l4schedules.NoiseBall;
import dev.descent.lessons.l4schedules.NoisySteps;
import dev.descent.lessons.l4schedules.OffByOne;
import dev.descent.lessons.l4schedules.Plateau;
import dev.descent.lessons.l4schedules.PlateauMistakes;
import dev.descent.lessons.l4schedules.SavedSchedule;
import dev.descent.lessons.l4schedules.TooEarly;
import dev.descent.lessons.l4schedules.WarmUps;
import dev.descent.lessons.l4schedules.WithoutNoise;
import dev.descent.lessons.l5overfitting.AllMasks;
import dev.descent.lessons.l5overfitting.AllTogether;
import dev.descent.lessons.l5overfitting.Augmentation;
import dev.descent.lessons.l5overfitting.DropoutMistakes;
import dev.descent.lessons.l5overfitting.DroppingNeurons;
import dev.descent.lessons.l5overfitting.EarlyStopping;
import dev.descent.lessons.l5overfitting.Overfitting;
import dev.descent.lessons.l5overfitting.Penalties;
import dev.descent.lessons.l5overfitting.PenaltyMistakes;
import dev.descent.lessons.l5overfitting.Polynomials;
import dev.descent.lessons.l5overfitting.ReportedLoss;
import dev.descent.lessons.l5overfitting.StopByHand;
import dev.descent.lessons.l5overfitting.SureAndWrong;
import dev.descent.lessons.l5overfitting.ThreeWeights;
import dev.descent.lessons.l5overfitting.WrongLabels;
import dev.descent.lessons.l6techniques.Accumulating;
import dev.descent.lessons.l6techniques.BatchNormMistakes;
import dev.descent.lessons.l6techniques.BatchNormalisation;
import dev.descent.lessons.l6techniques.ClippedDirection;
import dev.descent.lessons.l6techniques.ExplodingGradients;
import dev.descent.lessons.l6techniques.HalfPrecision;
import dev.descent.lessons.l6techniques.LayerByLayer;
import dev.descent.lessons.l6techniques.LossScaling;
import dev.descent.lessons.l6techniques.LostGradients;
import dev.descent.lessons.l6techniques.ScaledClipping;
import dev.descent.lessons.l6techniques.SmallNumbers;
import dev.descent.lessons.l6techniques.TrainingMode;
import dev.descent.lessons.l6techniques.WeightLength;
import dev.descent.lessons.l7project.ByHeart;
import dev.descent.lessons.l7project.Columns;
import dev.descent.lessons.l7project.CountedWork;
import dev.descent.lessons.l7project.FirstTry;
import dev.descent.lessons.l7project.FreeAnswers;
import dev.descent.lessons.l7project.PriorBias;
import dev.descent.lessons.l7project.RatesByDecade;
import dev.descent.lessons.l7project.SavedWhole;
import dev.descent.lessons.l7project.StoppedInTime;
import dev.descent.lessons.l7project.TestedOnce;
import dev.descent.lessons.l7project.ThreePumps;
import dev.descent.lessons.l7project.Thresholds;
import dev.descent.lessons.p1optimizers.Paired;
import dev.descent.lessons.p1optimizers.Race;
import dev.descent.lessons.p1optimizers.Seeds;
import dev.descent.lessons.p2schedules.BeforeTheRun;
import dev.descent.lessons.p2schedules.FinalOverSeeds;
import dev.descent.lessons.p2schedules.RatesAndLoss;
import dev.descent.lessons.p2schedules.ShortPatience;
import dev.descent.lessons.p3overfitting.BestOfNine;
import dev.descent.lessons.p3overfitting.Remedies;
import dev.descent.lessons.p3overfitting.ScaledLogits;
import dev.descent.lessons.p3overfitting.SeveralSeeds;
import dev.descent.lessons.p4gallery.FirstVisit;
import dev.descent.lessons.p4gallery.FourthVisit;
import dev.descent.lessons.p4gallery.Health;
import dev.descent.lessons.p4gallery.NeverZeroed;
import dev.descent.lessons.p4gallery.SecondVisit;
import dev.descent.lessons.p4gallery.ThirdVisit;
import java.util.List;

/** Arrays and gradients, the lessons in the order of the tutorial, then the practices. */
public final class AllLessons implements Curriculum {
  @Override
  public List<Lesson> lessons() {
    return List.of(
        arrays(),
        trainingLoop(),
        losses(),
        optimizers(),
        schedules(),
        overfitting(),
        techniques(),
        project(),
        optimizersCompared(),
        schedulersCompared(),
        lessOverfitting(),
        gallery());
  }

  private static Lesson arrays() {
    return new Lesson(
        "0",
        "Arrays and gradients",
        List.of(
            new RuinedTable(),
            new ShapesAndTypes(),
            new ViewsAndCopies(),
            new InPlace(),
            new OrderAndEquality(),
            new Circuit(),
            new TwoLayersByHand(),
            new ThreeLayers(),
            new Differences(),
            new AllAtOnce(),
            new BlindSpot(),
            new BackwardMistakes(),
            new ClosedUnit()));
  }

  private static Lesson trainingLoop() {
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

  private static Lesson losses() {
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

  private static Lesson optimizers() {
    return new Lesson(
        "3",
        "Optimizers",
        List.of(
            new Microscope(),
            new MomentumGain(),
            new ThreeSteps(),
            new AdamStart(),
            new Surfaces(),
            new Hollows(),
            new TurnedAndScaled(),
            new StepByHand(),
            new PlainDl4j(),
            new OnDigits(),
            new LearningRates(),
            new Settings(),
            new InsideOrOutside(),
            new WeightDecays(),
            new SparseFeatures()));
  }

  private static Lesson schedules() {
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

  private static Lesson overfitting() {
    return new Lesson(
        "5",
        "Preventing overfitting",
        List.of(
            new Polynomials(),
            new Overfitting(),
            new SureAndWrong(),
            new WrongLabels(),
            new Augmentation(),
            new ThreeWeights(),
            new Penalties(),
            new PenaltyMistakes(),
            new AllMasks(),
            new DroppingNeurons(),
            new DropoutMistakes(),
            new ReportedLoss(),
            new StopByHand(),
            new EarlyStopping(),
            new AllTogether()));
  }

  private static Lesson techniques() {
    return new Lesson(
        "6",
        "Training techniques",
        List.of(
            new LayerByLayer(),
            new ExplodingGradients(),
            new ClippedDirection(),
            new Accumulating(),
            new HalfPrecision(),
            new LostGradients(),
            new LossScaling(),
            new ScaledClipping(),
            new BatchNormalisation(),
            new WeightLength(),
            new TrainingMode(),
            new BatchNormMistakes(),
            new SmallNumbers()));
  }

  private static Lesson project() {
    return new Lesson(
        "7",
        "The life of a project",
        List.of(
            new FirstTry(),
            new Columns(),
            new FreeAnswers(),
            new ByHeart(),
            new PriorBias(),
            new ThreePumps(),
            new RatesByDecade(),
            new StoppedInTime(),
            new Thresholds(),
            new TestedOnce(),
            new SavedWhole(),
            new CountedWork()));
  }

  private static Lesson optimizersCompared() {
    return new Lesson("p1", "Optimizers compared", List.of(new Race(), new Paired(), new Seeds()));
  }

  private static Lesson schedulersCompared() {
    return new Lesson(
        "p2",
        "Schedulers compared",
        List.of(new BeforeTheRun(), new RatesAndLoss(), new FinalOverSeeds(), new ShortPatience()));
  }

  private static Lesson lessOverfitting() {
    return new Lesson(
        "p3",
        "Stop a model from overfitting",
        List.of(new Remedies(), new ScaledLogits(), new SeveralSeeds(), new BestOfNine()));
  }

  private static Lesson gallery() {
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
