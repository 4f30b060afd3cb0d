package dev.descent.exercises.ex10momentum;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Graded
class MomentumTest {
  private static final int STEPS = 12;

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("with a constant rate, the parameters follow the sum of the gradients")
  void constantRate(RandomInputs draw, Check check) {
    double lr = draw.number(0.05, 0.2);
    run(draw, check, false, momentum(draw), 0, step -> lr);
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("a rate that a schedule lowers counts for all of the buffer at once")
  void schedule(RandomInputs draw, Check check) {
    double lr = draw.number(0.1, 0.2);
    run(draw, check, false, momentum(draw), 0, step -> step < 4 ? lr : lr / 10);
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("weight decay is part of the gradient, and so of the buffer")
  void weightDecay(RandomInputs draw, Check check) {
    double lr = draw.number(0.05, 0.2);
    run(draw, check, false, momentum(draw), draw.number(0.1, 0.5), step -> lr);
    run(draw, check, false, 0, draw.number(0.1, 0.5), step -> lr); // d is what p moves by
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("Nesterov's momentum looks one step ahead")
  void nesterov(RandomInputs draw, Check check) {
    double lr = draw.number(0.1, 0.2);
    double decay = draw.number(0.1, 0.5);
    run(draw, check, true, momentum(draw), decay, step -> step < 6 ? lr : lr / 2);
    run(draw, check, true, momentum(draw), 0, step -> lr); // d is g, which stays as it is
    run(draw, check, true, 0, decay, step -> lr); // here d is what p moves by
  }

  private static double momentum(RandomInputs draw) {
    return draw.number(0.6, 0.9);
  }

  /** Compares the parameters after each step; as in a training, every gradient is in one array. */
  private static void run(
      RandomInputs draw,
      Check check,
      boolean nesterov,
      double mu,
      double decay,
      IntToDoubleFunction rate) {
    int n = draw.whole(2, 5);
    check.given("μ %.4g, λ %.4g, lr %.4g at first", mu, decay, rate.applyAsDouble(0));
    Momentum momentum = new Momentum(n, mu, decay);
    Momentum another = new Momentum(n, mu, decay); // with a buffer of its own
    INDArray p = draw.normal(n).mul(3);
    check.changes("p", p);
    INDArray g = Nd4j.zeros(p.dataType(), n);
    double[] expected = p.toDoubleVector();
    double[] b = new double[n];
    double[][] trace = new double[STEPS][];
    double[][] found = new double[STEPS][];
    for (int step = 0; step < STEPS; step++) {
      double lr = rate.applyAsDouble(step);
      INDArray gradient = draw.normal(n);
      if (step == 0) { // its sum says nothing of a gradient
        gradient.subi(gradient.meanNumber());
      }
      for (int i = 0; i < n; i++) {
        double d = gradient.getDouble(i) + decay * expected[i];
        b[i] = mu * b[i] + d;
        expected[i] -= lr * (nesterov ? d + mu * b[i] : b[i]);
      }
      g.assign(gradient);
      check.keep("g", g);
      if (nesterov) {
        momentum.nesterovStep(p, g, lr);
        another.nesterovStep(draw.normal(n), draw.normal(n), lr);
      } else {
        momentum.step(p, g, lr);
        another.step(draw.normal(n), draw.normal(n), lr);
      }
      check.kept();
      trace[step] = expected.clone();
      found[step] = p.toDoubleVector();
    }
    check.steps("p", trace, found, Tolerance.ROUNDING);
  }
}
