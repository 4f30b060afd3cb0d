package dev.descent.lessons.l7project;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.BCEWithLogitsLoss;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The worked example: three pumps, one column, three steps, from two biases. */
public final class ThreePumps implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new ThreePumps(), args);
  }

  @Override
  public String title() {
    return "Three pumps by hand";
  }

  @Override
  public void run(Notebook out) {
    double[][] prior = steps(Math.log(1 / 2.0));
    double[][] zero = steps(0);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("step", "loss", "w", "b", "loss, from b = 0", "w", "b"));
    for (int step = 0; step < 3; step++) {
      table.add(
          List.of(
              "" + (step + 1),
              out.exact("loss-" + (step + 1), "%.6f", prior[step][0]),
              out.exact("w-" + (step + 1), "%.6f", prior[step][1]),
              out.exact("b-" + (step + 1), "%.6f", prior[step][2]),
              out.exact("zero-loss-" + (step + 1), "%.6f", zero[step][0]),
              out.exact("zero-w-" + (step + 1), "%.6f", zero[step][1]),
              out.exact("zero-b-" + (step + 1), "%.6f", zero[step][2])));
    }
    out.table(table);
    out.exact("start", "%.6f", Math.log(1 / 2.0));
    out.exact("saved", "%.6f", zero[0][0] - prior[0][0]);
    out.exact("loss-4", "%.6f", prior[3][0]);
    out.exact("zero-loss-4", "%.6f", zero[3][0]);
    out.answer("bias", Math.abs(prior[0][2] - Math.log(1 / 2.0)) < 1e-12 ? "It stays" : "It moves");

    double[] hand = byHand(Math.log(1 / 2.0));
    out.see(
        Math.abs(hand[0] - prior[2][1]) < 1e-12 && Math.abs(hand[1] - prior[2][2]) < 1e-12,
        "DL4J's three steps are those by hand: w = %.6f, b = %.6f",
        hand[0],
        hand[1]);
    out.see(
        prior[3][0] < zero[3][0] && Math.abs(prior[0][1] - zero[0][1]) < 1e-12,
        "after three steps the loss is %.6f from the prior, %.6f from 0",
        prior[3][0],
        zero[3][0]);
  }

  /** For each step the loss before it, and w and b after it; then the last loss. */
  private static double[][] steps(double bias) {
    double[][] seen = new double[4][3];
    // @start region=steps
    DataSet pumps =
        new DataSet(
            Nd4j.create(new double[][] {{2}, {-1}, {-1}}), // x, [3, 1]
            Nd4j.create(new double[][] {{1}, {0}, {0}})); // y: the first fails, [3, 1]
    MultiLayerNetwork network = logistic(bias); // ln (1/2): one of three fails
    for (int step = 0; step < 3; step++) {
      network.fit(pumps);
      seen[step][0] = network.score(); // as it was before the step
      seen[step][1] = network.getParam("0_W").getDouble(0);
      seen[step][2] = network.getParam("0_b").getDouble(0);
    }
    // @end
    seen[3][0] = network.score(pumps, false);
    return seen;
  }

  private static MultiLayerNetwork logistic(double bias) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .weightInit(WeightInit.ZERO)
                .updater(new SGD(1))
                .list()
                .layer(
                    new OutputLayer.Builder(new BCEWithLogitsLoss())
                        .nIn(1)
                        .nOut(1)
                        .biasInit(bias)
                        .activation(Activation.SIGMOID)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** w and b after three steps, in plain Java. */
  private static double[] byHand(double bias) {
    double[] x = {2, -1, -1};
    double[] y = {1, 0, 0};
    double w = 0;
    double b = bias;
    for (int step = 0; step < 3; step++) {
      double slopeW = 0;
      double slopeB = 0;
      for (int i = 0; i < 3; i++) {
        double error = 1 / (1 + Math.exp(-(w * x[i] + b))) - y[i]; // p − y
        slopeW += error * x[i] / 3;
        slopeB += error / 3;
      }
      w -= slopeW;
      b -= slopeB;
    }
    return new double[] {w, b};
  }
}
