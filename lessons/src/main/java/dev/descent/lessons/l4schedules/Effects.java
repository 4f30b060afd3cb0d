package dev.descent.lessons.l4schedules;

import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;

import dev.descent.data.Batches;
import dev.descent.data.Digits;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import dev.descent.schedule.Schedules;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

/** The same training with each schedule, and with none. */
public final class Effects implements Part {
  private static final double RATE = 0.1;
  private static final double DROPOUT = 0.5;

  public static void main(String[] args) throws Exception {
    PartMain.run(new Effects(), args);
  }

  @Override
  public String title() {
    return "The effects: the same training with each schedule";
  }

  @Override
  public List<String> figures() {
    return List.of("4-loss", "4-error");
  }

  @Override
  public void run(Notebook out) {
    // All are stretched to the epochs of this run; the exponential ends at a hundredth of the rate.
    int epochs = out.quick() ? 14 : 100;
    int rise = Math.max(2, epochs / 20);
    ISchedule cosine = Schedules.cosineAnnealingLR(EPOCH, RATE, epochs - rise, 0);
    double gamma = Math.pow(0.01, 1.0 / epochs);
    List<Integer> milestones = List.of(epochs / 2, epochs * 3 / 4);
    Map<String, ISchedule> schedules = new LinkedHashMap<>();
    schedules.put("constant", new FixedSchedule(RATE));
    schedules.put("StepLR", Schedules.stepLR(EPOCH, RATE, epochs * 3 / 10, 0.1));
    schedules.put("MultiStepLR", Schedules.multiStepLR(EPOCH, RATE, milestones, 0.1));
    schedules.put("ExponentialLR", Schedules.exponentialLR(EPOCH, RATE, gamma));
    schedules.put("CosineAnnealingLR", Schedules.cosineAnnealingLR(EPOCH, RATE, epochs, 0));
    schedules.put("linear decay", Schedules.linearDecay(EPOCH, RATE, epochs));
    schedules.put("warm-up, cosine", Schedules.warmUp(EPOCH, RATE, rise, 0.1, cosine));
    // And a mistake: the cosine's half wave is over when half of the epochs are still to come.
    schedules.put("T_max halved", Schedules.cosineAnnealingLR(EPOCH, RATE, epochs / 2, 0));

    // Many to look at, for the accuracy of a few would be chance.
    Split data = Split.of(Digits.generate(out.quick() ? 780 : 2400, 1), 1 / 3.0, 0, 1);
    DataSet validation = DigitsNetwork.whole(data.validation());
    Map<String, Track> runs = new LinkedHashMap<>();
    schedules.forEach(
        (name, schedule) -> {
          // @start region=updater
          // PyTorch: optimizer = torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
          //          scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 30, gamma=0.1)
          SGD updater = new SGD(RATE, 0.9);
          updater.setLrAndSchedule(RATE, schedule); // the schedule belongs to the updater
          // @end
          int[] hidden = out.quick() ? new int[] {128} : new int[] {256, 128};
          MultiLayerNetwork network = DigitsNetwork.of(updater, DROPOUT, out.seed(), hidden);
          Batches batches = Batches.shuffled(data.train(), out.quick() ? 32 : 64, out.seed());
          runs.put(name, Track.of(name, network, batches, validation, epochs, out));
        });
    Track halved = runs.remove("T_max halved");

    out.text(
        "%d digits to learn from, %d to look at; %d epochs. Dropout %.1f, SGD with momentum 0.9 from"
            + " rate %s: the steps are long, and dropout shakes each of them.",
        data.train().size(), data.validation().size(), epochs, DROPOUT, RATE);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("schedule", "last rate", "training loss", "accuracy", "moves by"));
    runs.forEach((name, run) -> table.add(row(out, name, run)));
    out.table(table);
    out.text(
        "All but the rate are means over the last %d epochs. \"Moves by\" is how far an epoch moves"
            + " the parameters.",
        halved.late());
    draw(out, runs);

