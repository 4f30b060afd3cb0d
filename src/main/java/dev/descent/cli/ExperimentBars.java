package dev.descent.cli;

import dev.descent.compare.Experiments;
import dev.descent.train.Experiment;
import dev.descent.train.Training;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressState;

/** One line on the terminal for each running experiment; it stays when the experiment has ended. */
final class ExperimentBars implements Experiments.Observer {
  private static final int BAR = 20;
  private static final boolean LINES = PlainWriter.charset("stderr").newEncoder().canEncode("━─");

  private final Map<Experiment, ProgressBar> bars = new HashMap<>();
  private final int width;

  private ExperimentBars(int width) {
    this.width = width;
  }

  /** Bars where a person sits at a terminal that can move its cursor; silence elsewhere. */
  static Experiments.Observer forThisTerminal() {
    OptionalInt columns = Tty.columns();
    return columns.isPresent()
        ? new ExperimentBars(columns.getAsInt() - 1)
        : Experiments.Observer.SILENT;
  }

  @Override
  public synchronized void progress(Experiment experiment, Training.Progress progress) {
    long all = (long) experiment.epochs() * progress.steps();
    ProgressBar bar = bars.computeIfAbsent(experiment, e -> open(e, all));
    String accuracy =
        progress.accuracy() == null
            ? "      -"
            : String.format(Locale.ROOT, "%5.1f %%", 100 * progress.accuracy());
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
        .setRenderer(ExperimentBars::render)
        .build();
  }

  @Override
  public synchronized void ended(Experiment experiment) {
    ProgressBar bar = bars.remove(experiment);
    if (bar != null) {
      bar.close();
    }
  }

  private static String render(ProgressState state, int width) {
    Duration elapsed = state.getElapsedAfterStart();
    boolean ended = state.getCurrent() >= state.getMax();
    Duration left =
        state.getCurrent() == 0
            ? elapsed
            : elapsed
                .multipliedBy(state.getMax() - state.getCurrent())
                .dividedBy(state.getCurrent());
    String name = String.format("%-23s ", state.getTaskName());
    String words =
        "  " + state.getExtraMessage() + "  " + (ended ? clock(elapsed) : clock(left) + " left");
    // The bar gives way first: on 80 columns the words fill the line.
    int room = Math.max(0, Math.min(BAR, width - name.length() - words.length()));
    int done = (int) (state.getNormalizedProgress() * room);
    String line =
        name + (LINES ? "━" : "=").repeat(done) + (LINES ? "─" : "-").repeat(room - done) + words;
    return line + " ".repeat(Math.max(0, width - line.length()));
  }

  private static String clock(Duration time) {
    return String.format("%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
