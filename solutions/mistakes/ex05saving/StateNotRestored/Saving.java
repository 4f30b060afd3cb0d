package dev.descent.exercises.ex05saving;

import java.io.File;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.DataSet;

public final class Saving {
  private Saving() {}

  public interface Batches {
    List<DataSet> of(int epoch);
  }

  public static void save(MultiLayerNetwork network, File file) throws IOException {
    ModelSerializer.writeModel(network, file, true);
  }

  public static MultiLayerNetwork restore(File file) throws IOException {
    return ModelSerializer.restoreMultiLayerNetwork(file, false);
  }

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
