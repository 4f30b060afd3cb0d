package dev.descent.exercises.ex20earlystopping;

import org.nd4j.linalg.api.ndarray.INDArray;

public final class EarlyStopping {
  public interface Model {
    void train();

    double validate();

    INDArray parameters();
  }

  private final int patience;
  private double best = Double.POSITIVE_INFINITY;
  private INDArray kept;
  private int count;

  public EarlyStopping(int patience) {
    this.patience = patience;
  }

  public double best() {
    return best;
  }

  public INDArray kept() {
    return kept;
  }

  public boolean better(double loss, INDArray parameters) {
    if (loss < best) {
      best = loss;
      kept = parameters.dup();
      return true;
    }
    return false;
  }

  public boolean ends(double loss, INDArray parameters) {
    count = better(loss, parameters) ? 0 : count + 1;
    return count >= patience;
  }

  public int fit(Model model, int epochs) {
    int epoch = 1;
    for (; epoch <= epochs; epoch++) {
      double loss = model.validate();
      model.train();
      if (ends(loss, model.parameters())) {
        break;
      }
    }
    model.parameters().assign(kept);
    return Math.min(epoch, epochs);
  }
}
