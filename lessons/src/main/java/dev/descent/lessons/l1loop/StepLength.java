package dev.descent.lessons.l1loop;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The longest step that still goes down, and what the unit of a column does to it. */
public final class StepLength implements Part {
  private static final int STEPS = 10;

  public static void main(String[] args) throws Exception {
    PartMain.run(new StepLength(), args);
  }

  @Override
  public String title() {
    return "How long a step may be";
  }

  @Override
  public List<String> figures() {
    return List.of("1-step-length");
  }

  @Override
  public void run(Notebook out) {
    // The error w − 2 is multiplied by 1 − 2 · rate · E[x²] in each step.
    double[] metres = {1, 2, 3};
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("rate", "error times", "w after 1", "w after 2", "w after 10"));
    List<Series> curves = new ArrayList<>();
    List<Double> ends = new ArrayList<>();
    double[] x = IntStream.rangeClosed(0, STEPS).asDoubleStream().toArray();
    for (double rate : new double[] {0.05, 0.1, 0.2, 0.22}) {
      double[] w = new double[STEPS + 1];
      for (int step = 1; step <= STEPS; step++) {
        w[step] = w[step - 1] - rate * slope(w[step - 1], metres);
      }
      ends.add(w[STEPS]);
      String name = String.format("%.0f", 100 * rate);
      table.add(
          List.of(
              String.valueOf(rate),
              out.exact("factor-" + name, "%.3f", 1 - 2 * rate * meanSquare(metres)),
              out.exact("first-" + name, "%.3f", w[1]),
              out.exact("second-" + name, "%.3f", w[2]),
              out.exact("end-" + name, "%.3f", w[STEPS])));
      curves.add(new Series("rate " + rate, x, w));
    }
    out.table(table);
    out.figure(
        "1-step-length",
        LineChart.draw(
            "The same slope, four rates: w should come to 2", "step", "w", curves, Axis.WHOLE_X));

    // The limit 1 / E[x²], in three units of the same column.
    double[] millimetres = Arrays.stream(metres).map(v -> 1000 * v).toArray();
    double mean = Arrays.stream(metres).average().orElseThrow();
    double[] centred = Arrays.stream(metres).map(v -> v - mean).toArray();
    double deviation = Math.sqrt(meanSquare(centred));
    double[] standardised = Arrays.stream(centred).map(v -> v / deviation).toArray();
    String limit = out.exact("limit-m", "%.3f", 1 / meanSquare(metres));
    String small = out.exact("limit-mm", "%.2e", 1 / meanSquare(millimetres));
    String one = out.exact("limit-standardised", "%.3f", 1 / meanSquare(standardised));
    out.exact("mean-square", "%.3f", meanSquare(metres));
    out.text(
        "The rate must stay below %s for x in metres, below %s in millimetres, and below %s for x"
            + " standardised.",
        limit, small, one);
    double times = meanSquare(millimetres) / meanSquare(metres);
    out.answer("millimetres", times > 1e5 ? "A million times" : "A thousand times");

    out.see(
        Math.abs(ends.get(2) - 2) < 1 && Math.abs(ends.get(3) - 2) > 2,
        "below the limit w comes nearer, %.2f after 10 steps at 0.2; above it w leaves, %.2f at"
            + " 0.22",
        ends.get(2),
        ends.get(3));
  }

  /** The derivative of mean (w x − 2 x)². */
  private static double slope(double w, double[] x) {
    return 2 * meanSquare(x) * (w - 2);
  }

  private static double meanSquare(double[] x) {
    return Arrays.stream(x).map(v -> v * v).average().orElseThrow();
  }
}
