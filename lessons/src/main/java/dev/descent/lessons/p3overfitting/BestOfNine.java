package dev.descent.lessons.p3overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;

/** What the best of several equal models promises: the more, the fewer points choose it. */
public final class BestOfNine implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new BestOfNine(), args);
  }

  @Override
  public String title() {
    return "The best of nine equal models";
  }

  @Override
  public void run(Notebook out) {
    double accuracy = 0.78; // of every one of them
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("points that choose", "one model", "the best of nine promises"));
    double few = 0;
    double many = 0;
    for (int points : List.of(50, 200, 1000)) {
      double promise = 100 * best(9, points, accuracy);
      few = points == 50 ? promise : few;
      many = promise;
      lines.add(
          List.of(
              Integer.toString(points),
              String.format("%.1f %%", 100 * accuracy),
              out.exact("of-" + points, "%.1f", promise) + " %"));
    }
    out.text(
        "Nine models, each right on %.0f %% of all points there are, are judged by some points.",
        100 * accuracy);
    out.table(lines);
    out.see(
        few > 84 && many < 81,
        "by luck alone the best of nine seems to have %.1f %% on 50 points, %.1f %% on 1,000",
        few,
        many);
  }

  /** The mean of the largest of several shares of right answers, each drawn by itself. */
  private static double best(int models, int points, double accuracy) {
    // P(k right) of a binomial distribution, in logarithms, since factorials are large.
    double log = points * Math.log(1 - accuracy);
    double below = 0; // P(at most k − 1 right)
    double mean = 0; // of the largest count: the sum of P(it is above k) over k
    for (int k = 0; k < points; k++) {
      below += Math.exp(log);
      mean += 1 - Math.pow(below, models);
      log += Math.log((points - k) * accuracy / ((k + 1) * (1 - accuracy)));
    }
    return mean / points;
  }
}
