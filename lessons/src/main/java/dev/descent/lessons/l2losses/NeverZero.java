package dev.descent.lessons.l2losses;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.Reduction;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The worked example continued for 10,000 steps: with hard labels, logits never come to rest. */
public final class NeverZero implements Part {
  private static final IActivation SOFTMAX = new ActivationSoftmax();

  public static void main(String[] args) throws Exception {
    PartMain.run(new NeverZero(), args);
  }

  @Override
  public String title() {
    return "The loss never gets to 0";
  }

  @Override
  public void run(Notebook out) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("steps", "loss", "ahead by", "smoothed: loss", "ahead by"));
    CrossEntropyLoss hard = new CrossEntropyLoss(); // labels 0, 1, 0
    CrossEntropyLoss smooth = new CrossEntropyLoss(Reduction.MEAN, null, 0.1); // smoothing 0.1
    INDArray label = Nd4j.createFromArray(new double[][] {{1}}); // [1, 1]: the second is right
    INDArray z = Nd4j.createFromArray(new double[][] {{2, 1, -1}}); // [1, 3]
    INDArray smoothed = z.dup();
    List<double[]> rows = new ArrayList<>(); // loss and lead of the right logit after 1, 10, ...
    int next = 1;
    for (int step = 1; step <= 10_000; step++) {
      z.subi(hard.computeGradient(label, z, SOFTMAX, null));
      smoothed.subi(smooth.computeGradient(label, smoothed, SOFTMAX, null));
      if (step == next) {
        double value = hard.computeScore(label, z, SOFTMAX, null, true);
        double other = smooth.computeScore(label, smoothed, SOFTMAX, null, true);
        rows.add(new double[] {value, ahead(z), other, ahead(smoothed)});
        table.add(
            List.of(
                Integer.toString(step),
                out.exact("loss-" + step, "%.5f", value),
                out.exact("ahead-" + step, "%.2f", ahead(z)),
                out.exact("smooth-loss-" + step, "%.5f", other),
                out.exact("smooth-ahead-" + step, "%.2f", ahead(smoothed))));
        next *= 10;
      }
    }
    out.text(
        "The worked example continued, with the label as it is and with label smoothing. How far"
            + " the right logit is ahead of the next:");
    out.table(table);

    double[] before = rows.get(3);
    double[] last = rows.get(4);
    out.see(
        last[0] > 0 && last[0] < 1.3 * before[0] / 10 && last[1] > before[1] + 2,
        "The loss never gets to 0: ten times the steps bring a tenth of it (%.5f to %.5f), and the"
            + " right logit runs ahead (%.2f to %.2f).",
        before[0],
        last[0],
        before[1],
        last[1]);
    // With smoothing s and 3 classes the label is 1 - s + s/3 for the right class and s/3 for the
    // others. The gradient is 0 where softmax gives just that.
    double rest = Math.log((1 - 0.1 + 0.1 / 3) / (0.1 / 3));
    double p = Transforms.softmax(smoothed, true).getDouble(1);
    out.text(
        "With smoothing 0.1 the logits rest where the probability of the right class is %s: it is"
            + " ahead by ln 28 = %s.",
        out.exact("smooth-p", "%.4f", p), out.exact("smooth-rest", "%.2f", rest));
    out.see(
        Math.abs(last[3] - rest) < 1e-6,
        "With label smoothing the right logit comes to rest when it is %.2f ahead.",
        last[3]);
  }

  /** How far the right logit is ahead of the larger of the others. */
  private static double ahead(INDArray z) {
    return z.getDouble(1) - Math.max(z.getDouble(0), z.getDouble(2));
  }
}
