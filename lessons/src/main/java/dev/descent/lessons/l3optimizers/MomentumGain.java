package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;

/** Momentum as a leaky sum: what it collects, how far it may go, and what it gains. */
public final class MomentumGain implements Part {
  private static final double[] CONDITIONS = {10, 100, 1000, 10_000};
  private static final int[] MOST = {100, 1000, 4000, 30_000}; // more than enough steps for each

  public static void main(String[] args) throws Exception {
    PartMain.run(new MomentumGain(), args);
  }

  @Override
  public String title() {
    return "Momentum, a leaky sum";
  }

  @Override
  public List<String> figures() {
    return List.of("3-condition");
  }

  @Override
  public void run(Notebook out) {
    leakySum(out);
    limit(out);
    gain(out);
  }

  /** The step for gradients that agree, and for gradients that alternate, at a rate of 1. */
  private static void leakySum(Notebook out) {
    double[] agreeing = steps(1, 1);
    double[] alternating = steps(1, -1);
    double along = agreeing[199];
    double across = Math.abs(alternating[199]);
    out.text(
        "Gradients 1, 1, 1, ...: the steps of SGD(1, 0.9) are 1, %s, %s and in the end %s long."
            + " Gradients 1, -1, 1, ...: in the end %s.",
        out.exact("second", "%.2f", agreeing[1]),
        out.exact("third", "%.2f", agreeing[2]),
        out.exact("along", "%.1f", along),
        out.exact("across", "%.3f", across));
    out.exact("half-life-90", "%.1f", halfLife(0.9));
    out.exact("half-life-99", "%.0f", halfLife(0.99));
    out.exact("half-life-999", "%.0f", halfLife(0.999));
    out.see(
        Math.abs(along - 1 / (1 - 0.9)) < 1e-6 && Math.abs(across - 1 / (1 + 0.9)) < 1e-6,
        "momentum 0.9 makes %.1f of gradients that agree, and %.3f of gradients that alternate",
        along,
        across);
  }

  /**
   * The steps of SGD(1, 0.9) for gradients that begin with a first, each so many times the last.
   */
  private static double[] steps(double first, double times) {
    SGD sgd = new SGD(1, 0.9);
    GradientUpdater<?> updater = sgd.instantiate(Nd4j.create(DataType.DOUBLE, 1), true);
    double[] steps = new double[200];
    double gradient = first;
    for (int i = 0; i < steps.length; i++) {
      INDArray g = Nd4j.createFromArray(new double[] {gradient});
      updater.applyUpdater(g, i, 0); // in place: now the step
      steps[i] = g.getDouble(0);
      gradient *= times;
    }
    return steps;
  }

  private static double halfLife(double decay) {
    return Math.log(2) / -Math.log(decay);
  }

  /** With momentum μ the rate may be up to 2 (1 + μ) / λ. */
  private static void limit(Notebook out) {
    Bowl ravine = new Bowl(1, 100);
    int below = ravine.steps(new SGD(0.0375, 0.9), 3000);
    int above = ravine.steps(new SGD(0.0385, 0.9), 3000);
    String limit = out.exact("limit", "%.3f", 2 * (1 + 0.9) / 100);
    out.see(
        below > 0 && above < 0,
        "where the curvature is 100, momentum 0.9 allows rates up to %s: 0.0375 arrives after %d"
            + " steps, 0.0385 never",
        limit,
        below);
  }

  /** The steps of both at their best settings, over the condition number. */
  private static void gain(Notebook out) {
    double[] without = new double[CONDITIONS.length];
    double[] with = new double[CONDITIONS.length];
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("kappa", "SGD", "with momentum", "gain"));
    for (int i = 0; i < CONDITIONS.length; i++) {
      double kappa = CONDITIONS[i];
      // @start region=best
      Bowl ravine = new Bowl(1, kappa); // curvatures 1 and κ
      double root = Math.sqrt(kappa);
      double momentum = Math.pow((root - 1) / (root + 1), 2);
      double rate = Math.pow(2 / (root + 1), 2);
      without[i] = ravine.steps(new SGD(2 / (1 + kappa)), MOST[i]);
      with[i] = ravine.steps(new SGD(rate, momentum), MOST[i]);
      // @end
      String name = Numbers.setting(kappa);
      lines.add(
          List.of(
              name,
              out.exact("sgd-" + name, "%,.0f", without[i]),
              out.exact("momentum-" + name, "%,.0f", with[i]),
              out.exact("gain-" + name, "%.1f", without[i] / with[i])));
    }
    out.table(lines);
    out.figure(
        "3-condition",
        LineChart.draw(
            "Steps to a hundredth of the start, best settings",
            "condition number",
            "steps",
            List.of(
                new Series("SGD", CONDITIONS, without), new Series("momentum", CONDITIONS, with)),
            Axis.LOG_X,
            Axis.LOG_Y));
    double gain = without[1] / with[1];
    out.answer("gain", gain < 2 ? "Two thirds" : gain < 20 ? "A fifth" : "A hundredth");
    out.exact("factor", "%.3f", 9.0 / 11);
    out.exact("promised", "%.0f", Math.log(100) / Math.log(11 / 9.0));
    double growth = without[3] / without[1];
    double growthWith = with[3] / with[1];
    out.see(
        growth > 90 && growth < 110 && growthWith > 8 && growthWith < 16,
        "100 times the condition number costs SGD %.0f times the steps, momentum only %.1f times",
        growth,
        growthWith);
  }
}
