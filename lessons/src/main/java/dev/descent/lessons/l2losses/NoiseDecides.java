package dev.descent.lessons.l2losses;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/** The loss that belongs to a noise is minus the logarithm of its density; and does it pay? */
public final class NoiseDecides implements Part {
  private static final double TRUTH = 5;

  public static void main(String[] args) throws Exception {
    PartMain.run(new NoiseDecides(), args);
  }

  @Override
  public String title() {
    return "The noise decides the loss";
  }

  @Override
  public void run(Notebook out) {
    DoubleUnaryOperator gauss = // sigma = 1
        d -> -Math.log(Math.exp(-d * d / 2) / Math.sqrt(2 * Math.PI));
    DoubleUnaryOperator laplace = // b = 1
        d -> -Math.log(Math.exp(-Math.abs(d)) / 2);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("residual", "Gaussian noise", "more than at 0", "Laplace", "more than at 0"));
    double worst = 0;
    for (int d : new int[] {0, 1, 3, 6}) {
      double g = gauss.applyAsDouble(d);
      double l = laplace.applyAsDouble(d);
      double gMore = g - gauss.applyAsDouble(0);
      double lMore = l - laplace.applyAsDouble(0);
      worst = Math.max(worst, Math.abs(gMore - d * d / 2.0) + Math.abs(lMore - d));
      table.add(
          List.of(
              Integer.toString(d),
              out.exact("gauss-" + d, "%.3f", g),
              out.exact("gauss-more-" + d, "%.1f", gMore),
              out.exact("laplace-" + d, "%.3f", l),
              out.exact("laplace-more-" + d, "%.1f", lMore)));
    }
    out.text("Minus the logarithm of the density of a residual, with sigma = 1 and b = 1:");
    out.table(table);
    out.see(
        worst < 1e-12,
        "But for a constant, minus the logarithm of the Gauss density is d * d / 2, and that of"
            + " the Laplace density |d|.");

    // Does it pay to take the loss of the noise? Many small sets of 25 labels, each TRUTH plus
    // noise. The best constant by MSE is their mean, by L1 their median. How far off is either?
    Random random = new Random(out.seed() * 0x9E3779B97F4A7C15L);
    int sets = out.quick() ? 2000 : 20_000;
    double[] gaussian = errors(sets, random::nextGaussian);
    double[] laplacian = errors(sets, () -> laplacian(random));
    out.text(
        "%d sets of 25 labels around 5. Root mean square error of the constant that each loss"
            + " likes best:",
        sets);
    out.table(
        List.of(
            List.of("noise", "MSE: the mean", "L1: the median"),
            List.of(
                "Gauss, sigma 1",
                out.value("gauss-mean", "%.3f", gaussian[0]),
                out.value("gauss-median", "%.3f", gaussian[1])),
            List.of(
                "Laplace, b 1",
                out.value("laplace-mean", "%.3f", laplacian[0]),
                out.value("laplace-median", "%.3f", laplacian[1]))));
    out.answer("better-for-laplace", laplacian[1] < laplacian[0] ? "L1" : "MSE");
    out.see(
        gaussian[0] < 0.9 * gaussian[1] && laplacian[1] < 0.9 * laplacian[0],
        "Each loss is best for its own noise: under Gauss noise the mean is off by %.3f and the"
            + " median by %.3f, under Laplace noise by %.3f and %.3f.",
        gaussian[0],
        gaussian[1],
        laplacian[0],
        laplacian[1]);
  }

  /** Noise drawn from a distribution. */
  private interface Noise {
    double next();
  }

  /** The root mean square errors of mean and median over many sets of labels. */
  private static double[] errors(int sets, Noise noise) {
    double mean = 0;
    double median = 0;
    for (int i = 0; i < sets; i++) {
      double[] labels = new double[25];
      Arrays.setAll(labels, j -> TRUTH + noise.next());
      mean += Math.pow(Arrays.stream(labels).average().orElseThrow() - TRUTH, 2);
      Arrays.sort(labels);
      median += Math.pow(labels[12] - TRUTH, 2);
    }
    return new double[] {Math.sqrt(mean / sets), Math.sqrt(median / sets)};
  }

  /** Laplace noise is the difference of two exponential numbers. */
  private static double laplacian(Random random) {
    double up = exponential(random);
    double down = exponential(random);
    return up - down;
  }

  private static double exponential(Random random) {
    return -Math.log(1 - random.nextDouble());
  }
}
