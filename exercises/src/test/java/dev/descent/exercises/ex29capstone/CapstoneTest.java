package dev.descent.exercises.ex29capstone;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.Digits;
import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercises.ex29capstone.Capstone.Trainer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.OptimizationAlgorithm;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

@Graded
class CapstoneTest {
  private static final int TRAINING = 4_000;
  private static final int VALIDATION = 1_000;
  private static final int TEST = 4_000;
  private static final int CHUNK = 1_000;
  private static final int WIDTH = 784;
  private static final int CLASSES = 10;
  private static final int BUDGET = 320;
  private static final int MOST_ROWS = 64;

  /** The training of the first stage, which is that of the others as well. */
  private static Counted trained;

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("stage 1: a training within the budget, and 93 % of unknown images are right")
  void first(RandomInputs draw, Check check) {
    trained = null;
    Counted trainer = new Counted(draw);
    Capstone.train(trainer);
    trained = trainer;
    stage(0.93, trainer, check);
  }

  @Test
  @Tag("task-1")
  @Needs("first")
  @Points(1)
  @DisplayName("stage 2: 97 % of them are right")
  void second(RandomInputs draw, Check check) {
    stage(0.97, trained(draw), check);
  }

  @Test
  @Tag("task-1")
  @Needs("second")
  @Points(2)
  @DisplayName("stage 3: 98.8 % of them are right")
  void third(RandomInputs draw, Check check) {
    stage(0.988, trained(draw), check);
  }

  /** That of the first stage; where it was in another JVM, one with images of its own. */
  private static Counted trained(RandomInputs draw) {
    if (trained == null) {
      Counted trainer = new Counted(draw);
      Capstone.train(trainer);
      trained = trainer;
    }
    return trained;
  }

  private static void stage(double least, Counted trainer, Check check) {
    double accuracy = trainer.accuracy();
    check.measured("test accuracy (%)", 100 * accuracy);
    check.holds(
        String.format(
            Locale.ROOT,
            "%.1f %% of %,d unknown images are right; these are %.2f %%, %.2f points away%s",
            100 * least,
            TEST,
            100 * accuracy,
            100 * (least - accuracy),
            trainer.course()),
        accuracy >= least,
        trainer.symptom(accuracy));
  }

  /**
   * A trainer that makes the steps itself, so that they are counted wherever they come from. Nobody
   * else has its network or its rows: what is handed out are copies.
   */
  private static final class Counted implements Trainer {
    private final Dataset training;
    private final Dataset validation;
    private final Dataset test;
    private final Set<FloatBuffer> unlearned = new HashSet<>();
    private final long seed;
    private MultiLayerNetwork network;
    private double accuracy = -1;
    private INDArray kept;
    private int keptAt;
    private int startedAt;
    private int steps;
    private int alike;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest;
    private double recent;

    Counted(RandomInputs draw) {
      Dataset all = Digits.generate(TRAINING + VALIDATION + TEST, draw.seed());
      int[] sorted =
          IntStream.range(0, TRAINING)
              .boxed()
              .sorted((a, b) -> Integer.compare(all.label(a), all.label(b)))
              .mapToInt(row -> row)
              .toArray();
      training = all.rows(sorted);
      validation = all.rows(IntStream.range(TRAINING, TRAINING + VALIDATION).toArray());
      test = all.rows(IntStream.range(TRAINING + VALIDATION, all.size()).toArray());
      for (int i = 0; i < VALIDATION; i++) {
        unlearned.add(row(validation, i));
      }
      for (int i = 0; i < TRAINING; i++) {
        unlearned.remove(row(training, i)); // two drawings may be the same, pixel for pixel
      }
      seed = draw.whole(1, Integer.MAX_VALUE - 1);
    }

    private static FloatBuffer row(Dataset data, int index) {
      float[] row = new float[WIDTH];
      data.read(index, row, 0);
      return FloatBuffer.wrap(row);
    }

    @Override
    public DataSet training() {
      return Batches.inOrder(training, TRAINING).next();
    }

    @Override
    public DataSet validation() {
      return Batches.inOrder(validation, VALIDATION).next();
    }

    @Override
    public int budget() {
      return BUDGET;
    }

    @Override
    public long seed() {
      return seed;
    }

