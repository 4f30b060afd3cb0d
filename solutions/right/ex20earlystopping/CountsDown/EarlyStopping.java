package dev.descent.exercises.ex20earlystopping;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public final class EarlyStopping {
  public interface Model {
    void train();

    double validate();

    INDArray parameters();
  }

  private final int patience;
  private double best = Double.POSITIVE_INFINITY;
  private double[] kept;
  private int left;

  public EarlyStopping(int patience) {
    this.patience = patience;
    left = patience;
  }

  public double best() {
    return best;
  }

  public INDArray kept() {
    return kept == null ? null : Nd4j.createFromArray(kept);
  }

  public boolean better(double loss, INDArray parameters) {
    if (loss >= best) {
      return false;
    }
    best = loss;
    kept = parameters.toDoubleVector();
    return true;
  }

  public boolean ends(double loss, INDArray parameters) {
    if (better(loss, parameters)) {
      left = patience;
    } else {
      left--;
    }
    return left == 0;
  }

  public int fit(Model model, int epochs) {
    int trained = 0;
    do {
      model.train();
      trained++;
    } while (!ends(model.validate(), model.parameters()) && trained < epochs);
    for (int i = 0; i < kept.length; i++) {
      model.parameters().putScalar(i, kept[i]);
    }
    return trained;
  }
}
