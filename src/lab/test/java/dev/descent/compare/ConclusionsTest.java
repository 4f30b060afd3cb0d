package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.experiment.Experiment;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sentences may say no more than the numbers do. */
class ConclusionsTest {
  private static final String AFTER = "Behind it: ";
  private static final String EQUAL = "Equal to it: ";
  private static final String LEVEL =
      "Not told apart from it by these seeds (paired t-test, p of 0.05 or more): ";
  private static final String WORSE =
      "Worse by more than chance explains (paired t-test by seed, p below 0.05): ";

  /** Trainings of one optimizer, with seeds from 1 on: when each got there, and how far. */
  private record Row(Optimizer optimizer, double[] epochs, double[] accuracies) {
    double mean() {
      return Arrays.stream(accuracies).average().orElseThrow();
    }

    Stream<Run> runs(Plan plan) {
      return IntStream.range(0, accuracies.length)
          .mapToObj(
              i -> {
                double reached = i < epochs.length ? epochs[i] : 99;
                double[] validation =
                    IntStream.rangeClosed(1, plan.template().epochs())
                        .mapToDouble(epoch -> epoch >= reached ? 0.95 : 0.2)
                        .toArray();
                Experiment experiment =
                    plan.template().with(optimizer, optimizer.defaultRate(), Map.of(), i + 1);
                return Sample.run(experiment, accuracies[i], validation);
              });
    }
  }

  /** Makes a row of these epochs to the target, one a seed that reached it, and accuracies. */
  private static Row row(Optimizer optimizer, double[] epochs, double... accuracies) {
    return new Row(optimizer, epochs, accuracies);
  }

  private static double[] values(double... values) {
    return values;
  }

  private static List<String> sentences(int seeds, Row... rows) {
    Optimizer[] optimizers = Arrays.stream(rows).map(Row::optimizer).toArray(Optimizer[]::new);
    Plan plan = Sample.plan(15, seeds, rows.length == 0 ? Optimizer.values() : optimizers);
    return conclusions(plan, false, rows).sentences();
  }

  private static Conclusions conclusions(Plan plan, boolean tuned, Row... rows) {
    List<Run> runs = Arrays.stream(rows).flatMap(row -> row.runs(plan)).toList();
    return new Conclusions(plan, Sample.data("upper", "lower"), runs, tuned);
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
    assertEquals("", after(all, WORSE));
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
    assertEquals("Adam (95.0 %).", after(all, EQUAL));
  }

  @Test
  void whereOneSeedOfThreeEndedThereIsNoSpreadToGoBy() {
    List<String> all =
        sentences(
            3, row(Optimizer.SGD, values(), 0.99), row(Optimizer.ADAM, values(), 0.2, 0.21, 0.2));
    assertEquals("Adam (20.3 ± 0.6 %).", after(all, AFTER));
    assertEquals("", after(all, WORSE));
  }

  @Test
  void equalIsEqual() {
    List<String> all =
        sentences(
            2,
            row(Optimizer.SGD, values(), 1, 1),
            row(Optimizer.ADAM, values(), 1, 1),
            row(Optimizer.RMSPROP, values(), 1, 1));
    assertEquals(
        "the same for all, 100.0 ± 0.0 %.", after(all, "Final accuracy on the test part: "));
    assertTrue(all.stream().noneMatch(s -> s.contains("highest")), all.toString());
  }

  @Test
  void oneAloneIsNotTheHighest() {
    List<String> all = sentences(2, row(Optimizer.SGD, values(), 0.9, 0.92));
    assertEquals(
        "SGD (momentum 0.9) (91.0 ± 1.4 %).", after(all, "Final accuracy on the test part: "));
    assertTrue(all.stream().noneMatch(s -> s.contains("highest")), all.toString());
  }

  @Test
  void notBetterThanTheMostFrequentClass() {
    List<String> all = sentences(1, row(Optimizer.SGD, values(), Sample.BASELINE));
    assertTrue(
        all.contains(
            "None is better than always saying upper, which has 15.0 %: nothing was learnt."),
        all.toString());
  }

