package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The checks that cost seconds and save hours, made before a training. */
public final class Checks implements Part {
  private static final int ROWS = 20;
  private static final int STEPS = 200;
  private static final int TEN = 10;

  public static void main(String[] args) throws Exception {
    PartMain.run(new Checks(), args);
  }

  @Override
  public String title() {
    return "Checks before a training";
  }

  @Override
  public void run(Notebook out) {
    StandardisedDigits digits = StandardisedDigits.load(out);
    Dataset train = digits.split().train();

    // 20 rows can be learnt by heart. A loop that cannot is broken.
    // @start region=twenty
    Dataset twenty = train.rows(IntStream.range(0, ROWS).toArray());
    DataSet few = digits.all(twenty);
    MultiLayerNetwork network = Model.relu(out.seed(), new SGD(0.01, 0.9));
    for (int step = 0; step < STEPS; step++) {
      network.fit(few);
    }
    double learnt = network.score(few, false);
    // @end

    // Its limit: labels that belong to other rows are learnt by heart as well.
    INDArray moved = few.getLabels().getRows(shifted(ROWS));
    DataSet mixed = new DataSet(few.getFeatures(), moved);
    MultiLayerNetwork deceived = Model.relu(out.seed(), new SGD(0.01, 0.9));
    for (int step = 0; step < STEPS; step++) {
      deceived.fit(mixed);
    }
    double mixedLoss = deceived.score(mixed, false);
    int wrongLabels = 0;
    for (int i = 0; i < ROWS; i++) {
      wrongLabels += few.getLabels().getRow(i).equals(moved.getRow(i)) ? 0 : 1;
    }
    String byHeart = out.value("twenty", "%.4f", learnt);
    String deceivedLoss = out.value("twenty-mixed", "%.4f", mixedLoss);
    out.value("twenty-wrong", "%d", wrongLabels);
    out.text(
        "%d rows, %d steps: the loss is %s. With labels moved by one row, %d of them wrong, it is"
            + " %s: this check sees the loop, not the data.",
        ROWS, STEPS, byHeart, wrongLabels, deceivedLoss);
    out.answer("twenty", mixedLoss < 0.1 ? "It goes to 0 as well" : "It stays high");

    // How long is a step, in shares of the weights? Three rates, mean over the first ten steps.
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("rate", "update / weight", "loss after one epoch"));
    double[] ratios = new double[3];
    double[] losses = new double[3];
    double[] rates = {0.0001, 0.01, 0.5};
    DataSet validation = digits.all(digits.split().validation());
    for (int i = 0; i < rates.length; i++) {
      MultiLayerNetwork stepped = Model.relu(out.seed(), new SGD(rates[i], 0.9));
      ratios[i] = ratio(stepped, digits.batches());
      losses[i] = stepped.score(validation, false);
      String name = List.of("small", "right", "large").get(i);
      table.add(
          List.of(
              String.valueOf(rates[i]),
              out.value("ratio-" + name, "%.0e", ratios[i]),
              out.value("loss-" + name, "%.3f", losses[i])));
    }
    out.table(table);

    out.see(
        learnt < 0.05,
        "20 rows are learnt by heart: the loss is %s after %d steps",
        byHeart,
        STEPS);
    out.see(
        mixedLoss < 0.1 && wrongLabels > 10,
        "wrong labels are learnt by heart as well: loss %s",
        deceivedLoss);
    out.see(
        ratios[0] < ratios[1] / 10 && losses[1] < losses[0] && losses[1] < losses[2],
        "the step in shares of the weights tells the rate: %.0e is too little, %.0e is right, %.0e"
            + " too much",
        ratios[0],
        ratios[1],
        ratios[2]);
  }

  /** 1, 2, …, n − 1, 0. */
  private static int[] shifted(int n) {
    return IntStream.range(0, n).map(i -> (i + 1) % n).toArray();
  }

  /** Trains for one epoch; the mean of ‖step‖ / ‖parameters‖ over its first ten steps. */
  private static double ratio(MultiLayerNetwork network, Batches batches) {
    batches.startEpoch(0);
    double sum = 0;
    int steps = 0;
    while (batches.hasNext()) {
      INDArray before = network.params().dup();
      network.fit(batches.next());
      INDArray step = network.params().sub(before);
      if (steps < TEN) {
        sum += step.norm2Number().doubleValue() / before.norm2Number().doubleValue();
        steps++;
      }
    }
    return sum / TEN;
  }
}
