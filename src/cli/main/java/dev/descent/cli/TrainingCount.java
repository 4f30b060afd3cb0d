package dev.descent.cli;

import dev.descent.compare.Experiments;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Training;
import me.tongfei.progressbar.ProgressBar;

/** A count of trainings, where nobody hears of their steps. */
final class TrainingCount implements Experiments.Observer, AutoCloseable {
  private final ProgressBar bar;
  private boolean closed;

  TrainingCount(int trainings) {
    bar = CountBar.show("train", "trainings", trainings);
  }

  ProgressBar bar() {
    return bar;
  }

  @Override
  public void progress(Experiment experiment, Training.Progress progress) {}

  @Override
  public void ended(Experiment experiment, boolean stopped) {
    if (!stopped) {
      bar.step();
    }
  }

  /** Ends the line; a bar that is closed twice would be there twice. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      bar.close();
    }
  }
}
