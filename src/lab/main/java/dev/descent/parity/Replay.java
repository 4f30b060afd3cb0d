package dev.descent.parity;

import dev.descent.BadInputException;
import dev.descent.technique.GradScaler;
import dev.descent.technique.GradientClipping;
import dev.descent.technique.MixedPrecision;
import dev.descent.technique.Patience;
import dev.descent.technique.TrainingDivergedException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The training of a fixture repeated with DL4J, through {@code network.fit}. Its distance from
 * PyTorch's is measured after every step.
 */
final class Replay {
  static final int OUTPUT_ROWS = 8;

  private final Fixture fixture;
  private final Data data;
  private final Implementation implementation;
  private final TrajectoryComparison comparison;
  private final MultiLayerNetwork network;
  private final Optional<GradientClipping> clipping;
  private final Map<String, double[]> quantities = new HashMap<>();
  private int step;

  private Replay(Fixture fixture, Implementation implementation) {
    this.fixture = fixture;
    this.implementation = implementation;
    this.data = new Data(fixture, implementation);
    this.comparison = new TrajectoryComparison(fixture);
    this.network = new Setup(fixture, implementation).network();
    this.clipping = clipping();
  }

  /**
   * Trains once.
   *
   * @throws BadInputException if the fixture asks for what is not there
   */
  static Deviation run(Fixture fixture, Implementation implementation) {
    try {
      return new Replay(fixture, implementation).run();
    } catch (IllegalArgumentException e) {
      throw new BadInputException(fixture.name() + ": " + e.getMessage(), e);
    }
  }

  private Deviation run() {
    clipping.ifPresent(network::addListeners);
    network.addListeners(new Watch());
    if (fixture.scheduler() instanceof SchedulerSpec.ReduceLROnPlateau spec) {
      network.addListeners(spec.listener(trained -> spec.metrics()[trained.getEpochCount()]));
    }
    try {
      train();
    } catch (ArithmeticException | TrainingDivergedException e) {
      // Ours diverged where PyTorch did not: no error, but the largest deviation there is.
      comparison.require(Math.min(step + 1, fixture.steps()), "loss", false);
    }
    comparison.require(Math.min(step, fixture.steps()), "steps", step == fixture.steps());
    if (implementation == Implementation.OURS && step == fixture.steps()) {
      comparison.end("outputs", fixture.outputs(), outputs());
    }
    return comparison.result();
  }

  private void train() {
    if (fixture.gradScaler() != null) {
      inMixedPrecision(fixture.gradScaler().scaler(), Rules.there("skipped", fixture.skipped()));
    } else if (fixture.earlyStopping() != null) {
      untilItStops(fixture.earlyStopping().patience(), Rules.there("best", fixture.best()));
    } else {
      network.fit(iterator(), fixture.batches().epochs());
    }
  }

  private ExistingDataSetIterator iterator() {
    return new ExistingDataSetIterator(data.batches());
  }

  /** Makes our clipping; DL4J's own is in the network's configuration. */
  private Optional<GradientClipping> clipping() {
    boolean nearest =
        implementation.isNearest(Construct.CLIP_GRAD_NORM, fixture)
            || implementation.isNearest(Construct.CLIP_GRAD_VALUE, fixture);
    return nearest
        ? Optional.empty()
        : Optional.ofNullable(fixture.clip()).map(Fixture.Clip::clipping);
  }

  private void inMixedPrecision(GradScaler scaler, boolean[] skipped) {
    MixedPrecision training = new MixedPrecision(network, scaler);
    for (int epoch = 0; epoch < fixture.batches().epochs(); epoch++) {
      for (DataSet batch : data.batches()) {
        quantities.put("scale", new double[] {scaler.scale()});
        boolean taken = training.step(batch);
        comparison.require(step + 1, "skipped", taken != skipped[step]);
        if (!taken) {
          quantities.put("lr", new double[] {rate()});
          quantities.put("norm", new double[1]);
          quantities.put("gradient", new double[Quantities.parameters(network).length]);
        }
        ended(training.loss());
      }
      network.incrementEpochCount();
    }
  }

  private void untilItStops(int patience, Fixture.Best best) {
    var stop =
        new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
            .epochTerminationConditions(
                new Patience(patience),
                new MaxEpochsTerminationCondition(fixture.batches().epochs()))
            .scoreCalculator(
                new DataSetLossCalculator(
                    new ExistingDataSetIterator(List.of(data.validation())), true))
            .modelSaver(new InMemoryModelSaver<>())
            .build();
    var result = new EarlyStoppingTrainer(stop, network, iterator()).fit();
    double[] scores = result.getScoreVsEpoch().values().stream().mapToDouble(s -> s).toArray();
    comparison.require(step, "epochs", scores.length == best.epochs());
    comparison.require(step, "best epoch", result.getBestModelEpoch() + 1 == best.epoch());
    comparison.end("validation_loss", best.validationLoss(), scores);
    comparison.end("best", best.parameters(), Quantities.parameters(result.getBestModel()));
  }

  /** Returns the network's outputs in inference, on the first rows. */
  private double[] outputs() {
    INDArray rows = Nd4j.vstack(data.batches().stream().map(DataSet::getFeatures).toList());
    long count = Math.min(rows.size(0), OUTPUT_ROWS);
    INDArray output =
        network.output(rows.get(NDArrayIndex.interval(0, count), NDArrayIndex.all()), false);
    return Quantities.values(output);
  }

  private double rate() {
    BaseLayer layer = (BaseLayer) network.getLayerWiseConfigurations().getConf(0).getLayer();
    IUpdater updater = layer.getIUpdater();
    return updater.hasLearningRate()
        ? updater.getLearningRate(network.getIterationCount(), network.getEpochCount())
        : fixture.optimizer().lr();
  }

  private void ended(double loss) {
    step++;
    quantities.put("loss", new double[] {loss});
    quantities.put("buffers", Quantities.buffers(network));
    quantities.putAll(Quantities.state(network));
    quantities.put("parameters", Quantities.parameters(network));
    comparison.step(step, quantities);
    quantities.clear();
  }

  /** A listener that looks at each step between backward pass and updater, and after it. */
  private final class Watch extends BaseTrainingListener {
    @Override
    public void onGradientCalculation(Model model) {
      quantities.put("lr", new double[] {rate()});
      quantities.put("gradient", Quantities.gradient(network, network.batchSize()));
      clipping.ifPresent(clip -> quantities.put("norm", new double[] {clip.lastNorm()}));
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      if (fixture.gradScaler() == null) {
        ended(network.score());
      }
    }
  }
}
