package dev.descent.lessons.l2losses;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.MSELoss;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Three steps of descent on three logits, with cross entropy: the same digits as by hand. */
public final class LogitSteps implements Part {
  private static final IActivation SOFTMAX = new ActivationSoftmax();

  public static void main(String[] args) throws Exception {
    PartMain.run(new LogitSteps(), args);
  }

  @Override
  public String title() {
    return "Cross entropy in three steps";
  }

  @Override
  public void run(Notebook out) {
    surprises(out);

    // The parameters are the logits themselves, and the second class is right. A batch of one row:
    // its mean and its sum are the same.
    INDArray first = logits(2, 1, -1); // [1, 3]
    INDArray oneHot = logits(0, 1, 0); // [1, 3]
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("step", "p of the right class", "loss", "gradient 1", "2", "3"));
    // @start region=steps
    INDArray z = Nd4j.createFromArray(new double[][] {{2, 1, -1}}); // [1, 3]
    INDArray label = Nd4j.createFromArray(new double[][] {{1}}); // [1, 1], counted from 0
    CrossEntropyLoss loss = new CrossEntropyLoss();
    for (int step = 0; step <= 3; step++) {
      double p = Transforms.softmax(z, true).getDouble(1);
      double value = loss.computeScore(label, z, SOFTMAX, null, true);
      INDArray gradient = loss.computeGradient(label, z, SOFTMAX, null); // [1, 3]
      table.add(line(out, step, p, value, gradient));
      z.subi(gradient.mul(1.0)); // the learning rate is 1
    }
    // @end
    out.text(
        "Three steps of gradient descent at a rate of 1 on the logits (2, 1, -1); the second class"
            + " is right:");
    out.table(table);

    INDArray p = Transforms.softmax(first, true);
    double apart =
        loss.computeGradient(oneHot, first.dup(), SOFTMAX, null).distance2(p.sub(oneHot));
    double slopes = worstAgainstDifferences(loss, oneHot, first);
    out.see(
        apart < 1e-12 && slopes < 1e-8,
        "The gradient is softmax minus one-hot label, and the slope of the loss: it agrees with"
            + " finite differences to %.0e.",
        slopes);

    // The squared error of the same probabilities has the slope of the softmax as a factor.
    INDArray squared = new MSELoss().computeGradient(oneHot, first.dup(), SOFTMAX, null);
    INDArray sure = logits(10, 0, 0);
    double cross = gradientOfRight(loss, oneHot, sure);
    double mse = gradientOfRight(new MSELoss(), oneHot, sure);
    out.text(
        "At the start MSE between probabilities and label has the gradient (%s, %s, %s). At the"
            + " logits (10, 0, 0) the right class's gradient is %s with cross entropy and %s with"
            + " MSE.",
        out.exact("mse-1", "%.6f", squared.getDouble(0)),
        out.exact("mse-2", "%.6f", squared.getDouble(1)),
        out.exact("mse-3", "%.6f", squared.getDouble(2)),
        out.exact("sure-cross", "%.6f", cross),
        out.exact("sure-mse", "%.7f", mse));
    double times = cross / mse;
    out.exact("times", "%.0f", times);
    out.see(
        times > 10_000,
        "Where the network is sure and wrong, cross entropy pulls %.0f times as hard as MSE.",
        times);
  }

  /** The loss of a row as a surprise: what a label costs that had this probability. */
  private static void surprises(Notebook out) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("probability that the label had", "surprise in nats"));
    for (double p : new double[] {1, 0.5, 0.1, 0.01}) {
      String name = "surprise-" + Math.round(100 * p);
      table.add(List.of(Double.toString(p), out.exact(name, "%.3f", Math.abs(Math.log(p)))));
    }
    out.text("Minus the logarithm of the probability that the label had:");
    out.table(table);
  }

  private static List<String> line(
      Notebook out, int step, double p, double value, INDArray gradient) {
    List<String> line = new ArrayList<>(List.of(Integer.toString(step)));
    line.add(out.exact("p-" + step, "%.6f", p));
    line.add(out.exact("loss-" + step, "%.6f", value));
    for (int k = 0; k < 3; k++) {
      line.add(out.exact("gradient-" + step + "-" + (k + 1), "%.6f", gradient.getDouble(k)));
    }
    return line;
  }

  private static double gradientOfRight(ILossFunction loss, INDArray oneHot, INDArray z) {
    return loss.computeGradient(oneHot, z.dup(), SOFTMAX, null).getDouble(1);
  }

  /** The largest distance between the gradient and (L(z + h) - L(z - h)) / 2h, over the logits. */
  private static double worstAgainstDifferences(ILossFunction loss, INDArray oneHot, INDArray z) {
    INDArray gradient = loss.computeGradient(oneHot, z.dup(), SOFTMAX, null);
    double h = 1e-5;
    double worst = 0;
    for (int k = 0; k < 3; k++) {
      INDArray up = z.dup().putScalar(k, z.getDouble(k) + h);
      INDArray down = z.dup().putScalar(k, z.getDouble(k) - h);
      double slope =
          (loss.computeScore(oneHot, up, SOFTMAX, null, true)
                  - loss.computeScore(oneHot, down, SOFTMAX, null, true))
              / (2 * h);
      worst = Math.max(worst, Math.abs(slope - gradient.getDouble(k)));
    }
    return worst;
  }

  private static INDArray logits(double... z) {
    return Nd4j.createFromArray(new double[][] {z});
  }
}
