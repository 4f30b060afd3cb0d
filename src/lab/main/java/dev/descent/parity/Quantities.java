package dev.descent.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.BaseMultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.api.buffer.DataBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The numbers of a network, as vectors in PyTorch's order. */
final class Quantities {
  /** The running values of batch normalisation: DL4J has them among the parameters. */
  private static final Set<String> RUNNING = Set.of("mean", "var", "log10stdev");

  private Quantities() {}

  static boolean isLearnt(String parameter) {
    return !RUNNING.contains(parameter);
  }

  static double[] parameters(MultiLayerNetwork network) {
    return learnt(network, network.params());
  }

  /** Returns the gradient of the mean loss, while DL4J has its sum over the batch. */
  static double[] gradient(MultiLayerNetwork network, double divisor) {
    double[] all = learnt(network, network.getFlattenedGradients());
    for (int i = 0; i < all.length; i++) {
      all[i] /= divisor;
    }
    return all;
  }

  /** Leaves the running values out; DL4J's flat vectors have PyTorch's order otherwise. */
  private static double[] learnt(MultiLayerNetwork network, INDArray flat) {
    double[] all = values(flat);
    int from = 0;
    int to = 0;
    for (Layer layer : network.getLayers()) {
      for (var parameter : layer.paramTable(false).entrySet()) {
        int length = (int) parameter.getValue().length();
        if (isLearnt(parameter.getKey())) {
          System.arraycopy(all, from, all, to, length);
          to += length;
        }
        from += length;
      }
    }
    return Arrays.copyOf(all, to);
  }

  /** Returns the running mean and variance of each batch normalisation. */
  static double[] buffers(MultiLayerNetwork network) {
    List<INDArray> parts = new ArrayList<>();
    for (Layer layer : network.getLayers()) {
      Map<String, INDArray> table = layer.paramTable();
      if (table.containsKey("mean")) {
        INDArray logarithm = table.get("log10stdev");
        parts.add(table.get("mean"));
        parts.add(
            logarithm == null ? table.get("var") : Transforms.exp(logarithm.mul(2 * Math.log(10))));
      }
    }
    return joined(parts);
  }

  /** Returns the state of the updater: {@code state.} and PyTorch's name of each part. */
  static Map<String, double[]> state(MultiLayerNetwork network) {
    Map<String, List<INDArray>> parts = new LinkedHashMap<>();
    for (UpdaterBlock block :
        ((BaseMultiLayerUpdater<?>) network.getUpdater()).getUpdaterBlocks()) {
      Map<?, ?> state = block.getGradientUpdater().getState();
      state.forEach(
          (name, value) ->
              parts.computeIfAbsent("state." + name, n -> new ArrayList<>()).add((INDArray) value));
    }
    Map<String, double[]> all = new LinkedHashMap<>();
    parts.forEach((name, arrays) -> all.put(name, joined(arrays)));
    return all;
  }

  private static double[] joined(List<INDArray> parts) {
    double[] all = new double[parts.stream().mapToInt(part -> (int) part.length()).sum()];
    int at = 0;
    for (INDArray part : parts) {
      double[] values = values(part);
      System.arraycopy(values, 0, all, at, values.length);
      at += values.length;
    }
    return all;
  }

  /** Copies all elements, a matrix row by row; as a block, since ND4J fetches each by itself. */
  static double[] values(INDArray array) {
    double[] all = new double[(int) array.length()];
    DataBuffer data = array.dup().data();
    if (data.dataType() == DataType.DOUBLE) {
      data.asNioDouble().get(all);
      return all;
    }
    float[] single = new float[all.length];
    data.asNioFloat().get(single);
    for (int i = 0; i < all.length; i++) {
      all[i] = single[i];
    }
    return all;
  }
}
