package dev.descent.layer;

import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;

/**
 * Dropout, as PyTorch's {@code Dropout(p)}. In training each element of the input is
 *
 * <pre>
 *   y = 0            with probability p
 *   y = x / (1 − p)  otherwise
 * </pre>
 *
 * drawn anew for every element and step, so that the mean of y is x; the gradient passes the kept
 * elements with the same factor. In inference y = x. Shapes stay as they are.
 *
 * <pre>{@code
 * // PyTorch: nn.Dropout(p=0.75)
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().list(Dropout.of(0.75)).build());
 * network.init();
 * INDArray x = Nd4j.ones(1, 1000);
 * network.output(x, true).maxNumber(); // 4
 * network.output(x, false).maxNumber(); // 1
 * }</pre>
 *
 * <p>DL4J asks for the probability to <em>keep</em> an element, 1 − p. And {@code dropOut(…)} on
 * one of its layers drops that layer's input, not its output, so a layer of its own says best where
 * it happens. The draws follow {@code Nd4j.getRandom()} of the training thread; they cannot be
 * those of PyTorch.
 *
 * <p>Source: N. Srivastava et al., Dropout: A Simple Way to Prevent Neural Networks from
 * Overfitting (2014).
 */
public final class Dropout {
  private Dropout() {}

  /**
   * Creates the layer, to be put behind the activation whose output it drops.
   *
   * @param p probability to drop an element, in [0, 1]: 0 drops none, 1 drops all
   * @return DL4J's layer, set to keep with probability 1 − p
   * @throws IllegalArgumentException where p is not in its range
   */
  public static DropoutLayer of(double p) {
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException("p must be in [0, 1], got " + p);
    }
    if (p == 0) {
      return new DropoutLayer((IDropout) null); // a draw rounded up to 1 would drop its element
    }
    var dropout = new org.deeplearning4j.nn.conf.dropout.Dropout(1.0);
    dropout.setP(1 - p); // the constructor does not take 0
    return new DropoutLayer(dropout);
  }
}
