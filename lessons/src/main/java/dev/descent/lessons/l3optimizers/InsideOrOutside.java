package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import dev.descent.updater.WeightDecay;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.Regularization.ApplyStep;

/** Weight decay inside of Adam's step and outside of it: what is left of a weight. */
public final class InsideOrOutside implements Part {
  private static final WeightDecay COUPLED = WeightDecay.coupled(0.1);
  private static final WeightDecay DECOUPLED = WeightDecay.decoupled(0.1);

  public static void main(String[] args) throws Exception {
    PartMain.run(new InsideOrOutside(), args);
  }

  @Override
  public String title() {
    return "Weight decay inside or outside the step";
  }

  @Override
  public void run(Notebook out) {
    out.text(
        "A weight of 1, 1000 steps at the rate 0.01, decay 0.1. The gradients only alternate, so"
            + " without decay the weight ends about where it was. What is left of it:");
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("gradients", "SGD, inside", "SGD, outside", "Adam, inside", "outside"));
    double[][] left = new double[2][4];
    double[] sizes = {10, 0.1};
    for (int row = 0; row < 2; row++) {
      double size = sizes[row];
      String name = row == 0 ? "large" : "small";
      left[row] =
          new double[] {
            left(new SGD(0.01), COUPLED, size),
            left(new SGD(0.01), DECOUPLED, size),
            left(new Adam(0.01), COUPLED, size),
            left(new Adam(0.01), DECOUPLED, size)
          };
      lines.add(
          List.of(
              "± " + Numbers.setting(size),
              out.exact(name + "-sgd-inside", "%.3f", left[row][0]),
              out.exact(name + "-sgd-outside", "%.3f", left[row][1]),
              out.exact(name + "-adam-inside", "%.4f", left[row][2]),
              out.exact(name + "-adam-outside", "%.3f", left[row][3])));
    }
    out.table(lines);
    String shrunk = out.exact("shrunk", "%.3f", Math.pow(1 - 0.01 * 0.1, 1000));
    out.text("Outside, each step takes the share 0.01 * 0.1; 1000 of them leave %s.", shrunk);
    double large = left[0][2];
    double small = left[1][2];
    boolean alike = Math.abs(left[0][3] - left[1][3]) < 0.01;
    out.answer(
        "lasts",
        large > 2 * small
            ? "The one with gradients of ± 10"
            : small > 2 * large ? "The one with gradients of ± 0.1" : "Both alike");
    out.mistake(
        "weight_decay of Adam taken for that of AdamW",
        "new Adam(0.01) and WeightDecay.coupled(0.1)",
        String.format(
            Locale.ROOT,
            "%.3f is left of a weight with gradients of 10, %.4f of one with 0.1",
            large,
            small),
        "new Adam(0.01) and WeightDecay.decoupled(0.1)",
        String.format(Locale.ROOT, "%.3f and %.3f", left[0][3], left[1][3]));
    out.see(
        alike && large > 0.8 && small < 0.01,
        "decay inside of Adam's step leaves %.3f of the weight with large gradients and %.4f of"
            + " the one with small ones; outside of it %.3f and %.3f",
        large,
        small,
        left[0][3],
        left[1][3]);
  }

  /** What is left of a weight of 1 after 1000 steps with gradients of + size and − size in turn. */
  private static double left(IUpdater config, WeightDecay decay, double size) {
    INDArray state = Nd4j.create(DataType.DOUBLE, Math.max(1, config.stateSize(1)));
    GradientUpdater<?> updater = config.instantiate(state, true);
    INDArray w = Nd4j.createFromArray(new double[] {1});
    for (int i = 0; i < 1000; i++) {
      // @start region=decay
      INDArray g = Nd4j.createFromArray(new double[] {i % 2 == 0 ? size : -size});
      if (decay.applyStep() == ApplyStep.BEFORE_UPDATER) {
        decay.apply(w, g, 0.01, i, 0); // coupled: g ← g + λ w, and Adam divides both
      }
      updater.applyUpdater(g, i, 0); // g is the step now
      if (decay.applyStep() == ApplyStep.POST_UPDATER) {
        decay.apply(w, g, 0.01, i, 0); // decoupled: step ← step + lr λ w
      }
      w.subi(g);
      // @end
    }
    return w.getDouble(0);
  }
}
