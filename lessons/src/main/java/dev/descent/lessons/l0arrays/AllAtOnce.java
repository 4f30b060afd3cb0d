package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** All slopes of the tutorial's network checked by two losses, along their own direction. */
public final class AllAtOnce implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new AllAtOnce(), args);
  }

  @Override
  public String title() {
    return "All slopes at once";
  }

  @Override
  public void run(Notebook out) {
    DataSet rows = ThreeLayers.batch(out);
    MultiLayerNetwork net = Tutorial.network(out.seed(), DataType.DOUBLE);
    net.setInput(rows.getFeatures());
    net.setLabels(rows.getLabels());
    net.computeGradientAndScore();
    INDArray gradient = net.getFlattenedGradients().div(ThreeLayers.ROWS);
    // Along its own direction g / ‖g‖ a gradient g has the slope ‖g‖.
    double slope = gradient.norm2Number().doubleValue();
    INDArray direction = gradient.div(slope).reshape(net.params().shape());
    INDArray start = net.params().dup();
    DoubleUnaryOperator loss = along(net, start, direction, rows);
    MultiLayerNetwork single = Tutorial.network(out.seed(), DataType.FLOAT);
    DataSet rows32 =
        new DataSet(
            rows.getFeatures().castTo(DataType.FLOAT), rows.getLabels().castTo(DataType.FLOAT));
    DoubleUnaryOperator loss32 = along(single, start, direction, rows32);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("all parameters at once, h =", "1e-1", "1e-3", "1e-5", "1e-7"));
    double[] errors = new double[Differences.H.length];
    double[] errors32 = new double[Differences.H.length];
    long[] flips = new long[Differences.H.length];
    List<String> flipped = new ArrayList<>(List.of("units that open or close"));
    for (int i = 0; i < Differences.H.length; i++) {
      errors[i] = Differences.error(Differences.central(loss, 0, Differences.H[i]), slope);
      errors32[i] = Differences.error(Differences.central(loss32, 0, Differences.H[i]), slope);
      flips[i] = flips(net, start, direction.mul(Differences.H[i]), rows);
      flipped.add(out.value("flips-" + (1 + 2 * i), "%,d", flips[i]));
    }
    table.add(line(out, "float64", "double", errors));
    table.add(line(out, "float32", "float", errors32));
    table.add(flipped);
    out.text(
        "The tutorial's network, moved along its gradient, with %,d parameters:", net.numParams());
    out.table(table);

    // A check that cannot fail would be none: the first layer's slopes twice as large.
    INDArray wrong = gradient.ravel().dup(); // [235146]
    wrong.get(NDArrayIndex.interval(0, 784 * 256 + 256)).muli(2);
    double length = wrong.norm2Number().doubleValue();
    double found = Differences.central(along(net, start, wrong.div(length), rows), 0, 1e-7);
    double off = Differences.error(found, length);
    out.text(
        "With the slopes of the first layer twice as large the check is %s %% off.",
        out.value("wrong", "%.0f", 100 * off));
    boolean isSmooth = true; // where no unit opens or closes, the error is that of rounding
    for (int i = 2; i < flips.length; i++) {
      isSmooth &= flips[i] > 0 || errors[i] < 1e-6;
    }
    out.see(
        errors[3] < 1e-4 && errors32[1] < 0.02 && errors32[3] > 0.1 && off > 0.01,
        "Two losses check all %,d slopes at once: in float64 to %.0e at h = 1e-7, where float32 is"
            + " %.0f %% off; wrong slopes of one layer show as %.0f %%.",
        net.numParams(),
        errors[3],
        100 * errors32[3],
        100 * off);
    out.see(
        isSmooth && flips[0] > flips[1] && flips[1] > flips[2],
        "With h = 1e-1 units open or close %,d times between the two losses, with 1e-3 %,d times,"
            + " with 1e-5 %,d times.",
        flips[0],
        flips[1],
        flips[2]);
  }

  /** The loss at a distance from the start, in a direction. */
  static DoubleUnaryOperator along(
      MultiLayerNetwork net, INDArray start, INDArray direction, DataSet rows) {
    return h -> {
      net.params().assign(start.add(direction.mul(h)).castTo(net.params().dataType()));
      return net.score(rows, false);
    };
  }

  /** How many units are open on one side of the start and closed on the other, over all rows. */
  private static long flips(MultiLayerNetwork net, INDArray start, INDArray step, DataSet rows) {
    net.params().assign(start.add(step));
    List<INDArray> above = net.feedForward(rows.getFeatures(), false); // input, two layers, output
    net.params().assign(start.sub(step));
    List<INDArray> below = net.feedForward(rows.getFeatures(), false);
    long flips = 0;
    for (int layer = 1; layer <= 2; layer++) {
      INDArray isOther = above.get(layer).gt(0).neq(below.get(layer).gt(0));
      flips += isOther.castTo(DataType.INT32).sumNumber().longValue();
    }
    return flips;
  }

  private static List<String> line(Notebook out, String words, String name, double[] errors) {
    List<String> line = new ArrayList<>(List.of(words));
    for (int i = 0; i < Differences.H.length; i++) {
      line.add(out.value(name + "-" + (1 + 2 * i), "%.0e", errors[i]));
    }
    return line;
  }
}
