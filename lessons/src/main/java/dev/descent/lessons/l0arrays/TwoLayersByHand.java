package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The network of two layers by hand: forwards, back, and three steps. */
public final class TwoLayersByHand implements Part {
  private static final double RATE = 0.05;

  public static void main(String[] args) throws Exception {
    PartMain.run(new TwoLayersByHand(), args);
  }

  @Override
  public String title() {
    return "Two layers by hand";
  }

  @Override
  public void run(Notebook out) {
    TwoLayers net = new TwoLayers();
    double loss = net.forward();
    net.backward();
    out.text("Forwards, with the row (1, 2), whose class is 1, in float64:");
    out.table(
        List.of(
            List.of("", "shape", "numbers"),
            List.of("z1 = x·W1 + b1", "[1, 2]", Trials.numbers(net.z1)),
            List.of("h = max(z1, 0)", "[1, 2]", Trials.numbers(net.h)),
            List.of("z2 = h·W2 + b2", "[1, 2]", logits(out, net)),
            List.of("p = softmax(z2)", "[1, 2]", six(out, net.p, "p")),
            List.of("loss", "", out.exact("loss-0", "%.6f", loss))));
    out.text("Back:");
    out.table(
        List.of(
            List.of("", "shape", "numbers"),
            List.of("dL/db2 = δ2", "[2]", six(out, net.db2, "db2")),
            List.of("dL/dW2", "[2, 2]", six(out, net.dw2, "dw2")),
            List.of("dL/db1 = δ1", "[2]", six(out, net.db1, "db1")),
            List.of("dL/dW1", "[2, 2]", six(out, net.dw1, "dw1"))));

    // Every gradient against the difference quotient of its number: 12 in all.
    double worst = worst(net);

    out.text("Three steps at rate %.2f:", RATE);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("after step", "loss", "z1 of unit 1", "z1 of unit 2", "p of class 1"));
    for (int step = 0; step <= 3; step++) {
      table.add(line(out, net, step));
      net.backward();
      net.step(RATE);
    }
    out.table(table);

    closed(out);
    out.see(
        worst < 1e-9 && Math.abs(loss - 1.910224) < 5e-7,
        "All 12 slopes by hand agree with the difference quotient to %.0e.",
        Math.max(worst, 1e-9));
  }

  private static List<String> line(Notebook out, TwoLayers net, int step) {
    double loss = net.forward();
    String name = step == 0 ? "start" : String.valueOf(step);
    return List.of(
        name,
        step == 0 ? String.format("%.6f", loss) : out.exact("loss-" + step, "%.6f", loss),
        out.exact("unit1-" + step, "%.6f", net.z1.getDouble(0, 0)),
        out.exact("unit2-" + step, "%.6f", net.z1.getDouble(0, 1)),
        out.exact("right-" + step, "%.6f", net.p.getDouble(0, 1)));
  }

  private static String logits(Notebook out, TwoLayers net) {
    INDArray z2 = net.h.mmul(net.w2).addRowVector(net.b2); // [1, 2]
    return "(%s, %s)"
        .formatted(
            out.exact("logit-1", "%s", Trials.number(z2.getDouble(0, 0))),
            out.exact("logit-2", "%s", Trials.number(z2.getDouble(0, 1))));
  }

  /** The numbers of an array, row by row; each is a value of the text. */
  private static String six(Notebook out, INDArray array, String name) {
    double[] numbers = array.dup('c').data().asDouble();
    List<String> words = new ArrayList<>();
    for (int i = 0; i < numbers.length; i++) {
      words.add(out.exact(name + "-" + (i + 1), "%.6f", numbers[i]));
    }
    return numbers.length == 2
        ? "(" + String.join(", ", words) + ")"
        : "(%s, %s | %s, %s)".formatted(words.toArray());
  }

  /** The largest error of a slope; (L(w + h) − L(w − h)) / 2h is right to about 1e-10 here. */
  private static double worst(TwoLayers net) {
    double h = 1e-5;
    double worst = 0;
    List<INDArray> parameters = List.of(net.w1, net.b1, net.w2, net.b2);
    List<INDArray> slopes = List.of(net.dw1, net.db1, net.dw2, net.db2);
    for (int k = 0; k < parameters.size(); k++) {
      INDArray flat = parameters.get(k).ravel(); // a view: writing there changes the network
      for (int i = 0; i < flat.length(); i++) {
        double before = flat.getDouble(i);
        flat.putScalar(i, before + h);
        double above = net.forward();
        flat.putScalar(i, before - h);
        double below = net.forward();
        flat.putScalar(i, before);
        double slope = slopes.get(k).ravel().getDouble(i);
        worst = Math.max(worst, Math.abs((above - below) / (2 * h) - slope));
      }
    }
    net.forward();
    return worst;
  }

  /** The same with a second unit that is closed for this row. */
  private static void closed(Notebook out) {
    TwoLayers net = new TwoLayers();
    net.b1.assign(Nd4j.createFromArray(0.0, -0.5));
    String loss = out.exact("closed-loss", "%.6f", net.forward());
    net.backward();
    double column = net.dw1.getColumn(1).norm2Number().doubleValue();
    double row = net.dw2.getRow(1).norm2Number().doubleValue();
    out.text(
        "With b1 = (0, -0.5) z1 is %s, the second unit is closed, and the loss %s. dL/dW1 is %s,"
            + " dL/dW2 %s.",
        Trials.numbers(net.z1), loss, Trials.numbers(net.dw1), Trials.numbers(net.dw2));
    out.answer(
        "closed",
        column == 0 && row == 0
            ? "Both are 0"
            : column == 0 ? "Only the column of W1 is 0" : "Only the row of W2 is 0");
    out.see(
        column == 0 && row == 0 && net.dw1.getDouble(0, 0) != 0,
        "Behind a closed unit its column of W1 and its row of W2 have the slope 0.");
  }
}