  @Test
  void tuningIsSaid() {
    Plan plan = Sample.plan(5, 3, Optimizer.SGD);
    Row row = row(Optimizer.SGD, values(), 0.9, 0.9, 0.9);
    String given =
        "Each optimizer ran with a rate given beforehand, not with its best one: --tune searches"
            + " it.";
    assertTrue(conclusions(plan, false, row).sentences().contains(given));
    List<String> tuned = conclusions(plan, true, row).sentences();
    assertFalse(tuned.contains(given));
    assertTrue(tuned.get(tuned.size() - 1).contains("did best on the validation part"));
  }

  @Test
  void aScheduleChangedTheRatesOnlyIfItDid() {
    Row row = row(Optimizer.SGD, values(), 0.9);
    assertEquals(
        "The schedule step:30,0.1 changed no rate within 15 epochs.",
        last(conclusions(Sample.plan("step:30,0.1", 15, 1, Optimizer.SGD), false, row)));
    assertEquals(
        "The schedule plateau:0.5,2 changed no rate within 15 epochs.",
        last(conclusions(Sample.plan("plateau:0.5,2", 15, 1, Optimizer.SGD), false, row)));
    assertEquals(
        "The schedule plateau:0.9999999,2 changed no rate within 15 epochs: a step of less than its"
            + " eps, 1e-8, is not taken.",
        last(conclusions(Sample.plan("plateau:0.9999999,2", 15, 1, Optimizer.SGD), false, row)));
  }

  private static String last(Conclusions conclusions) {
    List<String> sentences = conclusions.sentences();
    return sentences.get(sentences.size() - 1);
  }

  /** Critical values of Student's t at 5 %, two-sided, from any table: 12.706, 4.303, 2.776. */
  @Test
  void theLimitIsStudents() {
    // d is the mean difference, s its spread over n seeds: t = d / (s / √n), n - 1 degrees of
    // freedom
    assertLimit(12.706, 2);
    assertLimit(4.303, 3);
    assertLimit(2.776, 5);
  }

  private static void assertLimit(double critical, int n) {
    double[] noise = IntStream.range(0, n).mapToDouble(i -> 0.01 * Math.cos(3 * i)).toArray();
    Spread spread = Spread.of(Arrays.stream(noise).boxed().toList());
    double limit = critical * spread.sd() / Math.sqrt(n);
    double[] level = IntStream.range(0, n).mapToDouble(i -> 0.5 + 0.1 * i).toArray();
    for (double sign : new double[] {-1, 1}) {
      for (double factor : new double[] {0.999, 1.001}) {
        double[] other =
            IntStream.range(0, n)
                .mapToDouble(i -> level[i] + noise[i] - spread.mean() + sign * factor * limit)
                .toArray();
        assertEquals(factor > 1, Conclusions.different(level, other), n + " seeds, " + factor);
      }
    }
    assertFalse(Conclusions.different(level, level));
  }

  @Test
  void whatSeedsHaveInCommonIsNoNoise() {
    double[] a = {0.90, 0.95, 0.99};
    double[] b = {0.891, 0.942, 0.981};
    assertTrue(Conclusions.different(a, b), "b is behind with every seed");
    assertFalse(Conclusions.different(a, new double[] {0.942, 0.981, 0.891}));
  }

  @Test
  void chanceAloneSeldomMakesADifference() {
    Random random = new Random(1);
    int trials = 4000;
    int found = 0;
    for (int i = 0; i < trials; i++) {
      double[] a = random.doubles(3).map(x -> random.nextGaussian()).toArray();
      double[] b = random.doubles(3).map(x -> random.nextGaussian()).toArray();
      found += Conclusions.different(a, b) ? 1 : 0;
    }
    double share = found / (double) trials;
    assertTrue(share > 0.04 && share < 0.06, "different by chance: " + share);
  }

  @Test
  void everySentenceAboutAccuracyFollowsFromTheNumbers() {
    Random random = new Random(2);
    for (int i = 0; i < 500; i++) {
      int seeds = 1 + random.nextInt(5);
      Row[] rows =
          Arrays.stream(Optimizer.values())
              .limit(2 + random.nextInt(5))
              .map(o -> randomRow(o, seeds, random))
              .toArray(Row[]::new);
      check(rows, sentences(seeds, rows));
    }
  }

