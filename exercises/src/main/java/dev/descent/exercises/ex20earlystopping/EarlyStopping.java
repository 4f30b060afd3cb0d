package dev.descent.exercises.ex20earlystopping;

import dev.descent.exercise.Todo;
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
 * with θ the parameters of the model, of shape [n]; best the lowest loss so far, ∞ before the
 * first; count the number of epochs in a row that were none better; patience at least 1.
 *
 * <p>PyTorch: {@code if loss < best: best, count = loss, 0; torch.save(model.state_dict(),
 * "best.pt")}, {@code else: count += 1}, {@code if count >= patience: break}, and at the end {@code
 * model.load_state_dict(torch.load("best.pt"))}. Lesson 5. Paper: L. Prechelt, Early Stopping – But
 * When? (1998).
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
   * Tells whether this loss is better than the best so far; if so, both are kept, loss and
   * parameters.
   *
   * @param loss on the validation part, after an epoch
   * @param parameters θ after this epoch, which stay as they are here; the next epoch will change
   *     this array
   */
  public boolean better(double loss, INDArray parameters) {
    // TODO 1: compare with best. Keep a better loss in best, and its parameters in kept. x.dup() is
    // a copy of the array x.
    throw new Todo(1);
  }

  /**
   * Tells whether training ends after this epoch. Its arguments are those of {@link #better}, which
   * is called here.
   */
  public boolean ends(double loss, INDArray parameters) {
    // TODO 2: bring count up to date with better(loss, parameters), and compare it with patience.
    throw new Todo(2);
  }

  /**
   * Trains the model until ends(…) says so, for {@code epochs} epochs at most, one or more.
   * Afterwards it has its best parameters.
   *
   * @return the number of epochs trained
   */
  public int fit(Model model, int epochs) {
    // TODO 3: the loop: train, then validate. At the end x.assign(y) copies y into the array x.
    throw new Todo(3);
  }
}
