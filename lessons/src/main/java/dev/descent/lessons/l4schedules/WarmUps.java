package dev.descent.lessons.l4schedules;

import static org.nd4j.linalg.schedule.ScheduleType.ITERATION;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.Digits;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import dev.descent.schedule.Schedules;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** The first steps of a training, with the whole rate at once and with a warm-up. */
public final class WarmUps implements Part {
  private static final int STEPS = 60;

  public static void main(String[] args) throws Exception {
    PartMain.run(new WarmUps(), args);
  }

  @Override
  public String title() {
    return "Warm-up: small steps while the optimizer knows little";
  }

  @Override
  public List<String> figures() {
    return List.of("4-warm-up");
  }

  @Override
  public void run(Notebook out) {
    double[] rms = losses(new RMSprop(0.01), false, out);
    double[] rmsWarm = losses(new RMSprop(0.01), true, out);
    double[] adam = losses(new Adam(0.01), false, out);
    double[] adamWarm = losses(new Adam(0.01), true, out);
    double[] sgd = losses(new SGD(0.1, 0.9), false, out);
    double[] sgdWarm = losses(new SGD(0.1, 0.9), true, out);

    out.text(
        "640 digits in batches of 32. The rate rises over %d steps from a hundredth of itself, or is"
            + " there at once. The loss of each batch, before the step that learns from it:",
        STEPS);
    out.table(
        List.of(
            List.of("optimizer", "worst, at once", "warm-up", "steps 51 to 60, at once", "warm-up"),
            row(out, "RMSprop(0.01)", "rmsprop", rms, rmsWarm),
            row(out, "Adam(0.01)", "adam", adam, adamWarm),
            row(out, "SGD(0.1, 0.9)", "sgd", sgd, sgdWarm)));
    out.figure(
        "4-warm-up",
        LineChart.draw(
            "The first %d steps".formatted(STEPS),
            "steps done",
            "loss of the batch",
            List.of(
                curve("RMSprop", rms),
                curve("RMSprop, warm-up", rmsWarm),
                curve("Adam", adam),
                curve("Adam, warm-up", adamWarm)),
            Axis.LOG_Y));
    out.mistake(
        "the whole rate at once where the first steps are the longest",
        "new RMSprop(0.01)",
        "a batch's loss goes up to %.1f".formatted(worst(rms)),
        "Schedules.warmUp(ITERATION, 0.01, %d, 0.01, next)".formatted(STEPS),
        "it stays below %.1f".formatted(Math.ceil(10 * worst(rmsWarm)) / 10 + 0.1));
    boolean calm = worst(adam) < 5 && worst(sgd) < 5;
    out.answer("needs", worst(rms) > 8 && calm ? "RMSprop" : "Adam");
    out.see(
        worst(rms) > 8 && worst(rmsWarm) < 5,
        "RMSprop's first steps throw the network to a loss of %.1f; with a warm-up no batch is above"
            + " %.1f.",
        worst(rms),
        worst(rmsWarm));
    out.see(
        calm && late(adam) < late(adamWarm),
        "Adam and SGD do not need it here: their worst batch has %.2f and %.2f, and Adam's loss is"
            + " lower without.",
        worst(adam),
        worst(sgd));

    // RMSprop's first step: its average of squares starts at 0, so it is (1 − 0.99) g².
    out.exact("first-step", "%.0f", 1 / Math.sqrt(1 - 0.99));
  }

  /** The losses of the first batches of 784-128-64-10, no dropout. */
  private static double[] losses(IUpdater updater, boolean warm, Notebook out) {
    double lr = updater.getLearningRate(0, 0);
    // @start region=warm-up
    ISchedule next = new FixedSchedule(lr); // or any other schedule
    ISchedule warmUp = Schedules.warmUp(ITERATION, lr, 60, 0.01, next);
    // @end
    updater.setLrAndSchedule(lr, warm ? warmUp : next);
    Dataset data = Digits.generate(640, 1);
    MultiLayerNetwork network = DigitsNetwork.of(updater, 0, out.seed(), 128, 64);
    Batches batches = Batches.shuffled(data, 32, out.seed());
    double[] losses = new double[STEPS];
    for (int i : out.progress(updater.getClass().getSimpleName(), STEPS)) {
      if (i % batches.count() == 0) {
        batches.startEpoch(i / batches.count());
      }
      network.fit(batches.next());
      losses[i] = network.score();
    }
    return losses;
  }

  private static List<String> row(
      Notebook out, String name, String key, double[] once, double[] warm) {
    return List.of(
        name,
        out.value(key + "-worst", "%.1f", worst(once)),
        out.value(key + "-worst-warm", "%.1f", worst(warm)),
        out.value(key + "-late", "%.2f", late(once)),
        out.value(key + "-late-warm", "%.2f", late(warm)));
  }

  private static double worst(double[] losses) {
    return Arrays.stream(losses).max().orElseThrow();
  }

  private static double late(double[] losses) {
    return Arrays.stream(losses, STEPS - 10, STEPS).average().orElseThrow();
  }

  private static Series curve(String name, double[] losses) {
    double[] x = Series.epochs(STEPS);
    return new Series(name, Arrays.stream(x).map(i -> i - 1).toArray(), losses);
  }
}
