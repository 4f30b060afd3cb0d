package dev.descent.lessons.l2losses;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.BCELoss;
import dev.descent.loss.BCEWithLogitsLoss;
import dev.descent.plot.LineChart;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/** Yes-or-no losses where the network is sure and wrong: one of three still learns. */
public final class Saturation implements Part {
  private static final List<String> NAMES =
      List.of("BCEWithLogits", "BCE", "DL4J's LossBinaryXENT");

  public static void main(String[] args) throws Exception {
    PartMain.run(new Saturation(), args);
  }

  @Override
  public String title() {
    return "BCE and BCE with logits at growing logits";
  }

  @Override
  public List<String> figures() {
    return List.of("2-saturation");
  }

  @Override
  public void run(Notebook out) {
    List<ILossFunction> losses =
        List.of(
            new BCEWithLogitsLoss(), // PyTorch: nn.BCEWithLogitsLoss(), on the logit z
            new BCELoss(), // PyTorch: nn.BCELoss(), on the probability sigmoid(z)
            new LossBinaryXENT()); // DL4J's own: clips the probability to 1e-5 ... 1 - 1e-5

    // The network says yes with the logit z = 0 to 120, and the label is no. With the numbers that
    // networks compute in, float32, sigmoid(z) is 1 from z = 17 on: how far beyond, is lost.
    double[] z = IntStream.rangeClosed(0, 120).asDoubleStream().toArray();
    INDArray logits = Nd4j.create(z, new long[] {z.length, 1}, DataType.FLOAT); // [121, 1]
    INDArray no = Nd4j.zerosLike(logits); // [121, 1]
    List<Series> values = new ArrayList<>();
    List<Series> gradients = new ArrayList<>();
    for (int i = 0; i < losses.size(); i++) {
      // Both methods may write into the array they are given.
      values.add(
          new Series(
              NAMES.get(i),
              z,
              losses
                  .get(i)
                  .computeScoreArray(no, logits.dup(), new ActivationSigmoid(), null)
                  .toDoubleVector()));
      gradients.add(
          new Series(
              NAMES.get(i),
              z,
              losses
                  .get(i)
                  .computeGradient(no, logits.dup(), new ActivationSigmoid(), null)
                  .toDoubleVector()));
    }
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("", "z = 5", "12", "16", "17", "40", "120"));
    for (int i = 0; i < losses.size(); i++) {
      String key = List.of("logits", "bce", "dl4j").get(i);
      table.add(line(out, NAMES.get(i) + ", loss", key + "-loss-", "%.2f", values.get(i)));
      table.add(line(out, "its gradient", key + "-gradient-", "%.4f", gradients.get(i)));
    }
    out.text("Loss and gradient where the label is no and the logit z says yes, in float32:");
    out.table(table);
    String x = "logit z, the label being no";
    out.figure(
        "2-saturation",
        Panels.of(
            "Sure and wrong, in float32",
            2,
            List.of(
                LineChart.draw("What it costs", x, "loss", values),
                LineChart.draw("What pulls back", x, "d loss / dz", gradients))));
    double[] logitPull = gradients.get(0).y();
    double[] bcePull = gradients.get(1).y();
    double[] dl4jPull = gradients.get(2).y();
    int lost = 0;
    while (bcePull[lost] != 0) {
      lost++;
    }
    out.text(
        "BCE has no gradient from z = %s on: once e^(-z) is less than half of float32's spacing at 1,"
            + " which is 2^(-23), the sum 1 + e^(-z) is rounded to 1. That is from z = 24 ln 2 = %s"
            + " on.",
        out.value("lost", "%d", lost), out.exact("lost-bits", "%.1f", 24 * Math.log(2)));
    out.see(
        logitPull[120] == 1 && values.get(0).y()[120] == 120 && bcePull[17] == 0,
        "At z = 120 BCEWithLogits costs %.0f and pulls with %.1f; BCE is stuck at %.0f and pulls"
            + " with %.1f from z = 17 on.",
        values.get(0).y()[120],
        logitPull[120],
        values.get(1).y()[120],
        bcePull[17]);
    out.see(
        dl4jPull[12] < 0.7 && dl4jPull[17] == 0 && values.get(2).y()[120] < 11.6,
        "DL4J's LossBinaryXENT is stuck at %.2f from z = 12 on, where its pull is down to %.2f"
            + " (BCE: %.2f); at 17 it is %.1f.",
        values.get(2).y()[120],
        dl4jPull[12],
        bcePull[12],
        dl4jPull[17]);

    // All of that is behind a sigmoid. Where it is missing, BCE takes logits for probabilities.
    // PyTorch's nn.BCELoss() stops, as ours does. DL4J's LossBinaryXENT clips them to 0.00001 ...
    // 0.99999, and the slope of the logarithm there is steep.
    INDArray two = Nd4j.scalar(DataType.FLOAT, 2).reshape(1, 1); // [1, 1]
    INDArray label = Nd4j.zerosLike(two); // [1, 1]
    ILossFunction dl4j = losses.get(2);
    double without =
        dl4j.computeGradient(label, two.dup(), new ActivationIdentity(), null).getDouble(0);
    double withSigmoid =
        dl4j.computeGradient(label, two.dup(), new ActivationSigmoid(), null).getDouble(0);
    String refusal = "BCELoss takes it";
    try {
      losses.get(1).computeGradient(label, two.dup(), new ActivationIdentity(), null);
    } catch (IllegalArgumentException e) {
      refusal = '"' + e.getMessage() + '"';
    }
    out.mistake(
        "no sigmoid before BCE",
        "LossBinaryXENT or BCELoss with the activation IDENTITY; the output is 2, the label no",
        "LossBinaryXENT: gradient " + out.value("no-sigmoid", "%.0f", without) + ". " + refusal,
        "the activation SIGMOID",
        "gradient " + out.value("with-sigmoid", "%.2f", withSigmoid));
    out.see(
        without > 10_000 && refusal.contains("probabilities"),
        "Without a sigmoid LossBinaryXENT pulls with %.0f in the place of %.2f; BCELoss stops.",
        without,
        withSigmoid);
  }

  private static List<String> line(Notebook out, String name, String key, String format, Series s) {
    List<String> line = new ArrayList<>(List.of(name));
    for (int z : new int[] {5, 12, 16, 17, 40, 120}) {
      line.add(out.value(key + z, format, s.y()[z]));
    }
    return line;
  }
}
