package dev.descent.exercises.ex09lossfortask;

import dev.descent.loss.BCEWithLogitsLoss;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.L1Loss;
import dev.descent.loss.MSELoss;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The output layer that suits a task: its loss, its activation and its number of outputs. */
public final class LossForTask {
  private LossForTask() {}

  /** Amounts: any numbers; where labels have outliers, a loss that does not square them. */
  public static OutputLayer amounts(int inputs, int amounts, boolean outliers) {
    return layer(outliers ? new L1Loss() : new MSELoss(), inputs, amounts, Activation.IDENTITY);
  }

  /** One of several classes: a probability for each. */
  public static OutputLayer oneOf(int inputs, int classes) {
    return layer(new CrossEntropyLoss(), inputs, classes, Activation.SOFTMAX);
  }

  /** Some questions, each for itself; the loss looks behind the sigmoid at z. */
  public static OutputLayer yesOrNo(int inputs, int questions) {
    return layer(new BCEWithLogitsLoss(), inputs, questions, Activation.SIGMOID);
  }

  private static OutputLayer layer(ILossFunction loss, int inputs, int outputs, Activation end) {
    return new OutputLayer.Builder(loss).nIn(inputs).nOut(outputs).activation(end).build();
  }
}
