package dev.descent.updater;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.Axpy;
import org.nd4j.linalg.api.ops.impl.updaters.RmsPropUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The base of all updaters: the learning rate and its schedule, the named parts of the state, and
 * the arithmetic.
 *
 * <p>A step is one loop of {@link Float32} where there is one and the arrays fit, elsewhere a chain
 * of in-place array operations. src/bench/README.md has the figures.
 */
abstract class BaseUpdater implements IUpdater {
  private double learningRate;
  private @Nullable ISchedule learningRateSchedule;

  BaseUpdater(double learningRate) {
    this.learningRate = atLeastZero("learningRate", learningRate);
  }

  /** Returns PyTorch's names of the parts of the state, each as long as the parameters. */
  abstract List<String> stateNames();

  /** Returns all settings but the learning rate; two updaters with equal settings are equal. */
  abstract List<Object> settings();

  /**
   * Replaces the gradient by what is to be subtracted from the parameters.
   *
   * @param gradient g, of any shape
   * @param state the parts of the state and buffers, all of the gradient's shape
   * @param rate the learning rate of this step
   * @param iteration steps done before this one
   */
  abstract void step(INDArray gradient, UpdaterState state, double rate, int iteration);

  /** Returns the value of every element of the state before the first step. */
  double initialState() {
    return 0;
  }

  @Override
  public final long stateSize(long parameters) {
    return stateNames().size() * parameters;
  }

  @Override
  public final GradientUpdater<?> instantiate(INDArray view, boolean initialize) {
    UpdaterState step = new UpdaterState(this);
    if (!stateNames().isEmpty()) {
      long[] shape = {view.length() / stateNames().size()};
      step.setStateViewArray(view, shape, 'c', initialize);
    }
    return step;
  }

  @Override
  public final GradientUpdater<?> instantiate(Map<String, INDArray> state, boolean initialize) {
    UpdaterState step = new UpdaterState(this);
    step.setState(state, initialize);
    return step;
  }

  @Override
  public final double getLearningRate(int iteration, int epoch) {
    return learningRateSchedule == null
        ? learningRate
        : learningRateSchedule.valueAt(iteration, epoch);
  }

  @Override
  public final boolean hasLearningRate() {
    return true;
  }

  /** Sets rate and schedule; with a schedule DL4J passes NaN, and the old rate stays, unused. */
  @Override
  public final void setLrAndSchedule(double rate, @Nullable ISchedule schedule) {
    if (schedule == null) {
      learningRate = atLeastZero("learningRate", rate);
    }
    learningRateSchedule = schedule;
  }

  @Override
  public final IUpdater clone() {
    try {
      BaseUpdater copy = (BaseUpdater) super.clone();
      copy.learningRateSchedule =
          learningRateSchedule == null ? null : learningRateSchedule.clone();
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  /** Compares settings: DL4J steps neighbouring layers with equal updaters in one. */
  @Override
  public final boolean equals(Object other) {
    return other != null
        && getClass() == other.getClass()
        && Double.compare(learningRate, ((BaseUpdater) other).learningRate) == 0
        && Objects.equals(learningRateSchedule, ((BaseUpdater) other).learningRateSchedule)
        && settings().equals(((BaseUpdater) other).settings());
  }

  @Override
  public final int hashCode() {
    return Objects.hash(getClass(), learningRate, learningRateSchedule, settings());
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName()
        + "(learningRate="
        + (learningRateSchedule == null ? learningRate : learningRateSchedule)
        + ", settings="
        + settings()
        + ")";
  }

  /** Computes y ← y + a x. */
  static void add(INDArray y, double a, INDArray x) {
    Nd4j.exec(new Axpy(x, y, y, a));
  }

  /** Computes average ← decay · average + (1 − decay) · x. */
  static void average(INDArray average, double decay, INDArray x) {
    average.muli(decay);
    add(average, 1 - decay, x);
  }

  /**
   * Computes result ← rate · x / (√v + ε), in one pass: RMSprop's operation with a decay that
   * leaves v as it is. ND4J's square root alone takes longer.
   */
  static void quotient(INDArray x, INDArray v, double rate, double eps, INDArray result) {
    Nd4j.exec(new RmsPropUpdater(x, v, result, v, rate, 1, eps));
  }

  static double atLeastZero(String name, double value) {
    return within(name, value, value >= 0, "at least 0");
  }

  static double upToOne(String name, double value) {
    return within(name, value, value >= 0 && value <= 1, "in [0, 1]");
  }

  static double belowOne(String name, double value) {
    return within(name, value, value >= 0 && value < 1, "in [0, 1)");
  }

  static double finite(String name, double value) {
    return within(name, value, true, "");
  }

  private static double within(String name, double value, boolean holds, String rule) {
    if (!holds || !Double.isFinite(value)) {
      throw new IllegalArgumentException(
          name + " must be " + (holds ? "finite" : rule) + ", got " + value);
    }
    return value;
  }
}
