package dev.descent.cli;

import dev.descent.compare.Experiments;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Run;
import dev.descent.experiment.Training;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A line on the terminal for many experiments together: how many have ended, and the time left. */
final class SweepBar implements Experiments.Observer {
  private static final int PARTS = 1000; // of an experiment

  private final Map<Experiment, Integer> running = new HashMap<>();
  private final StatusLine status;
  private int all;
  private int ended;

  SweepBar(StatusLine status) {
    this.status = status;
  }

  @Override
  public synchronized void queued(int more) {
    all += more;
  }

  @Override
  public synchronized void progress(Experiment experiment, Training.Progress progress) {
    double epochs = progress.epoch() - 1 + progress.step() / (double) progress.steps();
    running.put(experiment, (int) (PARTS * epochs / experiment.epochs()));
    show();
  }

  @Override
  public synchronized void ended(
      Experiment experiment, @Nullable Run run, @Nullable String failure) {
    if (run == null && failure == null) { // stopped
      status.end();
      return;
    }
    running.remove(experiment);
    ended++;
    if (ended == all) {
      status.end();
    } else {
      show();
    }
  }

  private void show() {
    int done = PARTS * ended + running.values().stream().mapToInt(parts -> parts).sum();
    status.show("sweep", "%d of %d trainings".formatted(ended, all), done, PARTS * all);
  }
}
