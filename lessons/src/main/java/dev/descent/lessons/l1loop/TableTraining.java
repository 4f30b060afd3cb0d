package dev.descent.lessons.l1loop;

import dev.descent.lesson.Notebook;
import dev.descent.updater.SGD;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/**
 * A training on the table of two columns.
 *
 * @param validation accuracy in % on the validation part by epoch
 * @param test accuracy in % on the test part at the end
 */
record TableTraining(double[] validation, double test) {
  /** Trains a small network on the first part; epoch 0 is before the training. */
  static TableTraining of(
      Notebook out,
      String name,
      @Nullable NormalizerStandardize normalizer,
      List<DataSet> all,
      int epochs) {
    List<DataSet> parts = all.stream().map(DataSet::copy).toList();
    if (normalizer != null) {
      parts.forEach(normalizer::transform); // PyTorch: part = (part - mean) / std
    }
    MultiLayerNetwork network =
        Model.network(
            Model.settings(out.seed(), new SGD(0.1, 0.9))
                .list()
                .layer(Model.dense(2, 32).activation(Activation.RELU).build())
                .layer(Model.dense(32, 32).activation(Activation.RELU).build())
                .layer(Model.output(32, 2)));
    ExistingDataSetIterator batches = new ExistingDataSetIterator(parts.get(0).batchBy(32));
    double[] validation = new double[epochs + 1];
    validation[0] = Model.accuracy(network, parts.get(1));
    double test = Model.accuracy(network, parts.get(2));
    for (int epoch : out.progress("training, " + name, epochs)) {
      try {
        network.fit(batches);
      } catch (ArithmeticException e) { // the loss refuses logits that are not finite
        Arrays.fill(validation, epoch + 1, epochs + 1, validation[epoch]); // it ends here
        break;
      }
      validation[epoch + 1] = Model.accuracy(network, parts.get(1));
      test = Model.accuracy(network, parts.get(2));
    }
    return new TableTraining(validation, test);
  }
}
