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
  private int epoch;
  private int bestEpoch;

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
    boolean better = loss < best;
    best = Math.min(best, loss);
    if (better && kept == null) {
      kept = parameters.ulike();
    }
    if (better) {
      kept.assign(parameters);
    }
    return better;
  }

  public boolean ends(double loss, INDArray parameters) {
    epoch++;
    if (better(loss, parameters)) {
      bestEpoch = epoch;
    }
    return epoch - bestEpoch >= patience;
  }

  public int fit(Model model, int epochs) {
    for (int epoch = 1; epoch <= epochs; epoch++) {
      model.train();
      if (ends(model.validate(), model.parameters())) {
        return restored(model, epoch);
      }
    }
    return restored(model, epochs);
  }

  private int restored(Model model, int trained) {
    model.parameters().assign(kept);
    return trained;
  }
}
