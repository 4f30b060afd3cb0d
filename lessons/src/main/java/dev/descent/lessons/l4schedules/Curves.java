package dev.descent.lessons.l4schedules;

import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import dev.descent.schedule.Schedules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.StepSchedule;

/** The rate that each schedule gives, epoch by epoch. Nothing is trained here. */
public final class Curves implements Part {
  private static final int EPOCHS = 100;

  public static void main(String[] args) throws Exception {
    PartMain.run(new Curves(), args);
  }

  @Override
  public String title() {
    return "The curves: what rate each schedule gives";
  }

  @Override
  public List<String> figures() {
    return List.of("4-schedules");
  }

  @Override
  public void run(Notebook out) {
    // In DL4J a schedule is an ISchedule: it makes a rate of two counts, steps done and epochs
    // done. Nobody calls step(); the network asks before every update. These are DL4J's own:
    // @start region=schedules
    // PyTorch: StepLR(optimizer, step_size=30, gamma=0.1)
    ISchedule step = new StepSchedule(EPOCH, 0.1, 0.1, 30);
    // PyTorch: MultiStepLR(optimizer, milestones=[30, 60, 90], gamma=0.1)
    MapSchedule.Builder rates = new MapSchedule.Builder(EPOCH).add(0, 0.1);
    ISchedule multiStep = rates.add(30, 0.01).add(60, 0.001).add(90, 0.0001).build();
    // PyTorch: ExponentialLR(optimizer, gamma=0.95)
    ISchedule exponential = new ExponentialSchedule(EPOCH, 0.1, 0.95);
    // Of these, DL4J has none, or none that can be saved; they are ours.
    // PyTorch: CosineAnnealingLR(optimizer, T_max=100)
    ISchedule cosine = Schedules.cosineAnnealingLR(EPOCH, 0.1, EPOCHS, 0);
    // PyTorch: LambdaLR(optimizer, lambda epoch: 1 - epoch / 100)
    ISchedule linear = Schedules.linearDecay(EPOCH, 0.1, EPOCHS);
    // @end
    // PyTorch: SequentialLR(optimizer, [LinearLR(optimizer, 0.1, total_iters=10),
    //                                   CosineAnnealingLR(optimizer, T_max=90)], milestones=[10])
    ISchedule rest = Schedules.cosineAnnealingLR(EPOCH, 0.1, EPOCHS - 10, 0);
    ISchedule warmUp = Schedules.warmUp(EPOCH, 0.1, 10, 0.1, rest);

    // Schedules has the others by PyTorch's names, too, and returns DL4J's classes for them.
    ISchedule later = Schedules.multiStepLR(EPOCH, 0.1, List.of(50, 75), 0.1);

    Map<String, ISchedule> stairs = new LinkedHashMap<>();
    stairs.put("StepLR(30)", step);
    stairs.put("MultiStepLR(30, 60, 90)", multiStep);
    stairs.put("MultiStepLR(50, 75)", later);
    Map<String, ISchedule> smooth = new LinkedHashMap<>();
    smooth.put("constant", new FixedSchedule(0.1));
    smooth.put("ExponentialLR(0.95)", exponential);
    smooth.put("CosineAnnealingLR(100)", cosine);
    smooth.put("linear decay", linear);
    smooth.put("warm-up 10, cosine 90", warmUp);

    out.text(
        "All begin with a rate of 0.1, as in the tutorial, but for the warm-up, which rises to it."
            + " The rates are asked of the objects that a training would ask. Epochs count from 0.");
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("schedule", "class", "from", "epoch 30", "60", "99"));
    stairs.forEach((name, schedule) -> table.add(row(name, schedule)));
    smooth.forEach((name, schedule) -> table.add(row(name, schedule)));
    out.table(table);

    // The tutorial's StepLR and its MultiStepLR are one and the same curve for 100 epochs.
    double apart =
        IntStream.range(0, EPOCHS)
            .mapToDouble(epoch -> Math.abs(rate(step, epoch) / rate(multiStep, epoch) - 1))
            .max()
            .orElseThrow();
    out.text(
        "With the tutorial's numbers StepLR and MultiStepLR do the same: 30, 60 and 90 are the"
            + " multiples of 30 (their rates differ by %.0e at most, by rounding). In the figure one"
            + " lies dashed upon the other; milestones of 50 and 75 show what MultiStepLR is for.",
        apart);
    out.figure(
        "4-schedules",
        Panels.of(
            "Learning-rate schedules over 100 epochs, from 0.1",
            1,
            List.of(chart("In steps", stairs), chart("Smoothly", smooth))));

    out.exact("apart-step", "%.1g", rate(step, 120));
    out.exact("apart-multi", "%.1g", rate(multiStep, 120));
    out.exact("cosine-last", "%.6f", rate(cosine, EPOCHS - 1));
    for (int epoch : new int[] {25, 75}) {
      out.exact("cosine-" + epoch, "%.3f", rate(cosine, epoch));
      out.exact("linear-" + epoch, "%.3f", rate(linear, epoch));
      out.exact("exponential-" + epoch, "%.3f", rate(exponential, epoch));
    }
    out.see(
        apart < 1e-12 && rate(step, 120) < 0.2 * rate(multiStep, 120),
        "StepLR(30) and MultiStepLR(30, 60, 90) are one curve for 100 epochs, and part at epoch 120"
            + " (%.0e and %.0e).",
        rate(step, 120),
        rate(multiStep, 120));
    out.see(
        rate(cosine, 25) > rate(linear, 25)
            && rate(cosine, 75) < rate(linear, 75)
            && rate(exponential, 25) < rate(linear, 25),
        "The cosine stays up longer than the straight line (%.3f and %.3f at epoch 25) and is lower"
            + " later (%.3f and %.3f at 75); the exponential falls first (%.3f at 25).",
        rate(cosine, 25),
        rate(linear, 25),
        rate(cosine, 75),
        rate(linear, 75),
        rate(exponential, 25));
  }

  /** The rate of an epoch, 0 for the first; none of these looks at the iteration. */
  private static double rate(ISchedule schedule, int epoch) {
    return schedule.valueAt(0, epoch);
  }

  private static List<String> row(String name, ISchedule schedule) {
    Class<?> type = schedule.getClass();
    String from = type.getName().startsWith("org.nd4j") ? "DL4J" : "ours";
    List<String> cells = new ArrayList<>(List.of(name, type.getSimpleName(), from));
    for (int epoch : new int[] {30, 60, 99}) {
      cells.add("%.2g".formatted(rate(schedule, epoch)));
    }
    return cells;
  }

  /** Rates that differ by powers of ten on a logarithmic axis, the others on a linear one. */
  private static Figure chart(String title, Map<String, ISchedule> schedules) {
    boolean steps = schedules.values().iterator().next() instanceof StepSchedule;
    double[] x = IntStream.range(0, EPOCHS).asDoubleStream().toArray();
    List<Series> series = new ArrayList<>();
    schedules.forEach(
        (name, schedule) -> {
          double[] y = IntStream.range(0, EPOCHS).mapToDouble(e -> rate(schedule, e)).toArray();
          series.add(steps ? Series.steps(name, x, y) : new Series(name, x, y));
        });
    return steps
        ? LineChart.draw(title, "epochs done", "learning rate", series, Axis.LOG_Y)
        : LineChart.draw(title, "epochs done", "learning rate", series);
  }
}
