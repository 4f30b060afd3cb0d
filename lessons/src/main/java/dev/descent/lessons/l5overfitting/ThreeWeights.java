package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.L2Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;

/** L1 and L2 on weights that have nothing to do with each other: each a parabola of its own. */
public final class ThreeWeights implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new ThreeWeights(), args);
  }

  @Override
  public String title() {
    return "L1 and L2 by hand";
  }

  @Override
  public void run(Notebook out) {
    double[] wanted = {3, 0.5, -0.2}; // what the data alone want
    double lambda = 0.4;

    // Where each weight comes to rest.
    List<List<String>> rest = new ArrayList<>();
    rest.add(List.of("the data want", "with L1", "with L2"));
    int zerosL1 = 0;
    int zerosL2 = 0;
    for (int i = 0; i < wanted.length; i++) {
      double l1 = Math.signum(wanted[i]) * Math.max(0, Math.abs(wanted[i]) - lambda);
      double l2 = wanted[i] / (1 + lambda);
      zerosL1 += l1 == 0 ? 1 : 0;
      zerosL2 += l2 == 0 ? 1 : 0;
      rest.add(
          List.of(
              Double.toString(wanted[i]),
              out.exact("rest-l1-" + (i + 1), "%.1f", l1 + 0.0), // no -0.0
              out.exact("rest-l2-" + (i + 1), "%.6f", l2)));
    }
    out.text("Three weights, each with a loss of ½ (w − a)², and a penalty of %s.", lambda);
    out.table(rest);
    out.answer("zeros", "L1 " + word(zerosL1) + ", L2 " + word(zerosL2));

    // Three steps towards it.
    // @start region=steps
    INDArray a = Nd4j.createFromArray(3, 0.5, -0.2); // what the data alone want
    INDArray w = a.dup(); // the training begins there
    Regularization penalty = new L1Regularization(0.4); // what builder.l1(0.4) makes
    List<double[]> steps = new ArrayList<>();
    for (int step = 0; step < 3; step++) {
      INDArray gradient = w.sub(a); // of ½ (w − a)²
      penalty.apply(w, gradient, 0.5, step, 0); // gradient += 0.4 · sign(w)
      w.subi(gradient.mul(0.5)); // SGD with a rate of 0.5
      steps.add(w.toDoubleVector());
    }
    // @end
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("L1, step", "w1", "w2", "w3"));
    for (int step = 0; step < 3; step++) {
      List<String> line = new ArrayList<>(List.of(Integer.toString(step + 1)));
      for (int i = 0; i < wanted.length; i++) {
        line.add(out.exact("l1-" + (step + 1) + "-" + (i + 1), "%.2f", steps.get(step)[i] + 0.0));
      }
      lines.add(line);
    }
    out.table(lines);

    // The third weight should be 0, and never is.
    double wide = lastSwing(0.5, new L1Regularization(lambda));
    double narrow = lastSwing(0.01, new L1Regularization(lambda));
    out.text(
        "The third weight should come to rest at 0. In steps 101 to 200 it is up to %s from it with"
            + " a rate of 0.5, and up to %s with 0.01.",
        out.exact("swing-wide", "%.3f", wide), out.exact("swing-narrow", "%.4f", narrow));
    double l2 = lastSwing(0.5, new L2Regularization(lambda));
    out.see(
        narrow > 0 && narrow < wide / 20,
        "SGD circles L1's zero at a distance that goes with the rate: %.3f, %.4f",
        wide,
        narrow);
    out.see(
        zerosL1 == 1 && zerosL2 == 0 && Math.abs(l2 - 0.2 / 1.4) < 1e-6,
        "L1 sets %d of the three weights to zero, L2 none: its third one rests at -%.6f",
        zerosL1,
        l2);
  }

  /** How far from 0 the weight that the data want at -0.2 is in steps 101 to 200. */
  private static double lastSwing(double rate, Regularization penalty) {
    INDArray a = Nd4j.createFromArray(-0.2);
    INDArray w = a.dup();
    double farthest = 0;
    for (int step = 0; step < 200; step++) {
      INDArray gradient = w.sub(a);
      penalty.apply(w, gradient, rate, step, 0);
      w.subi(gradient.mul(rate));
      if (step >= 100) {
        farthest = Math.max(farthest, Math.abs(w.getDouble(0)));
      }
    }
    return farthest;
  }

  private static String word(int count) {
    return List.of("none", "one", "two", "three").get(count);
  }
}
