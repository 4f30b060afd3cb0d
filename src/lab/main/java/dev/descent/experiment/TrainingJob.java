package dev.descent.experiment;

import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.worker.Job;
import java.util.function.Consumer;

/**
 * An {@link Experiment} run in a worker JVM; the result is a {@link Run}, the reports are {@link
 * Training.Progress}.
 */
public final class TrainingJob implements Job<Experiment, Training.Progress, Run> {
  private static final long REPORT_EVERY = 100_000_000; // nanoseconds

  /** The data of the job before; most often the next job's too. */
  private static String loadedFrom;

  private static Split loaded;

  private long lastReport = System.nanoTime();

  @Override
  public Run run(Experiment experiment, Consumer<Training.Progress> progress) throws Exception {
    if (!experiment.data().equals(loadedFrom)) {
      loaded = null; // room for the next one
      loaded = DataSource.parse(experiment.data()).load();
      loadedFrom = experiment.data();
    }
    return Training.run(
        experiment,
        loaded,
        report -> {
          if (System.nanoTime() - lastReport > REPORT_EVERY || report.step() == report.steps()) {
            lastReport = System.nanoTime();
            progress.accept(report);
          }
        });
  }
}
