package dev.descent.web.run;

import dev.descent.compare.Plan;
import dev.descent.experiment.Epoch;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Run;
import dev.descent.experiment.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One training of the Lab, as far as it is. Its owner keeps threads apart. */
final class LabRun {
  /** The end of a training: how it does on rows it has never seen. */
  record Test(@CanBeNull @Nullable Double loss, @CanBeNull @Nullable Double accuracy) {}

  /** The epoch that is being trained. */
  record Now(int epoch, int step, int steps, double loss, double rate, double gradientNorm) {}

  /**
   * What a page is told of a training.
   *
   * @param n its number in the experiment, from 0
   * @param from number of the first of these epochs
   * @param epochs each its number, training loss, validation loss, validation accuracy, learning
   *     rate, gradient norm and seconds; null what is not there
   */
  record View(
      int n,
      String optimizer,
      String title,
      double rate,
      long seed,
      RunState state,
      @CanBeNull @Nullable String said,
      int from,
      List<List<@Nullable Double>> epochs,
      @CanBeNull @Nullable Now now,
      @CanBeNull @Nullable Test test) {}

  private final int n;
  private final Experiment experiment;
  private final List<List<@Nullable Double>> epochs = new ArrayList<>();
  private RunState state = RunState.WAITING;
  private @Nullable String said;
  private @Nullable Now now;
  private @Nullable Test test;
  private int told;
  private boolean isChanged;

  LabRun(int n, Experiment experiment) {
    this.n = n;
    this.experiment = experiment;
  }

  Experiment experiment() {
    return experiment;
  }

  RunState state() {
    return state;
  }

  void hear(Training.Progress progress) {
    if (state.isEnd()) {
      return; // stopped, and its worker has not heard of it yet
    }
    state = RunState.RUNNING;
    add(progress.before());
    now =
        new Now(
            progress.epoch(),
            progress.step(),
            progress.steps(),
            progress.loss(),
            progress.learningRate(),
            progress.gradientNorm());
    isChanged = true;
  }

  private void add(@Nullable Epoch epoch) {
    if (epoch != null && epoch.epoch() == epochs.size() + 1) {
      epochs.add(
          Arrays.asList(
              (double) epoch.epoch(),
              number(epoch.trainingLoss()),
              number(epoch.validationLoss()),
              number(epoch.validationAccuracy()),
              number(epoch.learningRate()),
              number(epoch.gradientNorm()),
              number(epoch.seconds())));
    }
  }

  private static @Nullable Double number(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }

  /** Ends it; without a run and a reason it was stopped. */
  void end(@Nullable Run run, @Nullable String failure) {
    if (run != null) {
      run.epochs().forEach(this::add);
      test = new Test(number(run.testLoss()), number(run.testAccuracy()));
    }
    state = run != null ? RunState.DONE : failure != null ? RunState.FAILED : RunState.STOPPED;
    said = failure;
    now = null;
    isChanged = true;
  }

  /** All of it. */
  View view() {
    return view(0);
  }

  /** What is new since this was asked last; null for nothing. */
  @Nullable View change() {
    if (!isChanged) {
      return null;
    }
    View view = view(told);
    told = epochs.size();
    isChanged = false;
    return view;
  }

  private View view(int from) {
    return new View(
        n,
        experiment.optimizer().key(),
        Plan.Contender.of(experiment).title(),
        experiment.learningRate(),
        experiment.seed(),
        state,
        said,
        from,
        List.copyOf(epochs.subList(from, epochs.size())),
        now,
        test);
  }
}
