package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The same network at two rates: the larger one has the lower loss, and a unit less. */
public final class ClosedUnit implements Part {
  private static final int STEPS = 8;

  public static void main(String[] args) throws Exception {
    PartMain.run(new ClosedUnit(), args);
  }

  @Override
  public String title() {
    return "A unit that closes";
  }

  @Override
  public List<String> figures() {
    return List.of("0-closing-unit");
  }

  /** The first unit and the loss, before the first step and after each. */
  private record Walk(double[] loss, double[] unit, List<INDArray> weights, TwoLayers net) {}

  @Override
  public void run(Notebook out) {
    Walk small = walk(0.05);
    Walk large = walk(0.5);
    double[] steps = IntStream.rangeClosed(0, STEPS).asDoubleStream().toArray();
    out.table(
        List.of(
            List.of("after step", "loss at 0.05", "z1 of unit 1", "loss at 0.5", "z1 of unit 1"),
            line(0, small, large),
            line(1, small, large),
            line(3, small, large)));
    String loss = out.exact("loss-large", "%.6f", large.loss[1]);
    String unit = out.exact("unit-large", "%.6f", large.unit[1]);
    out.figure(
        "0-closing-unit",
        Panels.of(
            "One row, two rates: better loss, broken network",
            2,
            List.of(
                LineChart.draw(
                    "The loss of the row",
                    "step",
                    "loss: cross entropy (nats)",
                    List.of(
                        new Series("rate 0.05", steps, small.loss),
                        new Series("rate 0.5", steps, large.loss)),
                    Axis.WHOLE_X,
                    Axis.LOG_Y),
                LineChart.draw(
                    "The first unit: open above 0",
                    "step",
                    "z of unit 1",
                    List.of(
                        new Series("rate 0.05", steps, small.unit),
                        new Series("rate 0.5", steps, large.unit)),
                    Axis.WHOLE_X))));

    // For which other rows is the unit open? A row without negative numbers opens a unit whose
    // weights and bias are all negative never: a pixel is never negative.
    INDArray rows = grid(); // [121, 2]
    long openAtStart = open(new TwoLayers(), rows);
    long openSmall = open(small.net, rows);
    long openLarge = open(large.net, rows);
    out.text(
        "Of %s rows with numbers from 0 to 1, as pixels have, the unit is open for %s at the start,"
            + " for %s after the steps at 0.05, and for %s after those at 0.5.",
        out.exact("rows", "%d", rows.rows()),
        out.exact("open-start", "%d", openAtStart),
        out.exact("open-small", "%d", openSmall),
        out.exact("open-large", "%d", openLarge));
    boolean isStuck = large.weights.get(1).equalsWithEps(large.weights.get(STEPS), 0);
    boolean allNegative = large.weights.get(1).maxNumber().doubleValue() < 0;
    out.text(
        "After one step at 0.5 its weights and bias are %s.", Trials.numbers(large.weights.get(1)));
    for (int i = 0; i < 3; i++) {
      out.exact("unit-" + (i + 1), "%.3f", large.weights.get(1).getDouble(i));
    }
    out.answer("unit", isStuck && allNegative ? "A unit is dead" : "Nothing");
    out.mistake(
        "the loss alone as the judge of a rate",
        "rate 0.5: loss " + loss + " after one step",
        "z of unit 1 is " + unit + "; open for " + openLarge + " of " + rows.rows() + " rows",
        "a smaller rate, and a look at the share of open units",
        "rate 0.05: open for " + openSmall + " of " + rows.rows() + " rows");
    out.see(
        isStuck && allNegative && openLarge == 0 && openSmall > 0 && large.loss[1] < small.loss[3],
        "One step at 0.5 brings the loss to %s, and unit 1 to %s: its weights and its bias are"
            + " negative, and no later step changes them.",
        loss,
        unit);
  }

  private static List<String> line(int step, Walk small, Walk large) {
    return List.of(
        step == 0 ? "start" : String.valueOf(step),
        String.format("%.6f", small.loss[step]),
        String.format("%.6f", small.unit[step]),
        String.format("%.6f", large.loss[step]),
        String.format("%.6f", large.unit[step]));
  }

  private static Walk walk(double rate) {
    TwoLayers net = new TwoLayers();
    double[] loss = new double[STEPS + 1];
    double[] unit = new double[STEPS + 1];
    List<INDArray> weights = new ArrayList<>();
    for (int step = 0; step <= STEPS; step++) {
      loss[step] = net.forward();
      unit[step] = net.z1.getDouble(0, 0);
      // getColumn is a view, and the next step writes there: concat copies.
      weights.add(
          Nd4j.concat(0, net.w1.getColumn(0), net.b1.get(NDArrayIndex.interval(0, 1)))); // [3]
      net.backward();
      net.step(rate);
    }
    return new Walk(loss, unit, weights, net);
  }

  /** All pairs of 0, 0.1, … 1. */
  private static INDArray grid() {
    INDArray rows = Nd4j.zeros(DataType.DOUBLE, 121, 2);
    for (int i = 0; i < 121; i++) {
      rows.putScalar(i, 0, i / 11 / 10.0).putScalar(i, 1, i % 11 / 10.0);
    }
    return rows;
  }

  private static long open(TwoLayers net, INDArray rows) {
    INDArray z = rows.mmul(net.w1).addRowVector(net.b1); // [121, 2]
    return z.getColumn(0).gt(0).castTo(DataType.INT32).sumNumber().longValue();
  }
}
