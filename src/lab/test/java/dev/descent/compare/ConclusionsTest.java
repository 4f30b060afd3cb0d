package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.experiment.Optimizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The sentences may say no more than the numbers do. */
class ConclusionsTest {
  private static final String AFTER = "Behind it: ";
  private static final String LEVEL = "Not told apart from it by these seeds: ";
  private static final String LOWER = "Lower by more than the spread over seeds explains: ";

  /** Makes a row of these epochs to the target, one a seed that reached it, and accuracies. */
  private static Summary row(Optimizer optimizer, double[] epochs, double... accuracies) {
    Spread accuracy = Spread.of(Arrays.stream(accuracies).boxed().toList());
    Spread unused = Spread.of(List.of(1.0));
    return new Summary(
        optimizer,
        optimizer.defaultRate(),
        accuracies.length,
        Spread.of(Arrays.stream(epochs).boxed().toList()),
        epochs.length,
        unused,
        accuracy,
        unused,
        unused);
  }

  private static double[] values(double... values) {
    return values;
  }

  private static List<String> sentences(int seeds, Summary... rows) {
    Optimizer[] optimizers = Arrays.stream(rows).map(Summary::optimizer).toArray(Optimizer[]::new);
    Plan plan = Sample.plan(15, seeds, rows.length == 0 ? Optimizer.values() : optimizers);
    return new Conclusions(plan, List.of(rows), false).sentences();
  }

  /** Returns the sentence that starts so, without its start, or "" where there is none. */
  private static String after(List<String> sentences, String start) {
    List<String> found =
        sentences.stream()
            .filter(s -> s.startsWith(start))
            .map(s -> s.substring(start.length()))
            .toList();
    assertTrue(found.size() < 2, sentences.toString());
    return found.isEmpty() ? "" : found.get(0);
  }

  @Test
  void nothingEnded() {
    assertEquals(List.of("No training ended, so there is nothing to compare."), sentences(3));
  }

  @Test
  void speedWhereAllReachTheTarget() {
    List<String> all =
        sentences(
            2,
            row(Optimizer.SGD, values(6, 8), 0.9, 0.9),
            row(Optimizer.ADAM, values(2, 3), 0.9, 0.9));
    assertEquals(
        "epochs to 90 % validation accuracy: Adam 2.5 ± 0.7, SGD (momentum 0.9) 7.0 ± 1.4.",
        after(all, "Speed: "));
    assertEquals("", after(all, "Not within "));
  }

  @Test
  void speedWhereNoneReachesTheTarget() {
    List<String> all =
        sentences(
            2, row(Optimizer.SGD, values(), 0.8, 0.8), row(Optimizer.ADAM, values(3), 0.9, 0.9));
    assertEquals(
        "none reached 90 % validation accuracy with every seed within 15 epochs.",
        after(all, "Speed: "));
    assertTrue(all.stream().noneMatch(s -> s.contains("epochs to")), all.toString());
  }

  @Test
  void speedCountsOnlyThoseThatAlwaysReachTheTarget() {
    List<String> all =
        sentences(
            3,
            row(Optimizer.SGD, values(1), 0.8, 0.8, 0.9),
            row(Optimizer.ADAM, values(3, 4, 5), 0.9, 0.9, 0.9),
            row(Optimizer.RMSPROP, values(), 0.5, 0.5, 0.5));
    assertEquals("epochs to 90 % validation accuracy: Adam 4.0 ± 1.0.", after(all, "Speed: "));
    assertEquals(
        "15 epochs: SGD (momentum 0.9) (1 of 3 seeds), RMSprop (0 of 3 seeds).",
        after(all, "Not within "));
  }

  @Test
  void oneSeedProvesNothing() {
    List<String> all =
        sentences(1, row(Optimizer.SGD, values(9), 0.2), row(Optimizer.ADAM, values(1), 0.99));
    assertEquals("Adam is highest on the test part, 99.0 %.", after(all, "Final accuracy: "));
    assertEquals("SGD (momentum 0.9) (20.0 %).", after(all, AFTER));
    assertEquals("", after(all, LOWER));
    assertEquals("", after(all, LEVEL));
    assertTrue(
        all.contains("One seed is one sample: --seeds 3 or more shows how much of this is luck."));
  }

  @Test
  void equalNumbersAreNoDifferenceWithOneSeedEither() {
    List<String> all =
        sentences(
            1,
            row(Optimizer.SGD, values(), 0.95),
            row(Optimizer.ADAM, values(), 0.95),
            row(Optimizer.RMSPROP, values(), 0.9));
    assertEquals("RMSprop (90.0 %).", after(all, AFTER));
    assertEquals("Adam (95.0 %).", after(all, LEVEL));
  }

  @Test
  void whereOneSeedOfThreeEndedThereIsNoSpreadToGoBy() {
    List<String> all =
        sentences(
            3, row(Optimizer.SGD, values(), 0.99), row(Optimizer.ADAM, values(), 0.2, 0.21, 0.2));
    assertEquals("Adam (20.3 ± 0.6 %).", after(all, AFTER));
    assertEquals("", after(all, LOWER));
  }

  @Test
  void tuningIsSaid() {
    Plan plan = Sample.plan(5, 3, Optimizer.SGD);
    List<Summary> rows = List.of(row(Optimizer.SGD, values(), 0.9, 0.9, 0.9));
    String given =
        "Each optimizer ran with a rate given beforehand, not with its best one: --tune searches"
            + " it.";
    assertTrue(new Conclusions(plan, rows, false).sentences().contains(given));
    List<String> tuned = new Conclusions(plan, rows, true).sentences();
    assertFalse(tuned.contains(given));
    assertTrue(tuned.get(tuned.size() - 1).contains("did best on the validation part"));
  }

