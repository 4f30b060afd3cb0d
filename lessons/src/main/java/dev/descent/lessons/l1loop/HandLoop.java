package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The training loop with every step in the open, and the ways in which it goes wrong. */
final class HandLoop {
  /** One line of the loop that is wrong. */
  enum Mistake {
    NONE,
    GRADIENTS_ADD_UP,
    STEPS_NOT_COUNTED,
    SUM_FOR_MEAN
  }

  private final MultiLayerNetwork network;
  private final Mistake mistake;
  private final INDArray sum; // of all gradients so far

  HandLoop(MultiLayerNetwork network, Mistake mistake) {
    this.network = network;
    this.mistake = mistake;
    this.sum = network.params().ulike(); // zeros
  }

  /** Trains for one epoch; the mean loss over its batches. */
  double epoch(Batches batches, int epoch) {
    batches.startEpoch(epoch);
    double losses = 0;
    // @start region=loop
    while (batches.hasNext()) {
      DataSet batch = batches.next();
      network.setInput(batch.getFeatures()); // [batch, 784]
      network.setLabels(batch.getLabels()); // [batch, 10]
      network.computeGradientAndScore(); // the gradient is computed anew, and summed over the batch
      losses += network.score() / batches.count();

      INDArray gradient = network.getFlattenedGradients(); // of all parameters in a row
      int rows = spoil(gradient, batch.numExamples()); // in the right loop: the rows of the batch
      int step = network.getIterationCount(); // from 0
      network // makes the step of the gradient, in place: divided by the rows, times the rate
          .getUpdater()
          .update(network, network.gradient(), step, epoch, rows, LayerWorkspaceMgr.noWorkspaces());
      network.params().subi(gradient.reshape(network.params().shape()));
      network.setIterationCount(mistake == Mistake.STEPS_NOT_COUNTED ? 0 : step + 1);
    }
    network.incrementEpochCount();
    // @end
    return losses;
  }

  /** Makes a mistake, if it is to be made; by how many rows the updater is to divide. */
  private int spoil(INDArray gradient, int rows) {
    if (mistake == Mistake.GRADIENTS_ADD_UP) {
      sum.addi(gradient.reshape(sum.shape()));
      gradient.assign(sum.reshape(gradient.shape()));
    }
    return mistake == Mistake.SUM_FOR_MEAN ? 1 : rows;
  }
}
