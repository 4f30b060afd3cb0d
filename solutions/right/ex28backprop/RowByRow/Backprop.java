package dev.descent.exercises.ex28backprop;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** With plain numbers, row by row. */
public final class Backprop {
  private Backprop() {}

  public record Layers(INDArray w1, INDArray b1, INDArray w2, INDArray b2) {}

  public record Pass(INDArray z1, INDArray h, INDArray p) {}

  private static double[][] times(double[][] a, INDArray w, INDArray b) {
    double[][] z = new double[a.length][w.columns()];
    for (int row = 0; row < a.length; row++) {
      for (int j = 0; j < w.columns(); j++) {
        z[row][j] = b.getDouble(j);
        for (int i = 0; i < w.rows(); i++) {
          z[row][j] += a[row][i] * w.getDouble(i, j);
        }
      }
    }
    return z;
  }

  public static Pass forward(Layers parameters, INDArray x) {
    double[][] z1 = times(x.toDoubleMatrix(), parameters.w1(), parameters.b1());
    double[][] h = new double[z1.length][z1[0].length];
    for (int row = 0; row < h.length; row++) {
      for (int j = 0; j < h[row].length; j++) {
        h[row][j] = Math.max(z1[row][j], 0);
      }
    }
    double[][] p = times(h, parameters.w2(), parameters.b2());
    for (double[] row : p) {
      double sum = 0;
      for (int k = 0; k < row.length; k++) {
        row[k] = Math.exp(row[k]);
        sum += row[k];
      }
      for (int k = 0; k < row.length; k++) {
        row[k] /= sum;
      }
    }
    return new Pass(Nd4j.createFromArray(z1), Nd4j.createFromArray(h), Nd4j.createFromArray(p));
  }

  public static INDArray delta(INDArray p, int[] y) {
    double[][] delta = p.toDoubleMatrix();
    for (int row = 0; row < y.length; row++) {
      for (int k = 0; k < delta[row].length; k++) {
        delta[row][k] = (delta[row][k] - (k == y[row] ? 1 : 0)) / y.length;
      }
    }
    return Nd4j.createFromArray(delta);
  }

  public static Layers gradients(Layers parameters, INDArray x, int[] y, Pass pass) {
    INDArray delta2 = delta(pass.p(), y);
    INDArray w1 = Nd4j.zerosLike(parameters.w1());
    INDArray b1 = Nd4j.zerosLike(parameters.b1());
    INDArray w2 = Nd4j.zerosLike(parameters.w2());
    INDArray b2 = Nd4j.zerosLike(parameters.b2());
    for (int row = 0; row < y.length; row++) {
      for (int j = 0; j < w2.rows(); j++) {
        double delta = 0;
        for (int k = 0; k < w2.columns(); k++) {
          add(w2, j, k, pass.h().getDouble(row, j) * delta2.getDouble(row, k));
          delta += delta2.getDouble(row, k) * parameters.w2().getDouble(j, k);
        }
        if (pass.z1().getDouble(row, j) > 0) {
          b1.putScalar(j, b1.getDouble(j) + delta);
          for (int i = 0; i < w1.rows(); i++) {
            add(w1, i, j, x.getDouble(row, i) * delta);
          }
        }
      }
      for (int k = 0; k < w2.columns(); k++) {
        b2.putScalar(k, b2.getDouble(k) + delta2.getDouble(row, k));
      }
    }
    return new Layers(w1, b1, w2, b2);
  }

  private static void add(INDArray a, int i, int j, double value) {
    a.putScalar(i, j, a.getDouble(i, j) + value);
  }

  public static void step(Layers parameters, INDArray x, int[] y, double lr) {
    Layers gradients = gradients(parameters, x, y, forward(parameters, x));
    parameters.w1().subi(gradients.w1().mul(lr));
    parameters.b1().subi(gradients.b1().mul(lr));
    parameters.w2().subi(gradients.w2().mul(lr));
    parameters.b2().subi(gradients.b2().mul(lr));
  }
}
