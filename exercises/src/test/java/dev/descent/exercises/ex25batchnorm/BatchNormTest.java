package dev.descent.exercises.ex25batchnorm;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class BatchNormTest {
  /** A layer and what it is made of. ε is large, so that it matters where it stands. */
  private record Layer(
      BatchNorm norm,
      INDArray givenGamma,
      INDArray givenBeta,
      double[] gamma,
      double[] beta,
      double momentum,
      double eps) {
    static Layer of(RandomInputs draw, int features) {
      INDArray gamma = draw.numbers(features, 0.5, 2);
      INDArray beta = draw.normal(features);
      double momentum = draw.number(0.1, 0.3);
      double eps = draw.number(0.2, 0.6);
      return new Layer(
          new BatchNorm(gamma, beta, momentum, eps),
          gamma,
          beta,
          gamma.toDoubleVector(),
          beta.toDoubleVector(),
          momentum,
          eps);
    }

    /** What came in must stay as it is, a batch and what the layer was made with. */
    Check keep(Check check, INDArray x) {
      return check.keep("γ", givenGamma).keep("β", givenBeta).keep("x", x);
    }

    /** That the running values still are what they were. */
    void checkRunning(Check check, double[] mean, double[] var) {
      String stays = ", which must stay as it is here,";
      check.equal("the running mean" + stays, mean, norm.runningMean(), Tolerance.ROUNDING);
      check.equal("the running variance" + stays, var, norm.runningVar(), Tolerance.ROUNDING);
    }

    double[][] output(double[][] x, double[] mean, double[] var) {
      double[][] y = new double[x.length][gamma.length];
      for (int r = 0; r < x.length; r++) {
        for (int c = 0; c < gamma.length; c++) {
          y[r][c] = gamma[c] * (x[r][c] - mean[c]) / Math.sqrt(var[c] + eps) + beta[c];
        }
      }
      return y;
    }
  }

  /** Columns with a mean of about 1 and a variance of about 4. */
  private static INDArray batch(RandomInputs draw, int rows, int features) {
    return draw.normal(rows, features).muli(2).addi(1);
  }

  private static double[] mean(double[][] x) {
    double[] mean = new double[x[0].length];
    for (double[] row : x) {
      for (int c = 0; c < mean.length; c++) {
        mean[c] += row[c] / x.length;
      }
    }
    return mean;
  }

  /** Squares of the distance from the mean, summed and divided. */
  private static double[] var(double[][] x, double divisor) {
    double[] mean = mean(x);
    double[] var = new double[mean.length];
    for (double[] row : x) {
      for (int c = 0; c < var.length; c++) {
        var[c] += (row[c] - mean[c]) * (row[c] - mean[c]) / divisor;
      }
    }
    return var;
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("in training each feature is normalised over the batch, then scaled and shifted")
  void normalise(RandomInputs draw, Check check) {
    int features = draw.whole(6, 7);
    Layer layer = Layer.of(draw, features);
    double[] zeros = new double[features];
    double[] ones = new double[features];
    Arrays.fill(ones, 1);
    for (int rows : new int[] {draw.whole(3, 5), 2, draw.whole(8, 12)}) {
      INDArray x = batch(draw, rows, features);
      double[][] values = x.toDoubleMatrix();
      double[][] expected = layer.output(values, mean(values), var(values, rows));
      layer.keep(check, x);
      INDArray found = layer.norm.normalise(x);
      check.kept();
      check.equal("y of a batch of " + rows + " rows", expected, found, Tolerance.ROUNDING);
      layer.checkRunning(check, zeros, ones);
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("the running values follow mean and variance of the batches, with the momentum")
  void track(RandomInputs draw, Check check) {
    int steps = 12;
    int features = draw.whole(2, 4);
    Layer layer = Layer.of(draw, features);
    double[][] means = new double[steps][features];
    double[][] vars = new double[steps][features];
    double[][] foundMeans = new double[steps][];
    double[][] foundVars = new double[steps][];
    List<Integer> rows = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      INDArray x = batch(draw, draw.whole(3, 6), features);
      rows.add(x.rows());
      check.given("a = %.3f; rows of the batch of each step: %s", layer.momentum, rows);
      double[][] values = x.toDoubleMatrix();
      double[] mean = mean(values);
      double[] var = var(values, values.length - 1);
      double a = layer.momentum;
      for (int c = 0; c < features; c++) {
        means[step][c] = (1 - a) * (step > 0 ? means[step - 1][c] : 0) + a * mean[c];
        vars[step][c] = (1 - a) * (step > 0 ? vars[step - 1][c] : 1) + a * var[c];
      }
      layer.keep(check, x);
      layer.norm.track(x);
      check.kept();
      foundMeans[step] = layer.norm.runningMean().toDoubleVector();
      foundVars[step] = layer.norm.runningVar().toDoubleVector();
    }
    check.steps("the running mean", means, foundMeans, Tolerance.ROUNDING);
    check.steps("the running variance", vars, foundVars, Tolerance.ROUNDING);
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("in inference the running values count, whatever else is in the batch")
  void infer(RandomInputs draw, Check check) {
    int features = draw.whole(2, 4);
    Layer layer = Layer.of(draw, features);
    for (int rows : new int[] {draw.whole(3, 5), 1}) {
      INDArray mean = draw.normal(features);
      INDArray var = draw.numbers(features, 0.3, 3);
      double[] meanBefore = mean.toDoubleVector();
      double[] varBefore = var.toDoubleVector();
      layer.norm.runningMean().assign(mean);
      layer.norm.runningVar().assign(var);
      INDArray x = batch(draw, rows, features);
      double[][] expected = layer.output(x.toDoubleMatrix(), meanBefore, varBefore);
      layer.keep(check, x);
      INDArray found = layer.norm.infer(x);
      check.kept();
      check.equal("y of a batch of " + rows + " rows", expected, found, Tolerance.ROUNDING);
      layer.checkRunning(check, meanBefore, varBefore);
    }
  }

  @Test
  @Tag("task-4")
  @Points(1)
  @DisplayName("the gradient goes through mean and variance of the batch, too")
  void backward(RandomInputs draw, Check check) {
    int features = draw.whole(2, 4);
    Layer layer = Layer.of(draw, features);
    double[] zeros = new double[features];
    double[] ones = new double[features];
    Arrays.fill(ones, 1);
    for (int rows : new int[] {draw.whole(3, 5), draw.whole(8, 12)}) {
      INDArray x = batch(draw, rows, features);
      INDArray dy = draw.normal(rows, features);
      double[][] values = x.toDoubleMatrix();
      double[][] up = dy.toDoubleMatrix();
      double[] mean = mean(values);
      double[] var = var(values, rows);
      double[] sum = new double[features];
      double[] product = new double[features];
      double[][] dx = new double[rows][features];
      for (int c = 0; c < features; c++) {
        double root = Math.sqrt(var[c] + layer.eps);
        for (int r = 0; r < rows; r++) {
          sum[c] += up[r][c];
          product[c] += up[r][c] * (values[r][c] - mean[c]) / root;
        }
        for (int r = 0; r < rows; r++) {
          double normal = (values[r][c] - mean[c]) / root;
          dx[r][c] =
              layer.gamma[c] / root * (up[r][c] - sum[c] / rows - normal * product[c] / rows);
        }
      }
      layer.keep(check, x).keep("∂L/∂y", dy);
      BatchNorm.Gradients found = layer.norm.backward(x, dy);
      check.kept();
      check.equal("∂L/∂β", sum, found.beta(), Tolerance.ROUNDING);
      check.equal("∂L/∂γ", product, found.gamma(), Tolerance.ROUNDING);
      check.equal("∂L/∂x", dx, found.x(), Tolerance.ROUNDING);
      layer.checkRunning(check, zeros, ones);
    }
  }
}
