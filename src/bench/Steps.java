import dev.descent.layer.Linear;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.updater.Adam;
import dev.descent.updater.DirectUpdater;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** CPU time of a training step of the tutorial's network: DL4J's layers, Linear, DirectUpdater. */
class Steps {
  private static final int[] SIZES = {784, 256, 128};
  private static final int ROUNDS = 30;

  public static void main(String[] args) {
    int rows = args.length == 0 ? 64 : Integer.parseInt(args[0]);
    Nd4j.getRandom().setSeed(1);
    List<DataSet> batches = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      INDArray y = Nd4j.zeros(rows, 10);
      for (int row = 0; row < rows; row++) {
        y.putScalar(row, (7 * row + i) % 10, 1);
      }
      batches.add(new DataSet(Nd4j.rand(rows, 784), y));
    }
    Map<String, IUpdater> updaters = new LinkedHashMap<>();
    updaters.put("SGD, momentum", new SGD(0.01, 0.9));
    updaters.put("Adam", new Adam(0.001));
    updaters.put("RMSprop", new RMSprop(0.001));
    System.out.println("| CPU ms a step, batch " + rows + " | DenseLayer | Linear | and DirectUpdater | ratio |");
    System.out.println("| --- | ---: | ---: | ---: | ---: |");
    updaters.forEach((name, updater) -> row(name, updater, batches));
  }

  private static void row(String name, IUpdater updater, List<DataSet> batches) {
    List<MultiLayerNetwork> networks =
        List.of(network(false, updater), network(true, updater), network(true, updater));
    DirectUpdater.install(networks.get(2));
    double[][] times = new double[networks.size()][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) { // in turn: the machine is the same for all
      for (int i = 0; i < networks.size(); i++) {
        long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        batches.forEach(networks.get(i)::fit);
        long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        times[i][round] = (after - before) / 1e6 / batches.size();
      }
    }
    for (MultiLayerNetwork network : networks) {
      if (!network.params().equals(networks.get(0).params())) {
        throw new IllegalStateException("other numbers");
      }
    }
    double[] medians = Arrays.stream(times).mapToDouble(Steps::median).toArray();
    System.out.printf(
        "| %s | %.2f | %.2f | %.2f | %.2f |%n",
        name, medians[0], medians[1], medians[2], medians[2] / medians[0]);
  }

  private static double median(double[] times) {
    Arrays.sort(times);
    return times[times.length / 2];
  }

  private static MultiLayerNetwork network(boolean ours, IUpdater updater) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().seed(1).updater(updater.clone()).list();
    for (int i = 0; i < 2; i++) {
      layers.layer(ours ? linear(SIZES[i], SIZES[i + 1], i == 0) : dense(SIZES[i], SIZES[i + 1]));
    }
    layers.layer(
        new OutputLayer.Builder(new CrossEntropyLoss())
            .nIn(SIZES[2])
            .nOut(10)
            .activation(Activation.IDENTITY)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static Layer linear(int in, int out, boolean first) {
    return first ? Linear.relu(in, out).withoutInputGradient() : Linear.relu(in, out);
  }

  private static Layer dense(int in, int out) {
    return new DenseLayer.Builder()
        .nIn(in)
        .nOut(out)
        .weightInit(WeightInit.UNIFORM)
        .activation(Activation.RELU)
        .build();
  }
}
