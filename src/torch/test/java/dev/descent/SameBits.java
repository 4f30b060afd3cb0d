package dev.descent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares arrays exactly; to {@code INDArray.equals}, numbers 1e-5 apart are equal. */
public final class SameBits {
  private SameBits() {}

  public static void assertSameBits(INDArray expected, INDArray actual) {
    assertSameBits(expected, actual, null);
  }

  public static void assertSameBits(INDArray expected, INDArray actual, String message) {
    assertEquals(expected.dataType(), actual.dataType(), message);
    assertArrayEquals(expected.shape(), actual.shape(), message);
    // No type of a network is wider than double.
    assertArrayEquals(
        expected.dup('c').data().asDouble(), actual.dup('c').data().asDouble(), message);
  }
}