    Track whole = runs.get("CosineAnnealingLR");
    out.value("halved", "%.3f", halved.late(halved.loss()));
    String gives = "rate %.5f in the last epoch, training loss %.3f";
    out.mistake(
        "a T_max that is not the number of epochs",
        "Schedules.cosineAnnealingLR(EPOCH, 0.1, epochs / 2, 0)",
        gives.formatted(halved.lastRate(), halved.late(halved.loss())),
        "Schedules.cosineAnnealingLR(EPOCH, 0.1, epochs, 0)",
        gives.formatted(whole.lastRate(), whole.late(whole.loss())));

    Track constant = runs.remove("constant");
    double loss = constant.late(constant.loss());
    List<Track> toZero = List.of(whole, runs.get("linear decay"), runs.get("warm-up, cosine"));
    double highest = toZero.stream().mapToDouble(r -> r.late(r.loss())).max().orElseThrow();
    out.see(
        highest < 0.7 * loss,
        "With a cosine, linear decay, and warm-up before a cosine the training loss ends at %.3f or"
            + " below, with a constant rate at %.3f.",
        highest,
        loss);
    double accuracy = 100 * constant.late(constant.accuracy());
    double mean =
        100 * toZero.stream().mapToDouble(r -> r.late(r.accuracy())).average().orElseThrow();
    out.see(
        mean > accuracy,
        "And the validation accuracy of these three at %.1f %% on average instead of %.1f %%.",
        mean,
        accuracy);
    double still = constant.late(constant.moved());
    double rest = runs.values().stream().mapToDouble(r -> r.late(r.moved())).max().orElseThrow();
    out.see(
        rest < 0.5 * still,
        "With a constant rate the parameters still move by %.2f an epoch at the end; with every"
            + " schedule by %.2f or less.",
        still,
        rest);
    out.see(
        halved.late(halved.loss()) > 1.3 * whole.late(whole.loss()),
        "A cosine with half the T_max rises again, and so does the loss: %.3f instead of %.3f.",
        halved.late(halved.loss()),
        whole.late(whole.loss()));
  }

  private static List<String> row(Notebook out, String name, Track run) {
    String key = name.toLowerCase(Locale.ROOT).replaceAll("\\W+", "-");
    return List.of(
        name,
        out.value("rate-" + key, "%.2g", run.lastRate()),
        out.value("loss-" + key, "%.3f", run.late(run.loss())),
        out.value("accuracy-" + key, "%.1f", 100 * run.late(run.accuracy())) + " %",
        out.value("moves-" + key, "%.3f", run.late(run.moved())));
  }

  private static void draw(Notebook out, Map<String, Track> runs) {
    String loss = "training loss";
    String error = "validation error, 1 − accuracy";
    Figure steps = chart("In steps", loss, runs, Track::loss, 0, 1, 2);
    Figure smooth = chart("Smoothly", loss, runs, Track::loss, 0, 3, 4, 5, 6);
    out.figure("4-loss", Panels.of("Training loss by schedule", 1, List.of(steps, smooth)));
    steps = chart("In steps", error, runs, Track::error, 0, 1, 2);
    smooth = chart("Smoothly", error, runs, Track::error, 0, 3, 4, 5, 6);
    out.figure("4-error", Panels.of("Validation error by schedule", 1, List.of(steps, smooth)));
  }

  private static Figure chart(
      String title, String y, Map<String, Track> runs, Function<Track, double[]> of, int... which) {
    List<String> names = List.copyOf(runs.keySet());
    List<Series> series = new ArrayList<>();
    for (int i : which) {
      double[] values = of.apply(runs.get(names.get(i)));
      series.add(new Series(names.get(i), Series.epochs(values.length), values));
    }
    return LineChart.draw(title, "epoch", y, series, LineChart.Axis.WHOLE_X, LineChart.Axis.LOG_Y);
  }
}
