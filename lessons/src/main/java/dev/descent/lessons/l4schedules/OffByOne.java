package dev.descent.lessons.l4schedules;

import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;
import static org.nd4j.linalg.schedule.ScheduleType.ITERATION;

import dev.descent.data.Batches;
import dev.descent.data.Digits;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.schedule.Schedules;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.ISchedule;

/** A rate that comes one epoch too early, or too late. */
public final class OffByOne implements Part {
  /** Notes the rate of every step, and where the parameters were before the last epoch. */
  private static final class Rates extends BaseTrainingListener {
    private final List<Double> rates = new ArrayList<>();
    private INDArray before;

    @Override
    public void onEpochStart(Model model) {
      before = model.params().dup();
    }

    /** Comes after the backward pass and before the update. */
    @Override
    public void onGradientCalculation(Model model) {
      rates.add(((MultiLayerNetwork) model).getLearningRate(0));
    }

    double last() {
      return rates.get(rates.size() - 1);
    }

    /** The distance by which the last epoch has moved the parameters. */
    double moved(Model model) {
      return model.params().sub(before).norm2Number().doubleValue();
    }

    Series curve(String name) {
      double[] x = IntStream.range(0, rates.size()).asDoubleStream().toArray();
      return Series.steps(name, x, rates.stream().mapToDouble(rate -> rate).toArray());
    }
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new OffByOne(), args);
  }

  @Override
  public String title() {
    return "Off by one: a rate that comes too early, or too late";
  }

  @Override
  public List<String> figures() {
    return List.of("4-counting");
  }

  @Override
  public void run(Notebook out) {
    int epochs = 8;
    Batches batches = Batches.shuffled(Digits.generate(640, 1), 32, out.seed());
    DataSet all = DigitsNetwork.whole(Digits.generate(640, 1));

    // Right, in stairs and in a slope: the network asks with the epochs and steps that are done.
    // PyTorch: for epoch in range(epochs): train(); scheduler.step()     # after the epoch
    ISchedule byEpoch = Schedules.linearDecay(EPOCH, 0.1, epochs);
    MultiLayerNetwork right = network(byEpoch, out.seed());
    Rates stairs = train(right, batches, epochs);
    ISchedule byIteration = Schedules.linearDecay(ITERATION, 0.1, epochs * batches.count());
    Rates slope = train(network(byIteration, out.seed()), batches, epochs);

    // Wrong: scheduler.step() before the epoch. The last epoch has the rate 0, in vain.
    MultiLayerNetwork early = network(null, out.seed());
    Rates earlyRates = new Rates();
    early.addListeners(earlyRates);
    for (int epoch = 0; epoch < epochs; epoch++) {
      early.setLearningRate(byEpoch.valueAt(0, epoch + 1));
      batches.startEpoch(epoch);
      early.fit(batches);
    }
    double inVain = earlyRates.moved(early);
    double moved = stairs.moved(right);
    out.value("early", "%.3f", early.score(all));
    out.value("right", "%.3f", right.score(all));
    String gives =
        "rates from %.3f to %.3f; the last epoch moves the parameters by %.3f; loss %.4f";
    out.mistake(
        "scheduler.step() before the epoch",
        "network.setLearningRate(schedule.valueAt(0, epoch + 1)); network.fit(batches);",
        gives.formatted(earlyRates.rates.get(0), earlyRates.last(), inVain, early.score(all)),
        "valueAt(0, epoch), for epochs that count from 0; or the schedule in the updater",
        gives.formatted(stairs.rates.get(0), stairs.last(), moved, right.score(all)));
    out.see(
        inVain == 0 && moved > 0.01,
        "With scheduler.step() before the epoch the last epoch moves the parameters by %.1f instead"
            + " of %.3f.",
        inVain,
        moved);

    // Wrong: in onEpochEnd the network has not yet counted the epoch that ends.
    MultiLayerNetwork late = network(null, out.seed());
    late.addListeners(
        new BaseTrainingListener() {
          @Override
          public void onEpochEnd(Model model) {
            MultiLayerNetwork network = (MultiLayerNetwork) model;
            network.setLearningRate(byEpoch.valueAt(0, network.getEpochCount())); // + 1 is missing
          }
        });
    Rates lateRates = train(late, batches, epochs);
    out.exact("late-rate", "%.4f", lateRates.last());
    out.exact("right-rate", "%.4f", stairs.last());
    out.mistake(
        "getEpochCount() in onEpochEnd",
        "setLearningRate(schedule.valueAt(0, network.getEpochCount()))",
        "rate %.4f in the second epoch, %.4f in the last"
            .formatted(lateRates.rates.get(batches.count()), lateRates.last()),
        "setLearningRate(schedule.valueAt(0, network.getEpochCount() + 1))",
        "rate %.4f in the second epoch, %.4f in the last"
            .formatted(stairs.rates.get(batches.count()), stairs.last()));
    out.see(
        lateRates.rates.get(batches.count()) == 0.1 && lateRates.last() > 1.5 * stairs.last(),
        "With getEpochCount() in onEpochEnd the last epoch has rate %.4f instead of %.4f.",
        lateRates.last(),
        stairs.last());

    out.figure(
        "4-counting",
        LineChart.draw(
            "The same linear decay over %d epochs of %d steps".formatted(epochs, batches.count()),
            "steps done",
            "learning rate",
            List.of(
                stairs.curve("by epoch"),
                slope.curve("by iteration"),
                earlyRates.curve("one too early"),
                lateRates.curve("one too late"))));
  }

  private static Rates train(MultiLayerNetwork network, Batches batches, int epochs) {
    Rates rates = new Rates();
    network.addListeners(rates);
    for (int epoch = 0; epoch < epochs; epoch++) {
      batches.startEpoch(epoch);
      network.fit(batches);
    }
    return rates;
  }

  /** 784-128-10 with dropout, SGD with momentum 0.9; from rate 0.1, or by a schedule. */
  private static MultiLayerNetwork network(@Nullable ISchedule schedule, long seed) {
    SGD updater = new SGD(0.1, 0.9);
    updater.setLrAndSchedule(0.1, schedule);
    return DigitsNetwork.of(updater, 0.5, seed, 128);
  }
}
