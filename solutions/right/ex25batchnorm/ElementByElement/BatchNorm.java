package dev.descent.exercises.ex25batchnorm;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public final class BatchNorm {
  public record Gradients(INDArray x, INDArray gamma, INDArray beta) {}

  private final INDArray gamma;
  private final INDArray beta;
  private final double momentum;
  private final double eps;
  private final INDArray runningMean;
  private final INDArray runningVar;

  public BatchNorm(INDArray gamma, INDArray beta, double momentum, double eps) {
    this.gamma = gamma;
    this.beta = beta;
    this.momentum = momentum;
    this.eps = eps;
    runningMean = Nd4j.zeros(DataType.DOUBLE, gamma.length());
    runningVar = Nd4j.ones(DataType.DOUBLE, gamma.length());
  }

  public INDArray runningMean() {
    return runningMean;
  }

  public INDArray runningVar() {
    return runningVar;
  }

  private static double mean(INDArray x, int column) {
    double sum = 0;
    for (int row = 0; row < x.rows(); row++) {
      sum += x.getDouble(row, column);
    }
    return sum / x.rows();
  }

  private static double squares(INDArray x, int column) {
    double sum = 0;
    for (int row = 0; row < x.rows(); row++) {
      double off = x.getDouble(row, column) - mean(x, column);
      sum += off * off;
    }
    return sum;
  }

  private void fill(INDArray y, INDArray x, int column, double mean, double var) {
    for (int row = 0; row < x.rows(); row++) {
      double normal = (x.getDouble(row, column) - mean) / Math.sqrt(var + eps);
      y.putScalar(row, column, gamma.getDouble(column) * normal + beta.getDouble(column));
    }
  }

  public INDArray normalise(INDArray x) {
    INDArray y = Nd4j.zerosLike(x);
    for (int column = 0; column < x.columns(); column++) {
      fill(y, x, column, mean(x, column), squares(x, column) / x.rows());
    }
    return y;
  }

  public void track(INDArray x) {
    for (int column = 0; column < x.columns(); column++) {
      double mean = runningMean.getDouble(column);
      double var = runningVar.getDouble(column);
      runningMean.putScalar(column, mean + momentum * (mean(x, column) - mean));
      runningVar.putScalar(column, var + momentum * (squares(x, column) / (x.rows() - 1) - var));
    }
  }

  public INDArray infer(INDArray x) {
    INDArray y = Nd4j.zerosLike(x);
    for (int column = 0; column < x.columns(); column++) {
      fill(y, x, column, runningMean.getDouble(column), runningVar.getDouble(column));
    }
    return y;
  }

  public Gradients backward(INDArray x, INDArray dy) {
    INDArray dx = Nd4j.zerosLike(x);
    INDArray dGamma = Nd4j.zerosLike(gamma);
    INDArray dBeta = Nd4j.zerosLike(beta);
    int n = x.rows();
    for (int column = 0; column < x.columns(); column++) {
      double mean = mean(x, column);
      double root = Math.sqrt(squares(x, column) / n + eps);
      double sum = 0;
      double product = 0;
      for (int row = 0; row < n; row++) {
        sum += dy.getDouble(row, column);
        product += dy.getDouble(row, column) * (x.getDouble(row, column) - mean) / root;
      }
      for (int row = 0; row < n; row++) {
        double normal = (x.getDouble(row, column) - mean) / root;
        double inner = n * dy.getDouble(row, column) - sum - normal * product;
        dx.putScalar(row, column, gamma.getDouble(column) / root / n * inner);
      }
      dGamma.putScalar(column, product);
      dBeta.putScalar(column, sum);
    }
    return new Gradients(dx, dGamma, dBeta);
  }
}
