package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lessons.l3optimizers.Surface.Rule;
import dev.descent.lessons.l3optimizers.Surface.Walk;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Two ways to get Adam wrong that still train, only worse, and so are seldom found. */
final class AdamMistakes {
  private AdamMistakes() {}

  /** Wrong: m and v as they are, though they start at 0. */
  static Rule uncorrected() {
    INDArray m = Nd4j.zeros(DataType.DOUBLE, 2);
    INDArray v = Nd4j.zeros(DataType.DOUBLE, 2);
    return (g, i) -> {
      StepByHand.average(m, 0.9, g);
      StepByHand.average(v, 0.999, g.mul(g));
      return m.mul(0.1).divi(Transforms.sqrt(v).addi(1e-8));
    };
  }

  /** Wrong: √(v + ε), where ε is 1e-8 and counts like a gradient of 1e-4. */
  private static Rule rooted() {
    INDArray m = Nd4j.zeros(DataType.DOUBLE, 2);
    INDArray v = Nd4j.zeros(DataType.DOUBLE, 2);
    return (g, i) -> {
      StepByHand.average(m, 0.9, g);
      StepByHand.average(v, 0.999, g.mul(g));
      INDArray mean = m.div(1 - Math.pow(0.9, i + 1.0));
      INDArray square = v.div(1 - Math.pow(0.999, i + 1.0));
      return mean.muli(0.1).divi(Transforms.sqrt(square.addi(1e-8)));
    };
  }

  static void withoutCorrection(Notebook out) {
    Walk wrong = Surface.RAVINE.walk(uncorrected(), StepByHand.STEPS);
    Walk right = Surface.RAVINE.walk(StepByHand.adam(), StepByHand.STEPS);
    double tooLong = longestStep(wrong);
    double longest = longestStep(right);
    out.mistake(
        "Adam without the correction of its averages",
        "step = lr * m / (sqrt(v) + eps)",
        String.format(
            Locale.ROOT,
            "on the ravine, with a rate of 0.1, the longest step along x is %s; it gets to"
                + " x = %.1f, beyond the minimum at 0, where it started from -4",
            out.value("uncorrected", "%.2f", tooLong),
            Arrays.stream(wrong.x()).max().orElseThrow()),
        "step = lr * (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + eps)",
        String.format(
            Locale.ROOT,
            "the longest step along x is %s, the rate; it gets to x = %.1f",
            out.value("corrected", "%.2f", longest),
            Arrays.stream(right.x()).max().orElseThrow()));
    out.see(
        longest < 0.101 && tooLong > 0.3,
        "Adam's steps are no longer than its rate of 0.1 (%.3f); without the correction for the"
            + " start they are (%.3f)",
        longest,
        tooLong);
  }

  private static double longestStep(Walk walk) {
    return IntStream.range(1, walk.x().length)
        .mapToDouble(i -> Math.abs(walk.x()[i] - walk.x()[i - 1]))
        .max()
        .orElseThrow();
  }

  static void epsilonInTheRoot(Notebook out) {
    // The ravine, a million times as flat: gradients as small as late in a training. Adam should
    // not notice, since it divides by their size.
    Surface flat =
        new Surface(
            "flat ravine",
            (x, y) -> 1e-6 * Surface.RAVINE.f().applyAsDouble(x, y),
            (x, y) -> 1e-6 * Surface.RAVINE.dx().applyAsDouble(x, y),
            (x, y) -> 1e-6 * Surface.RAVINE.dy().applyAsDouble(x, y),
            Surface.RAVINE.start());
    double wrong = flat.walk(rooted(), StepByHand.STEPS).distance(0, 0);
    double right = flat.walk(StepByHand.adam(), StepByHand.STEPS).distance(0, 0);
    out.mistake(
        "Adam's epsilon inside the root",
        "step = lr * M / sqrt(V + 1e-8), where M and V are m and v, corrected",
        String.format(
            Locale.ROOT,
            "with gradients a millionth as large, after %d steps %s from the minimum: epsilon"
                + " counts as a gradient of 0.0001",
            StepByHand.STEPS,
            out.value("rooted", "%.2f", wrong)),
        "step = lr * M / (sqrt(V) + 1e-8)",
        out.value("epsilon", "%.4f", right) + " from it");
    out.see(
        wrong > 10 * right,
        "with epsilon inside the root Adam hardly moves where gradients are tiny: %.2f from the"
            + " minimum after %d steps, against %.4f",
        wrong,
        StepByHand.STEPS,
        right);
  }
}
