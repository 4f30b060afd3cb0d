package dev.descent.exercises.ex22overfitting;

import dev.descent.exercise.Todo;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.plot.Figure;
import dev.descent.updater.Adam;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A network that overfits, and what helps. It has 1,474 parameters and 80 rows to learn from; each
 * row has 20 features, one of which matters, and every fifth label is wrong. 200 other rows, with
 * right labels, are for validation.
 *
 * <pre>
 *   gap = validation loss − training loss        about 1.1 without a remedy
 * </pre>
 *
 * With remedies of your choice the gap is to be {@value #GAP} at most, with a validation accuracy
 * of {@value #ACCURACY} or more and a validation loss of {@value #LOSS} at most: a network that
 * guesses has no gap either, and a loss of ln 2 = 0.69. Every grading draws other rows, so leave a
 * margin.
 *
 * <p>Rows, networks to be measured and results must stay as they are.
 *
 * <p>PyTorch: {@code nn.Dropout(p)}, {@code weight_decay=l2}, and the loop with {@code best} and
 * {@code count}. Practice 3. Paper: L. Prechelt, Early Stopping – But When? (1998).
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
   * @param patience so many epochs in a row without a lower validation loss end the training, and
   *     the best network is kept, also where the epochs are over before; 0 to train to the end, and
   *     to keep the last
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
            .list()
            .layer(new DenseLayer.Builder().nIn(20).nOut(64).activation(Activation.RELU).build())
            .layer(
                new OutputLayer.Builder(new CrossEntropyLoss())
                    .nIn(64)
                    .nOut(2)
                    .activation(Activation.SOFTMAX)
                    .build());
    // TODO 1: put the recipe's L2 into it, l2(…) of the Builder, before list(), and its dropout:
    // dev.descent.layer.Dropout.of(p) is a layer, to stand between the two; p may be 0. Then make
    // the network, and call init().
    throw new Todo(1);
  }

  /** How good a network is on a part, with labels [rows, 2], a 1 for the class. */
  public static Score measure(MultiLayerNetwork network, DataSet part) {
    // TODO 2: network.score(part) is the loss with the penalty, calcRegularizationScore(true) the
    // penalty. network.output(features) gives probabilities, [rows, 2]; argMax(1) the class.
    throw new Todo(2);
  }

  /** Trains: in each epoch one step with all rows, network.fit(training), then both losses. */
  public static Result train(
      Recipe recipe, DataSet training, DataSet validation, int epochs, long seed) {
    // TODO 3: the loop, with early stopping if the recipe has patience. A later step changes the
    // network: clone() makes a copy of the best.
    throw new Todo(3);
  }

  /**
   * Draws the training and the validation losses of all results, over the epochs.
   *
   * @param png the file, which is written as a PNG
   * @return what is drawn in it
   */
  public static Figure draw(List<Result> results, Path png) {
    // TODO 4: dev.descent.plot: LineChart.draw(title, xLabel, yLabel, list) makes a Figure of a
    // list of new Series(name, Series.epochs(n), values). Its png() are the bytes of the file,
    // which dev.descent.AtomicFile.write(png, bytes) writes.
    throw new Todo(4);
  }

  /**
   * The conclusion: of the results that meet all three numbers the one with the lowest validation
   * loss. None, if none does.
   */
  public static Optional<Result> best(List<Result> results) {
    // TODO 5: filter and min of a stream do it, or a loop.
    throw new Todo(5);
  }

  /**
   * Two to five recipes. Among all of them they use two remedies or more, one at a time or
   * together.
   */
  public static List<Recipe> recipes() {
    // TODO 6: try some strengths. The report says what each recipe gives over 30 epochs; one of
    // them must meet all three numbers.
    throw new Todo(6);
  }
}
