package dev.descent.exercises.ex05saving;

import dev.descent.exercise.Todo;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Saving a network and going on with its training as if it had never stopped.
 *
 * <p>A step depends on more than the parameters θ, of shape [n]:
 *
 * <ul>
 *   <li>the updater's state: for Adam its averages m and v, of shape [n] each, from all steps so
 *       far;
 *   <li>the counts of steps and of epochs: bias corrections and schedules ask for them. DL4J saves
 *       them with the network;
 *   <li>the batches: an epoch has its own order of them.
 * </ul>
 *
 * <p>PyTorch: {@code torch.save({'model': model.state_dict(), 'optimizer': optimizer.state_dict(),
 * 'epoch': epoch}, file)}; {@code model.load_state_dict(…)}, {@code optimizer.load_state_dict(…)}.
 * Lesson 1.
 */
public final class Saving {
  private Saving() {}

  /** Where batches come from. */
  public interface Batches {
    /** The batches of an epoch, in its order; epochs count from 0. */
    List<DataSet> of(int epoch);
  }

  /** Writes the network, which must stay as it is, with all that its next step depends on. */
  public static void save(MultiLayerNetwork network, File file) throws IOException {
    // TODO 1: ModelSerializer.writeModel(network, file, saveUpdater).
    throw new Todo(1);
  }

  /** The network as it was when it was saved. */
  public static MultiLayerNetwork restore(File file) throws IOException {
    // TODO 2: ModelSerializer.restoreMultiLayerNetwork(file, loadUpdater).
    throw new Todo(2);
  }

  /**
   * Restores a network that was saved after some epochs, and trains it on.
   *
   * @param epochs how many it shall have had in the end, those before it was saved included; where
   *     it has had them already, it is not trained
   */
  public static MultiLayerNetwork resume(File file, Batches batches, int epochs)
      throws IOException {
    // TODO 3: network.getEpochCount() is the number of epochs so far, and so the number of the
    // next. network.fit(batch) makes one step and counts it; that an epoch has ended it cannot
    // know: network.incrementEpochCount().
    throw new Todo(3);
  }
}
