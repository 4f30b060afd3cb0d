package dev.descent.exercises.ex05saving;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.DataSet;

/** Saving a network and going on with its training as if it had never stopped. */
public final class Saving {
  private Saving() {}

  /** Where batches come from. */
  public interface Batches {
    /** The batches of an epoch, in its order; epochs count from 0. */
    List<DataSet> of(int epoch);
  }

  /** Writes the network, which must stay as it is: parameters, counts, and the updater's state. */
  public static void save(MultiLayerNetwork network, File file) throws IOException {
    ModelSerializer.writeModel(network, file, true);
  }

  /** The network as it was when it was saved. */
  public static MultiLayerNetwork restore(File file) throws IOException {
    return ModelSerializer.restoreMultiLayerNetwork(file, true);
  }

  /**
   * Restores a network that was saved after some epochs, and trains it on.
   *
   * @param epochs in all
   */
  public static MultiLayerNetwork resume(File file, Batches batches, int epochs)
      throws IOException {
    MultiLayerNetwork network = restore(file);
    for (int epoch = network.getEpochCount(); epoch < epochs; epoch++) {
      for (DataSet batch : batches.of(epoch)) {
        network.fit(batch);
      }
      network.incrementEpochCount();
    }
    return network;
  }
}