  /** Test parts of 50 rows, so that equal numbers come up; sometimes a seed or more is missing. */
  private static Row randomRow(Optimizer optimizer, int seeds, Random random) {
    int ended = random.nextInt(4) == 0 ? 1 + random.nextInt(seeds) : seeds;
    int level = 40 + random.nextInt(6);
    double[] accuracies = random.ints(ended, 0, 3).mapToDouble(x -> (level + x) / 50.0).toArray();
    return row(optimizer, values(), accuracies);
  }

  private static void check(Row[] rows, List<String> sentences) {
    double top = Arrays.stream(rows).mapToDouble(Row::mean).max().orElseThrow();
    if (!after(sentences, "Final accuracy on the test part: the same for all, ").isEmpty()) {
      Arrays.stream(rows).forEach(row -> assertEquals(top, row.mean(), 1e-9));
      return;
    }
    String first = after(sentences, "Final accuracy: ");
    Row best =
        Arrays.stream(rows)
            .filter(r -> first.startsWith(r.optimizer().title() + " is highest"))
            .max(Comparator.comparingInt(r -> r.optimizer().title().length()))
            .orElseThrow();
    assertEquals(top, best.mean(), 1e-9, first);
    for (Row row : rows) {
      List<String> places = new ArrayList<>();
      for (String start : List.of(EQUAL, AFTER, LEVEL, WORSE)) {
        if (after(sentences, start).contains(row.optimizer().title() + " (" + percent(row))) {
          places.add(start);
        }
      }
      assertEquals(row == best ? List.of() : List.of(place(best, row)), places, "" + sentences);
    }
  }

  private static String percent(Row row) {
    return String.format(Locale.ROOT, "%.1f", 100 * row.mean());
  }

  private static String place(Row best, Row row) {
    int n = Math.min(best.accuracies.length, row.accuracies.length);
    if (best.accuracies.length == row.accuracies.length
        && Math.abs(best.mean() - row.mean()) < 1e-9) {
      return EQUAL;
    }
    return n < 2 ? AFTER : p(best.accuracies, row.accuracies, n) < 0.05 ? WORSE : LEVEL;
  }

  /**
   * Computes Student's p-value of the differences, with the distribution integrated: cos^(ν−1) θ, t
   * = √ν tan θ.
   */
  private static double p(double[] a, double[] b, int n) {
    double[] d = IntStream.range(0, n).mapToDouble(i -> a[i] - b[i]).toArray();
    double mean = Arrays.stream(d).average().orElseThrow();
    double variance = Arrays.stream(d).map(x -> (x - mean) * (x - mean)).sum() / (n - 1);
    if (variance < 1e-20) {
      return Math.abs(mean) < 1e-9 ? 1 : 0;
    }
    double t = Math.abs(mean) / Math.sqrt(variance / n);
    double end = Math.atan(t / Math.sqrt(n - 1));
    return 1 - integral(0, end, n - 2) / integral(0, Math.PI / 2, n - 2);
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

  @Test
  void saysWhichTrainingsLostWhatTheyHadLearnt() {
    Plan plan = Sample.plan(3, 2, Optimizer.RMSPROP);
    List<Experiment> two = plan.experiments();
    List<Run> runs =
        List.of(
            Sample.run(two.get(0), 0.61, 0.5, 0.994, 0.617),
            Sample.run(two.get(1), 0.99, 0.5, 0.994, 0.8)); // less than 20 points below
    List<String> said =
        new Conclusions(plan, Sample.data("upper", "lower"), runs, false).sentences();
    String fell =
        "RMSprop with seed 1 ended far below its best: 61.7 % validation accuracy after the last"
            + " epoch, 99.4 % after epoch 2.";
    assertTrue(said.contains(fell), said::toString);
    assertEquals(1, said.stream().filter(it -> it.contains("far below")).count());
  }
}
