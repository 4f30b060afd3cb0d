package dev.descent.cli;

import dev.descent.compare.Experiments;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Training;
import me.tongfei.progressbar.ProgressBar;

/** A count of trainings, where nobody hears of their steps. */
record TrainingCount(ProgressBar bar) implements Experiments.Observer {
  @Override
  public void progress(Experiment experiment, Training.Progress progress) {}

  @Override
  public void ended(Experiment experiment) {
    bar.step();
  }
}
