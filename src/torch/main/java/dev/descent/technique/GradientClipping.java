package dev.descent.technique;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.scalar.ScalarMultiplication;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * Gradient clipping, as PyTorch's {@code clip_grad_norm_} and {@code clip_grad_value_}, in the form
 * of a listener.
 *
 * <p>With g the gradient of the mean loss, by norm
 *
 * <pre>
 *   g ← g · min(1, maxNorm / (‖g‖ + 1e-6))
 * </pre>
 *
 * where ‖g‖ is the length over all parameters of the network together; and by value each element is
 * brought into [−limit, limit]. Both happen before weight decay and the updater, as between {@code
 * backward()} and {@code step()}. Listeners behind this one see the clipped gradient, those before
 * it the other.
 *
 * <pre>{@code
 * // PyTorch: nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
 * var layer = new OutputLayer.Builder(new MSELoss()).nIn(1).nOut(1).hasBias(false)
 *     .weightInit(WeightInit.ONES).activation(Activation.IDENTITY).build();
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().updater(new SGD(0.1)).list(layer).build());
 * network.init();
 * GradientClipping clipping = GradientClipping.byNorm(1);
 * network.addListeners(clipping);
 * network.fit(new DataSet(Nd4j.ones(1, 1), Nd4j.zeros(1, 1)));
 * clipping.lastNorm(); // 2
 * network.params(); // [0.9]
 * }</pre>
 *
 * <p>Elements that are not finite stay so, as in PyTorch: where an element is NaN, clipping by norm
 * makes all NaN; where one is infinite, it makes that one NaN and all others 0. Clipping by value
 * brings infinite elements to the limit and leaves NaN. {@link StopOnNonFinite} stops such a
 * training.
 *
 * <p>DL4J's own {@code GradientNormalization} clips each layer or each parameter by itself, which
 * changes the gradient's direction.
 *
 * <p>Source: R. Pascanu, T. Mikolov, Y. Bengio, On the difficulty of training recurrent neural
 * networks (2013).
 */
public final class GradientClipping extends BaseTrainingListener {
  private final double limit;
  private final boolean byNorm;
  private double lastNorm = Double.NaN;

  private GradientClipping(String name, double limit, boolean byNorm) {
    if (!(limit >= 0)) {
      throw new IllegalArgumentException(name + " must be at least 0, got " + limit);
    }
    this.limit = limit;
    this.byNorm = byNorm;
  }

  /**
   * Creates clipping by norm.
   *
   * @param maxNorm the greatest ‖g‖, at least 0; an infinite one only measures
   * @return the listener
   * @throws IllegalArgumentException where maxNorm is not in its range
   */
  public static GradientClipping byNorm(double maxNorm) {
    return new GradientClipping("maxNorm", maxNorm, true);
  }

  /**
   * Creates clipping by value.
   *
   * @param limit the greatest absolute value of an element, at least 0
   * @return the listener
   * @throws IllegalArgumentException where the limit is not in its range
   */
  public static GradientClipping byValue(double limit) {
    return new GradientClipping("limit", limit, false);
  }

  /**
   * Returns ‖g‖ in the last step, before clipping.
   *
   * @return the length; NaN before the first step
   */
  public double lastNorm() {
    return lastNorm;
  }

  @Override
  public void onGradientCalculation(Model model) {
    MultiLayerNetwork network = (MultiLayerNetwork) model;
    double divisor = Gradients.divisor(network);
    List<INDArray> gradient = Gradients.of(network);
    lastNorm = Gradients.norm(gradient) / divisor;
    if (byNorm) {
      double factor = limit / (lastNorm + 1e-6);
      if (!(factor >= 1)) { // NaN too
        gradient.forEach(part -> scale(part, factor));
      }
    } else {
      gradient.forEach(part -> clamp(part, limit * divisor));
    }
  }

  /** Multiplies in place; {@code muli} would take 1e-5 for NaN. */
  private static void scale(INDArray values, double factor) {
    Nd4j.exec(new ScalarMultiplication(values, null, values, factor));
  }

  /** Brings elements into [−limit, limit]; ND4J's clipbyvalue takes no limit of 0. */
  private static void clamp(INDArray values, double limit) {
    BooleanIndexing.replaceWhere(values, limit, Conditions.greaterThan(limit));
    BooleanIndexing.replaceWhere(values, -limit, Conditions.lessThan(-limit));
  }
}
