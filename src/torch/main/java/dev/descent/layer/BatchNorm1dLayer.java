package dev.descent.layer;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The layer of a network that a {@link BatchNorm1d} configures. */
final class BatchNorm1dLayer extends BatchNormalization {
  private static final long serialVersionUID = 1;

  BatchNorm1dLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    if (input.rank() != 2) {
      throw new IllegalArgumentException(
          "input of BatchNorm1d must be [batch, features], got " + Arrays.toString(input.shape()));
    }
    if (training && input.size(0) < 2) {
      throw new IllegalArgumentException(
          "a batch must have at least 2 rows to train BatchNorm1d, got " + input.size(0));
    }
    return super.activate(training, workspaces);
  }

  /**
   * Moves the running variance as PyTorch does. DL4J moves it, rv, as it moves parameters, by
   * subtracting a "gradient", which is d = momentum (rv − v). The one of momentum (rv − k v) with k
   * = n/(n − 1) is k d + momentum (1 − k) rv.
   */
  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    double n = input.size(0);
    Pair<Gradient, INDArray> result = super.backpropGradient(epsilon, workspaces);
    double k = n / (n - 1);
    double momentum = 1 - layerConf().getDecay();
    INDArray variance = getParam(BatchNormalizationParamInitializer.GLOBAL_VAR);
    INDArray step = result.getFirst().getGradientFor(BatchNormalizationParamInitializer.GLOBAL_VAR);
    step.muli(k).addi(variance.mul(momentum * (1 - k)).reshape(step.shape()));
    return result;
  }
}
