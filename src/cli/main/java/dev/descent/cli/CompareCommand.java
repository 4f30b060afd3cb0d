package dev.descent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.Count;
import dev.descent.cluster.Cluster;
import dev.descent.compare.CompareFiles;
import dev.descent.compare.Comparer;
import dev.descent.compare.Experiments;
import dev.descent.compare.Plan;
import dev.descent.compare.Results;
import dev.descent.worker.Engine;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jline.utils.Signals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code descent compare}: practice 1 of the tutorial, the main job. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Train the same network on the same data with several optimizers, and compare how fast and how"
          + " far each gets.",
      "Without options: the tutorial's network (784-256-128-10) and settings (SGD 0.01 with momentum"
          + " 0.9, Adam 0.001, RMSprop 0.001), on digits the kit draws."
    },
    footer = {
      "",
      "Examples:",
      "  descent compare --quick",
      "  descent compare --optimizers sgd,plain-sgd,adam,adamw,rmsprop,adagrad,adadelta",
      "  descent compare --lr sgd=0.1 --lr adam=0.003 --seeds 5",
      "  descent compare --set sgd.momentum=0.99 --set adam.beta2=0.9",
      "  descent compare --epochs 30 --schedule step:10,0.1",
      "  descent compare --schedule warmup:3,cosine:12",
      "  descent compare --sweep \"lr=1e-4..1e-1,batch-size=32 128\" --epochs 5",
      "  descent compare --tune --data mnist:DIR --epochs 5",
      "  descent compare --seeds 20 --on spark://master:7077    on a cluster: docs/cluster.md",
      "  descent compare --data csv:iris.csv,label=species --hidden 16 --batch-size 16",
      "  descent compare --data csv:cars.csv,target=price,missing=median --hidden 32,16",
      "  descent compare --data regression --loss l1"
    })
final class CompareCommand implements Callable<Integer> {
  @Mixin private PlanOptions options;

  @Option(
      names = "--tune",
      description =
          "First search each optimizer's learning rate on the validation part: five to nine"
              + " trainings more for each.")
  private boolean tune;

  @Mixin private SweepOptions sweep;

  @Mixin private Workers workers;

  @Mixin private Place place;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the figures, report and results go (default: out/compare).")
  private Path out = Path.of("out", "compare");

  @Option(names = "--json", description = "Print results.json instead of the table.")
  private boolean json;

  @Option(names = "--verbose", description = "Show what Deeplearning4j logs.")
  private boolean verbose;

  @Spec private CommandSpec spec;

  /**
   * What the options ask for.
   *
   * @param trainings how many
   * @param run runs them
   * @param isSweep whether they are too many for a line each
   */
  private record Work(int trainings, Function<Experiments, Results> run, boolean isSweep) {}

  @Override
  public Integer call() throws JsonProcessingException {
    place.requireFit();
    Plan plan = options.plan();
    Work work =
        sweep
            .plan(plan, spec.commandLine().getParseResult())
            .map(
                swept ->
                    new Work(
                        swept.experiments().size(),
                        experiments -> Comparer.sweep(swept, experiments),
                        true))
            .orElseGet(
                () ->
                    new Work(
                        plan.experiments().size(),
                        experiments -> new Comparer(plan, experiments).compare(tune),
                        false));
    AtomicFile.requireFolder(out);
    return place.isHere() ? here(work) : away(work);
  }

  private int here(Work work) throws JsonProcessingException {
    PrintWriter err = spec.commandLine().getErr();
    int jobs = Math.min(workers.count(), tune ? Integer.MAX_VALUE : work.trainings());
    try (WorkerPool pool =
            new WorkerPool(
                jobs,
                KitWorker.options(
                    verbose,
                    line -> {
                      if (verbose) {
                        err.println(line);
                      }
                    }));
        StatusLine status = new StatusLine(spec.commandLine().getOut())) {
      pool.start(); // while the data is read
      if (!verbose) { // whose lines would run into it
        status.show("reading " + options.data() + ", starting " + Count.of(jobs, "worker"), 0, 1);
      }
      Experiments.Observer observer =
          work.isSweep() ? new SweepBar(status) : ExperimentBars.forThisTerminal(status);
      return run(work, pool, observer, status::end);
    }
  }

  private int away(Work work) throws JsonProcessingException {
    if (verbose) {
      throw new BadInputException(
          "--verbose does not go with --on: the cluster's own pages have what nodes log");
    }
    try (ClusterLine line = new ClusterLine(spec.commandLine().getErr(), "training");
        Cluster cluster = place.cluster("descent compare", workers, spec.commandLine(), line)) {
      return run(work, cluster, line, line::close);
    }
  }

  /**
   * Trains, and reports.
   *
   * @param end takes the progress from the terminal
   */
  private int run(Work work, Engine engine, Experiments.Observer observer, Runnable end)
      throws JsonProcessingException {
    try (Experiments experiments = new Experiments(engine, place.mixed(), observer)) {
      // The first Ctrl-C stops the trainings and keeps what is done; the second ends the command.
      Signals.register(
          "INT",
          () -> {
            if (experiments.stopped()) {
              Runtime.getRuntime().halt(Descent.INTERRUPTED);
            }
            experiments.stop();
          });
      Results results = work.run().apply(experiments);
      end.run();
      // Stopped before anything ended: results of an earlier comparison are worth more than none.
      boolean nothing = experiments.stopped() && results.runs().isEmpty();
      report(results, nothing ? List.of() : CompareFiles.write(results, out));
      if (experiments.trouble().isPresent()) {
        throw experiments.trouble().get();
      }
      if (experiments.stopped()) {
        return Descent.INTERRUPTED;
      }
      return results.complete() ? 0 : 1;
    }
  }

  private void report(Results results, List<Path> files) throws JsonProcessingException {
    PrintWriter to = spec.commandLine().getOut();
    if (json) {
      to.println(CompareFiles.json(results));
      return;
    }
    to.print(CompareFiles.text(results));
    to.println();
    to.println(files.isEmpty() ? "Nothing written." : "Written:");
    files.forEach(file -> to.println("  " + file));
  }
}
