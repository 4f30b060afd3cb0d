package dev.descent.exercises.ex03loop;

import dev.descent.exercise.Todo;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * The training loop, opened up: what {@code network.fit} does in every step.
 *
 * <pre>
 *   L = (1/B) Σ loss of each row          forward, and loss
 *   g = ∂L/∂θ                             backward
 *   θ ← θ − u(g)                          update
 * </pre>
 *
 * with θ the parameters of the network, of shape [n], B the rows of the batch, and u what the
 * network's updater makes of the gradient: for plain SGD u(g) = lr · g. An epoch is one step for
 * each batch.
 *
 * <p>DL4J's loss is the mean already, but its gradient is the sum over the batch, B · g, of shape
 * [1, n]. Its updater divides by B, and then turns the gradient, in place, into u(g). It asks which
 * step and which epoch it is, both counted from 0, so a step is counted after it, an epoch at its
 * end. The network keeps these counts, and a loop by hand has to move them on.
 *
 * <p>Batches must stay as they are.
 *
 * <p>PyTorch: {@code loss = criterion(model(x), y); optimizer.zero_grad(); loss.backward();
 * optimizer.step()}. Lesson 1. Paper: D. E. Rumelhart, G. E. Hinton and R. J. Williams, Learning
 * representations by back-propagating errors (1986).
 */
public final class TrainingLoop {
  private TrainingLoop() {}

  /**
   * Forward and backward: afterwards the network holds its gradient for this batch.
   *
   * @return the mean loss over the batch, L
   */
  public static double backward(MultiLayerNetwork network, DataSet batch) {
    // TODO 1: network.setInput(…), setLabels(…), computeGradientAndScore(), score().
    throw new Todo(1);
  }

  /**
   * Moves the parameters by the gradient that the network holds, and counts the step.
   *
   * @param rows of the batch, B
   */
  public static void update(MultiLayerNetwork network, int rows) {
    // TODO 2: network.getUpdater().update(network, network.gradient(), step, epoch, rows,
    // LayerWorkspaceMgr.noWorkspaces()) makes the step of network.getFlattenedGradients(), which
    // is to be taken from network.params(), in place: reshape(n) gives it their shape. Counts:
    // getIterationCount, getEpochCount, setIterationCount.
    throw new Todo(2);
  }

  /**
   * The loop.
   *
   * @param batches of an epoch, wherever they stand; reset() goes back to the first
   * @return the loss of each step, before its update
   */
  public static List<Double> train(MultiLayerNetwork network, DataSetIterator batches, int epochs) {
    // TODO 3: every batch of every epoch, by TODO 1 and TODO 2; batch.numExamples() is B. An epoch
    // that has ended is counted by network.incrementEpochCount().
    throw new Todo(3);
  }
}
