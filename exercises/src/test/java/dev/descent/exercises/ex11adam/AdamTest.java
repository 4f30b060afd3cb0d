package dev.descent.exercises.ex11adam;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class AdamTest {
  private static final int STEPS = 20;

  private static Adam adam(int n, Settings settings) {
    return new Adam(n, settings.lr, settings.beta1, settings.beta2, settings.eps);
  }

  private record Settings(double lr, double beta1, double beta2, double eps) {
    /** ε is large, so that it matters where it stands. */
    static Settings of(RandomInputs draw, Check check) {
      Settings drawn =
          new Settings(
              draw.number(0.001, 0.1),
              draw.number(0.7, 0.95),
              draw.number(0.96, 0.999),
              draw.number(0.01, 0.1));
      check.given(
          "lr %.4g, β1 %.4g, β2 %.4g, ε %.4g", drawn.lr, drawn.beta1, drawn.beta2, drawn.eps);
      return drawn;
    }
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("m and v are the averages of the gradient and of its square")
  void averages(RandomInputs draw, Check check) {
    int n = draw.whole(2, 5);
    Settings settings = Settings.of(draw, check);
    Adam adam = adam(n, settings);
    Adam another = adam(n, settings); // with m and v of its own
    double[][] m = new double[STEPS][n];
    double[][] v = new double[STEPS][n];
    double[][] foundM = new double[STEPS][];
    double[][] foundV = new double[STEPS][];
    for (int step = 0; step < STEPS; step++) {
      INDArray g = draw.normal(n);
      double[] gradient = g.toDoubleVector();
      check.keep("g", g);
      adam.average(g);
      check.kept();
      another.average(draw.normal(n));
      for (int i = 0; i < n; i++) {
        double x = gradient[i];
        m[step][i] = settings.beta1 * (step > 0 ? m[step - 1][i] : 0) + (1 - settings.beta1) * x;
        v[step][i] =
            settings.beta2 * (step > 0 ? v[step - 1][i] : 0) + (1 - settings.beta2) * x * x;
      }
      foundM[step] = adam.m().toDoubleVector();
      foundV[step] = adam.v().toDoubleVector();
    }
    check.steps("m", m, foundM, Tolerance.ROUNDING);
    check.steps("v", v, foundV, Tolerance.ROUNDING);
  }

  @Test
  @Tag("task-2")
  @Needs("task-1")
  @Points(2)
  @DisplayName("the parameters follow the formula, from the first step on")
  void parameters(RandomInputs draw, Check check) {
    int n = draw.whole(2, 5);
    Settings settings = Settings.of(draw, check);
    Adam adam = adam(n, settings);
    Adam another = adam(n, settings);
    INDArray p = draw.normal(n);
    check.changes("p", p);
    double[] expected = p.toDoubleVector();
    double[] m = new double[n];
    double[] v = new double[n];
    double[][] trace = new double[STEPS][];
    double[][] found = new double[STEPS][];
    for (int step = 0; step < STEPS; step++) {
      INDArray g = draw.normal(n);
      for (int i = 0; i < n; i++) {
        double x = g.getDouble(i);
        m[i] = settings.beta1 * m[i] + (1 - settings.beta1) * x;
        v[i] = settings.beta2 * v[i] + (1 - settings.beta2) * x * x;
        double mean = m[i] / (1 - Math.pow(settings.beta1, step + 1));
        double square = v[i] / (1 - Math.pow(settings.beta2, step + 1));
        expected[i] -= settings.lr * mean / (Math.sqrt(square) + settings.eps);
      }
      check.keep("g", g);
      adam.step(p, g);
      check.kept();
      another.step(draw.normal(n), draw.normal(n));
      trace[step] = expected.clone();
      found[step] = p.toDoubleVector();
    }
    check.steps("p", trace, found, Tolerance.ROUNDING);
  }
}
