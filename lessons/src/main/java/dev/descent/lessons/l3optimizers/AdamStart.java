package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What Adam's correction corrects: the length of its first steps, where the gradient is constant.
 */
public final class AdamStart implements Part {
  private static final int STEPS = 3000;

  public static void main(String[] args) throws Exception {
    PartMain.run(new AdamStart(), args);
  }

  @Override
  public String title() {
    return "Adam's start";
  }

  @Override
  public List<String> figures() {
    return List.of("3-adam-start");
  }

  @Override
  public void run(Notebook out) {
    // A slope: the gradient is 7 everywhere. Any other would do, since Adam divides by its size.
    Surface slope =
        new Surface("Slope", (x, y) -> 7 * x, (x, y) -> 7, (x, y) -> 7, new double[] {0, 0});
    double[] with = rates(slope.walk(StepByHand.adam(), STEPS));
    double[] without = rates(slope.walk(AdamMistakes.uncorrected(), STEPS));

    out.text(
        "A gradient that is always the same. The table has the length of Adam's steps, in learning"
            + " rates, without the correction of m and v for their start and with it.");
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("step", "1 - 0.9^t", "root of 1 - 0.999^t", "uncorrected", "corrected"));
    for (int t : new int[] {1, 2, 12, 100, 1000}) {
      lines.add(
          List.of(
              String.valueOf(t),
              out.exact("mean-" + t, "%.3f", 1 - Math.pow(0.9, t)),
              out.exact("root-" + t, "%.3f", Math.sqrt(1 - Math.pow(0.999, t))),
              out.exact("without-" + t, "%.2f", without[t - 1]),
              out.exact("with-" + t, "%.2f", with[t - 1])));
    }
    out.table(lines);
    int longest =
        1 + IntStream.range(0, STEPS).reduce(0, (a, b) -> without[b] > without[a] ? b : a);
    int near = (int) IntStream.range(0, STEPS).filter(i -> without[i] > 1.05).count();
    out.text(
        "Uncorrected, the longest step is the %sth; it takes %s steps until the next is within 5 %%"
            + " of the rate.",
        out.exact("longest", "%d", longest), out.exact("near", "%,d", near));
    double[] t = IntStream.rangeClosed(1, STEPS).asDoubleStream().toArray();
    out.figure(
        "3-adam-start",
        LineChart.draw(
            "Adam's steps where the gradient is constant",
            "step",
            "length of the step, in learning rates",
            List.of(new Series("uncorrected", t, without), new Series("corrected", t, with)),
            Axis.LOG_X));
    out.answer("first", without[0] > 1.05 ? "Longer" : without[0] < 0.95 ? "Shorter" : "The same");
    out.see(
        Math.abs(without[0] - 0.1 / Math.sqrt(0.001)) < 1e-6
            && IntStream.range(0, STEPS).allMatch(i -> Math.abs(with[i] - 1) < 1e-6),
        "without the correction Adam's first step is %.2f rates long, with it every step is 1",
        without[0]);
  }

  /** The lengths of the steps along x, in rates of 0.1. */
  private static double[] rates(Surface.Walk walk) {
    return IntStream.range(0, STEPS)
        .mapToDouble(i -> (walk.x()[i] - walk.x()[i + 1]) / 0.1)
        .toArray();
  }
}
