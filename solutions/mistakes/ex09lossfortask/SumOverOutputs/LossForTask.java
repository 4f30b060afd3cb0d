package dev.descent.exercises.ex09lossfortask;

import dev.descent.loss.CrossEntropyLoss;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

public final class LossForTask {
  private LossForTask() {}

  public static OutputLayer amounts(int inputs, int amounts, boolean outliers) {
    return layer(
        (outliers ? LossFunction.L1 : LossFunction.L2).getILossFunction(),
        inputs,
        amounts,
        Activation.IDENTITY);
  }

  public static OutputLayer oneOf(int inputs, int classes) {
    return layer(new CrossEntropyLoss(), inputs, classes, Activation.SOFTMAX);
  }

  public static OutputLayer yesOrNo(int inputs, int questions) {
    return layer(LossFunction.XENT.getILossFunction(), inputs, questions, Activation.SIGMOID);
  }

  private static OutputLayer layer(ILossFunction loss, int inputs, int outputs, Activation end) {
    return new OutputLayer.Builder(loss).nIn(inputs).nOut(outputs).activation(end).build();
  }
}
