package dev.descent.exercises.ex20earlystopping;

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
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Graded
class EarlyStoppingTest {
  private static final Tolerance COPY = new Tolerance(0, "a copy has the same bits");

  /** Validation losses, written so that each rule is needed. */
  private static final class Losses {
    final List<Double> all = new ArrayList<>();
    final RandomInputs draw;
    double best;
    int bestEpoch; // from 1

    Losses(RandomInputs draw) {
      this.draw = draw;
      best = draw.number(5, 9);
      all.add(best);
      bestEpoch = 1;
    }

    Losses good(int epochs) {
      for (int i = 0; i < epochs; i++) {
        best *= draw.number(0.7, 0.9);
        all.add(best);
        bestEpoch = all.size();
      }
      return this;
    }

    /** Far above the best, then lower but still above it, then the same as the best. */
    Losses bad(int epochs) {
      double[] lowest = {1.4, 1.1, 1};
      for (int i = 0; i < epochs; i++) {
        all.add(best * (i % 3 == 2 ? 1 : draw.number(lowest[i % 3], lowest[i % 3] + 0.1)));
      }
      return this;
    }

    /** Each above the one before. */
    Losses rising(int epochs) {
      for (int i = 0; i < epochs; i++) {
        all.add(all.get(all.size() - 1) * draw.number(1.1, 1.3));
      }
      return this;
    }

    @Override
    public String toString() {
      return all.stream().map(loss -> String.format("%.3g", loss)).collect(Collectors.joining(" "));
    }
  }

  /** Parameters that an epoch replaces, in place. */
  private static final class Trained implements EarlyStopping.Model {
    final INDArray parameters;
    final Losses losses;
    final List<double[]> after = new ArrayList<>(); // each epoch

    Trained(RandomInputs draw, Losses losses) {
      int n = draw.whole(2, 5);
      this.losses = losses;
      parameters = draw.normal(n);
      losses.all.forEach(loss -> after.add(draw.normal(n).toDoubleVector()));
    }

    int epochs;

    @Override
    public void train() {
      epochs++;
      if (epochs > after.size()) {
        throw new IllegalStateException("trained for more epochs than there may be");
      }
      parameters.assign(Nd4j.createFromArray(after.get(epochs - 1)));
    }

    @Override
    public double validate() {
      return epochs == 0 ? 2 * losses.all.get(0) : losses.all.get(epochs - 1);
    }

    @Override
    public INDArray parameters() {
      return parameters;
    }
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("a loss below the best is better, and it is kept with a copy of its parameters")
  void better(RandomInputs draw, Check check) {
    Losses losses = new Losses(draw).good(draw.whole(1, 2)).bad(draw.whole(3, 5)).good(2).bad(3);
    losses.good(draw.whole(1, 2)).bad(draw.whole(1, 3));
    Trained model = new Trained(draw, losses);
    EarlyStopping stopping = new EarlyStopping(3);
    int epochs = losses.all.size();
    boolean[] answers = new boolean[epochs];
    double[] bests = new double[epochs];
    double[][] kept = new double[epochs][];
    boolean[] foundAnswers = new boolean[epochs];
    double[] foundBests = new double[epochs];
    double[][] foundKept = new double[epochs][];
    for (int i = 0; i < epochs; i++) {
      model.train();
      double loss = losses.all.get(i);
      check.keep("parameters", model.parameters);
      foundAnswers[i] = stopping.better(loss, model.parameters);
      check.kept();
      model.parameters.addi(1); // the next epoch has begun
      foundBests[i] = stopping.best();
      foundKept[i] = stopping.kept() == null ? null : stopping.kept().toDoubleVector();
      boolean better = i == 0 || loss < bests[i - 1];
      answers[i] = better;
      bests[i] = better ? loss : bests[i - 1];
      kept[i] = better ? model.after.get(i) : kept[i - 1];
    }
    String when = " (losses " + losses + ")";
    check.yesOrNo("better" + when, "epoch", answers, foundAnswers);
    check.equal("best" + when, bests, foundBests, COPY);
    check.steps("kept, when the next epoch has begun" + when, kept, foundKept, COPY);
  }

  @Test
  @Tag("task-2")
  @Needs("task-1")
  @Points(1)
  @DisplayName("training ends when patience epochs in a row were none better")
  void ends(RandomInputs draw, Check check) {
    for (int patience : new int[] {draw.whole(2, 3), draw.whole(4, 6), 1}) {
      Losses losses = new Losses(draw).good(draw.whole(1, 3)).bad(patience - 1).good(1);
      ends(draw, check, patience, losses.bad(patience - 1).good(patience).bad(patience));
      losses = new Losses(draw).rising(patience - 1).good(draw.whole(1, 2));
      ends(draw, check, patience, losses.rising(patience));
    }
  }

  private static void ends(RandomInputs draw, Check check, int patience, Losses losses) {
    INDArray parameters = draw.normal(2);
    check.keep("parameters", parameters);
    EarlyStopping stopping = new EarlyStopping(patience);
    int epochs = losses.all.size();
    boolean[] found = new boolean[epochs];
    for (int i = 0; i < epochs; i++) {
      found[i] = stopping.ends(losses.all.get(i), parameters);
    }
    boolean[] expected = new boolean[epochs];
    expected[epochs - 1] = true;
    String what = "ends (patience %d, losses %s)".formatted(patience, losses);
    check.yesOrNo(what, "epoch", expected, found);
    check.kept();
    double best = losses.all.get(losses.bestEpoch - 1);
    check.equal("best() after them (patience " + patience + ")", best, stopping.best(), COPY);
  }

  @Test
  @Tag("task-3")
  @Needs({"task-1", "task-2"})
  @Points(1)
  @DisplayName("training ends with the epoch that ends it, and the model has its best parameters")
  void fitEndsEarly(RandomInputs draw, Check check) {
    for (int patience : new int[] {draw.whole(2, 3), draw.whole(4, 6)}) {
      Losses losses = new Losses(draw).bad(patience - 1).good(draw.whole(2, 4)).bad(patience);
      int ends = losses.all.size();
      int best = losses.bestEpoch;
      compare(draw, check, losses.good(draw.whole(3, 5)), patience, ends, best);
    }
  }

  @Test
  @Tag("task-3")
  @Needs({"task-1", "task-2", "fitEndsEarly"})
  @Points(1)
  @DisplayName("where the epochs are over before, the model has its best parameters, too")
  void fitToTheEnd(RandomInputs draw, Check check) {
    for (int patience : new int[] {draw.whole(2, 3), draw.whole(4, 6)}) {
      Losses losses = new Losses(draw).good(draw.whole(2, 4)).bad(patience - 1);
      compare(draw, check, losses, patience, losses.all.size(), losses.bestEpoch);
      Losses late = new Losses(draw).good(2).bad(patience - 1).good(1); // the last one is the best
      compare(draw, check, late, patience, late.all.size(), late.bestEpoch);
    }
  }

  private static void compare(
      RandomInputs draw, Check check, Losses losses, int patience, int ends, int best) {
    Trained model = new Trained(draw, losses);
    int most = losses.all.size();
    EarlyStopping stopping = new EarlyStopping(patience);
    int found = stopping.fit(model, most);
    String when = " (patience %d, at most %d epochs, losses %s)".formatted(patience, most, losses);
    check.same("the number of epochs trained" + when, ends, model.epochs);
    check.same("the number returned" + when, ends, found);
    String what = "the model's parameters at the end, those of epoch " + best;
    check.equal(what + when, model.after.get(best - 1), model.parameters, COPY);
    check.equal("best()" + when, losses.all.get(best - 1), stopping.best(), COPY);
  }
}
