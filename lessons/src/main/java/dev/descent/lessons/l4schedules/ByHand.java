package dev.descent.lessons.l4schedules;

import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;

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

/** The tutorial's own decay, lr = 0.1 · (1 − epoch / epochs), written by hand in two ways. */
public final class ByHand implements Part {
  private static final int ROWS = 640;

  public static void main(String[] args) throws Exception {
    PartMain.run(new ByHand(), args);
  }

  @Override
  public String title() {
    return "By hand: the tutorial's linear decay in two ways";
  }

  @Override
  public void run(Notebook out) {
    int epochs = out.quick() ? 8 : 100;
    Batches batches = Batches.shuffled(Digits.generate(ROWS, 1), 32, out.seed());
    DataSet all = DigitsNetwork.whole(Digits.generate(ROWS, 1));

    // The first way: in the loop. The memory of the updater, here the momentum, is kept.
    // PyTorch: for epoch in range(epochs):
    //              lr = 0.1 * (1 - epoch / epochs)
    //              for g in optimizer.param_groups: g['lr'] = lr
    MultiLayerNetwork loop = DigitsNetwork.of(new SGD(0.1, 0.9), 0.5, out.seed(), 128);
    // @start region=loop
    for (int epoch : out.progress("rate set in the loop", epochs)) {
      loop.setLearningRate(0.1 * (1 - (double) epoch / epochs));
      batches.startEpoch(epoch);
      loop.fit(batches);
    }
    // @end

    // The second: an ISchedule of our own, Line, which the network asks before every step.
    // PyTorch: scheduler = LambdaLR(optimizer, lambda epoch: 1 - epoch / epochs)
    MultiLayerNetwork own = train(new Line(0.1, epochs), batches, epochs, out);

    // And the one of the core.
    MultiLayerNetwork core = train(Schedules.linearDecay(EPOCH, 0.1, epochs), batches, epochs, out);

    boolean same = DigitsNetwork.same(loop, own) && DigitsNetwork.same(own, core);
    out.text(
        "lr = 0.1 * (1 - epoch / %d), three times: set in the loop, as an ISchedule of our own, and"
            + " as Schedules.linearDecay. After %d steps the %d parameters are %s.",
        epochs,
        core.getIterationCount(),
        core.numParams(),
        same ? "the same, bit for bit" : "not the same");
    out.see(
        same,
        "The decay set in the loop, our own ISchedule and Schedules.linearDecay give the same"
            + " network, bit for bit.");

    // In Python 3 / 10 is 0.3; in Java it is 0.
    MultiLayerNetwork whole = DigitsNetwork.of(new SGD(0.1, 0.9), 0.5, out.seed(), 128);
    for (int epoch : out.progress("integer division", epochs)) {
      whole.setLearningRate(0.1 * (1 - epoch / epochs));
      batches.startEpoch(epoch);
      whole.fit(batches);
    }
    out.value("integer", "%.4f", whole.score(all));
    out.value("double", "%.4f", loop.score(all));
    String gives = "rate %.4f in the last epoch, loss %.4f on all rows afterwards";
    out.mistake(
        "integer division",
        "0.1 * (1 - epoch / epochs), with two ints",
        gives.formatted(whole.getLearningRate(0), whole.score(all)),
        "0.1 * (1 - (double) epoch / epochs)",
        gives.formatted(loop.getLearningRate(0), loop.score(all)));
    out.see(
        whole.getLearningRate(0) == 0.1 && whole.score(all) > 1.3 * loop.score(all),
        "With integer division the rate stays at %.1f, and the loss ends at %.4f instead of %.4f.",
        whole.getLearningRate(0),
        whole.score(all),
        loop.score(all));

    // setLearningRate takes the schedule's place, for good.
    SGD updater = new SGD(0.1, 0.9);
    updater.setLrAndSchedule(0.1, new Line(0.1, 10));
    MultiLayerNetwork replaced = DigitsNetwork.of(updater, 0, out.seed(), 128);
    replaced.setEpochCount(4);
    double before = replaced.getLearningRate(0);
    replaced.setLearningRate(0.03);
    replaced.setEpochCount(8);
    out.text(
        "Not both: setLearningRate(0.03) in epoch 4 of a schedule (rate %.2f) ends the schedule. In"
            + " epoch 8 the rate is %.2f, and the schedule would have %.2f.",
        before, replaced.getLearningRate(0), new Line(0.1, 10).valueAt(0, 8));
  }

  /** 784-128-10 with dropout, SGD with momentum 0.9 and this schedule. */
  private static MultiLayerNetwork train(
      ISchedule schedule, Batches batches, int epochs, Notebook out) {
    SGD updater = new SGD(0.1, 0.9);
    updater.setLrAndSchedule(0.1, schedule);
    MultiLayerNetwork network = DigitsNetwork.of(updater, 0.5, out.seed(), 128);
    for (int epoch : out.progress(schedule.getClass().getSimpleName(), epochs)) {
      batches.startEpoch(epoch);
      network.fit(batches);
    }
    return network;
  }
}
