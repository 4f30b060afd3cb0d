package dev.descent.exercises.ex09lossfortask;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

@Graded
class LossForTaskTest {
  private static final Tolerance FAR =
      new Tolerance(0.01, "far from the label, L1 and SmoothL1 differ by β/2 only");

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("amounts: any number may come out, and outliers cost no more than they are large")
  void amounts(RandomInputs draw, Check check) {
    for (boolean outliers : new boolean[] {false, true}) {
      int inputs = draw.whole(2, 4);
      int amounts = draw.whole(2, 4);
      String task = outliers ? " (amounts, with outliers)" : " (amounts)";
      Net net =
          Net.of(
              check,
              draw,
              task,
              LossForTask.amounts(inputs, amounts, outliers),
              inputs,
              amounts,
              1);
      double[][] z = net.z();
      check.equal("the output" + task, z, net.network.output(net.x()), Tolerance.ROUNDING);

      double size = outliers ? 10_000 : 1;
      double sum = 0;
      double[][] labels = new double[z.length][amounts];
      for (int i = 0; i < z.length; i++) {
        for (int j = 0; j < amounts; j++) {
          double error = size * draw.oneOf(-1, 1) * draw.number(1, 3);
          labels[i][j] = z[i][j] + error;
          sum += outliers ? Math.abs(error) : error * error;
        }
      }
      String what = "the loss of errors from %,.0f to %,.0f%s".formatted(size, 3 * size, task);
      Tolerance limit = outliers ? FAR : Tolerance.ROUNDING;
      check.equal(what, sum / (z.length * amounts), net.loss(labels), limit);
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("one of several classes: probabilities that add up to 1, and cross entropy")
  void oneOf(RandomInputs draw, Check check) {
    for (int classes : new int[] {draw.whole(3, 4), draw.whole(5, 7), 2}) {
      int inputs = draw.whole(2, 4);
      String task = " (one of " + classes + " classes)";
      Net net = Net.of(check, draw, task, LossForTask.oneOf(inputs, classes), inputs, classes, 1);
      double[][] p = net.z();
      for (double[] row : p) {
        double sum = Arrays.stream(row).map(Math::exp).sum();
        Arrays.setAll(row, c -> Math.exp(row[c]) / sum);
      }
      check.equal("the output" + task, p, net.network.output(net.x()), Tolerance.ROUNDING);

      double sum = 0;
      double[][] labels = new double[p.length][classes];
      for (int i = 0; i < p.length; i++) {
        int y = draw.whole(0, classes - 1);
        labels[i][y] = 1;
        sum -= Math.log(p[i][y]);
      }
      check.equal("the loss" + task, sum / p.length, net.loss(labels), Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("yes or no: a probability for each question, and a loss that holds far out")
  void yesOrNo(RandomInputs draw, Check check) {
    for (double scale : new double[] {1, 100}) {
      int inputs = draw.whole(2, 4);
      int questions = draw.whole(2, 4);
      String task = " (%d questions%s)".formatted(questions, scale > 1 ? ", |z| about 100" : "");
      Net net =
          Net.of(
              check, draw, task, LossForTask.yesOrNo(inputs, questions), inputs, questions, scale);
      double[][] z = net.z();
      double[][] p = new double[z.length][questions];
      double[][] labels = new double[z.length][questions];
      double sum = 0;
      for (int i = 0; i < z.length; i++) {
        for (int j = 0; j < questions; j++) {
          double x = z[i][j];
          p[i][j] = 1 / (1 + Math.exp(-x));
          labels[i][j] = (i + j) % 2;
          sum += Math.max(x, 0) - labels[i][j] * x + Math.log1p(Math.exp(-Math.abs(x)));
        }
      }
      check.equal("the output" + task, p, net.network.output(net.x()), Tolerance.ROUNDING);
      double expected = sum / (z.length * questions);
      check.equal("the loss" + task, expected, net.loss(labels), Tolerance.ROUNDING);
    }
  }

  /** A network of the student's layer alone, with drawn parameters and a drawn batch. */
  private record Net(MultiLayerNetwork network, double[][] w, double[] b, double[][] rows) {
    static Net of(
        Check check,
        RandomInputs draw,
        String task,
        OutputLayer layer,
        int inputs,
        int outputs,
        double scale) {
      check.holds("a layer is returned" + task, layer != null, layer);
      check.same("nIn" + task, (long) inputs, layer.getNIn());
      check.same("nOut" + task, (long) outputs, layer.getNOut());
      MultiLayerNetwork network =
          new MultiLayerNetwork(
              new NeuralNetConfiguration.Builder()
                  .dataType(DataType.DOUBLE)
                  .list()
                  .layer(layer)
                  .build());
      network.init();
      double[][] w = draw.normal(inputs, outputs).muli(scale).toDoubleMatrix();
      double[] b = draw.normal(outputs).muli(scale).toDoubleVector();
      network.setParam("0_W", Nd4j.createFromArray(w));
      network.setParam("0_b", Nd4j.createFromArray(new double[][] {b}));
      return new Net(network, w, b, draw.normal(draw.whole(6, 9), inputs).toDoubleMatrix());
    }

    INDArray x() {
      return Nd4j.createFromArray(rows);
    }

    double[][] z() {
      double[][] z = new double[rows.length][b.length];
      for (int i = 0; i < z.length; i++) {
        for (int j = 0; j < b.length; j++) {
          z[i][j] = b[j];
          for (int k = 0; k < w.length; k++) {
            z[i][j] += rows[i][k] * w[k][j];
          }
        }
      }
      return z;
    }

    double loss(double[][] labels) {
      return network.score(new DataSet(x(), Nd4j.createFromArray(labels)));
    }
  }
}
