package dev.descent.layer;

import static dev.descent.SameBits.assertSameBits;

import dev.descent.loss.CrossEntropyLoss;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class LinearInGraphTest {
  private static final int INPUTS = 5;
  private static final int LAYERS = 6;

  /**
   * Layers that each hang on any one before them, all merged in front of the output. Without
   * dropout: DL4J lets it write into an array that other branches read, and their gradients are
   * wrong then, whatever the layers are.
   */
  private static ComputationGraph graph(boolean ours, long seed) {
    Random random = new Random(seed);
    GraphBuilder graph =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(new SGD(0.05, 0.9))
            .graphBuilder()
            .addInputs("0");
    List<Integer> sizes = new ArrayList<>(List.of(INPUTS));
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= LAYERS; i++) {
      int from = random.nextInt(i);
      int size = 2 + random.nextInt(5);
      Layer layer = layer(ours, sizes.get(from), size, random.nextInt(3) > 0);
      graph.addLayer("" + i, layer, "" + from);
      sizes.add(size);
      names.add("" + i);
    }
    graph.addVertex("all", new MergeVertex(), names.toArray(String[]::new));
    graph.addLayer(
        "out",
        new OutputLayer.Builder(new CrossEntropyLoss())
            .nIn(sizes.stream().mapToInt(size -> size).sum() - INPUTS)
            .nOut(3)
            .activation(Activation.IDENTITY)
            .build(),
        "all");
    ComputationGraph network = new ComputationGraph(graph.setOutputs("out").build());
    network.init();
    return network;
  }

  private static Layer layer(boolean ours, int in, int out, boolean relu) {
    if (ours) {
      return relu ? Linear.relu(in, out) : Linear.of(in, out);
    }
    return new DenseLayer.Builder()
        .nIn(in)
        .nOut(out)
        .weightInit(WeightInit.UNIFORM)
        .activation(relu ? Activation.RELU : Activation.IDENTITY)
        .build();
  }

  private static INDArray trained(ComputationGraph network) {
    for (int step = 0; step < 6; step++) {
      Random random = new Random(step);
      int rows = 1 + random.nextInt(7);
      INDArray x =
          Nd4j.create(
              random.doubles((long) rows * INPUTS).toArray(), new long[] {rows, INPUTS}, 'c');
      INDArray y = Nd4j.zeros(DataType.DOUBLE, rows, 3);
      for (int i = 0; i < rows; i++) {
        y.putScalar(i, random.nextInt(3), 1);
      }
      network.fit(new DataSet(x, y));
    }
    return network.params();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  @DisplayName("in a graph with branches it trains to the bits of DL4J's dense layer")
  void sameBits(long seed) {
    assertSameBits(trained(graph(false, seed)), trained(graph(true, seed)));
  }
}
