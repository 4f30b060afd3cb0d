import dev.descent.worker.Backend;
import dev.descent.updater.Adadelta;
import dev.descent.updater.Adagrad;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.updater.UpdaterBlock;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Times Descent's updaters beside DL4J's own: one step on the 235,146 float32 parameters of the
 * document's network, the way the network calls it, with one thread. README.md has the command.
 *
 * <p>All take turns: a round is one step of each, every other round in reverse, so that what the
 * machine does beside it, or has in its caches, meets all alike.
 */
public final class Updaters {
  private static final int WARM_UP = 100;
  private static final int ROUNDS = 400;

  private record Pair(IUpdater ours, IUpdater theirs) {}

  public static void main(String[] arguments) {
    Backend.start();
    Map<String, Pair> pairs = new LinkedHashMap<>();
    pairs.put("SGD", new Pair(new SGD(0.01), new Sgd(0.01)));
    pairs.put("SGD, momentum", new Pair(new SGD(0.01, 0.9), new Nesterovs(0.01, 0.9)));
    pairs.put("SGD, Nesterov", new Pair(new SGD(0.01, 0.9, 0, true), new Nesterovs(0.01, 0.9)));
    pairs.put("Adam", new Pair(new Adam(0.001), new org.nd4j.linalg.learning.config.Adam(0.001)));
    pairs.put(
        "Adam, AMSGrad", new Pair(new Adam(0.001, 0.9, 0.999, 1e-8, true), new AMSGrad(0.001)));
    pairs.put("RMSprop", new Pair(new RMSprop(0.001), new RmsProp(0.001, 0.99, 1e-8)));
    pairs.put("Adagrad", new Pair(new Adagrad(0.01), new AdaGrad(0.01, 1e-10)));
    pairs.put("Adadelta", new Pair(new Adadelta(), new AdaDelta(0.9, 1e-6)));

    List<UpdaterBlock> blocks = new ArrayList<>();
    pairs
        .values()
        .forEach(pair -> blocks.addAll(List.of(block(pair.ours()), block(pair.theirs()))));
    double[] median = milliseconds(blocks);

    System.out.println("| one step, ms | Descent | DL4J | DL4J's class | Descent / DL4J |");
    System.out.println("| --- | ---: | ---: | --- | ---: |");
    int next = 0;
    for (Map.Entry<String, Pair> entry : pairs.entrySet()) {
      double ours = median[next++];
      double theirs = median[next++];
      String name = entry.getValue().theirs().getClass().getSimpleName();
      System.out.printf(
          Locale.ROOT,
          "| %s | %.3f | %.3f | %s | %.2f |%n",
          entry.getKey(),
          ours,
          theirs,
          name,
          ours / theirs);
    }
  }

  /** The one block that all layers of the tutorial's network share. */
  private static UpdaterBlock block(IUpdater updater) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(updater)
                .activation(Activation.RELU)
                .list()
                .layer(new DenseLayer.Builder().nIn(784).nOut(256).build())
                .layer(new DenseLayer.Builder().nIn(256).nOut(128).build())
                .layer(
                    new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(128)
                        .nOut(10)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    network.setInput(Nd4j.rand(64, 784));
    network.setLabels(Nd4j.eye(10).getRows(new int[64]));
    network.computeGradientAndScore();
    return ((MultiLayerUpdater) network.getUpdater()).getUpdaterBlocks().get(0);
  }

  private static double[] milliseconds(List<UpdaterBlock> blocks) {
    INDArray gradient = blocks.get(0).getGradientView().dup();
    double[][] times = new double[blocks.size()][ROUNDS];
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int turn = 0; turn < times.length; turn++) {
        int i = round % 2 == 0 ? turn : times.length - 1 - turn;
        blocks.get(i).getGradientView().assign(gradient);
        long start = System.nanoTime();
        blocks.get(i).update(WARM_UP + round, 0);
        if (round >= 0) {
          times[i][round] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    return Arrays.stream(times)
        .mapToDouble(time -> Arrays.stream(time).sorted().toArray()[ROUNDS / 2])
        .toArray();
  }
}
