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
  private static final double RATE = 0.05;

  public static void main(String[] args) throws Exception {
    PartMain.run(new BackwardMistakes(), args);
  }

  @Override
  public String title() {
    return "Wrong and still falling";
  }

  @Override
  public List<String> figures() {
    return List.of();
  }

  /** How the slopes of the first layer are computed. */
  private enum Way {
    RIGHT,
    NOT_TRANSPOSED,
    NO_MASK,
    UPDATED_FIRST
  }

  @Override
  public void run(Notebook out) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("backward pass", "dL/dz1", "loss after a step", "after 3"));
    double[] falls = new double[Way.values().length];
    for (Way way : Way.values()) {
      TwoLayers net = start(way);
      double before = net.forward();
      back(net, way);
      String slopes = Trials.numbers(net.db1);
      List<Double> losses = new ArrayList<>();
      for (int step = 1; step <= 3; step++) {
        back(net, way);
        net.step(RATE);
        losses.add(net.forward());
      }
      String name = way.name().toLowerCase(Locale.ROOT).replace('_', '-');
      falls[way.ordinal()] = before - losses.get(2);
      table.add(
          List.of(
              name.replace('-', ' '),
              slopes,
              out.exact(name + "-1", "%.3f", losses.get(0)),
              out.exact(name + "-3", "%.3f", losses.get(2))));
    }
    out.text(
        "Without the mask the start has b1 = (0, -0.5), so that a unit is closed; else as before:");
    out.table(table);
    boolean stillFalls = falls[Way.NOT_TRANSPOSED.ordinal()] > 0.1;
    out.answer("falls", stillFalls ? "It falls" : "It rises");

    // The check by differences: the largest error over the largest slope.
    double right = check(Way.RIGHT);
    double turned = check(Way.NOT_TRANSPOSED);
    double unmasked = check(Way.NO_MASK);
    double updated = check(Way.UPDATED_FIRST);
    INDArray tall = Nd4j.zeros(DataType.DOUBLE, 3, 2); // W of a layer that is no square
    boolean isRefused = Trials.isRefused(() -> Nd4j.zeros(DataType.DOUBLE, 1, 2).mmul(tall));
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
        "Without the transpose the loss falls from 1.910 to %s in three steps, though slopes are off"
            + " by %.0f %%; the check by differences tells, and so does a W2 that is no square.",
        table.get(1 + Way.NOT_TRANSPOSED.ordinal()).get(3),
        100 * turned);
    out.see(
        updated > 0.01 && falls[Way.UPDATED_FIRST.ordinal()] > 0.1,
        "With W2 updated first the loss falls, too, and the slopes are off by %.0f %%.",
        100 * updated);
  }

  private static String percent(Notebook out, String name, double share) {
    return out.exact(name, "%.0f", 100 * share) + " %";
  }

  private static TwoLayers start(Way way) {
    TwoLayers net = new TwoLayers();
    if (way == Way.NO_MASK) {
      net.b1.assign(Nd4j.createFromArray(0.0, -0.5));
    }
    return net;
  }

  /** The slopes, those of the first layer in a given way. */
  private static void back(TwoLayers net, Way way) {
    net.backward();
    INDArray delta2 = net.p.sub(net.y);
    INDArray w2 = way == Way.UPDATED_FIRST ? net.w2.sub(net.dw2.mul(RATE)) : net.w2;
    INDArray delta1 = delta2.mmul(way == Way.NOT_TRANSPOSED ? w2 : w2.transpose());
    if (way != Way.NO_MASK) {
      delta1 = delta1.mul(net.z1.gt(0));
    }
    net.dw1 = net.x.transpose().mmul(delta1);
    net.db1 = delta1.sum(0);
  }

  /** The largest error of a slope by b1, as a share of the largest slope. */
  private static double check(Way way) {
    TwoLayers net = start(way);
    net.forward();
    back(net, way);
    double h = 1e-5;
    double worst = 0;
    double largest = 0;
    for (int i = 0; i < 2; i++) {
      double before = net.b1.getDouble(i);
      net.b1.putScalar(i, before + h);
      double above = net.forward();
      net.b1.putScalar(i, before - h);
      double below = net.forward();
      net.b1.putScalar(i, before);
      double slope = (above - below) / (2 * h);
      worst = Math.max(worst, Math.abs(slope - net.db1.getDouble(i)));
      largest = Math.max(largest, Math.abs(slope));
    }
    return worst / largest;
  }
}
