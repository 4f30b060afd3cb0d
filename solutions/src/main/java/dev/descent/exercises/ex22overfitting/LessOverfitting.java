package dev.descent.exercises.ex22overfitting;

import dev.descent.AtomicFile;
import dev.descent.layer.Dropout;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.updater.Adam;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A network that overfits, and what helps: dropout, L2, early stopping.
 *
 * <pre>
 *   gap = validation loss − training loss
 * </pre>
 *
 * <p>Rows, networks to be measured and results must stay as they are.
 */
public final class LessOverfitting {
  public static final double GAP = 0.3;
  public static final double ACCURACY = 0.68;
  public static final double LOSS = 0.62;

  /**
   * How to train.
   *
   * @param dropout probability to drop a hidden neuron, PyTorch's p; 0 for none
   * @param l2 λ of the penalty λ/2 · Σ w² on all weights, not on biases; 0 for none
   * @param patience epochs without a lower validation loss after which to stop, and to keep the
   *     best network; 0 to train to the end, and to keep the last
   */
  public record Recipe(String name, double dropout, double l2, int patience) {}

  /**
   * How good a network is on a part, dropout off.
   *
   * @param loss mean cross entropy, without any penalty
   * @param accuracy share of rows that are classified rightly, 0 to 1
   */
  public record Score(double loss, double accuracy) {}

  /**
   * The result of a training.
   *
   * @param network the one that is kept
   * @param training its score on the rows that it has learnt from
   * @param validation its score on rows that it has not seen
   * @param trainingLosses after each epoch that was trained
   * @param validationLosses the same
   */
  public record Result(
      Recipe recipe,
      MultiLayerNetwork network,
      Score training,
      Score validation,
      double[] trainingLosses,
      double[] validationLosses) {
    public double gap() {
      return validation.loss() - training.loss();
    }
  }

  private LessOverfitting() {}

  /** The network of a recipe, with the remedies that belong into it. */
  public static MultiLayerNetwork network(Recipe recipe, long seed) {
    var layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.DOUBLE)
            .updater(new Adam(0.03))
            .weightInit(WeightInit.RELU)
            .l2(recipe.l2())
            .list()
            .layer(new DenseLayer.Builder().nIn(20).nOut(64).activation(Activation.RELU).build())
            .layer(Dropout.of(recipe.dropout()))
            .layer(
                new OutputLayer.Builder(new CrossEntropyLoss())
                    .nIn(64)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  /** How good a network is on a part. */
  public static Score measure(MultiLayerNetwork network, DataSet part) {
    double loss = network.score(part) - network.calcRegularizationScore(true);
    INDArray classes = network.output(part.getFeatures()).argMax(1);
    INDArray right = classes.eq(part.getLabels().argMax(1)).castTo(DataType.DOUBLE);
    return new Score(loss, right.meanNumber().doubleValue());
  }

  /** Trains: in each epoch one step with all rows, then both losses. */
  public static Result train(
      Recipe recipe, DataSet training, DataSet validation, int epochs, long seed) {
    MultiLayerNetwork network = network(recipe, seed);
    MultiLayerNetwork kept = network;
    List<Double> trainingLosses = new ArrayList<>();
    List<Double> validationLosses = new ArrayList<>();
    double best = Double.POSITIVE_INFINITY;
    int count = 0;
    for (int epoch = 0; epoch < epochs; epoch++) {
      network.fit(training);
      double loss = measure(network, validation).loss();
      trainingLosses.add(measure(network, training).loss());
      validationLosses.add(loss);
      if (recipe.patience() == 0) {
        continue;
      }
      if (loss < best) {
        best = loss;
        kept = network.clone();
        count = 0;
      } else if (++count == recipe.patience()) {
        break;
      }
    }
    return new Result(
        recipe,
        kept,
        measure(kept, training),
        measure(kept, validation),
        trainingLosses.stream().mapToDouble(x -> x).toArray(),
        validationLosses.stream().mapToDouble(x -> x).toArray());
  }

  /** Draws the training and the validation losses of all results, over the epochs, as a PNG. */
  public static Figure draw(List<Result> results, Path png) {
    List<Series> series = new ArrayList<>();
    for (Result result : results) {
      String name = result.recipe().name();
      double[] epochs = Series.epochs(result.trainingLosses().length);
      series.add(new Series(name + ", training", epochs, result.trainingLosses()));
      series.add(new Series(name + ", validation", epochs, result.validationLosses()));
    }
    String title = "Losses with and without remedies";
    Figure figure = LineChart.draw(title, "epoch", "mean cross entropy", series);
    AtomicFile.write(png, figure.png());
    return figure;
  }

  /** The conclusion: of the results that meet all numbers the one with the lowest loss. */
  public static Optional<Result> best(List<Result> results) {
    return results.stream()
        .filter(result -> result.gap() <= GAP)
        .filter(result -> result.validation().accuracy() >= ACCURACY)
        .filter(result -> result.validation().loss() <= LOSS)
        .min(Comparator.comparingDouble(result -> result.validation().loss()));
  }

  /** Each remedy by itself, and all of them together. */
  public static List<Recipe> recipes() {
    return List.of(
        new Recipe("dropout 0.5", 0.5, 0, 0),
        new Recipe("L2 0.15", 0, 0.15, 0),
        new Recipe("early stopping", 0, 0, 5),
        new Recipe("all three", 0.3, 0.1, 5));
  }
}
