package dev.descent.loss;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Values that the losses refuse, with a message that names value and reason. */
class LossRefusalTest {
  private static final IActivation NONE = Activation.IDENTITY.getActivationFunction();
  private static final INDArray TWO_BY_THREE =
      Nd4j.createFromArray(new double[][] {{0.1, 0.2, 0.3}, {0.4, 0.5, 0.6}});

  private static void refused(String message, Executable code) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, code).getMessage());
  }

  @Test
  @DisplayName("settings out of range")
  void settings() {
    refused("reduction must be MEAN or SUM, got null", () -> new MSELoss(null));
    refused("reduction must be MEAN or SUM, got null", () -> new CrossEntropyLoss(null));
    String finite = " must be finite numbers of at least 0, got ";
    refused("weights" + finite + "[-1.0]", () -> new MSELoss(Reduction.SUM, new double[] {-1}));
    refused("weights" + finite + "[]", () -> new L1Loss(Reduction.SUM, new double[0]));
    refused(
        "weights" + finite + "[1.0, NaN]",
        () -> new BCELoss(Reduction.SUM, new double[] {1, Double.NaN}));
    refused(
        "posWeight" + finite + "[Infinity]",
        () -> new BCEWithLogitsLoss(Reduction.SUM, null, new double[] {1 / 0.0}));
    refused(
        "weight" + finite + "[-0.5, 1.0]",
        () -> new CrossEntropyLoss(Reduction.MEAN, new double[] {-0.5, 1}, 0));
    for (double beta : new double[] {-0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      refused("beta must be finite and at least 0, got " + beta, () -> new SmoothL1Loss(beta));
    }
    for (double smoothing : new double[] {-0.1, 1.1, Double.NaN}) {
      refused(
          "labelSmoothing must be in [0, 1], got " + smoothing,
          () -> new CrossEntropyLoss(Reduction.MEAN, null, smoothing));
    }
  }

  @Test
  @DisplayName("weights are the loss's own, whatever happens to the array they came in")
  void weightsAreCopied() {
    double[] weights = {1, 2, 3};
    var loss = new MSELoss(Reduction.SUM, weights);
    INDArray before = loss.elements(TWO_BY_THREE, TWO_BY_THREE.add(1));
    weights[0] = 100;
    assertSameBits(before, loss.elements(TWO_BY_THREE, TWO_BY_THREE.add(1)));
  }

  @Test
  @DisplayName("activations that apply the function of the loss twice, or another one")
  void activations() {
    for (Activation a : List.of(Activation.SIGMOID, Activation.TANH, Activation.RELU)) {
      IActivation f = a.getActivationFunction();
      String message =
          "CrossEntropyLoss: the loss applies the softmax itself, so the output layer's activation"
              + " must be SOFTMAX or IDENTITY, got "
              + f;
      var loss = new CrossEntropyLoss();
      refused(message, () -> loss.computeScore(TWO_BY_THREE, TWO_BY_THREE, f, null, true));
      refused(message, () -> loss.computeScoreArray(TWO_BY_THREE, TWO_BY_THREE, f, null));
      refused(message, () -> loss.computeGradient(TWO_BY_THREE, TWO_BY_THREE, f, null));
    }
    IActivation softmax = Activation.SOFTMAX.getActivationFunction();
    String message =
        "BCEWithLogitsLoss: the loss applies the sigmoid itself, so the output layer's activation"
            + " must be SIGMOID or IDENTITY, got softmax";
    var loss = new BCEWithLogitsLoss();
    refused(message, () -> loss.computeScore(TWO_BY_THREE, TWO_BY_THREE, softmax, null, true));
    refused(message, () -> loss.computeGradient(TWO_BY_THREE, TWO_BY_THREE, softmax, null));
  }

  @Test
  @DisplayName("labels, weights and masks of another shape")
  void shapes() {
    INDArray wide = Nd4j.zeros(DataType.DOUBLE, 2, 4);
    INDArray column = Nd4j.zeros(DataType.DOUBLE, 2, 1);
    for (ElementwiseLoss loss :
        List.of(new MSELoss(), new L1Loss(), new SmoothL1Loss(), new BCELoss())) {
      String message =
          loss.getClass().getSimpleName()
              + ": labels and output must both be [batch, outputs], got labels [2, 1] and output"
              + " [2, 3]";
      refused(message, () -> loss.computeScore(column, TWO_BY_THREE, NONE, null, true));
      refused(message, () -> loss.computeGradient(column, TWO_BY_THREE, NONE, null));
      refused(message, () -> loss.elements(column, TWO_BY_THREE));
    }
    var entropy = new CrossEntropyLoss();
    refused(
        "CrossEntropyLoss: labels must be [batch, 1] class indices or [batch, classes]"
            + " probabilities, got labels [2, 4] and output [2, 3]",
        () -> entropy.elements(wide, TWO_BY_THREE));
    refused(
        "CrossEntropyLoss: a mask must be [batch, 1], since the softmax ties the classes together,"
            + " got [2, 3]",
        () -> entropy.computeScore(column, TWO_BY_THREE, NONE, TWO_BY_THREE, true));
    assertThrows(
        IllegalStateException.class,
        () -> new MSELoss().computeScore(TWO_BY_THREE, TWO_BY_THREE, NONE, wide, true));
    double[] two = {1, 2};
    refused(
        "weights must have one value per output, 3, got 2",
        () -> new MSELoss(Reduction.MEAN, two).elements(TWO_BY_THREE, TWO_BY_THREE));
    refused(
        "posWeight must have one value per output, 3, got 2",
        () ->
            new BCEWithLogitsLoss(Reduction.MEAN, null, two).elements(TWO_BY_THREE, TWO_BY_THREE));
    refused(
        "weight must have one value per output, 3, got 2",
        () -> new CrossEntropyLoss(Reduction.MEAN, two, 0).elements(column, TWO_BY_THREE));
  }

  @Test
  @DisplayName("class indices that are no class")
  void indices() {
    for (double wrong : new double[] {-1, 3, 0.5, Double.NaN, Double.POSITIVE_INFINITY}) {
      INDArray labels = Nd4j.createFromArray(new double[][] {{2}, {wrong}});
      refused(
          "CrossEntropyLoss: class indices must be whole numbers from 0 to 2, got "
              + wrong
              + " at row 1",
          () -> new CrossEntropyLoss().computeGradient(labels, TWO_BY_THREE, NONE, null));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HALF", "FLOAT", "DOUBLE"})
  @DisplayName("logits and probabilities that are not finite, with row and column")
  void notFinite(DataType type) {
    INDArray y = TWO_BY_THREE.castTo(type);
    for (double wrong : new double[] {Double.NaN, 1 / 0.0, -1 / 0.0}) {
      INDArray z = TWO_BY_THREE.dup().castTo(type);
      z.putScalar(1, 2, wrong);
      for (BaseLoss loss :
          List.of(new CrossEntropyLoss(), new BCEWithLogitsLoss(), new BCELoss())) {
        String message =
            loss.getClass().getSimpleName()
                + (loss instanceof BCELoss ? ": outputs" : ": logits")
                + " must be finite, got "
                + wrong
                + " at row 1, column 2";
        List<Executable> uses =
            List.of(
                () -> loss.computeScore(y, z, NONE, null, true),
                () -> loss.computeScoreArray(y, z, NONE, null),
                () -> loss.computeGradient(y, z, NONE, null));
        for (Executable use : uses) {
          assertEquals(message, assertThrows(ArithmeticException.class, use).getMessage());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  @DisplayName("probabilities outside [0, 1], however little")
  void noProbabilities(DataType type) {
    double above = type == DataType.FLOAT ? Math.nextUp(1f) : Math.nextUp(1.0);
    for (double wrong : new double[] {-1e-30, above, 2, -3}) {
      INDArray p = TWO_BY_THREE.dup().castTo(type);
      p.putScalar(0, 1, wrong);
      double stored = p.getDouble(0, 1);
      String message =
          "BCELoss: outputs must be probabilities from 0 to 1, as SIGMOID gives, got "
              + stored
              + " at row 0, column 1";
      refused(message, () -> new BCELoss().elements(TWO_BY_THREE, p));
      refused(message, () -> new BCELoss().computeGradient(TWO_BY_THREE, p, NONE, null));
    }
  }

  @Test
  @DisplayName("numbers so large that only their sum is infinite are no reason to refuse")
  void largeIsFinite() {
    INDArray z = Nd4j.create(new float[] {3e38f, 3e38f, 3e38f}, new long[] {1, 3});
    INDArray y = Nd4j.ones(DataType.FLOAT, 1, 3);
    assertEquals(0, new BCEWithLogitsLoss().computeScore(y, z, NONE, null, true));
  }
}
