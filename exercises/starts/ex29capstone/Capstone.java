package dev.descent.exercises.ex29capstone;

import dev.descent.exercise.Todo;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The capstone: a training of your own, with whatever the course has shown. 4,000 images of digits
 * to learn from, a budget of 320 steps with 64 rows at most, which is five epochs, and 4,000 other
 * images on which the network is judged, and which nobody sees before.
 *
 * <pre>
 *   accuracy = rows classified rightly / rows
 *   stages   0.93, 0.97, 0.988
 * </pre>
 *
 * A stage is passed with an accuracy of that much or more. Every seed draws other images, so leave
 * a margin. The network of the tutorial with its settings, Adam at 0.001 all the time, passes the
 * first. A training takes some seconds; a minute ends it.
 *
 * <p>The steps are counted where they are made: you say what network it is and what is in each
 * batch, and the trainer makes the steps, of one network. What you train beside it can only help
 * you to choose. Of the kit you may use layers, losses, updaters, schedules and techniques; images
 * are those of the trainer, and may be changed as you like.
 *
 * <p>PyTorch: a {@code model}, an {@code optimizer}, a {@code scheduler}, and a loop. Lesson 7.
 */
public final class Capstone {
  public static final double FIRST = 0.93;
  public static final double SECOND = 0.97;
  public static final double THIRD = 0.988;

  private Capstone() {}

  /** What the grader lends you: images, a budget of steps, and the one network that it judges. */
  public interface Trainer {
    /**
     * The images to learn from, sorted by class: features [4000, 784], each row 28 rows of 28
     * pixels from 0 to 1, and labels [4000, 10], a 1 for the class. A copy of your own, float32.
     */
    DataSet training();

    /** 1,000 other images in the same form, to choose by; no step may have one of them. */
    DataSet validation();

    /** The number of steps that there may be, 320. */
    int budget();

    /** For whatever you draw; another in each training. */
    long seed();

    /**
     * Begins with a network, whose weights are drawn by its own seed. A second call begins with
     * another one; the steps that were made are not given back.
     *
     * @param configuration of a network from 784 inputs to 10 outputs, of which the largest is the
     *     answer
     */
    void start(MultiLayerConfiguration configuration);

    /**
     * Makes one step, in training mode.
     *
     * @param batch 1 to 64 rows
     * @return the loss of these rows before the step
     */
    double step(DataSet batch);

    /** What the network gives for some rows, in inference mode: [rows, 10]. It costs no step. */
    INDArray output(INDArray features);

    /** Keeps the network as it is now: the one that was kept last is judged, else the last. */
    void keep();
  }

  /** Your training: a start, and up to 320 steps. */
  public static void train(Trainer trainer) {
    // TODO 1: begin with a network that learns at all, with batches of rows in a drawn order. Then
    // look at what each technique of lessons 3 to 6 gives. data.getFeatures().getRows(order) cuts
    // rows out of a data set, and so for its labels.
    throw new Todo(1);
  }
}
