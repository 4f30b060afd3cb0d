package dev.descent.exercises.ex09lossfortask;

import dev.descent.loss.BCEWithLogitsLoss;
import dev.descent.loss.MSELoss;
import dev.descent.loss.SmoothL1Loss;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

public final class LossForTask {
  private LossForTask() {}

  public static OutputLayer amounts(int inputs, int amounts, boolean outliers) {
    return layer(
        outliers ? new SmoothL1Loss(0.5) : new MSELoss(), inputs, amounts, Activation.IDENTITY);
  }

  public static OutputLayer oneOf(int inputs, int classes) {
    return layer(
        LossFunction.NEGATIVELOGLIKELIHOOD.getILossFunction(), inputs, classes, Activation.SOFTMAX);
  }

  public static OutputLayer yesOrNo(int inputs, int questions) {
    return layer(new BCEWithLogitsLoss(), inputs, questions, Activation.SIGMOID);
  }

  private static OutputLayer layer(ILossFunction loss, int inputs, int outputs, Activation end) {
    return new OutputLayer.Builder(loss).nIn(inputs).nOut(outputs).activation(end).build();
  }
}
