package dev.descent.exercises.ex09lossfortask;

import dev.descent.loss.BCEWithLogitsLoss;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

public final class LossForTask {
  private LossForTask() {}

  public static OutputLayer amounts(int inputs, int amounts, boolean outliers) {
    return new OutputLayer.Builder(outliers ? LossFunction.MEAN_ABSOLUTE_ERROR : LossFunction.MSE)
        .nIn(inputs)
        .nOut(amounts)
        .activation(Activation.IDENTITY)
        .build();
  }

  public static OutputLayer oneOf(int inputs, int classes) {
    return new OutputLayer.Builder(LossFunction.MCXENT)
        .nIn(inputs)
        .nOut(classes)
        .activation(Activation.SOFTMAX)
        .build();
  }

  public static OutputLayer yesOrNo(int inputs, int questions) {
    return new OutputLayer.Builder(new BCEWithLogitsLoss())
        .nIn(inputs)
        .nOut(questions)
        .activation(Activation.SIGMOID)
        .build();
  }
}
