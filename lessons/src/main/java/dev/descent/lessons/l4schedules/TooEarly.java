package dev.descent.lessons.l4schedules;

import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;

import dev.descent.data.Batches;
import dev.descent.data.Digits;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.schedule.Schedules;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** A rate that falls before the training has got anywhere, and one that never falls. */
public final class TooEarly implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new TooEarly(), args);
  }

  @Override
  public String title() {
    return "Too early, and never";
  }

  @Override
  public void run(Notebook out) {
    // No noise, the parabola x²/2: a step of rate η leaves 1 − η of the way to the minimum. So a
    // training leaves the product of all these, however long it lasts.
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("factor per step", "sum of all rates", "of the way is left for ever"));
    for (String factor : List.of("0.1", "0.5", "0.95", "1")) {
      double left = 1;
      double sum = 0;
      for (int i = 0; i < 100_000; i++) {
        double lr = 0.1 * Math.pow(Double.parseDouble(factor), i);
        left *= 1 - lr;
        sum += lr;
      }
      String key = factor.replace('.', '-');
      String rates = factor.equals("1") ? "∞" : out.exact("sum-" + key, "%.3f", sum);
      table.add(List.of(factor, rates, out.exact("left-" + key, "%.1f", 100 * left) + " %"));
    }
    out.text("From rate 0.1, times a factor after every step, on the parabola x²/2 without noise:");
    out.table(table);

    // The same on digits: halved after every epoch, or down to a hundredth over all of them.
    int epochs = out.quick() ? 12 : 40;
    ISchedule halved = Schedules.exponentialLR(EPOCH, 0.1, 0.5);
    ISchedule slow = Schedules.exponentialLR(EPOCH, 0.1, Math.pow(0.01, 1.0 / epochs));
    DataSet all = DigitsNetwork.whole(Digits.generate(640, 1));
    double early = train(halved, epochs, out).score(all);
    double right = train(slow, epochs, out).score(all);
    String wrong = out.value("early", "%.3f", early);
    String good = out.value("right", "%.3f", right);
    out.mistake(
        "a rate that falls too early",
        "Schedules.exponentialLR(EPOCH, 0.1, 0.5)",
        "loss " + wrong + " after " + epochs + " epochs",
        "a γ that leads to a hundredth at the end, Math.pow(0.01, 1.0 / epochs)",
        "loss " + good);
    out.see(
        early > 2 * right,
        "A rate that is halved every epoch stops on the way: loss %s instead of %s.",
        wrong,
        good);

    // And milestones of a longer training, which this one never reaches.
    int few = 6;
    ISchedule beyond = Schedules.multiStepLR(EPOCH, 0.1, List.of(50, 75), 0.1);
    MultiLayerNetwork never = train(beyond, few, out);
    MultiLayerNetwork constant = train(new FixedSchedule(0.1), few, out);
    boolean same = DigitsNetwork.same(never, constant);
    out.answer("beyond", same ? "Nothing" : "A lower rate from the last epoch on");
    out.see(
        same,
        "Milestones of 50 and 75 in a training of %d epochs give the network of the constant rate,"
            + " bit for bit, and no word about it.",
        few);
  }

  /** 784-128-10 without dropout, SGD with momentum 0.9. */
  private static MultiLayerNetwork train(ISchedule schedule, int epochs, Notebook out) {
    SGD updater = new SGD(0.1, 0.9);
    updater.setLrAndSchedule(0.1, schedule);
    MultiLayerNetwork network = DigitsNetwork.of(updater, 0, out.seed(), 128);
    Batches batches = Batches.shuffled(Digits.generate(640, 1), 32, out.seed());
    for (int epoch : out.progress(schedule.getClass().getSimpleName(), epochs)) {
      batches.startEpoch(epoch);
      network.fit(batches);
    }
    return network;
  }
}
