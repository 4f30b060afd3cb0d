package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.technique.Patience;
import java.util.ArrayList;
import java.util.List;

/** Early stopping on seven losses, and why to stop early is to keep weights small. */
public final class StopByHand implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new StopByHand(), args);
  }

  @Override
  public String title() {
    return "Early stopping by hand";
  }

  @Override
  public void run(Notebook out) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("patience", "stops after epoch", "keeps epoch"));
    int first = 0;
    for (int epochs : List.of(1, 3)) {
      double[] losses = {0.90, 0.80, 0.85, 0.79, 0.81, 0.82, 0.83}; // of the validation part
      Patience patience = new Patience(epochs);
      patience.initialize();
      int epoch = 0;
      int kept = 0;
      boolean stop = false;
      while (!stop && epoch < losses.length) {
        stop = patience.terminate(epoch, losses[epoch], true); // true: lower is better
        if (losses[epoch] < losses[kept]) {
          kept = epoch; // here the trainer saves the model
        }
        epoch++;
      }
      first = first == 0 ? kept : first;
      lines.add(
          List.of(
              Integer.toString(epochs),
              out.exact("stops-" + epochs, "%d", epoch),
              out.exact("keeps-" + epochs, "%d", kept + 1))); // counted from 1
      if (epochs == 3) {
        out.see(
            losses[kept] < losses[first],
            "patience pays here: %.2f is kept instead of %.2f",
            losses[kept],
            losses[first]);
      }
    }
    out.text("Validation losses 0.90, 0.80, 0.85, 0.79, 0.81, 0.82, 0.83, one an epoch:");
    out.table(lines);

    // A loss of ½ h (w − a)²: how much of the way from 0 to a the weight goes.
    int steps = 100;
    double rate = 0.1;
    double lambda = 1 / (rate * steps);
    List<List<String>> ways = new ArrayList<>();
    ways.add(List.of("curvature h", "100 steps at 0.1", "L2 with 0.1, to the end"));
    boolean alike = true;
    for (double curvature : new double[] {1, 0.1, 0.01}) {
      double stopped = 1 - Math.pow(1 - rate * curvature, steps);
      double shrunk = curvature / (curvature + lambda);
      alike &= Math.abs(stopped - shrunk) < 0.15;
      String name = Double.toString(curvature).replace('.', '-');
      ways.add(
          List.of(
              Double.toString(curvature),
              out.exact("stopped-" + name, "%.3f", stopped),
              out.exact("shrunk-" + name, "%.3f", shrunk)));
    }
    out.text("Of the way from 0 to what the data want, a weight goes this share:");
    out.table(ways);
    out.see(alike, "stopping after 100 steps of 0.1 is much like an L2 of 1 / (100 · 0.1)");
  }
}
