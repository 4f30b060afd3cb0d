package dev.descent.lessons.p2schedules;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/** What can be said before a run: how much each fall can give, and what a few seeds can show. */
public final class BeforeTheRun implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new BeforeTheRun(), args);
  }

  @Override
  public String title() {
    return "Before the run: what falls and seeds can show";
  }

  @Override
  public void run(Notebook out) {
    // Lesson 4: a constant rate η leaves a loss of η / (2 (2 − η)) on x²/2 with a noise of ±1.
    // @start region=falls
    double[] rates = {0.1, 0.01, 0.001, 0.0001};
    double[] left = DoubleStream.of(rates).map(BeforeTheRun::ball).toArray();
    double all = left[0] - left[3]; // what there is to gain
    // @end
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("fall", "loss before", "after", "share of all there is to gain"));
    double first = 0;
    for (int fall = 1; fall <= 3; fall++) {
      double before = left[fall - 1];
      double after = left[fall];
      double share = 100 * (before - after) / all;
      first = fall == 1 ? share : first;
      out.exact("before-" + fall, "%.2g", before);
      table.add(
          List.of(
              "%.4f to %.4f".formatted(rates[fall - 1], rates[fall]),
              "%.2g".formatted(before),
              out.exact("after-" + fall, "%.2g", after),
              out.exact("share-" + fall, "%.1f", share) + " %"));
    }
    out.text("On a parabola with noise, after each fall of the rate to a tenth:");
    out.table(table);
    out.see(first > 90, "The first of three falls gives %.1f %% of all.", first);

    // The seeds: of all orders that chance can give, those in which one group is wholly below the
    // other. Which n of the 2n results are the first group's? Two choices put them on one side.
    table = new ArrayList<>();
    table.add(List.of("seeds each", "ways to draw lots", "chance of being wholly apart"));
    for (int n = 2; n <= 6; n++) {
      int ways = 0;
      int apart = 0;
      for (int drawn = 0; drawn < 1 << 2 * n; drawn++) {
        if (Integer.bitCount(drawn) == n) {
          ways++;
          boolean lowest = drawn == (1 << n) - 1;
          boolean highest = drawn == ((1 << n) - 1) << n;
          apart += lowest || highest ? 1 : 0;
        }
      }
      table.add(
          List.of(
              "" + n,
              out.exact("ways-" + n, "%d", ways),
              out.exact("chance-" + n, "%.3f", (double) apart / ways)));
    }
    // Three without a schedule against nine with one: 12 · 11 · 10 / (3 · 2 · 1) ways.
    double nine = 2 / (12 * 11 * 10 / 6.0);
    out.exact("ways-nine", "%.0f", 2 / nine);
    out.exact("chance-nine", "%.3f", nine);
    out.text("Two groups of seeds without any difference between them:");
    out.table(table);
    out.see(
        table.get(2).get(2).equals("0.100") && table.get(3).get(2).equals("0.029"),
        "Three seeds against three, every one of them better, happen by chance in %s of all cases,"
            + " four against four in %s.",
        table.get(2).get(2),
        table.get(3).get(2));
  }

  // @start region=ball
  private static double ball(double rate) {
    return rate / (2 * (2 - rate));
  }
  // @end
}
