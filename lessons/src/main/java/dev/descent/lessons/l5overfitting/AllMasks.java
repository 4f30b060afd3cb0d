package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout without chance: every mask that it may draw, and their mean. */
public final class AllMasks implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new AllMasks(), args);
  }

  @Override
  public String title() {
    return "All dropout masks";
  }

  @Override
  public void run(Notebook out) {
    INDArray h = Nd4j.createFromArray(2.0, 4, 6, 8); // the outputs of a layer
    double p = 0.5; // probability to drop
    INDArray all = Nd4j.create(h.dataType(), 16, 4); // [masks, neurons]
    for (int mask = 0; mask < 16; mask++) {
      for (int neuron = 0; neuron < 4; neuron++) {
        boolean kept = (mask >> neuron & 1) == 1;
        all.putScalar(mask, neuron, kept ? h.getDouble(neuron) / (1 - p) : 0);
      }
    }
    INDArray mean = all.mean(0); // [neurons]
    INDArray variance = all.var(false, 0); // divided by 16, not by 15

    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("", "neuron 1", "neuron 2", "neuron 3", "neuron 4"));
    lines.add(line("without dropout", h));
    for (int mask : List.of(0, 5, 13, 15)) {
      String bits = new StringBuilder(Integer.toBinaryString(16 + mask)).reverse().substring(0, 4);
      lines.add(line("mask " + bits, all.getRow(mask))); // neuron 1 is the first bit
    }
    lines.add(line("mean of all 16", mean));
    lines.add(line("variance", variance));
    out.text("A mask says which neurons are kept. Four neurons have 16; here are four of them.");
    out.table(lines);
    for (int i = 0; i < 4; i++) {
      out.exact("mean-" + (i + 1), "%.0f", mean.getDouble(i));
      out.exact("variance-" + (i + 1), "%.0f", variance.getDouble(i));
    }

    // The noise in units of the output: h² p / (1 − p).
    out.text(
        "The standard deviation of the noise is %s of the output with p = 0.1, %s with 0.5, and %s"
            + " with 0.8.",
        out.exact("noise-10", "%.2f", noise(0.1)),
        out.exact("noise-50", "%.2f", noise(0.5)),
        out.exact("noise-80", "%.2f", noise(0.8)));
    out.see(mean.equals(h), "the mean over all masks is what the layer gave");
    out.see(
        variance.equals(h.mul(h)),
        "with p = 0.5 the variance is the square of what the layer gave");
  }

  private static double noise(double p) {
    return Math.sqrt(p / (1 - p));
  }

  private static List<String> line(String name, INDArray values) {
    List<String> line = new ArrayList<>(List.of(name));
    for (double value : values.toDoubleVector()) {
      line.add(String.format(Locale.ROOT, "%.0f", value));
    }
    return line;
  }
}
