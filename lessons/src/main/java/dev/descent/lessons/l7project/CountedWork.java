package dev.descent.lessons.l7project;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;

/** Where a computer's time goes, counted in multiplications, not clocked. */
public final class CountedWork implements Part {
  /** Two for m, three for v, four for the step: √, + ε, a division, and the rate. */
  private static final int ADAM = 9;

  public static void main(String[] args) throws Exception {
    PartMain.run(new CountedWork(), args);
  }

  @Override
  public String title() {
    return "Where the time goes";
  }

  @Override
  public void run(Notebook out) {
    boolean isSame = true;
    double[] shares = new double[6];
    int at = 0;
    List<int[]> networks = List.of(new int[] {8, 32, 32, 1}, new int[] {784, 256, 128, 10});
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "network, batch", "forward", "backward", "update", "update (%)", "steps", "an epoch"));
    for (int[] sizes : networks) {
      String name = sizes[0] == 8 ? "pumps" : "digits";
      long all = 0;
      for (int batch : List.of(1, 32, 256)) {
        long forward = 0;
        long parameters = 0;
        for (int layer = 1; layer < sizes.length; layer++) {
          forward += (long) sizes[layer - 1] * sizes[layer]; // a multiply-add for each weight
          parameters += (long) (sizes[layer - 1] + 1) * sizes[layer]; // weights and biases
        }
        // Each weight's gradient, and what goes down; the first layer sends nothing down.
        long backward = 2 * forward - (long) sizes[0] * sizes[1];
        long step = batch * (forward + backward) + ADAM * parameters;
        int rows = 2_400;
        int steps = (rows + batch - 1) / batch;
        long epoch = rows * (forward + backward) + steps * ADAM * parameters;
        shares[at] = 100.0 * ADAM * parameters / step;
        String key = name + "-" + batch;
        out.exact("parameters-" + key, "%,d", parameters);
        table.add(
            List.of(
                name + ", " + batch,
                out.exact("forward-" + key, "%,d", batch * forward),
                out.exact("backward-" + key, "%,d", batch * backward),
                out.exact("update-" + key, "%,d", ADAM * parameters),
                out.exact("share-" + key, "%.1f", shares[at]),
                out.exact("steps-" + key, "%,d", steps),
                out.exact("epoch-" + key, "%,.0f", epoch / 1e6)));
        long passes = rows * (forward + backward);
        isSame &= all == 0 || all == passes;
        all = passes;
        at++;
      }
    }
    out.text(
        "Multiply-adds of a step: forward and backward for all rows of the batch, and the update of"
            + " Adam. The last column has millions for an epoch of 2,400 rows.");
    out.table(table);
    out.answer("passes", isSame ? "The update" : "All three");
    out.see(
        shares[0] > 70 && shares[2] < 10 && shares[3] > 70 && shares[5] < 10,
        "with one row a step %.1f %% of the digits' work is Adam's, with 256 it is %.1f %%",
        shares[3],
        shares[5]);
  }
}
