package dev.descent.exercises.ex29capstone;

import dev.descent.schedule.CosineAnnealingLR;
import dev.descent.schedule.WarmUp;
import dev.descent.updater.SGD;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.ScheduleType;

/** SGD with momentum, and the loss and layers of Deeplearning4j itself. */
public final class Capstone {
  public static final double FIRST = 0.93;
  public static final double SECOND = 0.97;
  public static final double THIRD = 0.988;

  private static final int SIZE = 28;
  private static final int ROWS = 64;
  private static final int SHIFT = 2;
  private static final double RATE = 0.1;

  private Capstone() {}

  /** What the grader lends: images, a budget of steps, and the one network that it judges. */
  public interface Trainer {
    DataSet training();

    DataSet validation();

    int budget();

    long seed();

    void start(MultiLayerConfiguration configuration);

    double step(DataSet batch);

    INDArray output(INDArray features);

    void keep();
  }

  /** The training. */
  public static void train(Trainer trainer) {
    Random random = new Random(trainer.seed());
    trainer.start(network(trainer.budget(), trainer.seed()));
    DataSet training = trainer.training();
    float[][] images = training.getFeatures().toFloatMatrix();
    int[] order = new int[images.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = i;
    }
    int next = order.length;
    for (int step = 0; step < trainer.budget(); step++) {
      if (next + ROWS > order.length) { // an epoch, but for less than a batch
        shuffle(order, random);
        next = 0;
      }
      float[][] moved = new float[ROWS][];
      int[] rows = new int[ROWS];
      for (int i = 0; i < ROWS; i++) {
        rows[i] = order[next + i];
        moved[i] = moved(images[rows[i]], random);
      }
      next += ROWS;
      trainer.step(new DataSet(Nd4j.createFromArray(moved), training.getLabels().getRows(rows)));
    }
  }

  private static MultiLayerConfiguration network(int steps, long seed) {
    int rise = steps / 10;
    SGD sgd = new SGD(RATE, 0.9);
    sgd.setLrAndSchedule(
        RATE,
        new WarmUp(
            ScheduleType.ITERATION,
            RATE,
            rise,
            0.1,
            new CosineAnnealingLR(ScheduleType.ITERATION, RATE, steps - rise, 0)));
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .updater(sgd)
        .weightInit(WeightInit.RELU)
        .list()
        .layer(new DenseLayer.Builder().nIn(784).nOut(256).activation(Activation.RELU).build())
        .layer(new DenseLayer.Builder().nIn(256).nOut(128).activation(Activation.RELU).build())
        .layer(
            new OutputLayer.Builder(new LossMCXENT())
                .nIn(128)
                .nOut(10)
                .activation(Activation.SOFTMAX)
                .build())
        .build();
  }

  private static void shuffle(int[] order, Random random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
  }

  /** The image, moved by up to SHIFT pixels each way; what comes in is black. */
  private static float[] moved(float[] image, Random random) {
    int down = random.nextInt(2 * SHIFT + 1) - SHIFT;
    int right = random.nextInt(2 * SHIFT + 1) - SHIFT;
    float[] moved = new float[image.length];
    for (int row = Math.max(0, down); row < Math.min(SIZE, SIZE + down); row++) {
      int to = Math.max(0, right);
      int from = Math.max(0, -right);
      System.arraycopy(
          image, (row - down) * SIZE + from, moved, row * SIZE + to, SIZE - Math.abs(right));
    }
    return moved;
  }
}
