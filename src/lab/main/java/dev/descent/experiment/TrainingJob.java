package dev.descent.experiment;

import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.worker.Job;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A job for a worker: run an {@link Experiment}; the result is a {@link Run}, the reports are
 * {@link Training.Progress}.
 */
public final class TrainingJob implements Job<Experiment, Training.Progress, Run> {
  private static final long REPORT_EVERY = 100_000_000; // nanoseconds

  private record Loaded(String source, Split split) {}

  /** The data of the job before; most often the next job's too. */
  private static @Nullable Loaded latest;

  private long lastReport = System.nanoTime();

  @Override
  public Run run(Experiment experiment, Consumer<Training.Progress> progress) throws Exception {
    return Training.run(
        experiment,
        load(experiment.data()),
        report -> {
          boolean isEdge = report.step() == 1 || report.step() == report.steps();
          if (isEdge || System.nanoTime() - lastReport > REPORT_EVERY) {
            lastReport = System.nanoTime();
            progress.accept(report);
          }
        });
  }

  private static Split load(String source) throws Exception {
    Loaded loaded = latest;
    if (loaded == null || !loaded.source().equals(source)) {
      latest = null;
      loaded = null; // room for the next one
      loaded = new Loaded(source, DataSource.parse(source).load());
      latest = loaded;
    }
    return loaded.split();
  }
}
