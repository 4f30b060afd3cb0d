package dev.descent.lessons.p4gallery;

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

/** What gradients that are never zeroed do to one weight: patient 7, by hand. */
public final class NeverZeroed implements Part {
  private static final int STEPS = 1000;

  public static void main(String[] args) throws Exception {
    PartMain.run(new NeverZeroed(), args);
  }

  @Override
  public String title() {
    return "Patient 7 by hand";
  }

  @Override
  public List<String> figures() {
    return List.of("p4-never-zeroed");
  }

  @Override
  public void run(Notebook out) {
    out.text(
        "One weight x, loss x^2 / 2, so that the gradient is x. SGD with rate 0.5, from x = 1.");
    double[] zeroed = walk(out, "zeroed", true);
    double[] added = walk(out, "added", false);
    double early = furthest(added, 0, 100);
    double late = furthest(added, STEPS - 100, STEPS);
    out.text(
        "With gradients added up, x gets as far as %s from 0 in the first 100 steps, and as far as %s"
            + " in the last 100 of 1,000.",
        out.exact("early", "%.2f", early), out.exact("late", "%.2f", late));
    out.answer("rests", late > 0.9 * early ? "It swings as far as before" : "It comes to rest");
    double[] steps = IntStream.rangeClosed(0, 40).asDoubleStream().toArray();
    out.figure(
        "p4-never-zeroed",
        LineChart.draw(
            "One weight: gradients zeroed, and added up",
            "step",
            "x",
            List.of(
                new Series("zeroed", steps, Arrays.copyOf(zeroed, 41)),
                new Series("added up", steps, Arrays.copyOf(added, 41))),
            Axis.WHOLE_X));
    out.see(
        late > 0.9 * early && Math.abs(zeroed[STEPS]) < 1e-12,
        "a weight whose gradients are added up swings as far after %d steps as in the beginning",
        STEPS);
  }

  /** The places of x, step by step; the first three are told. */
  private static double[] walk(Notebook out, String name, boolean isZeroed) {
    double[] places = new double[STEPS + 1];
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("gradients " + (isZeroed ? name : "added up"), "gradient taken", "x"));
    // @start region=sum
    double x = 1;
    double gradient = 0;
    for (int step = 1; step <= STEPS; step++) {
      gradient = isZeroed ? x : gradient + x; // of x²/2; PyTorch: backward() adds
      x -= 0.5 * gradient;
      places[step] = x;
      // @end
      if (step <= 3) {
        table.add(
            List.of(
                "step " + step,
                out.exact(name + "-gradient-" + step, "%.4f", gradient),
                out.exact(name + "-" + step, "%.4f", x)));
      }
    }
    places[0] = 1;
    out.table(table);
    return places;
  }

  private static double furthest(double[] places, int from, int to) {
    return Arrays.stream(places, from, to).map(Math::abs).max().orElseThrow();
  }
}
