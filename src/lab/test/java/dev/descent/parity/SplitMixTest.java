package dev.descent.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Numbers that any language makes alike. */
class SplitMixTest {
  private static double upper24(String number) {
    return new BigInteger(number).shiftRight(40).doubleValue() / (1 << 24);
  }

  @Test
  @DisplayName("the upper 24 bits of the numbers that others publish for SplitMix64")
  void published() {
    String[] seed1234567 = {
      "6457827717110365317",
      "3203168211198807973",
      "9817491932198370423",
      "4593380528125082431",
      "16408922859458223821"
    };
    for (int i = 0; i < seed1234567.length; i++) {
      assertEquals(upper24(seed1234567[i]), SplitMix.uniform(1234567, i), "number " + i);
    }
    assertEquals(0xE220A8L / 0x1p24, SplitMix.uniform(0, 0));
    assertEquals(0x6E789EL / 0x1p24, SplitMix.uniform(0, 1));
    assertEquals(0x06C45DL / 0x1p24, SplitMix.uniform(0, 2));
  }

  @Test
  @DisplayName("Java's own SplittableRandom agrees, for other seeds too")
  void java() {
    for (long seed : new long[] {1, -1, 1010, Long.MIN_VALUE, 0x9E3779B97F4A7C15L}) {
      SplittableRandom random = new SplittableRandom(seed);
      for (int i = 0; i < 1000; i++) {
        assertEquals((random.nextLong() >>> 40) / 0x1p24, SplitMix.uniform(seed, i));
      }
    }
  }

  @Test
  @DisplayName("a row is half its class's pattern and half noise, and each has its own")
  void rows() {
    int classes = 3;
    int inputs = 5;
    double[][] rows = SplitMix.rows(42, 7, inputs, classes);
    assertEquals(7, rows.length);
    SplittableRandom patterns = new SplittableRandom(42);
    double[][] pattern = new double[classes][inputs];
    for (double[] row : pattern) {
      for (int j = 0; j < inputs; j++) {
        row[j] = (patterns.nextLong() >>> 40) / 0x1p24;
      }
    }
    SplittableRandom noise = new SplittableRandom(43);
    for (int r = 0; r < rows.length; r++) {
      for (int j = 0; j < inputs; j++) {
        double other = (noise.nextLong() >>> 40) / 0x1p24;
        assertEquals((double) (float) ((pattern[r % classes][j] + other) / 2), rows[r][j]);
        assertTrue(rows[r][j] >= 0 && rows[r][j] < 1);
      }
    }
  }
}
