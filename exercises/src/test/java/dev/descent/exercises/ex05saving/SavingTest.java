package dev.descent.exercises.ex05saving;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.SavedNetwork;
import dev.descent.exercise.Tolerance;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

@Graded
class SavingTest {
  private static final Tolerance SAME = new Tolerance(0, "a file keeps every bit");
  private static final Tolerance EXACT = new Tolerance(1e-12, "the same steps as without the stop");

  /** A network with Adam, whose rate falls with every epoch, and the batches of each epoch. */
  private record Training(MultiLayerNetwork network, Saving.Batches batches) {
    static Training of(RandomInputs draw) {
      int width = draw.whole(2, 4);
      StepSchedule rate =
          new StepSchedule(ScheduleType.EPOCH, draw.number(0.02, 0.1), draw.number(0.5, 0.8), 1);
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .seed(draw.seed())
                  .dataType(DataType.DOUBLE)
                  .updater(new Adam(rate))
                  .list()
                  .layer(
                      new DenseLayer.Builder()
                          .nIn(width)
                          .nOut(3)
                          .activation(Activation.TANH)
                          .build())
                  .layer(
                      new OutputLayer.Builder(new LossMSE())
                          .nIn(3)
                          .nOut(1)
                          .activation(Activation.IDENTITY)
                          .build())
                  .build());
      network.init();
      List<DataSet> batches = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        int rows = draw.whole(2, 5);
        batches.add(new DataSet(draw.normal(rows, width), draw.normal(rows, 1)));
      }
      return new Training(
          network,
          epoch -> {
            List<DataSet> order = new ArrayList<>(batches);
            Collections.rotate(order, epoch);
            return order;
          });
    }

    /** Trains for the epochs from one to before another. */
    void train(int from, int to) {
      for (int epoch = from; epoch < to; epoch++) {
        batches.of(epoch).forEach(network::fit);
        network.incrementEpochCount();
      }
    }
  }

  /** All that the next step of a network depends on. */
  private record State(double[] params, double[] updater, int iterations, int epochs) {
    static State of(MultiLayerNetwork network) {
      return new State(
          network.params().toDoubleVector(),
          network.getUpdater().getStateViewArray().dup('c').data().asDouble(),
          network.getIterationCount(),
          network.getEpochCount());
    }
  }

  private static void checkSame(Check check, State saved, MultiLayerNetwork network) {
    check.holds("there is a network again", network != null, "null");
    State found = State.of(network);
    check.equal("the array of parameters, restored,", saved.params, found.params, SAME);
    check.equal("the updater's state, restored,", saved.updater, found.updater, SAME);
    check.same("getIterationCount()", saved.iterations, found.iterations);
    check.same("getEpochCount()", saved.epochs, found.epochs);
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("the file holds parameters, counts, and the updater's state")
  void save(RandomInputs draw, Check check, @TempDir Path folder) throws IOException {
    Training training = Training.of(draw);
    training.train(0, draw.whole(1, 3));
    File file = folder.resolve("network.zip").toFile();
    State before = State.of(training.network);
    check.keep("the network's array of parameters", training.network.params());
    check.keep("the updater's state", training.network.getUpdater().getStateViewArray());
    Saving.save(training.network, file);
    check.holds("there is a file with the network", file.length() > 0, "no file");
    checkSame(check, before, SavedNetwork.restoreMultiLayerNetwork(file, true));
    check.kept();
    check.same(
        "getIterationCount() after", before.iterations, training.network.getIterationCount());
    check.same("getEpochCount() after", before.epochs, training.network.getEpochCount());
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("what is restored has parameters, counts, and the updater's state")
  void restore(RandomInputs draw, Check check, @TempDir Path folder) throws IOException {
    Training training = Training.of(draw);
    training.train(0, draw.whole(1, 3));
    File file = folder.resolve("network.zip").toFile();
    ModelSerializer.writeModel(training.network, file, true);
    checkSame(check, State.of(training.network), Saving.restore(file));
  }

  @Test
  @Tag("task-3")
  @Needs("task-2")
  @Points(1)
  @DisplayName("a training that was stopped and resumed ends where one without a stop does")
  void resume(RandomInputs draw, Check check, @TempDir Path folder) throws IOException {
    Training training = Training.of(draw);
    int stop = draw.whole(2, 3);
    int epochs = stop + draw.whole(2, 3);
    training.train(0, stop);
    File file = folder.resolve("network.zip").toFile();
    ModelSerializer.writeModel(training.network, file, true);
    training.train(stop, epochs);

    double[] params = training.network.params().toDoubleVector();
    List<Integer> asked = new ArrayList<>();
    Saving.Batches batches =
        epoch -> {
          asked.add(epoch);
          return training.batches.of(epoch);
        };
    MultiLayerNetwork found = Saving.resume(file, batches, epochs);
    check.holds("resume gives a network", found != null, "null");
    check.given(
        "saved after %d epochs, resumed to %d; Adam, whose rate falls with each epoch; at the end"
            + " getIterationCount() is %d, without a stop %d",
        stop, epochs, found.getIterationCount(), training.network.getIterationCount());
    List<Integer> rest = IntStream.range(stop, epochs).boxed().toList();
    String which = "the list of epochs whose batches came after a stop at " + stop;
    check.same(which, rest, asked.stream().distinct().toList());
    check.equal("the array of parameters at the end", params, found.params(), EXACT);
    check.same("getEpochCount() at the end", epochs, found.getEpochCount());
    int trained = Saving.resume(file, training.batches, stop).getEpochCount();
    check.same("getEpochCount() where all epochs had been trained", stop, trained);
  }
}
