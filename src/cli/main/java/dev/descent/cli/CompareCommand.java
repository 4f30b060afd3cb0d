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
import dev.descent.data.DataSource;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Schedule;
import dev.descent.worker.Engine;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;
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
  private static final String DATA = "digits";
  private static final int SEEDS = 3;
  private static final int EPOCHS = 15;
  private static final int QUICK_EPOCHS = 5;
  private static final double TARGET = 0.95;

  @Option(
      names = "--data",
      paramLabel = "D",
      description = "What to train on; `descent data` lists what there is (default: " + DATA + ").")
  private String data = DATA;

  @Option(
      names = "--hidden",
      paramLabel = "N,N",
      description =
          "The sizes of the hidden layers, or none for a linear model (default: 256,128).")
  private String hidden = "256,128";

  @Option(
      names = "--dropout",
      paramLabel = "P",
      description = "The share of each hidden layer's outputs dropped in training (default: 0).")
  private double dropout;

  @Option(
      names = "--batch-norm",
      description = "Normalise each hidden layer over the batch, before its ReLU.")
  private boolean batchNorm;

  @Option(
      names = "--loss",
      paramLabel = "NAME",
      description =
          "What is made small: cross-entropy or mse for classes (default: cross-entropy), mse, l1 or"
              + " smooth-l1 for a number (default: mse).")
  private @Nullable String loss;

  @Option(
      names = "--weight-decay",
      paramLabel = "X",
      description = "PyTorch's weight_decay of all optimizers (default: 0; AdamW 0.01).")
  private @Nullable Double weightDecay;

  @Option(
      names = "--optimizers",
      split = ",",
      paramLabel = "NAME",
      converter = OptimizerConverter.class,
      description =
          "Which ones, separated by commas: sgd (momentum 0.9), plain-sgd, adam, adamw, rmsprop,"
              + " adagrad, adadelta (default: sgd,adam,rmsprop).")
  private List<Optimizer> optimizers = List.of(Optimizer.SGD, Optimizer.ADAM, Optimizer.RMSPROP);

  @Option(
      names = "--lr",
      paramLabel = "OPT=X",
      description = "The learning rate of one optimizer; may be given several times.")
  private Map<String, Double> rates = new LinkedHashMap<>();

  @Option(
      names = "--set",
      paramLabel = "OPT.NAME=X",
      description = {
        "Another setting of one optimizer, by PyTorch's name; may be given several times:",
        "  sgd.momentum (0.9)",
        "  adam.beta1 (0.9), adam.beta2 (0.999), adam.eps (1e-8), and those of adamw",
        "  rmsprop.alpha (0.99), rmsprop.eps (1e-8)",
        "  adagrad.eps (1e-10)",
        "  adadelta.rho (0.9), adadelta.eps (1e-6)"
      })
  private Map<String, Double> settings = new LinkedHashMap<>();

  @Option(
      names = "--schedule",
      paramLabel = "S",
      description = {
        "How the learning rates change, in epochs (default: constant):",
        "  step:30,0.1: times 0.1 every 30",
        "  multistep:30/60,0.1: times 0.1 after 30 and after 60",
        "  exponential:0.95: times 0.95 after each",
        "  cosine:50[,MIN]: half a cosine wave to MIN (0)",
        "  linear:100: straight to 0",
        "  warmup:5,S: 5 up from a third of the rate, then S",
        "  plateau:0.1,10: times 0.1 where more than 10 did not",
        "    lower the validation loss"
      })
  private String schedule = "constant";

  @Option(
      names = "--tune",
      description =
          "First search each optimizer's learning rate on the validation part: five to nine"
              + " trainings more for each.")
  private boolean tune;

  @Mixin private SweepOptions sweep;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "Repeat everything with seeds 1 to N (default: " + SEEDS + ").")
  private Integer seeds;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Times through the training part (default: " + EPOCHS + ").")
  private Integer epochs;

  @Option(names = "--batch-size", paramLabel = "N", description = "Rows a step (default: 64).")
  private int batchSize = 64;

  @Option(
      names = "--target",
      paramLabel = "X",
      description =
          "Count the epochs to this validation accuracy (default: 0.95). Not where a number is"
              + " predicted.")
  private @Nullable Double target;

  @Option(
      names = "--quick",
      description = "Smaller: one seed and " + QUICK_EPOCHS + " epochs, unless given.")
  private boolean quick;

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
    Plan plan = plan();
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
        status.show("reading " + data + ", starting " + Count.of(jobs, "worker"), 0, 1);
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

  /** Makes the plan that the options ask for. */
  Plan plan() {
    List<Plan.Contender> contenders = contenders();
    Plan.Contender first = contenders.get(0);
    boolean isRegression = DataSource.parse(data).isRegression();
    Experiment template =
        new Experiment(
            data,
            network(),
            loss(isRegression),
            first.optimizer(),
            first.learningRate(),
            Schedule.parse(schedule.strip()),
            batchSize,
            epochs != null ? epochs : quick ? QUICK_EPOCHS : EPOCHS,
            1,
            weightDecay,
            Map.of());
    return new Plan(
        template,
        contenders,
        seeds != null ? seeds : quick ? 1 : SEEDS,
        target != null ? target : isRegression ? Double.NaN : TARGET);
  }

  private Network network() {
    if (!(dropout >= 0 && dropout < 1)) {
      throw new BadInputException("--dropout must be at least 0 and below 1, got " + dropout);
    }
    try {
      return new Network(Network.sizes(hidden), dropout, batchNorm);
    } catch (BadInputException e) {
      throw new BadInputException("--hidden " + e.getMessage(), e);
    }
  }

  private Loss loss(boolean isRegression) {
    try {
      return Loss.of(loss, isRegression);
    } catch (BadInputException e) {
      throw new BadInputException("--loss " + e.getMessage(), e);
    }
  }

  private List<Plan.Contender> contenders() {
    Map<Optimizer, Double> given = new LinkedHashMap<>();
    rates.forEach((name, rate) -> given.put(named(name, "--lr " + name + "=" + rate), rate));
    Map<Optimizer, Map<String, Double>> set = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          String[] words = name.split("\\.", 2);
          if (words.length < 2) {
            throw new BadInputException(
                "--set must be OPT.NAME=X, such as sgd.momentum=0.99, got " + name + "=" + value);
          }
          set.computeIfAbsent(
                  named(words[0], "--set " + name + "=" + value), key -> new LinkedHashMap<>())
              .put(words[1], value);
        });
    List<Plan.Contender> contenders = new ArrayList<>();
    for (Optimizer optimizer : optimizers) {
      contenders.add(
          new Plan.Contender(
              optimizer,
              given.getOrDefault(optimizer, optimizer.defaultRate()),
              set.getOrDefault(optimizer, Map.of())));
    }
    return contenders;
  }

  /** Finds one of the optimizers by its name in an option. */
  private Optimizer named(String name, String option) {
    Optimizer optimizer = Optimizer.of(name);
    if (!optimizers.contains(optimizer)) {
      throw new BadInputException(option + ": " + name + " is not among --optimizers");
    }
    return optimizer;
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
