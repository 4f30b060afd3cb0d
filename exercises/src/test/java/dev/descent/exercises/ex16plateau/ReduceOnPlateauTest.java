package dev.descent.exercises.ex16plateau;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Graded
class ReduceOnPlateauTest {
  /** Validation losses, written so that each rule is needed. */
  private static final class Losses {
    final List<Double> all = new ArrayList<>();
    final RandomInputs draw;
    final double threshold;
    double best;

    Losses(RandomInputs draw, double threshold) {
      this.draw = draw;
      this.threshold = threshold;
      best = draw.number(60, 90);
      all.add(best);
    }

    Losses good(int epochs) {
      for (int i = 0; i < epochs; i++) {
        best *= draw.number(0.7, 0.75);
        all.add(best);
      }
      return this;
    }

    /** Above the best, jumping about, or lower by less than the threshold's share. */
    Losses bad(int epochs) {
      for (int i = 0; i < epochs; i++) {
        double low = draw.number(1 - 0.7 * threshold, 1 - 0.5 * threshold);
        all.add(best * (i % 3 == 2 ? low : draw.number(1.1, 1.5)));
      }
      return this;
    }
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("a loss is better if it is lower than the best by more than the threshold's share")
  void better(RandomInputs draw, Check check) {
    double t = draw.number(0.1, 0.2);
    // Each loss as a share of the best one so far.
    double[][] shares = {
      {1, 0.7, 1.4, 1.1, 1 - 0.6 * t, 1 - 0.601 * t, 1 - 0.9 * t, 1 - 1.2 * t, 1.3, 0.7},
      {1, 0.7, 1.4, 1, 0.6, 1.2, 1, 1, 0.7}
    };
    for (double[] some : shares) {
      double threshold = some == shares[0] ? t : 0;
      double[] of = withWorse(draw, some);
      List<Double> losses = new ArrayList<>();
      double lowest = draw.number(60, 90);
      for (double share : of) {
        losses.add(lowest * share);
        lowest *= share < 1 - threshold ? share : 1;
      }
      ReduceOnPlateau plateau = new ReduceOnPlateau(0.1, 0.1, 3, threshold, 0);
      boolean[] answers = new boolean[of.length];
      double[] bests = new double[of.length];
      boolean[] foundAnswers = new boolean[of.length];
      double[] foundBests = new double[of.length];
      double best = Double.POSITIVE_INFINITY;
      for (int i = 0; i < of.length; i++) {
        double loss = losses.get(i);
        foundAnswers[i] = plateau.better(loss);
        foundBests[i] = plateau.best();
        answers[i] = loss < best * (1 - threshold);
        best = answers[i] ? loss : best;
        bests[i] = best;
      }
      String when = String.format(" (threshold %.4g, losses %s)", threshold, inBrief(losses));
      check.yesOrNo("better" + when, "epoch", answers, foundAnswers);
      check.equal("best" + when, bests, foundBests, Tolerance.ROUNDING);
    }
  }

  /** The same with a few epochs between that are much worse, nobody knows which. */
  private static double[] withWorse(RandomInputs draw, double[] shares) {
    List<Double> all = new ArrayList<>();
    for (double share : shares) {
      all.add(share);
      if (draw.whole(0, 2) == 0) {
        all.add(draw.number(1.5, 2));
      }
    }
    return all.stream().mapToDouble(share -> share).toArray();
  }

  @Test
  @Tag("task-2")
  @Needs("task-1")
  @Points(1)
  @DisplayName(
      "the rate falls after more than patience bad epochs in a row, and the count begins anew")
  void rate(RandomInputs draw, Check check) {
    for (int patience : new int[] {draw.whole(2, 3), draw.whole(4, 6)}) {
      Losses losses = new Losses(draw, draw.number(0.05, 0.1)).good(draw.whole(1, 3)).bad(patience);
      losses.good(1).bad(patience + 1).bad(patience).good(2).bad(3 * (patience + 1) + 1);
      compare(draw, check, losses, patience, 0);
    }
  }

  @Test
  @Tag("task-2")
  @Needs({"task-1", "task-2"})
  @Points(1)
  @DisplayName("in the cooldown after a fall no bad epoch is counted, but a better loss is")
  void rateAndCooldown(RandomInputs draw, Check check) {
    for (int patience : new int[] {draw.whole(1, 2), draw.whole(3, 4)}) {
      int cooldown = patience + draw.whole(2, 3);
      Losses losses = new Losses(draw, draw.number(0.05, 0.1)).good(2).bad(patience + 1);
      losses.bad(cooldown + patience + 1).good(1).bad(cooldown - 1);
      losses.best *= 1.2; // above the best, which was in a cooldown, below the one before: bad
      losses.bad(patience + 1).bad(cooldown + patience + 1);
      compare(draw, check, losses, patience, cooldown);
    }
  }

  private static void compare(
      RandomInputs draw, Check check, Losses losses, int patience, int cooldown) {
    double lr = draw.number(0.05, 0.5);
    double factor = draw.number(0.2, 0.6);
    ReduceOnPlateau plateau = new ReduceOnPlateau(lr, factor, patience, losses.threshold, cooldown);
    double[] found = losses.all.stream().mapToDouble(plateau::step).toArray();
    double[] expected = new double[found.length];
    double rate = lr;
    double best = Double.POSITIVE_INFINITY;
    int bad = 0;
    int counted = 0; // the first epoch after the cooldown
    for (int i = 0; i < found.length; i++) {
      boolean better = losses.all.get(i) < best * (1 - losses.threshold);
      best = better ? losses.all.get(i) : best;
      bad = better || i < counted ? 0 : bad + 1;
      if (bad == patience + 1) {
        rate *= factor;
        bad = 0;
        counted = i + 1 + cooldown;
      }
      expected[i] = rate;
    }
    String what =
        "the rate after each epoch (factor %.4g, patience %d, threshold %.4g, cooldown %d, losses %s)"
            .formatted(factor, patience, losses.threshold, cooldown, inBrief(losses.all));
    check.equal(what, expected, found, Tolerance.ROUNDING);
    check.equal("best after them", best, plateau.best(), Tolerance.ROUNDING);
  }

  private static String inBrief(List<Double> losses) {
    return losses.stream()
        .map(loss -> String.format("%.3g", loss))
        .collect(Collectors.joining(" "));
  }
}
