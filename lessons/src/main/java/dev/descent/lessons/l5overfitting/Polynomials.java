package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Underfitting and overfitting in their simplest form: polynomials through noisy points. */
public final class Polynomials implements Part {
  private static final int HIGHEST = 15;

  public static void main(String[] args) throws Exception {
    PartMain.run(new Polynomials(), args);
  }

  @Override
  public String title() {
    return "Underfitting and overfitting";
  }

  @Override
  public List<String> figures() {
    return List.of("5-polynomials");
  }

  @Override
  public void run(Notebook out) {
    // y = sin(πx) plus noise with a standard deviation of 0.3: no curve can know the noise
    Points few = Points.draw(20, new Random(out.seed()));
    Points many = Points.draw(1000, new Random(out.seed() + 1)); // the validation part
    double[][] losses = few.fit(HIGHEST, many); // [2][degree]: on the few, on the many
    int best = lowest(losses[1]);
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("degree", "training loss", "validation loss"));
    for (int degree : List.of(1, best, HIGHEST)) {
      lines.add(
          List.of(
              Integer.toString(degree),
              String.format(Locale.ROOT, "%.3f", losses[0][degree]),
              String.format(Locale.ROOT, "%.3g", losses[1][degree])));
    }
    out.text("Polynomials through 20 points. The loss is the mean squared error.");
    out.table(lines);
    out.text(
        "The lowest training loss is that of degree %d, the lowest validation loss that of degree"
            + " %s.",
        lowest(losses[0]), out.value("best", "%d", best));
    out.exact("noise", "%.2f", Points.NOISE * Points.NOISE);
    out.value("line-training", "%.3f", losses[0][1]);
    out.value("line-validation", "%.3f", losses[1][1]);
    out.value("best-training", "%.3f", losses[0][best]);
    out.value("best-validation", "%.3f", losses[1][best]);
    out.value("high-training", "%.3f", losses[0][HIGHEST]);
    out.value("high-validation", "%.3g", losses[1][HIGHEST]);
    out.figure("5-polynomials", figure(losses, best));

    // The same degree, more rows.
    double[] gaps =
        IntStream.of(20, 50, 200)
            .mapToObj(rows -> Points.draw(rows, new Random(out.seed())).fit(HIGHEST, many))
            .mapToDouble(pair -> pair[1][HIGHEST] - pair[0][HIGHEST])
            .toArray();
    out.text(
        "The gap of degree %d is %s with 20 rows, %s with 50 and %s with 200.",
        HIGHEST,
        out.value("gap-of-20", "%.3g", gaps[0]),
        out.value("gap-of-50", "%.3f", gaps[1]),
        out.value("gap-of-200", "%.3f", gaps[2]));

    out.see(
        losses[0][1] > 0.1 && losses[1][1] < 3 * losses[0][1],
        "a straight line underfits: both losses are high and close, %.3f and %.3f",
        losses[0][1],
        losses[1][1]);
    out.see(
        lowest(losses[0]) == HIGHEST
            && best > 1
            && best < 10
            && losses[1][HIGHEST] > 3 * losses[1][best],
        "the two losses have their minima in different places: degree %d and degree %d",
        HIGHEST,
        best);
    out.see(
        gaps[2] < 0.5 * gaps[1] && gaps[1] < 0.5 * gaps[0],
        "more rows close the gap of degree %d: %.3g, %.3f, %.3f",
        HIGHEST,
        gaps[0],
        gaps[1],
        gaps[2]);
  }

  private static int lowest(double[] losses) {
    return IntStream.range(0, losses.length)
        .reduce((best, degree) -> losses[degree] < losses[best] ? degree : best)
        .orElseThrow();
  }

  private static Figure figure(double[][] losses, int best) {
    double[] degrees = IntStream.rangeClosed(0, HIGHEST).asDoubleStream().toArray();
    return LineChart.draw(
        "Polynomials through 20 points",
        "degree",
        "mean squared error",
        List.of(
            new Series("training", degrees, losses[0]),
            new Series("validation", degrees, losses[1]),
            Series.marks("lowest", new double[] {best}, new double[] {losses[1][best]})),
        LineChart.Axis.WHOLE_X,
        LineChart.Axis.LOG_Y);
  }
}
