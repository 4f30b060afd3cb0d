package dev.descent.lessons.p3overfitting;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.layer.Dropout;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.plot.Bar;
import dev.descent.technique.Patience;
import dev.descent.updater.Adam;
import dev.descent.updater.WeightDecay;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A training, with or without remedies.
 *
 * @param neurons in each of the two hidden layers: a smaller network can learn less by heart
 * @param dropout probability to drop a hidden neuron in a step
 * @param decay weight decay: what AdamW takes off every parameter, times the learning rate
 * @param jitter standard deviation of the noise that moves each point, anew in every epoch
 * @param times how many times 90 points to learn from
 * @param early whether to stop after 10 epochs without improvement and keep the best
 */
record Recipe(
    String name,
    int neurons,
    double dropout,
    double decay,
    double jitter,
    int times,
    boolean early) {

  /** 17,000 parameters for 90 points. */
  static final Recipe NONE = new Recipe("no remedy", 128, 0, 0, 0, 1, false);

  static final Recipe DROPOUT = new Recipe("dropout 0.5", 128, 0.5, 0, 0, 1, false);
  static final Recipe DECAY = new Recipe("weight decay 1.5", 128, 0, 1.5, 0, 1, false);
  static final Recipe EARLY = new Recipe("early stopping", 128, 0, 0, 0, 1, true);
  static final Recipe JITTER = new Recipe("points jittered", 128, 0, 0, 0.12, 1, false);
  static final Recipe SMALL = new Recipe("smaller network", 8, 0, 0, 0, 1, false);
  static final Recipe DATA = new Recipe("8 times the data", 128, 0, 0, 0, 8, false);

  /** Four remedies, three of them weaker than by themselves. */
  static final Recipe TOGETHER = new Recipe("four together", 128, 0.2, 0.5, 0.1, 1, true);

  /** The recipes to compare: none, each by itself, several together. */
  static final List<Recipe> ALL =
      List.of(NONE, DROPOUT, DECAY, EARLY, JITTER, SMALL, DATA, TOGETHER);

  private static final List<String> KEYS =
      List.of("none", "dropout", "decay", "early", "jitter", "small", "data", "together");

  /** Four remedies, each as strong as by itself. */
  static final Recipe FULL = new Recipe("four, full strength", 128, 0.5, 1.5, 0.12, 1, true);

  /** Of several seeds. A bar begins at zero: what is below it is not drawn. */
  Bar bar(DoubleSummaryStatistics values) {
    double mean = values.getAverage();
    return mean < 0
        ? Bar.missing(name, String.format("below zero: %.3f", mean))
        : new Bar(name, mean, Math.max(0, values.getMin()), values.getMax(), "");
  }

  /** The name of this recipe in the lesson's text. */
  String key() {
    return equals(FULL) ? "full" : KEYS.get(ALL.indexOf(this));
  }

  /** Trains for these epochs, or until it is stopped early. */
  Trained train(int epochs, long seed) {
    Points points = Points.of(times, seed);
    return train(points, points.validation(), epochs, seed);
  }

  /**
   * Trains for these epochs, or until it is stopped early.
   *
   * @param judge whose loss decides about stopping
   */
  Trained train(Points points, Dataset judge, int epochs, long seed) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(seed));
    network.init();
    Curves curves = new Curves(network, points);
    network.setListeners(curves);

    // 3 steps an epoch, however many points there are.
    Batches batches = Batches.shuffled(points.train(), 30 * times, seed);
    // PyTorch: x = x + 0.12 * torch.randn_like(x), for each batch
    batches.setPreProcessor(
        batch -> {
          if (jitter > 0) {
            long[] shape = batch.getFeatures().shape(); // [batch, 2]
            batch.getFeatures().addi(Nd4j.randn(shape).muli(jitter));
          }
        });

    if (!early) {
      // PyTorch: for epoch in range(epochs): for x, y in loader: ...
      for (int epoch = 0; epoch < epochs; epoch++) {
        network.fit(batches);
      }
      return Trained.of(this, network, curves, points);
    }
    // PyTorch: best = inf; each epoch: if loss < best: best, bad, kept = loss, 0, deepcopy(model)
    //          else: bad += 1; if bad >= 10: break
    var stop =
        new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
            .epochTerminationConditions(new Patience(10), new MaxEpochsTerminationCondition(epochs))
            .scoreCalculator(new DataSetLossCalculator(Batches.inOrder(judge, judge.size()), true))
            .modelSaver(new InMemoryModelSaver<>())
            .build();
    var result = new EarlyStoppingTrainer(stop, network, batches).fit();
    return Trained.of(this, result.getBestModel(), curves, points);
  }

  private MultiLayerConfiguration configuration(long seed) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new Adam(0.01))
            .weightInit(WeightInit.RELU)
            .activation(Activation.RELU)
            .list()
            // PyTorch: nn.Sequential(nn.Linear(2, 128), nn.ReLU(), nn.Dropout(0.5), ...)
            .layer(new DenseLayer.Builder().nIn(2).nOut(neurons).build()) // [batch, neurons]
            .layer(Dropout.of(dropout))
            .layer(new DenseLayer.Builder().nIn(neurons).nOut(neurons).build())
            .layer(Dropout.of(dropout))
            .layer(
                new OutputLayer.Builder(new CrossEntropyLoss())
                    .nIn(neurons)
                    .nOut(2)
                    .activation(Activation.IDENTITY)
                    .build()) // logits, [batch, 2]
            .build();
    // PyTorch: torch.optim.AdamW(model.parameters(), lr=0.01, weight_decay=1.5)
    if (decay > 0) {
      WeightDecay.decoupled(decay).addTo(configuration);
    }
    return configuration;
  }
}
