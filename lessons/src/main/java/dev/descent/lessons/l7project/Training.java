package dev.descent.lessons.l7project;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A training that stops when the validation loss has not fallen for a while.
 *
 * @param best a copy of the network after the epoch with the lowest validation loss
 * @param kept that epoch, from 1; 0 before the training
 * @param training the loss of the training part, before the training and after each epoch
 * @param validation the same of the validation part
 */
record Training(MultiLayerNetwork best, int kept, List<Double> training, List<Double> validation) {

  static Training of(
      Notebook out,
      String name,
      MultiLayerNetwork network,
      Batches batches,
      DataSet train,
      DataSet validation,
      int patience,
      int most) {
    List<Double> training = new ArrayList<>(List.of(network.score(train, false)));
    List<Double> validating = new ArrayList<>(List.of(network.score(validation, false)));
    // @start region=train
    MultiLayerNetwork best = network.clone();
    int kept = 0;
    for (int epoch : out.progress(name, most)) { // 0, 1, 2, ...
      batches.startEpoch(epoch); // shuffled anew
      network.fit(batches); // forward, loss, backward, step: once for each batch
      training.add(network.score(train, false));
      validating.add(network.score(validation, false));
      if (validating.get(epoch + 1) < validating.get(kept)) {
        kept = epoch + 1;
        best = network.clone(); // a copy: the training goes on with the other
      } else if (epoch + 1 - kept >= patience) {
        break;
      }
    }
    // @end
    return new Training(best, kept, training, validating);
  }

  /** As many epochs as were made. */
  int epochs() {
    return validation.size() - 1;
  }

  double loss() {
    return validation.get(kept);
  }
}
