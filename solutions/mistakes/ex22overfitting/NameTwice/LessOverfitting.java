package dev.descent.exercises.ex22overfitting;

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
import java.util.Set;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

public final class LessOverfitting {
  public static final double GAP = 0.3;
  public static final double ACCURACY = 0.68;
  public static final double LOSS = 0.62;

  public record Recipe(String name, double dropout, double l2, int patience) {}

  public record Score(double loss, double accuracy) {}

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

  public static Score measure(MultiLayerNetwork network, DataSet part) {
    double loss = network.score(part) - network.calcRegularizationScore(true);
    INDArray classes = network.output(part.getFeatures()).argMax(1);
    INDArray right = classes.eq(part.getLabels().argMax(1)).castTo(DataType.DOUBLE);
    return new Score(loss, right.meanNumber().doubleValue());
  }

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
    figure.save(png.getParent(), png.getFileName().toString(), Set.of(Figure.Format.PNG));
    return figure;
  }

  public static Optional<Result> best(List<Result> results) {
    return results.stream()
        .filter(result -> result.gap() <= GAP)
        .filter(result -> result.validation().accuracy() >= ACCURACY)
        .filter(result -> result.validation().loss() <= LOSS)
        .min(Comparator.comparingDouble(result -> result.validation().loss()));
  }

  public static List<Recipe> recipes() {
    return List.of(
        new Recipe("dropout 0.5", 0.5, 0, 0),
        new Recipe("L2 0.15", 0, 0.15, 0),
        new Recipe("early stopping", 0, 0, 5),
        new Recipe("all three", 0.3, 0.1, 5));
  }
}
