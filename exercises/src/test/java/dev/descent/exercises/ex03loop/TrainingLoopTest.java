package dev.descent.exercises.ex03loop;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/** The network is one softmax layer, whose losses and gradients are known in closed form. */
@Graded
class TrainingLoopTest {
  private static final int BATCHES = 4;

  /** A network, and batches of which the last is shorter, with their numbers in plain arrays. */
  private record Setup(
      MultiLayerNetwork network,
      List<DataSet> batches,
      List<double[][]> x,
      List<double[][]> y,
      int width,
      int classes) {
    static Setup of(RandomInputs draw, IUpdater updater) {
      int width = draw.whole(2, 4);
      int classes = draw.whole(2, 4);
      OutputLayer.Builder layer =
          new OutputLayer.Builder(new LossMCXENT()).nIn(width).nOut(classes);
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .seed(draw.seed())
                  .dataType(DataType.DOUBLE)
                  .updater(updater)
                  .list()
                  .layer(layer.activation(Activation.SOFTMAX).build())
                  .build());
      network.init();
      network.params().assign(draw.normal(network.numParams()));
      int rows = draw.whole(4, 6);
      List<DataSet> batches = new ArrayList<>();
      for (int i = 0; i < BATCHES; i++) {
        int size = i < BATCHES - 1 ? rows : draw.whole(1, 3);
        INDArray labels = Nd4j.zeros(DataType.DOUBLE, size, classes);
        int[] drawn = draw.labels(size, classes);
        for (int row = 0; row < size; row++) {
          labels.putScalar(row, drawn[row], 1);
        }
        batches.add(new DataSet(draw.normal(size, width), labels));
      }
      return new Setup(
          network,
          batches,
          batches.stream().map(batch -> batch.getFeatures().toDoubleMatrix()).toList(),
          batches.stream().map(batch -> batch.getLabels().toDoubleMatrix()).toList(),
          width,
          classes);
    }

