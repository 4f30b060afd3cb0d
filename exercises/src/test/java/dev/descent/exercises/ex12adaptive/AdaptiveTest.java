package dev.descent.exercises.ex12adaptive;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

@Graded
class AdaptiveTest {
  private static final int STEPS = 15;

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("Adagrad divides by the root of the sum of all squares")
  void adagrad(RandomInputs draw, Check check) {
    Run run = new Run(draw, check);
    for (int step = 0; step < STEPS; step++) {
      INDArray g = run.gradient();
      for (int i = 0; i < run.n; i++) {
        double x = g.getDouble(i);
        run.v[i] += x * x;
        run.p[i] -= run.lr * x / (Math.sqrt(run.v[i]) + run.eps);
      }
      Adaptive.adagrad(run.foundP, g, run.foundV, run.lr, run.eps);
      run.remember();
    }
    run.check(false);
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("RMSprop divides by the root of an average of the squares")
  void rmsprop(RandomInputs draw, Check check) {
    Run run = new Run(draw, check);
    for (int step = 0; step < STEPS; step++) {
      INDArray g = run.gradient();
      for (int i = 0; i < run.n; i++) {
        double x = g.getDouble(i);
        run.v[i] = run.decay * run.v[i] + (1 - run.decay) * x * x;
        run.p[i] -= run.lr * x / (Math.sqrt(run.v[i]) + run.eps);
      }
      Adaptive.rmsprop(run.foundP, g, run.foundV, run.lr, run.decay, run.eps);
      run.remember();
    }
    run.check(false);
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("Adadelta's first step is √(ε / ((1 − ρ) g² + ε)) times the gradient and the rate")
  void adadeltaFirst(RandomInputs draw, Check check) {
    adadelta(new Run(draw, check), 1);
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("Adadelta remembers its gradients and its own steps")
  void adadeltaLater(RandomInputs draw, Check check) {
    adadelta(new Run(draw, check), STEPS);
  }

  private static void adadelta(Run run, int steps) {
    for (int step = 0; step < steps; step++) {
      INDArray g = run.gradient();
      for (int i = 0; i < run.n; i++) {
        double x = g.getDouble(i);
        run.v[i] = run.decay * run.v[i] + (1 - run.decay) * x * x;
        double d = x * Math.sqrt(run.u[i] + run.eps) / Math.sqrt(run.v[i] + run.eps);
        run.u[i] = run.decay * run.u[i] + (1 - run.decay) * d * d;
        run.p[i] -= run.lr * d;
      }
      Adaptive.adadelta(run.foundP, g, run.foundV, run.foundU, run.lr, run.decay, run.eps);
      run.remember();
    }
    run.check(steps > 1);
  }

  /** Settings, and what should be there and is there, after each step. */
  private static final class Run {
    final RandomInputs draw;
    final Check check;
    final int n;
    final double lr;
    final double decay; // α or ρ
    final double eps; // large, so that it matters where it stands
    final double[] p;
    final double[] v;
    final double[] u;
    final INDArray foundP;
    final INDArray foundV;
    final INDArray foundU;
    final List<double[][]> expected = new ArrayList<>();
    final List<double[][]> found = new ArrayList<>();

    Run(RandomInputs draw, Check check) {
      this.draw = draw;
      this.check = check;
      n = draw.whole(2, 5);
      lr = draw.number(0.1, 0.5);
      decay = draw.number(0.6, 0.9);
      eps = draw.number(0.02, 0.1);
      check.given("lr %.4g, α or ρ %.4g, ε %.4g", lr, decay, eps);
      foundP = draw.normal(n);
      check.changes("p", foundP);
      foundV = Nd4j.zeros(foundP.dataType(), n);
      foundU = foundV.dup();
      p = foundP.toDoubleVector();
      v = new double[n];
      u = new double[n];
    }

    /** None near 0, where all first steps are alike. */
    INDArray gradient() {
      INDArray g = draw.normal(n);
      g.addi(Transforms.sign(g).muli(0.5));
      check.keep("g", g);
      return g;
    }

    void remember() {
      check.kept();
      expected.add(new double[][] {p.clone(), v.clone(), u.clone()});
      double[] u = foundU.toDoubleVector();
      found.add(new double[][] {foundP.toDoubleVector(), foundV.toDoubleVector(), u});
    }

    /** v and u come first, since p follows from them. */
    void check(boolean withU) {
      for (int k : withU ? new int[] {1, 2, 0} : new int[] {1, 0}) {
        String name = k == 0 ? "p" : k == 1 ? "v" : "u";
        check.steps(name, steps(expected, k), steps(found, k), Tolerance.ROUNDING);
      }
    }

    private static double[][] steps(List<double[][]> all, int k) {
      return all.stream().map(step -> step[k]).toArray(double[][]::new);
    }
  }
}
