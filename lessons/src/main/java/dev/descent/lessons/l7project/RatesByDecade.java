package dev.descent.lessons.l7project;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.Adam;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;

/** A short search of the learning rate: one training of a few epochs for each power of ten. */
public final class RatesByDecade implements Part {
  private static final double[] RATES = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1, 1};

  public static void main(String[] args) throws Exception {
    PartMain.run(new RatesByDecade(), args);
  }

  @Override
  public String title() {
    return "The rate, over six decades";
  }

  @Override
  public void run(Notebook out) {
    PumpData data = PumpData.of(out);
    DataSet train = data.ready(data.raw().train());
    DataSet validation = data.ready(data.raw().validation());
    int epochs = out.quick() ? 3 : 5;
    double[] losses = new double[RATES.length];
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("rate", "training loss", "validation loss", "found (%)"));
    int best = 0;
    for (int i = 0; i < RATES.length; i++) {
      Training training =
          Training.of(
              out,
              "rate " + RATES[i],
              Networks.of(out.seed(), new Adam(RATES[i]), 8, 32, 32),
              data.batches(out.seed()),
              train,
              validation,
              epochs,
              epochs);
      losses[i] = training.validation().get(epochs);
      best = losses[i] < losses[best] ? i : best;
      table.add(
          List.of(
              String.format("%.0e", RATES[i]),
              out.value("training-" + i, "%.3f", training.training().get(epochs)),
              out.value("validation-" + i, "%.3f", losses[i]),
              out.value(
                  "found-" + i, "%.1f", Counts.of(training.best(), validation, 0.5).recall())));
    }
    out.text(
        "%s epochs with each rate; the last network of each.", out.value("epochs", "%d", epochs));
    out.table(table);
    out.value("best", "%s", RATES[best]);
    out.see(
        best == 3 || best == 2 || best == 4,
        "the best of six rates is %s, with %.3f; it lies between two that are worse",
        RATES[best],
        losses[best]);
    out.see(
        losses[0] > losses[best] + 0.12 && losses[5] > losses[best] + 0.05,
        "the smallest rate ends at %.3f, the largest at %.3f",
        losses[0],
        losses[5]);
  }
}
