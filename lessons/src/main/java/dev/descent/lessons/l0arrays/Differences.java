package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** Slopes from differences of the loss: how small the step may be, in float64 and float32. */
public final class Differences implements Part {
  static final double[] H = {1e-1, 1e-3, 1e-5, 1e-7};

  public static void main(String[] args) throws Exception {
    PartMain.run(new Differences(), args);
  }

  @Override
  public String title() {
    return "The check by differences";
  }

  @Override
  public List<String> figures() {
    return List.of("0-differences");
  }

  /** ln(1 + eˣ) in float64. */
  private static double softplus(double x) {
    return StrictMath.log(1 + StrictMath.exp(x));
  }

  /** The same, with every result rounded to float32. */
  private static double softplus32(double x) {
    float e = (float) StrictMath.exp((float) x);
    float sum = 1 + e;
    return (float) StrictMath.log(sum);
  }

  /** The slope from both sides. */
  static double central(DoubleUnaryOperator f, double x, double h) {
    return (f.applyAsDouble(x + h) - f.applyAsDouble(x - h)) / (2 * h);
  }

  private static double oneSided(DoubleUnaryOperator f, double x, double h) {
    return (f.applyAsDouble(x + h) - f.applyAsDouble(x)) / h;
  }

  @Override
  public void run(Notebook out) {
    double slope = 1 / (1 + StrictMath.exp(-1)); // of ln(1 + eˣ) at 1
    double[] h = new double[25]; // 0.1, 0.056, 0.032, … 1e-7
    double[] single = new double[h.length];
    double[] both = new double[h.length];
    double[] one = new double[h.length];
    for (int i = 0; i < h.length; i++) {
      int k = h.length - 1 - i; // in ascending order
      h[k] = Math.pow(10, -1 - i / 4.0);
      single[k] = error(central(Differences::softplus32, 1, h[k]), slope);
      both[k] = error(central(Differences::softplus, 1, h[k]), slope);
      one[k] = error(oneSided(Differences::softplus, 1, h[k]), slope);
    }
    out.figure(
        "0-differences",
        LineChart.draw(
            "The slope of ln(1 + eˣ) at 1 from differences",
            "h",
            "relative error",
            List.of(
                new Series("float32, both sides", h, single),
                new Series("float64, both sides", h, both),
                new Series("float64, one side", h, one)),
            Axis.LOG_X,
            Axis.LOG_Y));

    List<List<String>> table = new ArrayList<>();
    table.add(List.of("relative error at h =", "1e-1", "1e-3", "1e-5", "1e-7"));
    table.add(line(out, "float64, both sides", "double", Differences::softplus, slope));
    table.add(line(out, "float32, both sides", "float", Differences::softplus32, slope));
    out.table(table);
    double worst = error(central(Differences::softplus32, 1, 1e-7), slope);
    double best = error(central(Differences::softplus32, 1, 1e-3), slope);
    double aside = error(oneSided(Differences::softplus, 1, 1e-3), slope);
    double middle = error(central(Differences::softplus, 1, 1e-3), slope);
    out.exact("one-side", "%.0e", aside);
    out.exact("loss-percent", "%.0f", 100 * worst);

    int smallest = 0;
    for (int i = 1; i < H.length; i++) {
      double before = error(central(Differences::softplus32, 1, H[smallest]), slope);
      smallest = error(central(Differences::softplus32, 1, H[i]), slope) < before ? i : smallest;
    }
    out.answer("best", String.format(Locale.ROOT, "%.0e", H[smallest]).replace("-0", "-"));
    out.mistake(
        "a smaller h for a better slope",
        "h = 1e-7 in float32",
        String.format("%.0f %% off", 100 * worst),
        "h = 1e-3 in float32; or better 1e-5 in float64",
        String.format("%.0e; %.0e", best, error(central(Differences::softplus, 1, 1e-5), slope)));
    out.see(
        smallest == 1 && worst > 0.1 && aside > 1000 * middle,
        "In float32 the best h of the four is 1e-3, and 1e-7 is %.0f %% off; from one side the error"
            + " is %.0f times that from both.",
        100 * worst,
        aside / middle);
  }

  private static List<String> line(
      Notebook out, String words, String name, DoubleUnaryOperator f, double slope) {
    List<String> line = new ArrayList<>(List.of(words));
    for (int i = 0; i < H.length; i++) {
      line.add(out.exact(name + "-" + (1 + 2 * i), "%.0e", error(central(f, 1, H[i]), slope)));
    }
    return line;
  }

  static double error(double found, double slope) {
    return Math.abs(found / slope - 1);
  }
}
