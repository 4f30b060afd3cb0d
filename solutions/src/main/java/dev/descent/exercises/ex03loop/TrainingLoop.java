package dev.descent.exercises.ex03loop;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The training loop, opened up: θ ← θ − u(g) for each batch, with g the gradient of its loss.
 * Batches must stay as they are.
 */
public final class TrainingLoop {
  private TrainingLoop() {}

  /**
   * Forward and backward.
   *
   * @return the mean loss over the batch
   */
  public static double backward(MultiLayerNetwork network, DataSet batch) {
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    return network.score();
  }

  /**
   * Moves the parameters by the gradient that the network holds, and counts the step.
   *
   * @param rows of the batch
   */
  public static void update(MultiLayerNetwork network, int rows) {
    int step = network.getIterationCount();
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    network
        .getUpdater()
        .update(network, network.gradient(), step, network.getEpochCount(), rows, none);
    INDArray params = network.params();
    params.subi(network.getFlattenedGradients().reshape(params.shape()));
    network.setIterationCount(step + 1);
  }

  /**
   * The loop.
   *
   * @param batches of an epoch
   * @return the loss of each step, before its update
   */
  public static List<Double> train(MultiLayerNetwork network, DataSetIterator batches, int epochs) {
    List<Double> losses = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      batches.reset();
      while (batches.hasNext()) {
        DataSet batch = batches.next();
        losses.add(backward(network, batch));
        update(network, batch.numExamples());
      }
      network.incrementEpochCount();
    }
    return losses;
  }
}