    @Override
    public void start(MultiLayerConfiguration configuration) {
      MultiLayerConfiguration own = configuration.clone();
      for (NeuralNetConfiguration layer : own.getConfs()) {
        if (layer.getOptimizationAlgo() != OptimizationAlgorithm.STOCHASTIC_GRADIENT_DESCENT) {
          throw new IllegalArgumentException(
              "the optimization algorithm must be STOCHASTIC_GRADIENT_DESCENT, got "
                  + layer.getOptimizationAlgo()
                  + ", which makes several steps in one");
        }
      }
      MultiLayerNetwork made = new MultiLayerNetwork(own);
      made.init();
      long[] shape = made.output(Nd4j.zeros(DataType.FLOAT, 1, WIDTH)).shape();
      if (!Arrays.equals(shape, new long[] {1, CLASSES})) {
        throw new IllegalArgumentException(
            "the network must give [1, 10] for a row of 784, got " + Arrays.toString(shape));
      }
      network = made;
      startedAt = steps;
      kept = null;
    }

    @Override
    public double step(DataSet batch) {
      requireStarted("step");
      if (steps == BUDGET) {
        throw new IllegalStateException("the budget of " + BUDGET + " steps is used up");
      }
      INDArray features = batch.getFeatures().dup('c');
      INDArray labels = batch.getLabels().dup('c');
      long rows = features.size(0);
      if (rows < 1
          || rows > MOST_ROWS
          || !Arrays.equals(features.shape(), new long[] {rows, WIDTH})
          || !Arrays.equals(labels.shape(), new long[] {rows, CLASSES})) {
        throw new IllegalArgumentException(
            "a step must have up to %d rows [rows, 784] and labels [rows, 10], got %s and %s"
                .formatted(
                    MOST_ROWS, Arrays.toString(features.shape()), Arrays.toString(labels.shape())));
      }
      float[] pixels = features.data().asFloat();
      for (int i = 0; i < rows; i++) {
        if (unlearned.contains(FloatBuffer.wrap(pixels, i * WIDTH, WIDTH))) {
          throw new IllegalArgumentException(
              "a row of the validation part is to choose by, and no step may have it");
        }
      }
      float[] shares = labels.mean(0).toFloatVector();
      for (float share : shares) {
        alike += share > 0.9 ? 1 : 0;
      }
      steps++;
      network.fit(features, labels);
      double loss = network.score();
      lowest = Math.min(lowest, loss);
      highest = Math.max(highest, Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY);
      recent = steps == 1 ? loss : 0.9 * recent + 0.1 * loss;
      return loss;
    }

    @Override
    public INDArray output(INDArray features) {
      requireStarted("output");
      return network.output(features.dup('c')).dup();
    }

    @Override
    public void keep() {
      requireStarted("keep");
      kept = network.params().dup();
      keptAt = steps;
    }

    private void requireStarted(String what) {
      if (network == null) {
        throw new IllegalStateException("start comes first, then " + what);
      }
    }

    /** The share of the test part that the network to be judged has right. */
    double accuracy() {
      if (network == null || accuracy >= 0) {
        return Math.max(0, accuracy);
      }
      if (kept != null) {
        network.setParams(kept);
      }
      int right = 0;
      int row = 0;
      for (Batches batches = Batches.inOrder(test, CHUNK); batches.hasNext(); ) {
        INDArray output = network.output(batches.next().getFeatures());
        for (float[] scores : output.reshape(CHUNK, CLASSES).toFloatMatrix()) {
          right += best(scores) == test.label(row++) ? 1 : 0;
        }
      }
      accuracy = (double) right / TEST;
      return accuracy;
    }

    /** The class with the largest number; −1 where one is not finite. */
    private static int best(float[] scores) {
      int best = 0;
      for (int c = 0; c < CLASSES; c++) {
        if (!Float.isFinite(scores[c])) {
          return -1;
        }
        best = scores[c] > scores[best] ? c : best;
      }
      return best;
    }

    /** What the training was like, for the message. */
    String course() {
      return steps == 0
          ? ""
          : String.format(
              Locale.ROOT,
              "; %d of %d steps, loss of the last ten or so %.3f%s",
              steps,
              BUDGET,
              recent,
              kept == null ? "" : ", kept after step " + keptAt);
    }

    /** Why it may be less, as far as it shows; the same words whatever the seed. */
    String symptom(double accuracy) {
      if (network == null || steps == 0) {
        return "less: no step was made";
      }
      if (alike > steps / 2) {
        return "less: most batches have rows of one class alone";
      }
      if (steps < 0.9 * BUDGET) {
        return "less: a tenth of the budget or more is left";
      }
      if (kept != null && keptAt < steps / 2) {
        return "less: the network was kept in the first half of the training";
      }
      if (startedAt > BUDGET / 2) {
        return "less: the last start came in the second half of the budget";
      }
      if (accuracy < 0.2) {
        return highest > 50
            ? "hardly more than by guessing, with losses above 50 on the way"
            : "hardly more than by guessing";
      }
      if (lowest > 1.4) {
        return "less: the loss never fell below 1.4, while many rows are right";
      }
      return "less";
    }
  }
}
