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
  public List<String> figures() {
    return List.of();
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
    DoubleUnaryOperator loss =
        h -> {
          net.params().assign(start.add(direction.mul(h)));
          return net.score(rows, false);
        };
    MultiLayerNetwork single = Tutorial.network(out.seed(), DataType.FLOAT);
    DataSet rows32 =
        new DataSet(
            rows.getFeatures().castTo(DataType.FLOAT), rows.getLabels().castTo(DataType.FLOAT));
    DoubleUnaryOperator loss32 =
        h -> {
          single.params().assign(start.add(direction.mul(h)).castTo(DataType.FLOAT));
          return single.score(rows32, false);
        };
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("all parameters at once, h =", "1e-1", "1e-3", "1e-5", "1e-7"));
    double[] errors = new double[Differences.H.length];
    double[] errors32 = new double[Differences.H.length];
    for (int i = 0; i < Differences.H.length; i++) {
      errors[i] = Differences.error(Differences.central(loss, 0, Differences.H[i]), slope);
      errors32[i] = Differences.error(Differences.central(loss32, 0, Differences.H[i]), slope);
    }
    table.add(line(out, "float64", "double", errors));
    table.add(line(out, "float32", "float", errors32));
    out.text(
        "The tutorial's network, moved along its gradient, with %,d parameters:", net.numParams());
    out.table(table);
    out.see(
        errors[3] < 1e-4 && errors32[1] < 0.02 && errors32[3] > 0.1,
        "Two losses check all %,d slopes at once: in float64 to %.0e at h = 1e-7, where float32 is"
            + " %.0f %% off.",
        net.numParams(),
        errors[3],
        100 * errors32[3]);
  }

  private static List<String> line(Notebook out, String words, String name, double[] errors) {
    List<String> line = new ArrayList<>(List.of(words));
    for (int i = 0; i < Differences.H.length; i++) {
      line.add(out.value(name + "-" + (1 + 2 * i), "%.0e", errors[i]));
    }
    return line;
  }
}
