package dev.descent.updater;

import java.util.Map;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Stochastic gradient descent with classical (heavy-ball) momentum, as PyTorch's {@code
 * SGD(momentum)}.
 *
 * <pre>
 *   b ← μ b + g        b starts at 0
 *   p ← p − lr b
 * </pre>
 *
 * with g the gradient of the mean loss, b the momentum buffer, p the parameters, lr the learning
 * rate and μ the momentum, 0 ≤ μ. DL4J has only Nesterov's variant, {@code Nesterovs}, which looks
 * one step ahead; its buffer holds the learning rate too, so it means something else under a
 * schedule.
 *
 * <p>Source: B. T. Polyak, Some methods of speeding up the convergence of iteration methods (1964),
 * in the form of I. Sutskever et al., On the importance of initialization and momentum (2013),
 * without lr in the buffer.
 */
public final class Momentum implements IUpdater {
  private static final String BUFFER = "B";

  @JsonProperty private double learningRate;
  @JsonProperty private ISchedule schedule;
  @JsonProperty private double momentum;

  /** For reading a saved configuration. */
  private Momentum() {}

  /**
   * @param learningRate lr, at least 0
   * @param momentum μ, at least 0
   */
  public Momentum(double learningRate, double momentum) {
    if (!(learningRate >= 0)) {
      throw new IllegalArgumentException("learningRate must be at least 0, got " + learningRate);
    }
    if (!(momentum >= 0)) {
      throw new IllegalArgumentException("momentum must be at least 0, got " + momentum);
    }
    this.learningRate = learningRate;
    this.momentum = momentum;
  }

  @Override
  public long stateSize(long parameters) {
    return parameters;
  }

  @Override
  public GradientUpdater<Momentum> instantiate(INDArray view, boolean initialize) {
    Step step = new Step(this);
    INDArray flat = view.reshape(view.length());
    step.setStateViewArray(flat, flat.shape(), flat.ordering(), initialize);
    return step;
  }

  @Override
  public GradientUpdater<Momentum> instantiate(Map<String, INDArray> state, boolean initialize) {
    Step step = new Step(this);
    step.setState(state, initialize);
    return step;
  }

  @Override
  public double getLearningRate(int iteration, int epoch) {
    return schedule == null ? learningRate : schedule.valueAt(iteration, epoch);
  }

  @Override
  public boolean hasLearningRate() {
    return true;
  }

  @Override
  public void setLrAndSchedule(double lr, ISchedule lrSchedule) {
    this.learningRate = lr;
    this.schedule = lrSchedule;
  }

  @Override
  public Momentum clone() {
    Momentum copy = new Momentum();
    copy.learningRate = learningRate;
    copy.schedule = schedule == null ? null : schedule.clone();
    copy.momentum = momentum;
    return copy;
  }

  /** Layers with equal updaters share one block of parameters, and so one step for all of them. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Momentum that
        && Double.compare(learningRate, that.learningRate) == 0
        && Double.compare(momentum, that.momentum) == 0
        && Objects.equals(schedule, that.schedule);
  }

  @Override
  public int hashCode() {
    return Objects.hash(learningRate, momentum, schedule);
  }

  @Override
  public String toString() {
    return "Momentum(learningRate=" + learningRate + ", momentum=" + momentum + ")";
  }

  /** The step itself; its state is the buffer b. */
  private static final class Step implements GradientUpdater<Momentum> {
    private final Momentum config;
    private INDArray buffer;

    Step(Momentum config) {
      this.config = config;
    }

    @Override
    public Momentum getConfig() {
      return config;
    }

    @Override
    public void setState(Map<String, INDArray> state, boolean initialize) {
      buffer = state.get(BUFFER);
    }

    @Override
    public Map<String, INDArray> getState() {
      return Map.of(BUFFER, buffer);
    }

    @Override
    public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
      if (initialize) {
        view.assign(0);
      }
      buffer = view.reshape(order, shape);
    }

    /** Replaces the gradient by what is to be subtracted from the parameters. */
    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
      INDArray g = gradient.reshape(buffer.shape());
      buffer.muli(config.momentum).addi(g);
      buffer.muli(config.getLearningRate(iteration, epoch), g);
    }
  }
}
