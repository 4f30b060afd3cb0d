package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Backward passes with a mistake: the loss falls, and only the check by differences tells. */
public final class BackwardMistakes implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new BackwardMistakes(), args);
  }

  @Override
  public String title() {
    return "Wrong and still falling";
  }

  @Override
  public void run(Notebook out) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("backward pass", "dL/dz1", "loss after a step", "after 3"));
    double[] falls = new double[Way.values().length];
    for (Way way : Way.values()) {
      TwoLayers net = way.start();
      falls[way.ordinal()] = net.forward();
      way.back(net);
      String slopes = Trials.numbers(net.db1);
      List<Double> losses = new ArrayList<>();
      for (int step = 1; step <= 3; step++) {
        way.back(net);
        net.step(Way.RATE);
        losses.add(net.forward());
      }
      String name = way.name().toLowerCase(Locale.ROOT).replace('_', '-');
      falls[way.ordinal()] -= losses.get(2);
      table.add(
          List.of(
              name.replace('-', ' '),
              slopes,
              out.exact(name + "-1", "%.3f", losses.get(0)),
              out.exact(name + "-3", "%.3f", losses.get(2))));
    }
    out.text(
        "Where the mask matters the start has b1 = (0, -0.5), so that a unit is closed; else as"
            + " before:");
    out.table(table);
    boolean stillFalls = falls[Way.NOT_TRANSPOSED.ordinal()] > 0.1;
    out.answer("falls", stillFalls ? "It falls" : "It rises");

    // The check by differences: the largest error over the largest slope.
    double right = Way.RIGHT.check();
    double turned = Way.NOT_TRANSPOSED.check();
    double unmasked = Way.NO_MASK.check();
    double updated = Way.UPDATED_FIRST.check();
    INDArray tall = Nd4j.zeros(DataType.DOUBLE, 3, 2); // W of a layer that is no square
    boolean isRefused = Trials.isRefused(() -> new TwoLayers().x.mmul(tall)); // [1, 2], [3, 2]
    out.mistake(
        "W2 not transposed on the way back",
        "delta2.mmul(w2)",
        "no exception where W2 is a square; slopes off by " + percent(out, "turned", turned),
        "delta2.mmul(w2.transpose())",
        String.format("off by %.0e", right));
    out.mistake(
        "the closed units forgotten",
        "delta2.mmul(w2.transpose())",
        "a closed unit gets a slope: off by " + percent(out, "unmasked", unmasked),
        "… .mul(z1.gt(0))",
        String.format("off by %.0e", right));
    out.mistake(
        "W2 updated before δ1 is computed",
        "w2.subi(dw2.mul(0.05)), then delta2.mmul(w2.transpose())",
        "off by " + percent(out, "updated", updated),
        "all gradients first, then all updates",
        String.format("off by %.0e", right));
    out.see(
        isRefused && stillFalls && right < 1e-8 && Math.min(turned, unmasked) > 0.1,
        "Without the transpose the loss falls to %s in three steps, with slopes %.0f %% off; the"
            + " check by differences tells, and so does a W2 that is no square.",
        table.get(1 + Way.NOT_TRANSPOSED.ordinal()).get(3),
        100 * turned);
    out.see(
        updated > 0.01
            && falls[Way.FIRST_LAYER_AT_REST.ordinal()] > 0.1
            && falls[Way.UPDATED_FIRST.ordinal()] > falls[0],
        "With W2 updated first the loss even falls more, and the slopes are off by %.0f %%; the last"
            + " layer alone brings it down, too.",
        100 * updated);
  }

  private static String percent(Notebook out, String name, double share) {
    return out.exact(name, "%.0f", 100 * share) + " %";
  }
}
