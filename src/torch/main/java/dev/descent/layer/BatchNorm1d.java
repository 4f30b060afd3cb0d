package dev.descent.layer;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
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
 * <p>In training m is the mean of the feature over the batch of n rows and v the mean of (x − m)²;
 * both are followed by running values, which start at 0 and 1,
 *
 * <pre>
 *   rm ← (1 − momentum) rm + momentum m
 *   rv ← (1 − momentum) rv + momentum v n/(n − 1)
 * </pre>
 *
 * and in inference m = rm and v = rv. γ starts at 1, β at 0; both are learnt, and regularisation
 * reaches them: what a layer has for its weights goes to γ, what it has for its biases to β. A
 * batch of one row has no variance and is rejected in training.
 *
 * <p>DL4J's {@code BatchNormalization} differs: its {@code decay} is 1 − momentum, its running
 * variance lacks the factor n/(n − 1), and it never regularises γ and β. It ignores an activation;
 * so does this layer. Put an {@code ActivationLayer} behind it.
 *
 * <p>Source: S. Ioffe, C. Szegedy, Batch Normalization: Accelerating Deep Network Training by
 * Reducing Internal Covariate Shift (2015).
 */
public final class BatchNorm1d extends BatchNormalization {
  /** For reading a saved configuration. */
  private BatchNorm1d() {}

  /** With PyTorch's defaults: eps 1e-5, momentum 0.1. */
  public static BatchNorm1d of(int features) {
    return of(features, 1e-5, 0.1);
  }

  /**
   * @param features values in a row, at least 1
   * @param eps added to the variance, at least 0
   * @param momentum weight of the newest batch in the running values, in [0, 1]: 0 keeps them as
   *     they are, 1 takes those of the last batch
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
