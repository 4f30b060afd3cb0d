package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.compare.Plan;
import dev.descent.data.DataSource;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for what is trained and compared, of {@code descent compare}. */
final class PlanOptions {
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

  /** The data, as they were given. */
  String data() {
    return data;
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
}
