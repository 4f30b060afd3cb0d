package dev.descent.lessons.l7project;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;

/** From which probability on to look at a pump: what the two mistakes cost decides. */
public final class Thresholds implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new Thresholds(), args);
  }

  @Override
  public String title() {
    return "The threshold has a price";
  }

  @Override
  public List<String> figures() {
    return List.of("7-cost");
  }

  @Override
  public void run(Notebook out) {
    PumpData data = PumpData.of(out);
    DataSet validation = data.ready(data.raw().validation());
    Training training = Final.train(out, data, out.seed());
    double[] probabilities = Counts.probabilities(training.best(), validation);
    double[] labels = Counts.labels(validation);
    double threshold = (double) Counts.ALARM / (Counts.ALARM + Counts.MISS);
    out.exact("threshold", "%.2f", threshold);

    List<List<String>> table = new ArrayList<>();
    out.text("Right, precision and recall in %%; the cost of the mistakes in euros a pump.");
    table.add(
        List.of("called failing", "missed", "alarms", "right", "precision", "recall", "euros"));
    String[] names = {"every pump", "from 0.05", "from 0.5", "from 0.9", "no pump"};
    double[] from = {0, threshold, 0.5, 0.9, 2};
    Counts[] counts = new Counts[from.length];
    for (int i = 0; i < from.length; i++) {
      Counts it = counts[i] = Counts.of(probabilities, labels, from[i]);
      boolean isFixed = i == 0 || i == 4;
      table.add(
          List.of(
              names[i],
              word(out, isFixed, "missed-" + i, "%d", it.missed()),
              word(out, isFixed, "alarms-" + i, "%d", it.alarms()),
              word(out, isFixed, "accuracy-" + i, "%.1f", it.accuracy()),
              it.found() + it.alarms() == 0
                  ? out.exact("precision-" + i, "none")
                  : word(out, isFixed, "precision-" + i, "%.1f", it.precision()),
              word(out, isFixed, "recall-" + i, "%.1f", it.recall()),
              word(out, isFixed, "cost-" + i, "%.0f", it.cost())));
    }
    out.table(table);
    double[] x = new double[99];
    double[] y = new double[99];
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < x.length; i++) {
      x[i] = (i + 1) / 100.0;
      y[i] = Counts.of(probabilities, labels, x[i]).cost();
      lowest = Math.min(lowest, y[i]);
    }
    double price = counts[1].cost();
    out.value("lowest", "%.0f", lowest);
    out.figure(
        "7-cost",
        LineChart.draw(
            "What the mistakes cost, by the threshold",
            "a pump is called failing from this probability on",
            "euros a pump",
            List.of(
                new Series("validation part", x, y),
                Series.marks(
                    "c_fp / (c_fp + c_fn)", new double[] {threshold}, new double[] {price}))));
    out.mistake(
        "the threshold left at 0.5",
        "probability > 0.5",
        String.format("%d missed, %.0f euros a pump", counts[2].missed(), counts[2].cost()),
        "probability > cost of an alarm / (cost of an alarm + cost of a miss)",
        String.format("%d missed, %.0f euros a pump", counts[1].missed(), price));
    out.answer("accuracy", counts[1].accuracy() < counts[2].accuracy() ? "It falls" : "It rises");
    out.see(
        price < 0.85 * counts[2].cost() && price < 0.7 * counts[0].cost(),
        "at %.2f the mistakes cost %.0f euros a pump, at 0.5 they cost %.0f",
        threshold,
        price,
        counts[2].cost());
    out.see(
        counts[1].accuracy() < counts[2].accuracy(),
        "the cheaper threshold is right less often: %.1f %% for %.1f %%",
        counts[1].accuracy(),
        counts[2].accuracy());
  }

  private static String word(
      Notebook out, boolean isFixed, String name, String format, Object value) {
    return isFixed ? out.exact(name, format, value) : out.value(name, format, value);
  }
}