  /** Critical values of Student's t at 5 %, two-sided, from any table: 12.706, 4.303, 2.776. */
  @Test
  void theLimitIsStudents() {
    // two seeds, one without spread: t = d / (s / √2) with 1 degree of freedom
    assertLimit(12.706 * 0.01 / Math.sqrt(2), new Spread(0.5, 0.01, 2), 0.0, 2);
    // two seeds each, equal spread: t = d / s with 2 degrees of freedom
    assertLimit(4.303 * 0.01, new Spread(0.5, 0.01, 2), 0.01, 2);
    // three seeds each, equal spread: t = d / (s √(2/3)) with 4
    assertLimit(2.776 * 0.01 * Math.sqrt(2 / 3.0), new Spread(0.5, 0.01, 3), 0.01, 3);
  }

  private static void assertLimit(double limit, Spread a, double sd, int n) {
    assertTrue(Conclusions.different(a, new Spread(a.mean() - 1.001 * limit, sd, n)));
    assertTrue(Conclusions.different(a, new Spread(a.mean() + 1.001 * limit, sd, n)));
    assertFalse(Conclusions.different(a, new Spread(a.mean() - 0.999 * limit, sd, n)));
    assertFalse(Conclusions.different(a, a));
  }

  @Test
  void chanceAloneSeldomMakesADifference() {
    Random random = new Random(1);
    int trials = 4000;
    int found = 0;
    for (int i = 0; i < trials; i++) {
      Spread a = Spread.of(random.doubles(3).map(x -> random.nextGaussian()).boxed().toList());
      Spread b = Spread.of(random.doubles(3).map(x -> random.nextGaussian()).boxed().toList());
      found += Conclusions.different(a, b) ? 1 : 0;
    }
    double share = found / (double) trials;
    assertTrue(share > 0.02 && share < 0.06, "different by chance: " + share);
  }

  @Test
  void everySentenceAboutAccuracyFollowsFromTheNumbers() {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      int seeds = 1 + random.nextInt(5);
      Summary[] rows =
          Arrays.stream(Optimizer.values())
              .limit(1 + random.nextInt(6))
              .map(o -> randomRow(o, seeds, random))
              .toArray(Summary[]::new);
      check(rows, sentences(seeds, rows));
    }
  }

  /** Test parts of 50 rows, so that equal numbers come up; sometimes a seed or more is missing. */
  private static Summary randomRow(Optimizer optimizer, int seeds, Random random) {
    int ended = random.nextInt(4) == 0 ? 1 + random.nextInt(seeds) : seeds;
    int level = 40 + random.nextInt(6);
    double[] accuracies = random.ints(ended, 0, 3).mapToDouble(x -> (level + x) / 50.0).toArray();
    return row(optimizer, values(), accuracies);
  }

  private static void check(Summary[] rows, List<String> sentences) {
    double top = Arrays.stream(rows).mapToDouble(r -> r.testAccuracy().mean()).max().orElseThrow();
    String first = after(sentences, "Final accuracy: ");
    Summary best =
        Arrays.stream(rows)
            .filter(r -> first.startsWith(r.optimizer().title() + " is highest"))
            .max(Comparator.comparingInt(r -> r.optimizer().title().length()))
            .orElseThrow();
    assertEquals(top, best.testAccuracy().mean(), first);
    for (Summary row : rows) {
      List<String> places = new ArrayList<>();
      for (String start : List.of(AFTER, LEVEL, LOWER)) {
        if (after(sentences, start).contains(row.optimizer().title() + " (" + percent(row))) {
          places.add(start);
        }
      }
      assertEquals(row == best ? List.of() : List.of(place(best, row)), places, "" + sentences);
    }
  }

  private static String percent(Summary row) {
    return String.format(Locale.ROOT, "%.1f", 100 * row.testAccuracy().mean());
  }

  private static String place(Summary best, Summary row) {
    Spread a = best.testAccuracy();
    Spread b = row.testAccuracy();
    if (Math.abs(a.mean() - b.mean()) < 1e-9) {
      return LEVEL;
    }
    if (a.n() < 2 || b.n() < 2) {
      return AFTER;
    }
    return p(a, b) < 0.05 ? LOWER : LEVEL;
  }

  /**
   * Computes Welch's p-value, with Student's distribution integrated: cos^(ν−1) θ, t = √ν tan θ.
   */
  private static double p(Spread a, Spread b) {
    double va = a.sd() * a.sd() / a.n();
    double vb = b.sd() * b.sd() / b.n();
    if (va + vb == 0) {
      return 0;
    }
    double t = Math.abs(a.mean() - b.mean()) / Math.sqrt(va + vb);
    double nu = (va + vb) * (va + vb) / (va * va / (a.n() - 1) + vb * vb / (b.n() - 1));
    double end = Math.atan(t / Math.sqrt(nu));
    return 1 - integral(0, end, nu - 1) / integral(0, Math.PI / 2, nu - 1);
  }

  /** Integrates cosⁿ, by midpoints. */
  private static double integral(double from, double to, double n) {
    int steps = 2000;
    double width = (to - from) / steps;
    double sum = 0;
    for (int i = 0; i < steps; i++) {
      sum += Math.pow(Math.cos(from + (i + 0.5) * width), n);
    }
    return sum * width;
  }
}
