package dev.descent.lessons.l2losses;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.CrossEntropyLoss;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Cross entropy in float32, by its definition and with the largest logit subtracted first. */
public final class LogSumExp implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new LogSumExp(), args);
  }

  @Override
  public String title() {
    return "Logits, not probabilities: log-sum-exp";
  }

  @Override
  public void run(Notebook out) {
    double[][] rows = {{2, 1, -1}, {1002, 1001, 999}, {200, 0, 0}};
    String[] names = {"small", "shifted", "apart"};
    INDArray second = Nd4j.createFromArray(new float[][] {{0, 1, 0}}); // [1, 3], one-hot
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("logits", "definition", "log-sum-exp", "our loss", "DL4J's", "its gradient"));
    double[] naive = new double[3];
    double[] stable = new double[3];
    double[] ours = new double[3];
    double[] dl4j = new double[3];
    double[] gradient = new double[3];
    for (int i = 0; i < 3; i++) {
      INDArray z = Nd4j.create(rows[i], new long[] {1, 3}, DataType.FLOAT); // [1, 3]
      naive[i] = byDefinition(z, 1);
      stable[i] = byLogSumExp(z, 1);
      ours[i] = score(new CrossEntropyLoss(), second, z);
      dl4j[i] = score(new LossMCXENT(), second, z);
      gradient[i] =
          new LossMCXENT()
              .computeGradient(second, z.dup(), new ActivationSoftmax(), null)
              .getDouble(1);
      table.add(
          List.of(
              String.format("(%.0f, %.0f, %.0f)", rows[i][0], rows[i][1], rows[i][2]),
              out.exact("definition-" + names[i], "%s", number(naive[i])),
              out.exact("stable-" + names[i], "%s", number(stable[i])),
              out.exact("ours-" + names[i], "%s", number(ours[i])),
              out.exact("dl4j-" + names[i], "%s", number(dl4j[i])),
              out.exact("gradient-" + names[i], "%.4f", gradient[i])));
    }
    out.text("Cross entropy in float32, the second class being right:");
    out.table(table);

    double largest = Math.log(Float.MAX_VALUE);
    out.text(
        "The largest float32 is %s; its logarithm is %s. From 89 on, exp is infinite.",
        out.exact("largest", "%.1e", Float.MAX_VALUE), out.exact("largest-log", "%.2f", largest));
    boolean same = Math.abs(naive[1] - naive[0]) < 1e-6;
    out.answer("by-definition", Double.isNaN(naive[1]) ? "NaN" : same ? "The same" : "Infinite");
    out.see(
        Double.isNaN(naive[1]) && Double.isInfinite(naive[2]),
        "By its definition, cross entropy of (1002, 1001, 999) is NaN, and of (200, 0, 0)"
            + " infinite.");
    out.see(
        Math.abs(stable[1] - stable[0]) < 1e-6 && stable[2] == 200 && ours[2] == 200,
        "With the largest logit subtracted first, (1002, 1001, 999) costs what (2, 1, -1) costs,"
            + " %.4f, and (200, 0, 0) costs %.0f.",
        stable[1],
        stable[2]);
    out.see(
        dl4j[2] < 24 && gradient[2] < -0.999,
        "DL4J's LossMCXENT shows %.2f for a loss of 200, but its gradient is right: %.4f.",
        dl4j[2],
        gradient[2]);
  }

  /** -log softmax(z)_y as the formula has it. */
  private static double byDefinition(INDArray z, int right) {
    INDArray e = Transforms.exp(z, true); // [1, 3]
    INDArray p = e.div(e.sumNumber()); // [1, 3], softmax
    return -Math.log(p.getDouble(right));
  }

  /** The same number, by m + log Σ exp(z - m) - z_y with m the largest logit. */
  private static double byLogSumExp(INDArray z, int right) {
    // @start region=stable
    double m = z.maxNumber().doubleValue();
    INDArray e = Transforms.exp(z.sub(m), true); // [1, 3], none larger than 1
    return m + Math.log(e.sumNumber().doubleValue()) - z.getDouble(right);
    // @end
  }

  private static double score(ILossFunction loss, INDArray label, INDArray z) {
    return loss.computeScore(label, z.dup(), new ActivationSoftmax(), null, true);
  }

  private static String number(double value) {
    return Double.isInfinite(value) ? "∞" : String.format("%.4f", value);
  }
}
