package dev.descent.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SignedSketchTest {
  private static double[] random(Random random, int length) {
    return random.doubles(length, -1, 1).toArray();
  }

  /** Makes the sketch as the class's words say it, element by element. */
  private static double[] plain(double[] x, int width) {
    double[] sums = new double[Math.min(width, x.length)];
    for (int i = 0; i < x.length; i++) {
      String binary = Integer.toBinaryString(i / width);
      boolean odd = binary.replace("0", "").length() % 2 == 1;
      sums[i % width] += odd ? -x[i] : x[i];
    }
    return sums;
  }

  @Test
  @DisplayName("sums of every w-th element, with the signs of Thue and Morse")
  void definition() {
    double[] x = {1, 10, 100, 1000, 1e4, 1e5, 1e6};
    // Rows (1, 10), (100, 1000), (1e4, 1e5), (1e6) with the signs + - - +.
    assertArrayEquals(new double[] {1 - 100 - 1e4 + 1e6, 10 - 1000 - 1e5}, SignedSketch.fold(x, 2));
    Random random = new Random(1);
    for (int length : new int[] {1, 2, 15, 16, 17, 63, 64, 65, 1000}) {
      double[] y = random(random, length);
      for (int width : new int[] {1, 2, 16, 64}) {
        assertArrayEquals(plain(y, width), SignedSketch.fold(y, width), 1e-12);
      }
    }
  }

  @Test
  @DisplayName("a vector that is short enough stays as it is")
  void whole() {
    double[] x = random(new Random(2), 16);
    assertArrayEquals(x, SignedSketch.fold(x, 16));
    assertArrayEquals(x, SignedSketch.fold(x, 64));
    assertEquals(15, SignedSketch.fold(x, 15).length);
  }

  @Test
  @DisplayName("the fold of a difference is the difference of the folds, and shows any one element")
  void linear() {
    Random random = new Random(3);
    double[] a = random(random, 300);
    double[] b = random(random, 300);
    double[] difference = new double[300];
    Arrays.setAll(difference, i -> 3 * a[i] - b[i]);
    double[] folded = SignedSketch.fold(difference, 16);
    double[] apart = new double[16];
    Arrays.setAll(apart, i -> 3 * SignedSketch.fold(a, 16)[i] - SignedSketch.fold(b, 16)[i]);
    assertArrayEquals(apart, folded, 1e-12);
    for (int i = 0; i < 300; i++) {
      double[] changed = a.clone();
      changed[i] += 0.5;
      double[] was = SignedSketch.fold(a, 2);
      assertEquals(
          0.5, SignedSketch.distance(SignedSketch.fold(changed, 2), was), 1e-12, "element " + i);
    }
  }

  @Test
  @DisplayName("over random vectors it is as long as the vector, on average")
  void length() {
    Random random = new Random(4);
    double ratio = 0;
    int trials = 4000;
    for (int i = 0; i < trials; i++) {
      double[] x = random(random, 100);
      ratio +=
          Math.pow(SignedSketch.length(SignedSketch.fold(x, 2)) / SignedSketch.length(x), 2)
              / trials;
    }
    assertEquals(1, ratio, 0.05); // its standard error is 1/√4000
    assertEquals(5, SignedSketch.length(new double[] {3, -4}));
    assertEquals(0, SignedSketch.length(new double[0]));
  }

  @Test
  @DisplayName("distance: Euclidean; infinite between different lengths; NaN stays")
  void distance() {
    assertEquals(5, SignedSketch.distance(new double[] {1, 2}, new double[] {4, -2}));
    assertEquals(Double.POSITIVE_INFINITY, SignedSketch.distance(new double[1], new double[2]));
    assertNotEquals(0, SignedSketch.distance(new double[] {Double.NaN}, new double[] {Double.NaN}));
    assertTrue(Double.isNaN(SignedSketch.distance(new double[] {Double.NaN}, new double[] {1})));
  }
}
