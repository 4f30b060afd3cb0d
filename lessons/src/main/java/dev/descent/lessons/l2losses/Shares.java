package dev.descent.lessons.l2losses;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.BCEWithLogitsLoss;
import dev.descent.loss.Reduction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Rows that look alike and have different labels: cross entropy learns the share of each. */
public final class Shares implements Part {
  private static final IActivation SIGMOID = new ActivationSigmoid();

  public static void main(String[] args) throws Exception {
    PartMain.run(new Shares(), args);
  }

  @Override
  public String title() {
    return "Shares: cross entropy learns probabilities";
  }

  @Override
  public void run(Notebook out) {
    // Ten rows with the same features, seven of them yes; then a thousand with ten yes. The network
    // can only give one logit to all of them.
    INDArray seven = labels(10, 7); // [10, 1]
    INDArray rare = labels(1000, 10); // [1000, 1]
    // @start region=weight
    BCEWithLogitsLoss plain = new BCEWithLogitsLoss();
    BCEWithLogitsLoss weighted = // a yes weighs as much as 99 no
        new BCEWithLogitsLoss(Reduction.MEAN, null, new double[] {99});
    // @end

    List<List<String>> table = new ArrayList<>();
    table.add(List.of("labels", "probability learnt", "loss there", "loss of p = 0.5"));
    double p7 = line(out, table, "7 yes of 10", "seven", plain, seven);
    double p10 = line(out, table, "10 yes of 1000", "rare", plain, rare);
    double p99 = line(out, table, "the same, yes times 99", "weighted", weighted, rare);
    out.text("The logit at which the pulls of all rows add up to 0:");
    out.table(table);
    out.see(
        Math.abs(p7 - 0.7) < 1e-6 && Math.abs(p10 - 0.01) < 1e-6,
        "Cross entropy learns the share of the labels: %.2f for 7 yes of 10, %.2f for 10 of 1000.",
        p7,
        p10);
    out.see(
        Math.abs(p99 - 0.5) < 1e-6,
        "With a weight of 99 on the yes, 10 of 1000 look like %.2f: no probability any more.",
        p99);
  }

  private static double line(
      Notebook out,
      List<List<String>> table,
      String title,
      String name,
      ILossFunction loss,
      INDArray labels) {
    double z = rest(loss, labels);
    double p = 1 / (1 + Math.exp(-z));
    table.add(
        List.of(
            title,
            out.exact(name + "-p", "%.2f", p),
            out.exact(name + "-loss", "%.3f", score(loss, labels, z)),
            out.exact(name + "-coin", "%.3f", score(loss, labels, 0))));
    return p;
  }

  /** The logit at which the gradients of all rows add up to 0, found by halving an interval. */
  private static double rest(ILossFunction loss, INDArray labels) {
    double low = -20;
    double high = 20;
    for (int i = 0; i < 60; i++) {
      double middle = (low + high) / 2;
      INDArray gradient = loss.computeGradient(labels, logits(labels, middle), SIGMOID, null);
      if (gradient.sumNumber().doubleValue() < 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  private static double score(ILossFunction loss, INDArray labels, double z) {
    return loss.computeScore(labels, logits(labels, z), SIGMOID, null, true);
  }

  private static INDArray logits(INDArray labels, double z) {
    return Nd4j.valueArrayOf(labels.shape(), z, DataType.DOUBLE);
  }

  /** [rows, 1], the first of them yes. */
  private static INDArray labels(int rows, int yes) {
    double[] labels = new double[rows];
    Arrays.fill(labels, 0, yes, 1);
    return Nd4j.create(labels, new long[] {rows, 1}, DataType.DOUBLE);
  }
}
