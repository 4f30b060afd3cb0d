package dev.descent.lessons.l2losses;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.L1Loss;
import dev.descent.loss.MSELoss;
import dev.descent.loss.SmoothL1Loss;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The three losses for regression as functions of the residual, and their gradients. */
public final class RegressionLosses implements Part {
  private static final List<String> NAMES = List.of("MSE", "L1", "SmoothL1");

  public static void main(String[] args) throws Exception {
    PartMain.run(new RegressionLosses(), args);
  }

  @Override
  public String title() {
    return "MSE, L1 and SmoothL1: values and gradients";
  }

  @Override
  public List<String> figures() {
    return List.of("2-regression-losses", "2-regression-gradients");
  }

  @Override
  public void run(Notebook out) {
    // A loss in DL4J is an ILossFunction. It stands in the output layer:
    //   new OutputLayer.Builder(new MSELoss()).activation(Activation.IDENTITY)
    List<ILossFunction> losses =
        List.of(
            new MSELoss(), // PyTorch: criterion = nn.MSELoss()
            new L1Loss(), // PyTorch: criterion = nn.L1Loss()
            new SmoothL1Loss(1)); // PyTorch: criterion = nn.SmoothL1Loss(beta=1.0)

    // Residuals from -3 to 3, one a row. The labels are 0, so the output is the residual.
    int rows = 241;
    INDArray d = Nd4j.arange(rows).castTo(DataType.DOUBLE).subi(120).divi(40).reshape(rows, 1);

    List<Series> values = new ArrayList<>();
    List<Series> gradients = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("loss", "value at 0.1", "at 1", "at 3", "gradient at 0.1", "at 1", "at 3"));
    double worst = 0;
    for (int i = 0; i < losses.size(); i++) {
      INDArray value = value(losses.get(i), d); // [241, 1]
      INDArray gradient = gradient(losses.get(i), d); // [241, 1]
      values.add(new Series(NAMES.get(i), d.toDoubleVector(), value.toDoubleVector()));
      gradients.add(new Series(NAMES.get(i), d.toDoubleVector(), gradient.toDoubleVector()));

      List<String> line = new ArrayList<>(List.of(NAMES.get(i)));
      for (INDArray numbers : List.of(value, gradient)) {
        for (int row : new int[] {124, 160, 240}) { // residuals 0.1, 1 and 3
          line.add(String.format("%.3f", numbers.getDouble(row)));
        }
      }
      table.add(line);

      // The gradient must be the slope of the value, (l(d + h) - l(d - h)) / 2h. At 0, where |d|
      // has none, L1Loss gives 0, and so does this difference.
      double h = 1e-6;
      INDArray slope = value(losses.get(i), d.add(h)).sub(value(losses.get(i), d.sub(h)));
      worst =
          Math.max(
              worst, Transforms.abs(slope.divi(2 * h).subi(gradient)).maxNumber().doubleValue());
    }
    out.text(
        "The residual is output minus label. What each loss makes of a residual of 0.1, 1 and 3,"
            + " and with what gradient it pulls back:");
    out.table(table);
    String x = "residual (output - label)";
    out.figure("2-regression-losses", LineChart.draw("Losses for regression", x, "loss", values));
    out.figure(
        "2-regression-gradients",
        LineChart.draw("How hard each loss pulls", x, "d loss / d output", gradients));

    double mse = gradients.get(0).y()[240];
    double l1 = gradients.get(1).y()[240];
    double smooth = gradients.get(2).y()[240];
    out.text(
        "The gradient is what trains. Three units off, MSE pulls with %.1f, and with more the"
            + " further off; L1 and SmoothL1 pull with %.1f, however far off. Near the label MSE"
            + " and SmoothL1 let go; L1 pulls with 1 to the last, and then to the other side.",
        mse, l1);
    out.see(
        worst < 1e-6,
        "Each gradient is the slope of its value: it agrees with the finite difference at all %d"
            + " residuals, to %.0e.",
        rows,
        worst);
    out.see(
        mse > 5 * l1 && smooth == l1,
        "A residual of 3 pulls %.0f times as hard under MSE as under L1 (%.1f against %.1f), and"
            + " under SmoothL1 just as under L1.",
        mse / l1,
        mse,
        l1);

    // The same in the smallest training there is: the parameter is the output, its label 0.
    double rate = 0.1;
    // Java's Random draws much the same first number from 1, 2 and 3, but not from multiples.
    double start = 2 + new Random(out.seed() * 0x9E3779B97F4A7C15L).nextDouble();
    double[] before = new double[losses.size()]; // where it was before the last step
    double[] end = new double[losses.size()];
    for (int i = 0; i < losses.size(); i++) {
      INDArray parameter = Nd4j.createFromArray(new double[][] {{start}}); // [1, 1]
      for (int step = 0; step < 200; step++) {
        before[i] = parameter.getDouble(0);
        // PyTorch: loss.backward(); optimizer.step()
        parameter.subi(gradient(losses.get(i), parameter).mul(rate));
      }
      end[i] = parameter.getDouble(0);
    }
    String from = out.value("l1-from", "%+.3f", before[1]);
    String to = out.value("l1-to", "%+.3f", end[1]);
    String rests = out.value("smooth-end", "%s", small(end[2]));
    out.mistake(
        "L1 with a rate that never falls",
        String.format("L1Loss, SGD at rate %.1f for 200 steps from %.2f", rate, start),
        "jumps to and fro over the label, from " + from + " to " + to,
        "SmoothL1Loss at the same rate (or a schedule that lowers it, lesson 4)",
        "ends at " + rests + "; MSE at " + small(end[0]));
    out.see(
        before[1] * end[1] < 0
            && Math.abs(Math.abs(before[1] - end[1]) - rate) < 1e-9
            && Math.abs(end[2]) < 1e-6
            && Math.abs(end[0]) < 1e-6,
        "At a fixed rate of %.1f L1 never settles: its last step goes from %s to %s, over the label"
            + " at 0; SmoothL1 is at %s, MSE at %s.",
        rate,
        from,
        to,
        rests,
        small(end[0]));
  }

  /** A small number with one digit and its power of ten: 5e-9. */
  private static String small(double number) {
    return String.format("%.0e", number).replace("e-0", "e-");
  }

  /** The loss of each row; its labels are 0. */
  private static INDArray value(ILossFunction loss, INDArray output) {
    return loss.computeScoreArray(Nd4j.zerosLike(output), output, new ActivationIdentity(), null);
  }

  /** The derivative of each row's loss by its output, where backpropagation begins. */
  private static INDArray gradient(ILossFunction loss, INDArray output) {
    return loss.computeGradient(Nd4j.zerosLike(output), output, new ActivationIdentity(), null);
  }
}
