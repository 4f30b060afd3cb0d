package dev.descent.lessons.l5overfitting;

import dev.descent.loss.CrossEntropyLoss;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The loss and accuracy of a network on a set, dropout off.
 *
 * @param loss mean cross entropy, without any penalty: {@code network.score(data)} would add L1 and
 *     L2 to it
 * @param accuracy share classified rightly, 0 to 1
 */
record Score(double loss, double accuracy) {

  static Score of(MultiLayerNetwork network, DataSet data) {
    return of(network.output(data.getFeatures()), data);
  }

  /** The same for what a network gave, [rows, 10]. */
  static Score of(INDArray logits, DataSet data) {
    Evaluation evaluation = new Evaluation(10);
    evaluation.eval(data.getLabels(), logits);
    return new Score(
        new CrossEntropyLoss()
            .computeScore(data.getLabels(), logits, new ActivationIdentity(), null, true),
        evaluation.accuracy());
  }
}
