package dev.descent.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PointSetsTest {
  private static float[] row(Dataset data, int row) {
    float[] values = new float[data.width()];
    data.read(row, values, 0);
    return values;
  }

  private static long[] counts(Dataset data) {
    long[] counts = new long[data.outputs()];
    IntStream.range(0, data.size()).forEach(i -> counts[data.label(i)]++);
    return counts;
  }

  private static double curve(double x) {
    return Math.sin(Math.PI * x) + x / 2;
  }

  @Test
  void moonsWithoutNoiseLieOnTheirHalfCircles() {
    Dataset moons = PointSets.twoMoons(401, 0, 5);
    assertEquals(List.of("upper", "lower"), moons.classes());
    assertTrue(Arrays.equals(new long[] {201, 200}, counts(moons)));
    double[] mean = new double[2];
    for (int i = 0; i < moons.size(); i++) {
      boolean upper = moons.label(i) == 0;
      float[] p = row(moons, i);
      double x = upper ? p[0] : p[0] - 1;
      double y = upper ? p[1] : p[1] - 0.5;
      assertEquals(1, x * x + y * y, 1e-6);
      assertTrue(upper ? y >= -1e-6 : y <= 1e-6, "row " + i + " is on the wrong half");
      mean[moons.label(i)] += x / 200;
    }
    assertEquals(0, mean[0], 0.2);
    assertEquals(0, mean[1], 0.2);
  }

  @Test
  void spiralsWithoutNoiseLieOnTheirArms() {
    int arms = 3;
    Dataset spirals = PointSets.spirals(300, arms, 0, 5);
    assertEquals(List.of("arm 0", "arm 1", "arm 2"), spirals.classes());
    assertTrue(Arrays.equals(new long[] {100, 100, 100}, counts(spirals)));
    double least = 1;
    double most = 0;
    for (int i = 0; i < spirals.size(); i++) {
      float[] p = row(spirals, i);
      double r = Math.hypot(p[0], p[1]);
      double turns = Math.atan2(p[1], p[0]) / (2 * Math.PI) - r - (double) spirals.label(i) / arms;
      assertEquals(Math.rint(turns), turns, 1e-5, "row " + i);
      least = Math.min(least, r);
      most = Math.max(most, r);
    }
    assertEquals(0.1, least, 0.03);
    assertEquals(1, most, 0.03);
  }

  @Test
  void withoutNoiseAndOutliersTheTargetsLieOnTheCurve() {
    Dataset data = PointSets.regressionWithOutliers(200, 0, 0, 5);
    for (int i = 0; i < data.size(); i++) {
      assertEquals(curve(row(data, i)[0]), data.target(i), 1e-6);
    }
  }

  @Test
  void noiseHasTheGivenStandardDeviation() {
    // The noise does not change what else is drawn, so the clean set is where the points belong.
    noiseIs(0.25, PointSets.twoMoons(3000, 0, 5), PointSets.twoMoons(3000, 0.25, 5));
    noiseIs(0.1, PointSets.spirals(3000, 4, 0, 5), PointSets.spirals(3000, 4, 0.1, 5));
    Dataset clean = PointSets.regressionWithOutliers(6000, 0, 0.2, 5);
    Dataset noisy = PointSets.regressionWithOutliers(6000, 0.5, 0.2, 5);
    double sum =
        IntStream.range(0, 6000)
            .mapToDouble(i -> Math.pow(noisy.target(i) - clean.target(i), 2))
            .sum();
    assertEquals(0.5, Math.sqrt(sum / 6000), 0.02);
  }

  private static void noiseIs(double deviation, Dataset clean, Dataset noisy) {
    double sum = 0;
    for (int i = 0; i < clean.size(); i++) {
      float[] p = row(clean, i);
      float[] q = row(noisy, i);
      sum += Math.pow(q[0] - p[0], 2) + Math.pow(q[1] - p[1], 2);
    }
    assertEquals(deviation, Math.sqrt(sum / (2 * clean.size())), 0.04 * deviation);
  }

  @Test
  void theGivenShareIsThreeToSixTooHigh() {
    Dataset data = PointSets.regressionWithOutliers(500, 0, 0.1, 5);
    int outliers = 0;
    for (int i = 0; i < data.size(); i++) {
      double off = data.target(i) - curve(row(data, i)[0]);
      if (Math.abs(off) > 1e-6) {
        assertTrue(off > 2.999 && off < 6.001, "row " + i + " is off by " + off);
        outliers++;
      }
    }
    assertEquals(50, outliers);
  }

  @Test
  void sameSeedSameBytes() {
    assertEquals(
        List.of(
            "f011e297b0d289f8a76163985b547afdc8f1b82bcd02f04b765c800fb9892966",
            "eda1befcc01775b835fdafee7bf12dddd0e410b6fb19379a5fa63834799a383e",
            "4f356c7302b88ee549fd34a7bf0e2a6c881806047a9a49bf94b6eb7e4dce60b5"),
        List.of(
            PointSets.twoMoons(100, 0.1, 1).sha256(),
            PointSets.spirals(100, 3, 0.02, 1).sha256(),
            PointSets.regressionWithOutliers(100, 0.1, 0.1, 1).sha256()));
    assertNotEquals(
        PointSets.twoMoons(100, 0.1, 1).sha256(), PointSets.twoMoons(100, 0.1, 2).sha256());
    assertEquals(
        PointSets.spirals(60, 2, 0.1, 1).sha256(),
        PointSets.spirals(90, 2, 0.1, 1).rows(IntStream.range(0, 60).toArray()).sha256());
  }

  @Test
  void refusesWhatHasNoMeaning() {
    refuses("rows must be at least 2, got 1", () -> PointSets.twoMoons(1, 0, 1));
    refuses("noise must be 0 or more and finite, got -1.0", () -> PointSets.twoMoons(9, -1, 1));
    refuses(
        "noise must be 0 or more and finite, got NaN",
        () -> PointSets.spirals(9, 2, Double.NaN, 1));
    refuses("arms must be at least 2, got 1", () -> PointSets.spirals(9, 1, 0, 1));
    refuses("rows must be at least 4, got 3", () -> PointSets.spirals(3, 4, 0, 1));
    refuses("rows must be at least 1, got 0", () -> PointSets.regressionWithOutliers(0, 0, 0.1, 1));
    refuses(
        "outliers must be 0 to below 1, got 1.0",
        () -> PointSets.regressionWithOutliers(9, 0, 1, 1));
  }

  private static void refuses(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
