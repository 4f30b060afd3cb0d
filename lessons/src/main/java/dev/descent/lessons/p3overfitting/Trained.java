package dev.descent.lessons.p3overfitting;

import dev.descent.lesson.Notebook;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The result of a training.
 *
 * @param network of the last epoch, or, stopped early, of the best
 * @param training loss on the points that it has learnt from
 * @param validation loss on the validation part
 * @param right for each test point 1 if it is classified rightly, else 0
 */
record Trained(
    Recipe recipe,
    MultiLayerNetwork network,
    Curves curves,
    double training,
    double validation,
    double[] right) {

  static Trained of(Recipe recipe, MultiLayerNetwork network, Curves curves, Points points) {
    DataSet test = Points.all(points.test());
    INDArray classes = network.output(test.getFeatures()).argMax(1); // from [2000, 2] to [2000]
    return new Trained(
        recipe,
        network,
        curves,
        // The score has the core's WeightDecay not in it. DL4J's l2(...) would be.
        network.score(Points.all(points.train())),
        network.score(Points.all(points.validation())),
        classes.eq(test.getLabels().argMax(1)).castTo(DataType.DOUBLE).toDoubleVector());
  }

  /** A row of a table of recipes. */
  List<String> row() {
    return List.of(
        recipe.name(),
        String.format("%.3f", training),
        String.format("%.3f", validation),
        String.format("%.3f", gap()),
        String.format("%.1f %%", test()),
        Integer.toString(curves.epochs()),
        Integer.toString(curves.best()));
  }

  /** Gives the lesson's text the numbers of a row. */
  void give(String key, Notebook out) {
    out.value("training-" + key, "%.3f", training);
    out.value("validation-" + key, "%.3f", validation);
    out.value("gap-" + key, "%.3f", gap());
    out.value("test-" + key, "%.1f", test());
    out.value("epochs-" + key, "%d", curves.epochs());
    out.value("best-" + key, "%d", curves.best());
  }

  /** By how much it does worse on points that it has not seen. */
  double gap() {
    return validation - training;
  }

  /** Share of the test points that it classifies rightly, in %. */
  double test() {
    return test(0, right.length);
  }

  /** The same for some of the test points. */
  double test(int from, int to) {
    return 100 * Arrays.stream(right, from, to).average().orElseThrow();
  }
}
