package dev.descent.exercises.ex09lossfortask;

import dev.descent.exercise.Todo;
import org.deeplearning4j.nn.conf.layers.OutputLayer;

/**
 * The output layer that suits a task: its loss, its activation and its number of outputs.
 *
 * <pre>
 *   z = x W + b               what the layer computes, of shape [batch, outputs]
 *   output = activation(z)    what the network answers
 *   loss                      one number: the mean over batch and outputs, as PyTorch's
 * </pre>
 *
 * with x the layer's input, of shape [batch, inputs]; for classes, the mean is over the batch only.
 *
 * <p>In PyTorch the network gives z, and the loss is chosen apart from it: {@code nn.MSELoss()},
 * {@code nn.L1Loss()}, {@code nn.SmoothL1Loss()}, {@code nn.CrossEntropyLoss()}, {@code
 * nn.BCEWithLogitsLoss()} … In DL4J both belong to the output layer. The losses of package
 * dev.descent.loss have PyTorch's names and numbers. Lesson 2, section "Which loss for which task".
 */
public final class LossForTask {
  private LossForTask() {}

  /**
   * Amounts, such as the temperatures of some days: any numbers, below 0, too. Twice the error
   * costs four times as much; but where the labels have outliers, a large error costs as much as it
   * is large.
   *
   * @param inputs of the layer
   * @param amounts of each row; the labels have the shape [batch, amounts]
   * @param outliers whether some labels are far off
   */
  public static OutputLayer amounts(int inputs, int amounts, boolean outliers) {
    // TODO 1: new OutputLayer.Builder(loss).nIn(…).nOut(…).activation(Activation.…).build()
    throw new Todo(1);
  }

  /**
   * One of several classes, such as the digit in a picture: the output is a probability for each
   * class, and these add up to 1. The loss of the kit looks behind that activation.
   *
   * @param classes how many; the labels are one-hot rows, of shape [batch, classes]
   */
  public static OutputLayer oneOf(int inputs, int classes) {
    // TODO 2: as above; see the lesson's table for loss and activation.
    throw new Todo(2);
  }

  /**
   * Some questions with answers yes or no, each for itself: the output is the probability of a yes
   * for each. The loss must still be right where z is −100 or 100.
   *
   * @param questions how many; the labels are 0 or 1, of shape [batch, questions]
   */
  public static OutputLayer yesOrNo(int inputs, int questions) {
    // TODO 3: as above. Which loss does not go through rounded probabilities?
    throw new Todo(3);
  }
}
