package dev.descent.lessons.l7project;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** The loss that the first step should find, and a last bias that begins where the shares are. */
public final class PriorBias implements Part {
  private static final int STEPS = 400;

  public static void main(String[] args) throws Exception {
    PartMain.run(new PriorBias(), args);
  }

  @Override
  public String title() {
    return "The first loss";
  }

  @Override
  public void run(Notebook out) {
    PumpData data = PumpData.of(out);
    DataSet train = data.ready(data.raw().train());
    double p = (double) PumpTable.FAILING / PumpTable.ROWS;
    double entropy = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
    out.exact("share", "%.2f", p);
    out.exact("prior", "%.3f", Networks.PRIOR);
    out.exact("entropy", "%.3f", entropy);
    out.exact("ln-2", "%.3f", Math.log(2));
    out.exact("gain", "%.3f", Math.log(2) - entropy);

    MultiLayerNetwork zero =
        Networks.build(Networks.settings(out.seed(), new SGD(0.05)), 0, 8, 32, 32);
    MultiLayerNetwork prior = Networks.of(out.seed(), new SGD(0.05), 8, 32, 32);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("last bias", "first loss", "steps to the prior's first loss"));
    double first = zero.score(train, false);
    double better = prior.score(train, false);
    int steps = steps(out, zero, data.batches(out.seed()), train, better);
    table.add(
        List.of("0", out.value("first-zero", "%.3f", first), out.value("steps-zero", "%d", steps)));
    table.add(
        List.of(
            String.format("%.3f", Networks.PRIOR), out.value("first-prior", "%.3f", better), "0"));
    out.table(table);
    out.mistake(
        "the last bias left at 0 where few rows are positive",
        ".biasInit(0), the default",
        String.format("first loss %.3f, %d steps to reach %.3f", first, steps, better),
        ".biasInit(Math.log(p / (1 - p)))",
        String.format("first loss %.3f", better));
    out.see(
        Math.abs(first - Math.log(2)) < 0.12 && Math.abs(better - entropy) < 0.06,
        "the first loss is %.3f with a bias of 0 (ln 2 = %.3f), %.3f at the prior (entropy %.3f)",
        first,
        Math.log(2),
        better,
        entropy);
    out.see(
        steps >= 30,
        "the network with a bias of 0 needs %d steps to get where the other begins",
        steps);
  }

  /** Steps until the loss of the whole training part is below a number; looked at every tenth. */
  private static int steps(
      Notebook out, MultiLayerNetwork network, Batches batches, DataSet train, double goal) {
    for (int step : out.progress("bias 0", STEPS)) {
      if (step % 10 == 0 && network.score(train, false) < goal) {
        return step;
      }
      if (!batches.hasNext()) {
        batches.reset();
      }
      network.fit(batches.next());
    }
    return STEPS;
  }
}
