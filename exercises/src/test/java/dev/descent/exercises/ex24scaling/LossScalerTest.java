package dev.descent.exercises.ex24scaling;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Graded
class LossScalerTest {
  private static final int STEPS = 40;
  private static final double LARGEST = 65504; // of float16; what is larger is infinite there
  private static final double SMALLEST = Math.pow(2, -25); // what is smaller is 0 there

  /** As float16 holds it: too large is infinite, too small is 0. */
  private static double half(double x) {
    return Math.abs(x) > LARGEST ? x * Double.POSITIVE_INFINITY : Math.abs(x) < SMALLEST ? 0 : x;
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("a gradient is divided by s, and one that is not finite is found")
  void unscale(RandomInputs draw, Check check) {
    List<Double> extremes =
        new ArrayList<>(
            List.of(0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN));
    Collections.shuffle(extremes, new Random(draw.seed()));
    for (double extreme : extremes) {
      int n = draw.whole(3, 6);
      double s = draw.number(3, 30);
      INDArray g = draw.normal(n).putScalar(draw.whole(0, n - 1), extreme);
      double[] expected = g.toDoubleVector();
      boolean finite = new LossScaler(s, 2, 0.5, 10).unscale(g);
      check.same("what unscale says of a gradient with " + extreme, extreme == 0, finite);
      if (!Double.isNaN(extreme)) { // all of it is divided, whatever is in it
        for (int i = 0; i < n; i++) {
          expected[i] /= s;
        }
        check.equal("g for s = %.3f".formatted(s), expected, g, Tolerance.ROUNDING);
      }
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("s backs off at once, and grows after so many finite gradients in a row")
  void update(RandomInputs draw, Check check) {
    for (int interval : new int[] {3, draw.whole(4, 6), 1}) {
      double growth = draw.number(1.5, 3);
      double backoff = draw.number(0.3, 0.7);
      double s = interval == 1 ? draw.number(0.3, 0.9) : draw.number(100, 1000);
      check.given(
          "s %.4g at the start, growth %.3f, backoff %.3f, interval %d; not finite: steps %d, %d and"
              + " every 17th",
          s, growth, backoff, interval, interval, 2 * interval);
      LossScaler scaler = new LossScaler(s, growth, backoff, interval);
      double[][] expected = new double[STEPS][1];
      double[][] found = new double[STEPS][1];
      int count = 0;
      for (int step = 0; step < STEPS; step++) {
        // Twice one less than it takes to grow, with a gap; then enough for two growths.
        boolean finite = step != interval - 1 && step != 2 * interval - 1 && step % 17 != 16;
        count = finite ? count + 1 : 0;
        s *= finite ? count % interval == 0 ? growth : 1 : backoff;
        scaler.update(finite);
        expected[step][0] = s;
        found[step][0] = scaler.scale();
      }
      check.steps("s for an interval of " + interval, expected, found, Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-3")
  @Needs({"task-1", "task-2"})
  @Points(1)
  @DisplayName("a step scales, unscales, clips and updates in this order, or is skipped")
  void step(RandomInputs draw, Check check) {
    int n = draw.whole(3, 5);
    double lr = draw.number(0.1, 0.5);
    double maxNorm = draw.number(0.5, 2);
    double s = draw.number(30, 60) * 65536; // too large: the first gradients are infinite
    double growth = draw.number(1.5, 2.5);
    double backoff = draw.number(0.2, 0.4);
    check.given(
        "lr %.3f, maxNorm %.3f, s %.0f at the start, growth %.3f, backoff %.3f, interval 3",
        lr, maxNorm, s, growth, backoff);
    LossScaler scaler = new LossScaler(s, growth, backoff, 3);
    INDArray p = draw.normal(n);
    check.changes("p", p);
    double[] expected = p.toDoubleVector();
    double[][] allP = new double[STEPS][];
    double[][] foundP = new double[STEPS][];
    double[][] allS = new double[STEPS][1];
    double[][] foundS = new double[STEPS][1];
    double[][] allUsed = new double[STEPS][1];
    double[][] foundUsed = new double[STEPS][1];
    int count = 0;
    for (int step = 0; step < STEPS; step++) {
      double[] g = draw.normal(n).muli(step % 2 == 0 ? 3 : 0.1).toDoubleVector(); // long, short
      double used = s;
      double[] asked = foundUsed[step];
      allUsed[step][0] = used;
      double[] scaled = Arrays.stream(g).map(x -> half(x * used)).toArray();
      boolean finite = Arrays.stream(scaled).allMatch(Double::isFinite);
      if (finite) {
        double norm = Math.sqrt(Arrays.stream(scaled).map(x -> x / used * (x / used)).sum());
        for (int i = 0; i < n; i++) {
          expected[i] -= lr * Math.min(1, maxNorm / (norm + 1e-6)) * scaled[i] / used;
        }
      }
      count = finite ? count + 1 : 0;
      s *= finite ? count % 3 == 0 ? growth : 1 : backoff;
      DoubleFunction<INDArray> backward =
          a -> {
            asked[0] = a;
            return Nd4j.createFromArray(DoubleStream.of(g).map(x -> half(x * a)).toArray());
          };
      boolean made = scaler.step(p, backward, lr, maxNorm);
      allP[step] = expected.clone();
      foundP[step] = p.toDoubleVector();
      allS[step][0] = s;
      foundS[step][0] = scaler.scale();
      check.same("whether step " + (step + 1) + " was made", finite, made);
    }
    check.steps("the factor of the loss", allUsed, foundUsed, Tolerance.ROUNDING);
    check.steps("p", allP, foundP, Tolerance.ROUNDING);
    check.steps("s", allS, foundS, Tolerance.ROUNDING);
  }
}
