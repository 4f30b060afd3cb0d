package dev.descent.lessons.l4schedules;

import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;
import static org.nd4j.linalg.schedule.ScheduleType.ITERATION;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.MSELoss;
import dev.descent.schedule.Schedules;
import dev.descent.technique.ReduceLROnPlateau;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.adapter.SingletonDataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.InverseSchedule;

/** The worked example: three noisy steps under three rates, four rates of a cosine, a plateau. */
public final class NoisySteps implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new NoisySteps(), args);
  }

  @Override
  public String title() {
    return "Three noisy steps by hand";
  }

  @Override
  public void run(Notebook out) {
    Map<String, ISchedule> schedules = new LinkedHashMap<>();
    schedules.put("half", new FixedSchedule(0.5));
    schedules.put("small", new FixedSchedule(0.05));
    schedules.put("inverse", new InverseSchedule(ITERATION, 1, 1, 1)); // 1, 1/2, 1/3, …

    out.text("The gradient at x is x, plus a noise of +1, −1, +1, … in turn. From x = 1:");
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("rate", "step 1", "step 2", "step 3", "after 1000 steps"));
    schedules.forEach(
        (name, schedule) -> {
          List<String> cells = new ArrayList<>(List.of(name));
          for (int steps : new int[] {1, 2, 3}) {
            cells.add(out.exact(name + "-" + steps, "%.6f", walk(schedule, steps)));
          }
          cells.add("%.6f".formatted(walk(schedule, 1000)));
          table.add(cells);
        });
    out.table(table);
    String ball = out.exact("half-ball", "%.4f", Math.abs(walk(schedules.get("half"), 1000)));
    String small = out.exact("small-ball", "%.4f", Math.abs(walk(schedules.get("small"), 1000)));
    double settled = Math.abs(walk(schedules.get("inverse"), 1000));
    out.see(
        ball.equals("0.3333") && small.equals("0.0256") && settled <= 0.001,
        "A constant rate goes on swinging by as much as it is large: by %s with 0.5, by %s with"
            + " 0.05. With the rate 1/t it settles.",
        ball,
        small);

    // The cosine falls from 0.1 to 0 over four epochs. The rate 0 itself is never used.
    // @start region=cosine
    ISchedule cosine = Schedules.cosineAnnealingLR(EPOCH, 0.1, 4, 0);
    for (int epoch = 0; epoch < 4; epoch++) {
      out.exact("cosine-" + epoch, "%.6f", cosine.valueAt(0, epoch));
    }
    // @end
    out.text(
        "A cosine over four epochs has the rates %s.",
        List.of(0, 1, 2, 3).stream().map(e -> "%.6f".formatted(cosine.valueAt(0, e))).toList());

    List<Integer> falls = falls(1, 0.90, 0.70, 0.69995, 0.72, 0.60, 0.65, 0.61);
    out.exact("plateau-1", "%d", falls.get(0));
    out.exact("plateau-2", "%d", falls.get(1));
    out.text(
        "ReduceLROnPlateau with patience 1 sees the losses 0.90, 0.70, 0.69995, 0.72, 0.60, 0.65,"
            + " 0.61. It lowers the rate after the epochs %s.",
        falls);

    // A loss that stays as it is: the first epoch sets the best, and all others are bad ones.
    double[] same = new double[20];
    Arrays.fill(same, 0.9);
    int bad = falls(10, same).get(0) - 1;
    out.exact("bad-epochs", "%d", bad);
    out.see(
        falls.equals(List.of(4, 7)) && bad == 11,
        "With patience 1 the second bad epoch in a row lowers the rate, with patience 10 the %dth.",
        bad);
  }

  /** Where so many steps lead from x = 1; the noise is +1, −1, +1, … */
  private static double walk(ISchedule schedule, int steps) {
    // @start region=steps
    double x = 1;
    for (int i = 0; i < steps; i++) {
      double noise = i % 2 == 0 ? 1 : -1;
      x -= schedule.valueAt(i, 0) * (x + noise); // rate times noisy gradient
    }
    // @end
    return x;
  }

  /** The epochs, from 1, after which ReduceLROnPlateau lowers the rate, given these losses. */
  private static List<Integer> falls(int patience, double... losses) {
    MultiLayerNetwork network = oneWeight();
    DataSetIterator data =
        new SingletonDataSetIterator(new DataSet(Nd4j.ones(1, 1), Nd4j.ones(1, 1)));
    List<Integer> falls = new ArrayList<>();
    // @start region=plateau
    network.addListeners(
        ReduceLROnPlateau.builder()
            .patience(patience)
            .build(net -> losses[net.getEpochCount()])); // the metric, here a list
    for (int epoch = 1; epoch <= losses.length; epoch++) {
      double before = network.getLearningRate(0);
      network.fit(data); // one epoch, and at its end the listener
      if (network.getLearningRate(0) < before) {
        falls.add(epoch);
      }
    }
    // @end
    return falls;
  }

  /** The smallest network there is, for the sake of its rate, 0.1. */
  private static MultiLayerNetwork oneWeight() {
    OutputLayer layer =
        new OutputLayer.Builder(new MSELoss())
            .nIn(1)
            .nOut(1)
            .activation(Activation.IDENTITY)
            .build();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder().updater(new SGD(0.1)).list(layer).build());
    network.init();
    return network;
  }
}
