package dev.descent.layer;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.regularization.Regularization;

/**
 * Batch normalisation of each feature, as PyTorch's {@code BatchNorm1d} on input of shape [batch,
 * features]:
 *
 * <pre>
 *   y = γ (x − m) / √(v + eps) + β
 * </pre>
 *
 * with x the input, y the output, both [n, features], and γ and β one number for each feature. In
 * training m is the mean of the feature over the batch of n rows and v the mean of (x − m)²; both
 * are followed by running values, which start at 0 and 1,
 *
 * <pre>
 *   rm ← (1 − momentum) rm + momentum m
 *   rv ← (1 − momentum) rv + momentum v n/(n − 1)
 * </pre>
 *
 * and in inference m = rm and v = rv. γ starts at 1, β at 0; both are learnt, and regularisation
 * reaches them: the regularisation of weights goes to γ, that of biases to β.
 *
 * <pre>{@code
 * // PyTorch: nn.BatchNorm1d(1)
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().list(BatchNorm1d.of(1)).build());
 * network.init();
 * INDArray x = Nd4j.create(new double[][] {{1}, {5}});
 * // In training by the batch's own mean and variance, in inference by the running values:
 * network.output(x, true); // [[-0.999999], [0.999999]]
 * network.output(x, false); // [[0.999995], [4.99998]]
 * }</pre>
 *
 * <p>A batch of one row has no variance and is refused in training with an {@link
 * IllegalArgumentException}, as is input of another rank.
 *
 * <p>DL4J's {@code BatchNormalization} differs: its {@code decay} is 1 − momentum, its running
 * variance lacks the factor n/(n − 1), and it never regularises γ and β. It ignores an activation;
 * so does this layer. Put an {@code ActivationLayer} behind it. The network's {@code
 * gradientNormalization} does not reach this layer, since DL4J would clip the steps of the running
 * values, too; {@link dev.descent.technique.GradientClipping} knows them apart.
 *
 * <p>Source: S. Ioffe, C. Szegedy, Batch Normalization: Accelerating Deep Network Training by
 * Reducing Internal Covariate Shift (2015).
 */
public final class BatchNorm1d extends BatchNormalization {
  /** Creates an empty layer, to be filled from a saved configuration. */
  private BatchNorm1d() {}

  /**
   * Creates the layer with PyTorch's defaults: eps 1e-5, momentum 0.1.
   *
   * @param features values in a row, at least 1
   * @return the layer's configuration
   * @throws IllegalArgumentException where the number of features is below 1
   */
  public static BatchNorm1d of(int features) {
    return of(features, 1e-5, 0.1);
  }

  /**
   * Creates the layer with all settings.
   *
   * @param features values in a row, at least 1
   * @param eps added to the variance, at least 0
   * @param momentum weight of the newest batch in the running values, in [0, 1]: 0 keeps them as
   *     they are, 1 takes those of the last batch
   * @return the layer's configuration
   * @throws IllegalArgumentException where a value is not in its range
   */
  public static BatchNorm1d of(int features, double eps, double momentum) {
    if (features < 1) {
      throw new IllegalArgumentException("features must be at least 1, got " + features);
    }
    if (!(eps >= 0 && Double.isFinite(eps))) {
      throw new IllegalArgumentException("eps must be at least 0, got " + eps);
    }
    if (!(momentum >= 0 && momentum <= 1)) {
      throw new IllegalArgumentException("momentum must be in [0, 1], got " + momentum);
    }
    BatchNorm1d layer = new BatchNorm1d();
    layer.setNIn(features);
    layer.setNOut(features);
    layer.setEps(eps);
    layer.setDecay(1 - momentum);
    layer.setUseLogStd(false); // PyTorch keeps the variance itself
    layer.setGradientNormalization(GradientNormalization.None);
    return layer;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    BatchNorm1dLayer layer = new BatchNorm1dLayer(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    layer.setParamTable(initializer().init(conf, parameters, initialize));
    layer.setConf(conf);
    return layer;
  }

  @Override
  public List<Regularization> getRegularizationByParam(String name) {
    return switch (name) {
      case BatchNormalizationParamInitializer.GAMMA -> getRegularization();
      case BatchNormalizationParamInitializer.BETA -> getRegularizationBias();
      default -> List.of(); // the running values are not learnt
    };
  }
}
