package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.learning.config.IUpdater;

/** A loss with several minima: in which of them does a path end, and what has momentum to do? */
public final class Hollows implements Part {
  private static final int STEPS = 3000;
  private static final double RATE = 0.05;
  private static final double[] STARTS = {6, 7, 8};

  public static void main(String[] args) throws Exception {
    PartMain.run(new Hollows(), args);
  }

  @Override
  public String title() {
    return "Several hollows";
  }

  @Override
  public List<String> figures() {
    return List.of("3-hollows");
  }

  @Override
  public void run(Notebook out) {
    out.text(
        "f(x) = x^2 / 10 + 3/4 cos 2x has hollows at 1.5, 4.4 and 7.2 and the same on the left; those"
            + " in the middle are the deepest. Where does a path end, and how large is f there?");
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("start", "SGD", "momentum 0.9", "Adam"));
    List<double[]> ends = new ArrayList<>();
    for (double start : STARTS) {
      double[] end = {
        end(start, new SGD(RATE)), // PyTorch: optim.SGD([x], lr=0.05)
        end(start, new SGD(RATE, 0.9)), // momentum=0.9
        end(start, new Adam(RATE)) // optim.Adam([x], lr=0.05)
      };
      ends.add(end);
      String id = Numbers.setting(start);
      table.add(
          List.of(
              id,
              out.exact("sgd-" + id, "%.1f", end[0]),
              out.exact("momentum-" + id, "%.1f", end[1]),
              out.exact("adam-" + id, "%.1f", end[2])));
    }
    out.table(table);
    out.text(
        "f is %s in the hollow at 7.2, %s in the one at 4.4 and %s in those in the middle.",
        out.exact("outer", "%.2f", f(ends.get(1)[0])),
        out.exact("next", "%.2f", f(ends.get(0)[0])),
        out.exact("deepest", "%.2f", f(ends.get(0)[1])));
    double heavy = end(8, new SGD(0.1, 0.95));
    out.text(
        "From 8 with twice the rate and momentum 0.95 the path runs through the middle and ends at"
            + " %s.",
        out.exact("heavy", "%.1f", heavy));
    out.answer(
        "from-7", Math.abs(ends.get(1)[1] - ends.get(1)[0]) < 0.1 ? "In the same" : "Deeper");
    out.see(
        f(ends.get(0)[0]) > 1 && f(ends.get(0)[1]) < 0 && f(ends.get(2)[1]) < 0,
        "SGD ends in the hollow where it starts; momentum runs through it when it comes from above");
    out.see(
        f(ends.get(1)[1]) > 4 && f(heavy) > 1,
        "momentum looks for nothing: from 7 it stays in the shallow hollow, and too much of it runs"
            + " past the deepest");
    out.figure("3-hollows", picture(ends.get(0)));
  }

  private static double f(double x) {
    return x * x / 10 + 0.75 * Math.cos(2 * x);
  }

  private static double slope(double x, double y) {
    return x / 5 - 1.5 * Math.sin(2 * x);
  }

  private static double end(double start, IUpdater updater) {
    Surface line =
        new Surface(
            "Hollows", (x, y) -> f(x), Hollows::slope, (x, y) -> 0, new double[] {start, 0});
    return line.walk(updater, STEPS).x()[STEPS];
  }

  private static Figure picture(double[] from6) {
    return LineChart.draw(
        "From 6, SGD and momentum come to rest in different hollows",
        "x",
        "f(x), ways drawn above it",
        List.of(
            way("f", -9, 9, 0),
            way("SGD's way", from6[0], 6, 0.3),
            way("momentum's way", from6[1], 6, 0.6),
            Series.marks(
                "end",
                new double[] {from6[0], from6[1]},
                new double[] {f(from6[0]) + 0.3, f(from6[1]) + 0.6})));
  }

  private static Series way(String name, double from, double to, double above) {
    double[] x =
        IntStream.rangeClosed(0, 200).mapToDouble(i -> from + (to - from) * i / 200).toArray();
    return new Series(name, x, IntStream.range(0, 201).mapToDouble(i -> f(x[i]) + above).toArray());
  }
}
