package dev.descent.experiment;

import dev.descent.BadInputException;
import dev.descent.data.Batches;
import dev.descent.data.Split;
import dev.descent.technique.ReduceLROnPlateau;
import dev.descent.technique.TrainingDivergedException;
import dev.descent.updater.DirectUpdater;
import dev.descent.updater.WeightDecay;
import dev.descent.worker.Backend;
import dev.descent.worker.Provenance;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.codec.digest.DigestUtils;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The training of an experiment, which looks at the validation part after every epoch, and at the
 * test part once, at the end.
 *
 * <p>The same experiment gives the same bits every time: ND4J is held to one thread, the weights,
 * the order of the batches and dropout follow the seed.
 */
public final class Training {
  /**
   * The state of a training.
   *
   * @param epoch the epoch being trained, from 1
   * @param step steps done of it
   * @param steps steps in an epoch
   * @param loss mean over the epoch so far
   * @param gradientNorm the same of the gradient's length
   * @param learningRate of the epoch
   * @param before the record of the epoch before; null in the first
   */
  public record Progress(
      int epoch,
      int step,
      int steps,
      double loss,
      double gradientNorm,
      double learningRate,
      @Nullable Epoch before) {}

  private Training() {}

  /**
   * Runs it on this thread.
   *
   * @throws BadInputException where the training part has fewer rows than a batch, or leaves batch
   *     normalisation a batch of one row
   * @throws TrainingDivergedException where the loss or the gradient is no longer finite; it has
   *     the best model of the epochs before
   */
  public static Run run(Experiment experiment, Split data, Consumer<Progress> progress) {
    data.requireBatch(experiment.batchSize());
    if (experiment.network().batchNorm()) {
      data.requireNoLoneRow(experiment.batchSize());
    }
    Backend.start();
    // DL4J seeds the random numbers of the calling thread, which dropout draws from.
    Nd4j.getRandom().setSeed(experiment.seed());
    double start = experiment.learningRate();
    IUpdater updater =
        experiment
            .optimizer()
            .updater(
                start, experiment.settings(), experiment.schedule().formula(start).orElse(null));
    MultiLayerConfiguration configuration =
        experiment
            .network()
            .configuration(
                data.train().width(),
                data.train().outputs(),
                experiment.loss(),
                updater,
                experiment.seed());
    Double decay = experiment.weightDecay();
    Optional<WeightDecay> weightDecay =
        decay == null
            ? experiment.optimizer().weightDecay()
            : experiment.optimizer().weightDecay(decay);
    weightDecay.ifPresent(penalty -> penalty.addTo(configuration));
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    DirectUpdater.install(network);

    Batches batches = Batches.shuffled(data.train(), experiment.batchSize(), experiment.seed());
    List<Epoch> epochs = new ArrayList<>();
    EpochListener listener =
        new EpochListener(
            (step, loss, norm, rate) ->
                progress.accept(
                    new Progress(
                        epochs.size() + 1,
                        step,
                        batches.count(),
                        loss,
                        norm,
                        rate,
                        epochs.isEmpty() ? null : last(epochs))));
    network.setListeners(listener);
    Optional<ReduceLROnPlateau> plateau =
        experiment.schedule() instanceof Schedule.Plateau settings
            ? Optional.of(settings.listener(trained -> last(epochs).validationLoss()))
            : Optional.empty();

    for (int epoch = 0; epoch < experiment.epochs(); epoch++) {
      long before = System.nanoTime();
      double rate = network.getLearningRate(0);
      listener.startEpoch(rate);
      batches.startEpoch(epoch);
      listener.fit(network, batches);
      Metrics metrics = Metrics.of(network, experiment.loss(), data.validation());
      listener.endEpoch(network, metrics.loss(), rate);
      epochs.add(
          new Epoch(
              epoch + 1,
              listener.meanLoss(),
              metrics.loss(),
              metrics.accuracy(),
              rate,
              listener.meanGradientNorm(),
              (System.nanoTime() - before) / 1e9,
              metrics.squaredError()));
      // Not one of the network's listeners, which would be called before the loss is known.
      plateau.ifPresent(lowering -> lowering.onEpochEnd(network));
    }
    Metrics test = Metrics.of(network, experiment.loss(), data.test());
    listener.requireFinite("test", test.loss(), network, last(epochs).learningRate());
    return new Run(
        experiment,
        List.copyOf(epochs),
        test.loss(),
        test.accuracy(),
        test.confusion(),
        sha256(network.params()),
        Backend.describe(),
        Provenance.node(),
        test.squaredError());
  }

  private static Epoch last(List<Epoch> epochs) {
    return epochs.get(epochs.size() - 1);
  }

  private static String sha256(INDArray parameters) {
    float[] values = parameters.toFloatVector();
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length);
    bytes.asFloatBuffer().put(values);
    return DigestUtils.sha256Hex(bytes.array());
  }
}
