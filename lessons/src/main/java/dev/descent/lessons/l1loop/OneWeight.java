package dev.descent.lessons.l1loop;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.MSELoss;
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

/** The worked example: one weight, three rows, a few steps, and two ways to get them wrong. */
public final class OneWeight implements Part {
  private static final int KEPT = 5;

  public static void main(String[] args) throws Exception {
    PartMain.run(new OneWeight(), args);
  }

  @Override
  public String title() {
    return "One weight, one step";
  }

  @Override
  public void run(Notebook out) {
    double[] mean = new double[4];
    double[] losses = new double[4];
    // @start region=step
    DataSet rows =
        new DataSet(
            Nd4j.create(new double[][] {{1}, {2}, {3}}), // x, [3, 1]
            Nd4j.create(new double[][] {{2}, {4}, {6}})); // y = 2 x, [3, 1]
    MultiLayerNetwork network = oneWeight(true); // y = w x, with w = 0
    for (int step = 1; step <= 3; step++) {
      network.fit(rows); // forward, loss, backward, step
      mean[step] = network.params().getDouble(0);
      losses[step - 1] = network.score(); // as it was before the step
    }
    // @end
    losses[3] = network.score(rows);

    // The sum over the rows for their mean: PyTorch's reduction='sum'.
    double[] sum = new double[4];
    MultiLayerNetwork summed = oneWeight(false);
    for (int step = 1; step <= 3; step++) {
      summed.fit(rows);
      sum[step] = summed.params().getDouble(0);
    }

    // Gradients that are never set back to 0, by hand: DL4J computes them anew in each step.
    double[] kept = new double[KEPT + 1];
    double gradient = 0;
    for (int step = 1; step <= KEPT; step++) {
      gradient += slope(kept[step - 1]);
      kept[step] = kept[step - 1] - 0.1 * gradient;
    }

    List<List<String>> table = new ArrayList<>();
    table.add(List.of("step", "loss before it", "w: mean", "w: sum", "w: never zeroed"));
    for (int step = 1; step <= KEPT; step++) {
      boolean few = step <= 3;
      table.add(
          List.of(
              String.valueOf(step),
              few ? out.exact("loss-" + step, "%.6f", losses[step - 1]) : "",
              few ? out.exact("mean-" + step, "%.6f", mean[step]) : "",
              few ? out.exact("sum-" + step, "%.6f", sum[step]) : "",
              out.exact("kept-" + step, "%.6f", kept[step])));
    }
    out.table(table);
    out.exact("loss-4", "%.6f", losses[3]);
    out.exact("slope-1", "%.6f", slope(0));
    out.exact("slope-2", "%.6f", slope(mean[1]));
    out.exact("slope-3", "%.6f", slope(mean[2]));
    out.answer("sum", Math.abs(sum[3] - 2) > 2 ? "It leaves" : "It arrives");

    out.see(
        Math.abs(mean[3] - 2) < 0.001 && Math.abs(mean[1] + 0.1 * slope(0)) < 1e-12,
        "DL4J's step is the one by hand, and the third is at %.6f; 2 is right",
        mean[3]);
    out.see(
        Math.abs(sum[3] - 2) > Math.abs(sum[2] - 2) && Math.abs(sum[2] - 2) > 2,
        "the sum for the mean makes steps three times as long, and w goes away: %.2f, %.2f, %.2f",
        sum[1],
        sum[2],
        sum[3]);
    out.see(
        kept[3] > 4 && kept[5] < 1,
        "gradients never zeroed: w swings, %.2f after 3 steps, %.2f after 5",
        kept[3],
        kept[5]);
  }

  /** The derivative of mean (w x − 2 x)² for x = 1, 2, 3. */
  private static double slope(double w) {
    return 2 * (1 + 4 + 9) / 3.0 * (w - 2);
  }

  private static MultiLayerNetwork oneWeight(boolean mean) {
    return Model.network(
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .weightInit(WeightInit.ZERO)
            .updater(new SGD(0.1))
            .miniBatch(mean) // false: the gradient stays the sum over the rows
            .list()
            .layer(
                new OutputLayer.Builder(new MSELoss())
                    .nIn(1)
                    .nOut(1)
                    .hasBias(false)
                    .activation(Activation.IDENTITY)
                    .build()));
  }
}
