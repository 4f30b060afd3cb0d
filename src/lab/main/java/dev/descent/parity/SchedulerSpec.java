package dev.descent.parity;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.descent.schedule.Schedules;
import dev.descent.technique.ReduceLROnPlateau.Mode;
import dev.descent.technique.ReduceLROnPlateau.ThresholdMode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.RampSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/**
 * A learning-rate scheduler as a fixture names it: PyTorch's class and arguments, and its unit,
 * which says if {@code step()} is called after an epoch or after an iteration. {@code LinearDecay}
 * is LambdaLR with 1 − count / total, at least 0; {@code WarmUp} is SequentialLR of LinearLR and
 * {@code next}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "name")
@JsonSubTypes({
  @JsonSubTypes.Type(value = SchedulerSpec.StepLR.class, name = "StepLR"),
  @JsonSubTypes.Type(value = SchedulerSpec.MultiStepLR.class, name = "MultiStepLR"),
  @JsonSubTypes.Type(value = SchedulerSpec.ExponentialLR.class, name = "ExponentialLR"),
  @JsonSubTypes.Type(value = SchedulerSpec.CosineAnnealingLR.class, name = "CosineAnnealingLR"),
  @JsonSubTypes.Type(value = SchedulerSpec.LinearDecay.class, name = "LinearDecay"),
  @JsonSubTypes.Type(value = SchedulerSpec.WarmUp.class, name = "WarmUp"),
  @JsonSubTypes.Type(value = SchedulerSpec.ReduceLROnPlateau.class, name = "ReduceLROnPlateau")
})
sealed interface SchedulerSpec {
  /** The unit of {@code step()}; only the outer one of a nested scheduler says it. */
  enum Unit {
    EPOCH,
    ITERATION
  }

  Construct construct();

  @Nullable Unit unit();

  default ScheduleType type() {
    return unit() == Unit.ITERATION ? ScheduleType.ITERATION : ScheduleType.EPOCH;
  }

  /** Makes our schedule; null for ReduceLROnPlateau, which is a listener. */
  @Nullable ISchedule ours(ScheduleType type, double lr);

  /** Makes DL4J's nearest; null where it has none. */
  @Nullable ISchedule nearest(ScheduleType type, double lr);

  @JsonNaming(SnakeCaseStrategy.class)
  record StepLR(@Nullable Unit unit, int stepSize, Double gamma) implements SchedulerSpec {
    public StepLR {
      gamma = gamma == null ? 0.1 : gamma;
    }

    @Override
    public Construct construct() {
      return Construct.STEP_LR;
    }

    @Override
    public ISchedule ours(ScheduleType type, double lr) {
      return Schedules.stepLR(type, lr, stepSize, gamma);
    }

    @Override
    public ISchedule nearest(ScheduleType type, double lr) {
      return new StepSchedule(type, lr, gamma, stepSize);
    }
  }

  record MultiStepLR(@Nullable Unit unit, int[] milestones, Double gamma) implements SchedulerSpec {
    public MultiStepLR {
      gamma = gamma == null ? 0.1 : gamma;
    }

    @Override
    public Construct construct() {
      return Construct.MULTI_STEP_LR;
    }

    @Override
    public ISchedule ours(ScheduleType type, double lr) {
      return Schedules.multiStepLR(type, lr, Arrays.stream(milestones).boxed().toList(), gamma);
    }

    @Override
    public ISchedule nearest(ScheduleType type, double lr) {
      Map<Integer, Double> values = new HashMap<>(Map.of(0, lr));
      double value = lr;
      for (int milestone : milestones) {
        value *= gamma;
        values.put(milestone, value);
      }
      return new MapSchedule(type, values);
    }
  }

  record ExponentialLR(@Nullable Unit unit, double gamma) implements SchedulerSpec {
    @Override
    public Construct construct() {
      return Construct.EXPONENTIAL_LR;
    }

    @Override
    public ISchedule ours(ScheduleType type, double lr) {
      return Schedules.exponentialLR(type, lr, gamma);
    }

    @Override
    public ISchedule nearest(ScheduleType type, double lr) {
      return new ExponentialSchedule(type, lr, gamma);
    }
  }

  record CosineAnnealingLR(
      @Nullable Unit unit, @JsonProperty("T_max") int tMax, @JsonProperty("eta_min") Double etaMin)
      implements SchedulerSpec {
    public CosineAnnealingLR {
      etaMin = etaMin == null ? 0 : etaMin;
    }

    @Override
    public Construct construct() {
      return Construct.COSINE_ANNEALING_LR;
    }

    @Override
    public ISchedule ours(ScheduleType type, double lr) {
      return Schedules.cosineAnnealingLR(type, lr, tMax, etaMin);
    }

    @Override
    public @Nullable ISchedule nearest(ScheduleType type, double lr) {
      return null;
    }
  }

  record LinearDecay(@Nullable Unit unit, int total) implements SchedulerSpec {
    @Override
    public Construct construct() {
      return Construct.LINEAR_DECAY;
    }

    @Override
    public ISchedule ours(ScheduleType type, double lr) {
      return Schedules.linearDecay(type, lr, total);
    }

    @Override
    public ISchedule nearest(ScheduleType type, double lr) {
      return new PolySchedule(type, lr, 1, total);
    }
  }

  @JsonNaming(SnakeCaseStrategy.class)
  record WarmUp(@Nullable Unit unit, double startFactor, int steps, SchedulerSpec next)
      implements SchedulerSpec {
    @Override
    public Construct construct() {
      return Construct.WARM_UP;
    }

    @Override
    public ISchedule ours(ScheduleType type, double lr) {
      return Schedules.warmUp(type, lr, steps, startFactor, following(type, lr));
    }

    @Override
    public ISchedule nearest(ScheduleType type, double lr) {
      return new RampSchedule(following(type, lr), steps);
    }

    private ISchedule following(ScheduleType type, double lr) {
      ISchedule schedule = next.ours(type, lr);
      if (schedule == null) {
        throw new IllegalArgumentException("next must be a schedule, got null");
      }
      return schedule;
    }
  }

  /**
   * The scheduler that looks at a metric.
   *
   * @param metrics what {@code step(metric)} gets, one number an epoch
   */
  @JsonNaming(SnakeCaseStrategy.class)
  record ReduceLROnPlateau(
      @Nullable Unit unit,
      double[] metrics,
      @Nullable Mode mode,
      @Nullable Double factor,
      @Nullable Integer patience,
      @Nullable Double threshold,
      @Nullable ThresholdMode thresholdMode,
      @Nullable Integer cooldown,
      @Nullable Double minLr,
      @Nullable Double eps)
      implements SchedulerSpec {
    /** Makes the listener with these settings. */
    dev.descent.technique.ReduceLROnPlateau listener(ToDoubleFunction<MultiLayerNetwork> metric) {
      var builder = dev.descent.technique.ReduceLROnPlateau.builder();
      if (mode != null) {
        builder.mode(mode);
      }
      if (factor != null) {
        builder.factor(factor);
      }
      if (patience != null) {
        builder.patience(patience);
      }
      if (threshold != null) {
        builder.threshold(threshold);
      }
      if (thresholdMode != null) {
        builder.thresholdMode(thresholdMode);
      }
      if (eps != null) {
        builder.eps(eps);
      }
      if (cooldown != null) {
        builder.cooldown(cooldown);
      }
      if (minLr != null) {
        builder.minLr(minLr);
      }
      return builder.build(metric);
    }

    @Override
    public Construct construct() {
      return Construct.REDUCE_LR_ON_PLATEAU;
    }

    @Override
    public @Nullable ISchedule ours(ScheduleType type, double lr) {
      return null;
    }

    @Override
    public @Nullable ISchedule nearest(ScheduleType type, double lr) {
      return null;
    }
  }
}
