package dev.descent.lessons.p4gallery;

import dev.descent.data.Dataset;
import dev.descent.layer.Dropout;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.updater.SGD;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/**
 * A training with one thing wrong: everything else is the tutorial's network with SGD at 0.05 and
 * momentum 0.9.
 *
 * @param what is wrong with it
 */
record Patient(
    Diagnosis what,
    SGD updater,
    Function<Ward, Dataset> rows,
    int epochs,
    List<Integer> hidden,
    double dropout,
    double l2,
    boolean endsInSoftmax) {

  private static final SGD HEALTHY = new SGD(0.05, 0.9);
  private static final List<Integer> TUTORIAL = List.of(256, 128);

  private static Patient with(Diagnosis what, SGD updater) {
    return new Patient(what, updater, Ward::training, 20, TUTORIAL, 0, 0, false);
  }

  private static Patient with(Diagnosis what, Function<Ward, Dataset> rows, int epochs) {
    return new Patient(what, HEALTHY, rows, epochs, TUTORIAL, 0, 0, false);
  }

  private static Patient with(
      Diagnosis what, List<Integer> hidden, double dropout, double l2, boolean endsInSoftmax) {
    return new Patient(what, HEALTHY, Ward::training, 20, hidden, dropout, l2, endsInSoftmax);
  }

  /** The one who has what is named. */
  static Patient of(Diagnosis what) {
    // @start region=patients
    return switch (what) {
      case HEALTHY -> with(what, HEALTHY); // new SGD(0.05, 0.9)
      case TOO_LARGE -> with(what, new SGD(2));
      case TOO_SMALL -> with(what, new SGD(0.001));
      case NEVER_SETTLES ->
          new Patient(what, new SGD(0.2, 0.9), Ward::training, 20, TUTORIAL, 0.5, 0, false);
      case NOT_ZEROED -> with(what, new SGD(0.05)); // and its loop adds gradients up
      case SORTED -> with(what, Ward::sorted, 20);
      case OUT_OF_STEP -> with(what, Ward::outOfStep, 60);
      case OVERFITTING -> with(what, Ward::few, 60);
      case LEAK -> with(what, Ward::leaking, 60);
      case TRAINING_MODE -> with(what, TUTORIAL, 0.5, 0, false);
      case PENALTY -> with(what, TUTORIAL, 0, 0.1, false);
      case SOFTMAX_TWICE -> with(what, TUTORIAL, 0, 0, true);
      case DEPTH -> with(what, Collections.nCopies(10, 64), 0, 0, false);
    };
    // @end
  }

  boolean isShuffled() {
    return what != Diagnosis.SORTED;
  }

  /** Whether it is evaluated as it is trained, with dropout. */
  boolean isInTrainingMode() {
    return what == Diagnosis.TRAINING_MODE;
  }

  boolean addsGradientsUp() {
    return what == Diagnosis.NOT_ZEROED;
  }

  /** Its network, with weights as PyTorch draws them. */
  MultiLayerNetwork network(long seed) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(WeightInit.UNIFORM)
            .activation(Activation.RELU)
            .updater(updater)
            .l2(l2)
            .list();
    int inputs = 784;
    for (int units : hidden) {
      layers.layer(new DenseLayer.Builder().nIn(inputs).nOut(units).build());
      if (dropout > 0) {
        layers.layer(Dropout.of(dropout));
      }
      inputs = units;
    }
    layers.layer(
        new DenseLayer.Builder().nIn(inputs).nOut(10).activation(Activation.IDENTITY).build());
    if (endsInSoftmax) {
      layers.layer(new ActivationLayer(Activation.SOFTMAX)); // the loss has one, too
    }
    layers.layer(
        new LossLayer.Builder(new CrossEntropyLoss()).activation(Activation.IDENTITY).build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  /** All diagnoses but health. */
  static List<Diagnosis> sick() {
    return Stream.of(Diagnosis.values()).filter(it -> it != Diagnosis.HEALTHY).toList();
  }
}
