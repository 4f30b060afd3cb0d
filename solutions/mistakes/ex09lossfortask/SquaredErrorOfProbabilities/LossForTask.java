package dev.descent.exercises.ex09lossfortask;

import dev.descent.loss.L1Loss;
import dev.descent.loss.MSELoss;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

public final class LossForTask {
  private LossForTask() {}

  public static OutputLayer amounts(int inputs, int amounts, boolean outliers) {
    return layer(outliers ? new L1Loss() : new MSELoss(), inputs, amounts, Activation.IDENTITY);
  }

  public static OutputLayer oneOf(int inputs, int classes) {
    return layer(new MSELoss(), inputs, classes, Activation.SOFTMAX);
  }

  public static OutputLayer yesOrNo(int inputs, int questions) {
    return layer(new MSELoss(), inputs, questions, Activation.SIGMOID);
  }

  private static OutputLayer layer(ILossFunction loss, int inputs, int outputs, Activation end) {
    return new OutputLayer.Builder(loss).nIn(inputs).nOut(outputs).activation(end).build();
  }
}
