package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.Adadelta;
import dev.descent.updater.Adagrad;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/** The worked example: one parameter, three gradients, six optimizers, all at the rate 0.1. */
public final class ThreeSteps implements Part {
  private static final double[] GRADIENTS = {4, 4, -2};

  public static void main(String[] args) throws Exception {
    PartMain.run(new ThreeSteps(), args);
  }

  @Override
  public String title() {
    return "A rate for each direction";
  }

  @Override
  public void run(Notebook out) {
    out.text(
        "The gradients are 4, 4, -2, the rate is 0.1. The table has the steps, which are taken off"
            + " the parameter.");
    Map<String, double[]> all = new LinkedHashMap<>();
    // @start region=five
    all.put("sgd", steps(new SGD(0.1)));
    all.put("momentum", steps(new SGD(0.1, 0.9)));
    all.put("adagrad", steps(new Adagrad(0.1)));
    all.put("rmsprop", steps(new RMSprop(0.1, 0.99, 1e-8)));
    all.put("adadelta", steps(new Adadelta(0.1, 0.9, 1e-6)));
    all.put("adam", steps(new Adam(0.1, 0.9, 0.999, 1e-8)));
    // @end
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("optimizer", "1st step", "2nd step", "3rd step"));
    all.forEach(
        (name, steps) -> {
          List<String> line = new ArrayList<>(List.of(name));
          for (int t = 1; t <= steps.length; t++) {
            line.add(out.exact(name + "-" + t, "%.6f", steps[t - 1]));
          }
          lines.add(line);
        });
    out.table(lines);
    out.answer("third", all.get("momentum")[2] > 0 ? "On, as before" : "Back");
    out.exact("buffer-2", "%.1f", all.get("momentum")[1] / 0.1);
    out.exact("buffer-3", "%.2f", all.get("momentum")[2] / 0.1);
    out.exact("rmsprop-rates", "%.1f", all.get("rmsprop")[0] / 0.1);
    out.see(
        all.get("momentum")[2] > 0 && all.get("adam")[2] > 0 && all.get("rmsprop")[2] < 0,
        "the third gradient points back, but momentum and Adam step on; only SGD, Adagrad and"
            + " RMSprop turn round");
    byHand(out, all.get("adam"));
    memory(out);
  }

  /** The steps that an updater makes of the three gradients. */
  private static double[] steps(IUpdater config) {
    // @start region=step
    INDArray state = Nd4j.create(DataType.DOUBLE, Math.max(1, config.stateSize(1)));
    GradientUpdater<?> updater = config.instantiate(state, true);
    double[] steps = new double[3];
    for (int i = 0; i < 3; i++) {
      INDArray g = Nd4j.createFromArray(new double[] {GRADIENTS[i]}); // PyTorch: p.grad
      updater.applyUpdater(g, i, 0); // in place: from now on g is the step
      steps[i] = g.getDouble(0);
    }
    // @end
    return steps;
  }

  /** What momentum and Adam keep beside the weights, for the network 784-256-128-10. */
  private static void memory(Notebook out) {
    long weights = 784 * 256 + 256 + 256 * 128 + 128 + 128 * 10 + 10;
    long momentum = new SGD(0.1, 0.9).stateSize(weights);
    long adam = new Adam(0.1).stateSize(weights);
    out.text(
        "784-256-128-10 has %s parameters, %s MB in float32. Momentum keeps %s MB beside them,"
            + " Adam %s MB.",
        out.exact("weights", "%,d", weights),
        out.exact("mb", "%.2f", 4e-6 * weights),
        out.exact("mb-momentum", "%.2f", 4e-6 * momentum),
        out.exact("mb-adam", "%.2f", 4e-6 * adam));
    out.exact("pairs", "%.0f", 1e-9 * weights * weights);
    out.see(
        momentum == weights && adam == 2 * weights,
        "momentum keeps one number for each parameter, Adam two");
  }

  /** Adam in plain arithmetic: its averages, corrected; and Adagrad's sum. */
  private static void byHand(Notebook out, double[] adam) {
    double m = 0;
    double v = 0;
    double sum = 0;
    double apart = 0;
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("Adam by hand", "m", "v", "m, corrected", "v, corrected"));
    for (int t = 1; t <= 3; t++) {
      double g = GRADIENTS[t - 1];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      sum += g * g;
      out.exact("sum-" + t, "%.0f", sum);
      double mean = m / (1 - Math.pow(0.9, t));
      double square = v / (1 - Math.pow(0.999, t));
      apart = Math.max(apart, Math.abs(adam[t - 1] - 0.1 * mean / (Math.sqrt(square) + 1e-8)));
      lines.add(
          List.of(
              "step " + t,
              out.exact("m-" + t, "%.6f", m),
              out.exact("v-" + t, "%.6f", v),
              out.exact("mean-" + t, "%.6f", mean),
              out.exact("square-" + t, "%.6f", square)));
    }
    out.table(lines);
    out.see(
        apart < 1e-12,
        "Adam's formula in plain arithmetic gives the steps of the class to twelve digits");
  }
}
