package dev.descent.cli;

import dev.descent.compare.Experiments;
import dev.descent.experiment.Epoch;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Run;
import dev.descent.experiment.Training;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;

/** A line on the terminal for each running experiment; it stays when the experiment has ended. */
final class ExperimentBars implements Experiments.Observer {
  private final Map<Experiment, ProgressBar> bars = new HashMap<>();
  private final StatusLine before;
  private final int width;

  private ExperimentBars(StatusLine before, int width) {
    this.before = before;
    this.width = width;
  }

  /**
   * Bars where a person sits at a terminal that can move its cursor; silence elsewhere.
   *
   * @param before the line that is there until the first bar is
   */
  static Experiments.Observer forThisTerminal(StatusLine before) {
    OptionalInt columns = Tty.columns();
    return columns.isPresent()
        ? new ExperimentBars(before, columns.getAsInt() - 1)
        : Experiments.Observer.SILENT;
  }

  @Override
  public synchronized void progress(Experiment experiment, Training.Progress progress) {
    before.end();
    long all = (long) experiment.epochs() * progress.steps();
    ProgressBar bar = bars.computeIfAbsent(experiment, e -> open(e, all));
    Epoch before = progress.before();
    String accuracy =
        before == null || Double.isNaN(before.validationAccuracy())
            ? "      -"
            : String.format(Locale.ROOT, "%5.1f %%", 100 * before.validationAccuracy());
    bar.setExtraMessage(
        String.format(
            Locale.ROOT,
            "epoch %2d/%d  loss %.4f  acc %s",
            progress.epoch(),
            experiment.epochs(),
            progress.loss(),
            accuracy));
    bar.stepTo((progress.epoch() - 1L) * progress.steps() + progress.step());
  }

  private ProgressBar open(Experiment experiment, long steps) {
    return new ProgressBarBuilder()
        .setTaskName(
            experiment.optimizer().key()
                + " lr "
                + experiment.learningRate()
                + " seed "
                + experiment.seed())
        .setInitialMax(steps)
        .setUpdateIntervalMillis(200)
        .setConsumer(new InteractiveConsoleProgressBarConsumer(System.err, width))
        .setRenderer(BarLine::render)
        .build();
  }

  @Override
  public synchronized void ended(
      Experiment experiment, @Nullable Run run, @Nullable String failure) {
    ProgressBar bar = bars.remove(experiment);
    if (bar != null) {
      bar.close();
    }
  }
}
