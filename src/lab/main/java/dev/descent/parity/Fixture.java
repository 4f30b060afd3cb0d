package dev.descent.parity;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.descent.technique.GradScaler;
import dev.descent.technique.GradientClipping;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * A training by PyTorch: all that made it, and its numbers step by step.
 *
 * <p>{@code docs/fixture.schema.json} says what each entry means; {@code
 * src/lab/test/python/torch_reference.py} writes such files. An entry that is not known here is an
 * error, since it might change the numbers.
 *
 * @param trajectory for each quantity one array a step: the number, or a vector's length and
 *     sketch; in the order in which a step makes the quantities
 * @param checkpoints for some steps (from 1) the wide sketch of each vector
 * @param rounding what PyTorch's own training loses in this precision against float64, for each
 *     quantity; null for float64
 * @param spread the most that trainings as right as this one lose, which add in another order or
 *     open another way the ReLUs whose input is 0 but for rounding
 */
@JsonNaming(SnakeCaseStrategy.class)
record Fixture(
    int format,
    String name,
    Dtype dtype,
    String torch,
    String family,
    Construct construct,
    String about,
    long seed,
    NetworkSpec network,
    LossSpec loss,
    OptimizerSpec optimizer,
    @Nullable SchedulerSpec scheduler,
    @Nullable Clip clip,
    @Nullable Penalty penalty,
    @Nullable Scaling gradScaler,
    @Nullable Stopping earlyStopping,
    Rows data,
    @Nullable Rows validation,
    Initial initial,
    BatchesSpec batches,
    int steps,
    Map<String, double[][]> trajectory,
    Map<Integer, Map<String, double[]>> checkpoints,
    double[] outputs,
    @Nullable List<List<String>> masks,
    boolean @Nullable [] skipped,
    @Nullable Best best,
    @Nullable Map<String, Double> rounding,
    Map<String, Double> spread) {

  /** The family of the whole trainings of the tutorial's network. */
  static final String TRAINING = "training";

  private static final int FORMAT = 1;

  /** The precision; that of the parameters is float32 in mixed precision. */
  enum Dtype {
    FLOAT64(DataType.DOUBLE),
    FLOAT32(DataType.FLOAT),
    FLOAT16(DataType.FLOAT);

    private final DataType parameters;

    Dtype(DataType parameters) {
      this.parameters = parameters;
    }

    DataType parameters() {
      return parameters;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The clipping of the gradient by norm or by value: one of the two. */
  record Clip(@Nullable Double norm, @Nullable Double value) {
    GradientClipping clipping() {
      return norm != null
          ? GradientClipping.byNorm(norm)
          : GradientClipping.byValue(Rules.there("clip.value", value));
    }
  }

  /** The penalty l1 · Σ|p| + l2 · Σp², over the weights or over the biases too. */
  record Penalty(double l1, double l2, boolean biases) {}

  @JsonNaming(SnakeCaseStrategy.class)
  record Scaling(double initScale, double growthFactor, double backoffFactor, int growthInterval) {
    GradScaler scaler() {
      return new GradScaler(initScale, growthFactor, backoffFactor, growthInterval);
    }
  }

  record Stopping(int patience) {}

  /** The rows, given or made by {@link SplitMix}. Targets: a class a row, or a row of numbers. */
  record Rows(
      double @Nullable [][] features,
      double @Nullable [][] targets,
      @Nullable Long splitmix64,
      @Nullable Integer rows,
      @Nullable Integer classes) {}

  /** The parameters, given in PyTorch's order or uniform in ±1/√inputs by {@link SplitMix}. */
  record Initial(double @Nullable [] values, @Nullable Long splitmix64) {}

  record BatchesSpec(int size, int epochs) {}

  /** The epoch with the lowest validation loss, and how many epochs there were. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Best(int epoch, int epochs, double[] validationLoss, double[] parameters) {}

  /**
   * Checks that its entries fit each other.
   *
   * @throws IllegalArgumentException names the entry, the rule and the value
   */
  void check() {
    Rules.that(format == FORMAT, "format", String.valueOf(FORMAT), format);
    Rules.there("name", name);
    Rules.there("dtype", dtype);
    Rules.there("torch", torch);
    Rules.there("family", family);
    Rules.there("construct", construct);
    Rules.there("about", about);
    Rules.there("network", network);
    Rules.there("loss", loss);
    Rules.there("optimizer", optimizer);
    Rules.there("data", data);
    Rules.there("initial", initial);
    Rules.there("batches", batches);
    Rules.there("trajectory", trajectory);
    Rules.there("checkpoints", checkpoints);
    new SetupCheck(this).check();
    new OutcomeCheck(this).check();
  }

  /** Counts the rows to train on. */
  int rows() {
    return data.splitmix64() == null
        ? Rules.there("data.features", data.features()).length
        : Rules.there("data.rows", data.rows());
  }

  int stepsAnEpoch() {
    return (rows() + batches.size() - 1) / batches.size();
  }
}
