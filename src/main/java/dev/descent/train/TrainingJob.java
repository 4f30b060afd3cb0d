package dev.descent.train;

import dev.descent.Build;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.machine.Machine;
import dev.descent.pool.Job;
import dev.descent.pool.WorkerProcess;
import java.util.List;
import java.util.function.Consumer;

/**
 * An {@link Experiment} run in a worker JVM; the result is a {@link Run}, the reports are {@link
 * Training.Progress}.
 */
public final class TrainingJob implements Job<Experiment, Training.Progress, Run> {
  /** Bytes to reckon with for one worker: its heap, and as much again outside it. */
  public static final long MEMORY = 1L << 30;

  private static final long REPORT_EVERY = 100_000_000; // nanoseconds

  /** The data of the job before; most often the next job's too. */
  private static String loadedFrom;

  private static Split loaded;

  private long lastReport = System.nanoTime();

  /**
   * How to start workers for training.
   *
   * @param verbose whether they log what DL4J has to say
   * @param output gets their log and print-outs
   */
  public static WorkerProcess.Options workers(boolean verbose, Consumer<String> output) {
    Machine.requireFit(Build.THIS.natives());
    return new WorkerProcess.Options(
        List.of(
            "-Xmx640m",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            // The work is native. The optimising compiler takes a core that another worker needs,
            // for longer than the code it makes wins back; src/bench/README.md has the figures.
            "-XX:TieredStopAtLevel=1",
            "-Dorg.bytedeco.javacpp.maxbytes=1g",
            // Without this every allocation asks the operating system how large the process is.
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-Dorg.deeplearning4j.crash.reporting.enabled=false",
            "-Ddescent.log=" + (verbose ? "INFO" : "ERROR")),
        Machine.look().trainingVariables(System.getenv()),
        output);
  }

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
