package dev.descent.lessons.l4schedules;

import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;
import static org.nd4j.linalg.schedule.ScheduleType.ITERATION;

import dev.descent.data.Batches;
import dev.descent.data.Digits;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.schedule.Schedules;
import dev.descent.updater.SGD;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.ISchedule;

/** Schedules by epoch and by iteration, and who counts the epochs. */
public final class Counting implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new Counting(), args);
  }

  @Override
  public String title() {
    return "Counting: by epoch or by iteration, and who counts";
  }

  @Override
  public void run(Notebook out) {
    int epochs = out.quick() ? 9 : 30;
    Batches batches = Batches.shuffled(Digits.generate(640, 1), 32, out.seed());
    DataSet all = DigitsNetwork.whole(Digits.generate(640, 1));
    int steps = batches.count(); // 20 an epoch

    // A ScheduleType says which of the two counts a schedule goes by: whole epochs done, or steps.
    // PyTorch has one count, the calls of scheduler.step(): after each epoch, or after each batch.
    int third = epochs / 3;
    ISchedule byEpoch = Schedules.stepLR(EPOCH, 0.1, third, 0.1);
    ISchedule byIteration = Schedules.stepLR(ITERATION, 0.1, third * steps, 0.1);
    ISchedule mixedUp = Schedules.stepLR(ITERATION, 0.1, third, 0.1);
    MultiLayerNetwork inEpochs = train("by epoch", byEpoch, batches, epochs, out);
    MultiLayerNetwork inSteps = train("by iteration", byIteration, batches, epochs, out);
    MultiLayerNetwork mixed = train("mixed up", mixedUp, batches, epochs, out);
    boolean same = DigitsNetwork.same(inEpochs, inSteps);
    out.text(
        "An epoch has %d steps. StepLR every %d epochs and StepLR every %d steps give %s.",
        steps, third, third * steps, same ? "the same network, bit for bit" : "different networks");
    out.value("mixed", "%.3f", mixed.score(all));
    out.value("by-epoch", "%.3f", inEpochs.score(all));
    String gives = "rate %.0e after one epoch; loss %.4f after %d";
    out.mistake(
        "epochs given where iterations are counted",
        "Schedules.stepLR(ScheduleType.ITERATION, 0.1, %d, 0.1)".formatted(third),
        gives.formatted(mixedUp.valueAt(steps, 1), mixed.score(all), epochs),
        "Schedules.stepLR(ScheduleType.EPOCH, 0.1, %d, 0.1)".formatted(third),
        gives.formatted(byEpoch.valueAt(steps, 1), inEpochs.score(all), epochs));
    out.see(
        same && mixed.score(all) > 2 * inEpochs.score(all),
        "By epoch and by iteration a StepLR gives the same network; with the two mixed up the"
            + " training ends after a few steps (loss %.3f instead of %.3f).",
        mixed.score(all),
        inEpochs.score(all));

    // fit(iterator) counts an epoch when it is over. fit(DataSet) is one step, and knows of no
    // epochs: whoever writes that loop has to count them.
    ISchedule linear = Schedules.linearDecay(EPOCH, 0.1, epochs);
    MultiLayerNetwork fitted = train("fit(iterator)", linear, batches, epochs, out);
    MultiLayerNetwork uncounted = network(linear, out.seed());
    for (int epoch : out.progress("fit(DataSet)", epochs)) {
      batches.startEpoch(epoch);
      while (batches.hasNext()) {
        uncounted.fit(batches.next()); // [32, 784] and [32, 10]
      }
    }
    MultiLayerNetwork counted = network(linear, out.seed());
    double lastRate = 0;
    // @start region=counted
    for (int epoch : out.progress("fit(DataSet), counted", epochs)) {
      lastRate = counted.getLearningRate(0);
      batches.startEpoch(epoch);
      while (batches.hasNext()) {
        counted.fit(batches.next());
      }
      counted.incrementEpochCount(); // PyTorch: scheduler.step()
    }
    // @end
    out.value("uncounted", "%.4f", uncounted.score(all));
    out.value("counted", "%.4f", counted.score(all));
    boolean asFit = DigitsNetwork.same(counted, fitted);
    gives = "%d epochs counted, rate %.4f in the last, loss %.4f";
    out.mistake(
        "fit(DataSet) in a loop, and nobody counts the epochs",
        "while (batches.hasNext()) network.fit(batches.next());",
        gives.formatted(
            uncounted.getEpochCount(), uncounted.getLearningRate(0), uncounted.score(all)),
        "and network.incrementEpochCount() after each epoch",
        gives.formatted(counted.getEpochCount(), lastRate, counted.score(all))
            + (asFit ? "; bit for bit as fit(iterator)" : "; not as fit(iterator)"));
    out.see(
        asFit && uncounted.getEpochCount() == 0 && uncounted.score(all) > 1.2 * counted.score(all),
        "With fit(DataSet) a schedule by epoch stands still (loss %.3f), until incrementEpochCount()"
            + " is called: then it is fit(iterator), bit for bit (loss %.3f).",
        uncounted.score(all),
        counted.score(all));
  }

  private static MultiLayerNetwork train(
      String name, ISchedule schedule, Batches batches, int epochs, Notebook out) {
    MultiLayerNetwork network = network(schedule, out.seed());
    for (int epoch : out.progress(name, epochs)) {
      batches.startEpoch(epoch);
      network.fit(batches);
    }
    return network;
  }

  /** 784-128-10 with dropout, SGD with momentum 0.9 and this schedule. */
  private static MultiLayerNetwork network(ISchedule schedule, long seed) {
    SGD updater = new SGD(0.1, 0.9);
    updater.setLrAndSchedule(0.1, schedule);
    return DigitsNetwork.of(updater, 0.5, seed, 128);
  }
}