    /**
     * Mean loss over a batch, and its gradient, in the order of the parameters: weight i to class c
     * is number i + c · width; the biases come after the weights.
     */
    double loss(double[] p, int batch, double[] gradient) {
      double[][] x = this.x.get(batch);
      double loss = 0;
      for (int row = 0; row < x.length; row++) {
        double[] e = new double[classes];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
          double z = p[width * classes + c];
          for (int i = 0; i < width; i++) {
            z += x[row][i] * p[i + c * width];
          }
          e[c] = Math.exp(z);
          sum += e[c];
        }
        for (int c = 0; c < classes; c++) {
          double y = this.y.get(batch)[row][c];
          loss -= y * Math.log(e[c] / sum) / x.length;
          double slope = (e[c] / sum - y) / x.length;
          gradient[width * classes + c] += slope;
          for (int i = 0; i < width; i++) {
            gradient[i + c * width] += slope * x[row][i];
          }
        }
      }
      return loss;
    }

    double[] params() {
      return network.params().toDoubleVector();
    }
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("the loss is the mean over the batch, and the network holds its gradient")
  void backward(RandomInputs draw, Check check) {
    Setup setup = Setup.of(draw, new Sgd(draw.number(0.1, 0.5)));
    double[] p = setup.params();
    for (int batch = 0; batch < BATCHES; batch++) {
      double[] gradient = new double[p.length];
      double loss = setup.loss(p, batch, gradient);
      int rows = setup.x.get(batch).length;
      check.keep("the batch", setup.batches.get(batch));
      double found = TrainingLoop.backward(setup.network, setup.batches.get(batch));
      String of = " of a batch with " + rows + " rows";
      check.equal("the loss" + of, loss, found, Tolerance.ROUNDING);
      check.holds("the network has a gradient", setup.network.gradient() != null, "none");
      for (int i = 0; i < p.length; i++) {
        gradient[i] *= rows; // DL4J's is the sum
      }
      INDArray held = setup.network.getFlattenedGradients().reshape(p.length);
      check.equal("the network's gradient" + of, gradient, held, Tolerance.ROUNDING);
      check.equal(
          "the array of parameters, which must stay as it is before the step,",
          p,
          setup.network.params(),
          new Tolerance(0, "no step yet"));
      check.kept();
    }
  }

  @Test
  @Tag("task-2")
  @Needs("task-1")
  @Points(1)
  @DisplayName("the parameters move as the updater says, step after step")
  void update(RandomInputs draw, Check check) {
    double lr = draw.number(0.1, 0.5);
    double momentum = draw.number(0.5, 0.9);
    double factor = draw.number(0.6, 0.9); // the rate falls with every step
    SGD updater = new SGD(lr, momentum);
    updater.setLrAndSchedule(
        Double.NaN, new ExponentialSchedule(ScheduleType.ITERATION, lr, factor));
    Setup setup = Setup.of(draw, updater);
    check.given(
        "SGD with momentum %.3f and a rate that falls with every step; batches of %s rows",
        momentum, Arrays.toString(setup.x.stream().mapToInt(rows -> rows.length).toArray()));
    double[] p = setup.params();
    double[] velocity = new double[p.length];
    double[][] expected = new double[2 * BATCHES][];
    double[][] found = new double[2 * BATCHES][];
    for (int step = 0; step < expected.length; step++) {
      DataSet batch = setup.batches.get(step % BATCHES);
      double[] gradient = new double[p.length];
      setup.loss(p, step % BATCHES, gradient);
      for (int i = 0; i < p.length; i++) {
        velocity[i] = momentum * velocity[i] + gradient[i];
        p[i] -= lr * Math.pow(factor, step) * velocity[i];
      }
      TrainingLoop.backward(setup.network, batch);
      TrainingLoop.update(setup.network, setup.x.get(step % BATCHES).length);
      expected[step] = p.clone();
      found[step] = setup.params();
    }
    check.steps("the array of parameters", expected, found, Tolerance.ROUNDING);
    check.same("getIterationCount()", expected.length, setup.network.getIterationCount());
  }

  @Test
  @Tag("task-3")
  @Needs({"task-1", "task-2"})
  @Points(1)
  @DisplayName("each batch of each epoch makes a step, and the losses are those before the steps")
  void train(RandomInputs draw, Check check) {
    double lr = draw.number(0.3, 0.6);
    double factor = draw.number(0.4, 0.7); // the rate falls with every epoch
    Setup setup = Setup.of(draw, new Sgd(new StepSchedule(ScheduleType.EPOCH, lr, factor, 1)));
    int epochs = draw.oneOf(5, 6);
    int before = draw.whole(1, 2);
    setup.network.setEpochCount(before);
    double[] p = setup.params();
    double[] expected = new double[epochs * BATCHES];
    for (int step = 0; step < expected.length; step++) {
      double[] gradient = new double[p.length];
      expected[step] = setup.loss(p, step % BATCHES, gradient);
      for (int i = 0; i < p.length; i++) {
        p[i] -= lr * Math.pow(factor, before + step / BATCHES) * gradient[i];
      }
    }
    check.keep("each batch", setup.batches);
    DataSetIterator batches = new ExistingDataSetIterator(setup.batches);
    batches.next(); // wherever they stand
    List<Double> losses = TrainingLoop.train(setup.network, batches, epochs);
    check.holds("train gives a List", losses != null, "null");
    double[] found = losses.stream().mapToDouble(loss -> loss).toArray();
    check.curve("training loss (nats)", "step", expected, found, Tolerance.ROUNDING);
    check.equal("the array of parameters at the end", p, setup.params(), Tolerance.ROUNDING);
    check.same(
        "getEpochCount(), which was " + before + " before " + epochs + " epochs,",
        before + epochs,
        setup.network.getEpochCount());
    check.kept();
  }
}
