package dev.descent.exercises.ex20earlystopping;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Early stopping: training ends when the validation loss has stopped falling, and the best model is
 * kept instead of the last.
 *
 * <pre>
 *   after each epoch, with loss the validation loss:
 *     loss &lt; best:   best ← loss;  kept ← a copy of θ;  count ← 0
 *     otherwise:     count ← count + 1
 *     where count ≥ patience, training ends
 *   at the end:      θ ← kept
 * </pre>
 *
 * Lesson 5.
 */
public final class EarlyStopping {
  /** A model that can be trained, and its loss. */
  public interface Model {
    /** Trains for one epoch. */
    void train();

    /** The validation loss of the model as it is now. */
    double validate();

    /** The array of parameters itself, θ: training changes it in place. */
    INDArray parameters();
  }

  private final int patience;
  private double best = Double.POSITIVE_INFINITY;
  private INDArray kept; // the parameters that go with best; null before the first epoch
  private int count; // epochs in a row that were none better

  /**
   * @param patience so many such epochs end the training
   */
  public EarlyStopping(int patience) {
    this.patience = patience;
  }

  /** The best loss so far. */
  public double best() {
    return best;
  }

  /** The parameters that go with it. */
  public INDArray kept() {
    return kept;
  }

  /**
   * Tells whether this loss is better than the best so far; if so, it is kept with a copy of its
   * parameters, which stay as they are.
   */
  public boolean better(double loss, INDArray parameters) {
    if (loss < best) {
      best = loss;
      kept = parameters.dup();
      return true;
    }
    return false;
  }

  /** Tells whether training ends after this epoch. */
  public boolean ends(double loss, INDArray parameters) {
    count = better(loss, parameters) ? 0 : count + 1;
    return count >= patience;
  }

  /**
   * Trains the model for {@code epochs} epochs at most; afterwards it has its best parameters.
   *
   * @return the number of epochs trained
   */
  public int fit(Model model, int epochs) {
    int trained = 0;
    boolean ended = false;
    while (!ended && trained < epochs) {
      model.train();
      trained++;
      ended = ends(model.validate(), model.parameters());
    }
    model.parameters().assign(kept);
    return trained;
  }
}
