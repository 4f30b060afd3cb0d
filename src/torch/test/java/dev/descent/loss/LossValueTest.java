package dev.descent.loss;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.loss.Case.Batch;
import dev.descent.loss.Case.Labels;
import dev.descent.loss.Case.MaskShape;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Losses against the formulas in plain Java. */
class LossValueTest {
  static List<Case> cases() {
    return Case.all();
  }

  static List<Case> unmasked() {
    return Case.all().stream().filter(c -> c.maskShape() == MaskShape.NONE).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("scores are PyTorch's loss, its B-fold without averaging, and its parts by row")
  void scores(Case c) {
    for (int seed = 0; seed < 3; seed++) {
      Batch b = c.batch(seed);
      IActivation f = c.activation().getActivationFunction();
      double loss = c.expected(b);
      assertEquals(loss, c.loss().computeScore(b.labels(), b.z(), f, b.mask(), true), 1e-12);
      assertEquals(
          Case.BATCH * loss, c.loss().computeScore(b.labels(), b.z(), f, b.mask(), false), 1e-11);
      INDArray rows = c.loss().computeScoreArray(b.labels(), b.z(), f, b.mask());
      assertEquals(List.of((long) Case.BATCH, 1L), List.of(rows.size(0), rows.size(1)));
      double sum = rows.sumNumber().doubleValue();
      assertEquals(loss, c.loss().isMean() ? sum / Case.BATCH : sum, 1e-12);
      var both = c.loss().computeGradientAndScore(b.labels(), b.z(), f, b.mask(), true);
      assertEquals(loss, both.getFirst(), 1e-12);
      assertEquals(
          c.loss().computeGradient(b.labels(), b.z(), f, b.mask()), both.getSecond(), c.toString());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("nothing that is handed over changes, and its memory order does not matter")
  void inputsStay(Case c) {
    Batch b = c.batch(3);
    IActivation f = c.activation().getActivationFunction();
    Batch copy = new Batch(columnMajor(b.labels()), part(b.z()), columnMajor(b.mask()));
    var expected = c.loss().computeGradientAndScore(b.labels(), b.z(), f, b.mask(), true);
    var got = c.loss().computeGradientAndScore(copy.labels(), copy.z(), f, copy.mask(), true);
    assertEquals(expected.getFirst(), got.getFirst(), 1e-14);
    assertTrue(expected.getSecond().equalsWithEps(got.getSecond(), 1e-14));
    Batch again = c.batch(3);
    for (Batch used : List.of(b, copy)) {
      assertSameBits(again.labels(), used.labels());
      assertSameBits(again.z(), used.z());
      assertEquals(again.mask(), used.mask());
    }
  }

  private static INDArray columnMajor(INDArray array) {
    return array == null ? null : array.dup('f');
  }

  /** The same numbers as a part of a larger array. */
  private static INDArray part(INDArray array) {
    INDArray view =
        Nd4j.ones(DataType.DOUBLE, array.size(0), array.size(1) + 2)
            .get(NDArrayIndex.all(), NDArrayIndex.interval(1, array.size(1) + 1));
    return view.assign(array);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("float32 and float16 give what float64 gives on the same numbers, rounded")
  void otherTypes(Case c) {
    Batch b = c.batch(4);
    IActivation f = c.activation().getActivationFunction();
    // Eighths are exact in all three, so that rounding of the input is no issue.
    INDArray z = Nd4j.createFromArray(Case.rows(b.z().mul(8))).divi(8).castTo(DataType.FLOAT16);
    INDArray y = b.labels().castTo(DataType.FLOAT16);
    var expected =
        c.loss()
            .computeGradientAndScore(
                y.castTo(DataType.DOUBLE), z.castTo(DataType.DOUBLE), f, b.mask(), true);
    for (DataType type : List.of(DataType.FLOAT, DataType.FLOAT16)) {
      var got = c.loss().computeGradientAndScore(y, z.castTo(type), f, b.mask(), true);
      assertEquals(type, got.getSecond().dataType());
      assertEquals(expected.getFirst(), got.getFirst(), 3e-6 * (1 + expected.getFirst()));
      double error =
          got.getSecond()
              .castTo(DataType.DOUBLE)
              .sub(expected.getSecond())
              .norm2Number()
              .doubleValue();
      double rounding = type == DataType.FLOAT ? 1e-6 : 1e-3;
      assertTrue(
          error <= rounding * (1 + expected.getSecond().norm2Number().doubleValue()),
          type + ": " + error);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unmasked")
  @DisplayName("the elements' mean or sum is the loss")
  void elements(Case c) {
    Batch b = c.batch(5);
    INDArray elements;
    double count;
    if (c.loss() instanceof CrossEntropyLoss loss) {
      elements = loss.elements(b.labels(), b.z());
      count = Case.BATCH;
      if (loss.settings().contains("[0.5") && c.labels() == Labels.INDICES) {
        count = 0;
        for (int i = 0; i < Case.BATCH; i++) {
          count += Case.WEIGHTS[b.labels().getInt(i, 0)];
        }
      }
      assertEquals(1, elements.size(1));
    } else {
      INDArray output =
          c.loss() instanceof BCEWithLogitsLoss
              ? b.z()
              : c.activation().getActivationFunction().getActivation(b.z().dup(), true);
      elements = ((ElementwiseLoss) c.loss()).elements(b.labels(), output);
      count = elements.length();
    }
    double sum = elements.sumNumber().doubleValue();
    assertEquals(c.expected(b), c.loss().isMean() ? sum / count : sum, 1e-12);
    assertEquals(DataType.DOUBLE, elements.dataType());
  }
}
