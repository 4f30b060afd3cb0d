package dev.descent.exercises.ex13updaters;

import dev.descent.exercise.Todo;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Optimizers set up in Deeplearning4j, so that each step is PyTorch's.
 *
 * <pre>
 *   SGD            b ← μ b + g                        lr = 0.01,  μ = 0.9
 *                  p ← p − lr b
 *   Adam           m ← β1 m + (1 − β1) g              lr = 0.001,  β1 = 0.9,  β2 = 0.999,  ε = 1e-8
 *                  v ← β2 v + (1 − β2) g²
 *                  p ← p − lr m̂ / (√v̂ + ε)            m̂ = m / (1 − β1^t),  v̂ = v / (1 − β2^t)
 *   RMSprop        v ← α v + (1 − α) g²               lr = 0.001,  α = 0.99,  ε = 1e-8
 *                  p ← p − lr g / (√v + ε)
 *   weight decay   g ← g + λ p, before the step       λ = 0.001
 * </pre>
 *
 * with p the parameters and g the gradient of the mean loss, both of shape [n]; b, m and v of the
 * same shape, 0 at the start; t the number of the step, from 1.
 *
 * <p>PyTorch: {@code SGD(params, lr=0.01, momentum=0.9)}, {@code Adam(params, lr=0.001)}, {@code
 * RMSprop(params, lr=0.001, alpha=0.99)}, each with {@code weight_decay=0.001}, which is for
 * weights and biases. Lesson 3. Paper: D. Kingma and J. Ba, Adam: A Method for Stochastic
 * Optimization (2015).
 */
public final class Updaters {
  private Updaters() {}

  /**
   * The updater that takes the steps of a PyTorch optimizer with the settings above, without weight
   * decay.
   *
   * @param name of the optimizer: SGD, Adam or RMSprop
   */
  public static IUpdater updater(String name) {
    // TODO 1: a switch over the three names. The package dev.descent.updater has the classes
    // SGD(lr, momentum), Adam(lr) and RMSprop(lr). org.nd4j.linalg.learning.config has Nesterovs,
    // Adam and RmsProp: which of them take these steps? Lesson 3 says it.
    throw new Todo(1);
  }

  /**
   * The configuration of a network that trains with the updater, and with weight decay on the
   * weights and biases of both its layers.
   *
   * @param in width of the input
   * @param hidden width of the hidden layer
   * @param out width of the output
   */
  public static MultiLayerConfiguration network(IUpdater updater, int in, int hidden, int out) {
    // TODO 2: layers(new NeuralNetConfiguration.Builder()…, in, hidden, out).build(). The updater
    // goes to the builder. Weight decay: dev.descent.updater.WeightDecay, coupled(λ) or
    // decoupled(λ), whose addTo(configuration) changes it in place, or DL4J's l2(…) and l2Bias(…).
    throw new Todo(2);
  }

  /** Two layers without an activation, and the mean squared error. */
  private static NeuralNetConfiguration.ListBuilder layers(
      NeuralNetConfiguration.Builder network, int in, int hidden, int out) {
    return network
        .dataType(DataType.DOUBLE)
        .list()
        .layer(
            new DenseLayer.Builder().nIn(in).nOut(hidden).activation(Activation.IDENTITY).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(hidden)
                .nOut(out)
                .activation(Activation.IDENTITY)
                .build());
  }
}
