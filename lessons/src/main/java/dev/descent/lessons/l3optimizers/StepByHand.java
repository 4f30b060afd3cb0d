package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.lessons.l3optimizers.Surface.Rule;
import dev.descent.lessons.l3optimizers.Surface.Walk;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.Axpy;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The steps of SGD, momentum and Adam written out, beside the classes that do the same. */
public final class StepByHand implements Part {
  static final int STEPS = 200;

  public static void main(String[] args) throws Exception {
    PartMain.run(new StepByHand(), args);
  }

  @Override
  public String title() {
    return "The step by hand";
  }

  @Override
  public void run(Notebook out) {
    Surface banana = Surface.ROSENBROCK;

    // SGD: the step is the gradient times the rate. PyTorch: p -= lr * p.grad
    Rule sgd = (g, i) -> g.mul(0.001);

    // Momentum: a buffer collects the gradients, and older ones count less and less.
    INDArray buffer = Nd4j.zeros(DataType.DOUBLE, 2); // PyTorch: momentum_buffer
    Rule momentum = (g, i) -> buffer.muli(0.9).addi(g).mul(0.001);

    // Adam takes more lines: they stand below.
    Rule adam = adam();

    boolean sameSgd = same(banana.walk(sgd, STEPS), banana.walk(new SGD(0.001), STEPS));
    boolean sameMomentum =
        same(banana.walk(momentum, STEPS), banana.walk(new SGD(0.001, 0.9), STEPS));
    boolean sameAdam = same(banana.walk(adam, STEPS), banana.walk(new Adam(0.1), STEPS));
    out.text(
        "Three rules, each a line or a few of INDArrays, walked %d steps on Rosenbrock's banana"
            + " beside the classes SGD(0.001), SGD(0.001, 0.9) and Adam(0.1), in float64.",
        STEPS);
    out.table(
        List.of(
            List.of("rule", "the same bits at every step"),
            List.of("SGD", yes(sameSgd)),
            List.of("momentum", yes(sameMomentum)),
            List.of("Adam", yes(sameAdam))));
    out.see(
        sameSgd && sameMomentum && sameAdam,
        "SGD, momentum and Adam written by hand take the very steps of the updater classes: %d"
            + " steps, not a bit of difference",
        STEPS);

    nesterovs(out);
    AdamMistakes.withoutCorrection(out);
    AdamMistakes.epsilonInTheRoot(out);
  }

  /**
   * Adam with rate 0.1, β1 = 0.9, β2 = 0.999 and ε = 1e-8: the mean of the gradients over the root
   * of the mean of their squares.
   */
  static Rule adam() {
    // @start region=adam
    INDArray m = Nd4j.zeros(DataType.DOUBLE, 2); // PyTorch: exp_avg
    INDArray v = Nd4j.zeros(DataType.DOUBLE, 2); // PyTorch: exp_avg_sq
    return (g, i) -> {
      average(m, 0.9, g);
      average(v, 0.999, g.mul(g));
      // Both start at 0 and are too small at first, by these factors of the step t = i + 1.
      double c1 = 1 - Math.pow(0.9, i + 1.0);
      double c2 = 1 - Math.pow(0.999, i + 1.0);
      // lr · (m / c1) / (√(v / c2) + ε), with √c2 on both sides of the division.
      INDArray root = Transforms.sqrt(v); // a new array, v stays
      return m.mul(0.1 * Math.sqrt(c2) / c1).divi(root.addi(1e-8 * Math.sqrt(c2)));
    };
    // @end
  }

  /**
   * average ← decay · average + (1 − decay) · x. The last bit depends on where a sum of products is
   * rounded, so this takes the operation that the updaters take; {@code
   * average.muli(decay).addi(x.mul(1 - decay))} is the same to 15 digits.
   */
  static void average(INDArray average, double decay, INDArray x) {
    average.muli(decay);
    Nd4j.exec(new Axpy(x, average, average, 1 - decay)); // average ← average + (1 - decay) · x
  }

  private static void nesterovs(Notebook out) {
    Walk dl4j = Surface.RAVINE.walk(new Nesterovs(0.005, 0.9), STEPS);
    double classical = dl4j.apart(Surface.RAVINE.walk(new SGD(0.005, 0.9), STEPS));
    double lookingAhead = dl4j.apart(Surface.RAVINE.walk(new SGD(0.005, 0.9, 0, true), STEPS));
    out.mistake(
        "taking Deeplearning4j's Nesterovs for PyTorch's momentum",
        "new Nesterovs(0.005, 0.9) for SGD(lr=0.005, momentum=0.9)",
        "up to "
            + out.value("nesterovs", "%.2f", classical)
            + " away from PyTorch's path on the ravine",
        "new SGD(0.005, 0.9) of dev.descent.updater, or nesterov=True on PyTorch's side",
        String.format(
            Locale.ROOT,
            "the path itself; and with nesterov=True Nesterovs is %.0e away, while its rate stays"
                + " the same",
            lookingAhead));
    out.see(
        classical > 0.1 && lookingAhead < 1e-12,
        "Deeplearning4j's Nesterovs is PyTorch's SGD with nesterov=True (%.0e apart), not with"
            + " momentum alone (%.2f apart)",
        lookingAhead,
        classical);
  }

  private static boolean same(Walk a, Walk b) {
    return Arrays.equals(a.x(), b.x()) && Arrays.equals(a.y(), b.y());
  }

  private static String yes(boolean same) {
    return same ? "yes" : "no";
  }
}
