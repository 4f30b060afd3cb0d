package dev.descent.lessons.l4schedules;

import static org.nd4j.linalg.schedule.ScheduleType.ITERATION;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.schedule.Schedules;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.schedule.InverseSchedule;

/** Walkers on a parabola, each with a noisy gradient: how near to the minimum a rate takes them. */
public final class NoiseBall implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new NoiseBall(), args);
  }

  @Override
  public String title() {
    return "The noise ball: why a constant rate never settles";
  }

  @Override
  public List<String> figures() {
    return List.of("4-ball");
  }

  @Override
  public void run(Notebook out) {
    long seed = out.seed();
    Walkers tenth = Walkers.of(new SGD(0.1), 10, 1, seed);
    Walkers hundredth = Walkers.of(new SGD(0.01), 10, 1, seed);
    // Down to 0.01 after 300 steps, to 0.001 after 1,000.
    SGD falling = new SGD(0.1);
    falling.setLrAndSchedule(0.1, Schedules.multiStepLR(ITERATION, 0.1, List.of(300, 1000), 0.1));
    Walkers stairs = Walkers.of(falling, 10, 1, seed);
    SGD inverse = new SGD(1);
    inverse.setLrAndSchedule(1, new InverseSchedule(ITERATION, 1, 1, 1)); // 1, 1/2, 1/3, …
    Walkers mean = Walkers.of(inverse, 10, 1, seed);
    Walkers adam = Walkers.of(new Adam(0.01), 1, 1, seed);
    Walkers batches = Walkers.of(new SGD(0.1), 10, 10, seed);

    out.text(
        "%d walkers begin at x = 10, where the loss x²/2 is 50. The gradient is x plus a noise of"
            + " +1 or −1, drawn anew for each walker and step. After %d steps:",
        Walkers.COUNT, Walkers.STEPS);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("rate", "loss left", "by the formula"));
    table.add(row(out, "0.1", "tenth", tenth.left(), ball(0.1)));
    table.add(row(out, "0.01", "hundredth", hundredth.left(), ball(0.01)));
    table.add(row(out, "0.1, 0.01, 0.001", "stairs", stairs.left(), ball(0.001)));
    table.add(row(out, "0.1, batches of 10", "batches", batches.left(), ball(0.1) / 10));
    table.add(row(out, "1/t", "inverse", mean.left(), 0.5 / Walkers.STEPS));
    out.table(table);
    out.figure(
        "4-ball",
        LineChart.draw(
            "Loss of %d walkers in the mean".formatted(Walkers.COUNT),
            "steps",
            "loss, x²/2",
            List.of(
                tenth.curve("rate 0.1"),
                hundredth.curve("0.01"),
                stairs.curve("0.1, 0.01, 0.001"),
                mean.curve("1/t")),
            Axis.LOG_Y));

    // What each fall takes away. The third could take no more than all that is left by then.
    double first = stairs.before(300, 100) - stairs.before(1000, 100);
    double second = stairs.before(1000, 100) - stairs.left();
    out.answer("helps-most", first > second && first > stairs.left() ? "The first" : "The second");
    String share = out.value("first-share", "%.0f", 100 * first / stairs.before(300, 100));
    out.see(
        near(tenth, ball(0.1)) && near(hundredth, ball(0.01)) && near(batches, ball(0.1) / 10),
        "A constant rate comes to rest at η / (2 (2 − η)), divided by the rows in a batch: %.4f,"
            + " %.5f and %.5f are left.",
        tenth.left(),
        hundredth.left(),
        batches.left());
    out.see(
        first > 5 * second && first > 0.85 * stairs.before(300, 100),
        "The first fall of the rate takes %s %% of the loss that is left, all others together the"
            + " rest.",
        share);
    out.value("averaged", "%.4f", tenth.averaged());
    out.see(
        tenth.averaged() < 0.1 * tenth.left(),
        "The mean of where a walker was in its last 1000 steps has a loss of %.4f, the walker"
            + " itself one of %.4f.",
        tenth.averaged(),
        tenth.left());
    String early = out.value("adam-early", "%.4f", adam.before(2500, 500));
    String late = out.value("adam-late", "%.4f", adam.before(Walkers.STEPS, 500));
    out.see(
        adam.before(Walkers.STEPS, 500) > 0.8 * adam.before(2500, 500),
        "Adam, from x = 1, has a ball as well: its loss is %s after 2500 steps and %s after 4000.",
        early,
        late);
    for (String rate : List.of("0.1", "0.01", "0.001")) {
      double lr = Double.parseDouble(rate);
      out.exact("ball-" + rate.substring(2), "%.2g", ball(lr));
      out.exact(
          "steps-" + rate.substring(2), "%,.0f", Math.ceil(Math.log(0.01) / Math.log(1 - lr)));
    }
  }

  /** The loss that a constant rate leaves, half of the variance η / (2 − η). */
  private static double ball(double lr) {
    return lr / (2 - lr) / 2;
  }

  private static boolean near(Walkers walk, double expected) {
    return Math.abs(walk.left() / expected - 1) < 0.2;
  }

  private static List<String> row(
      Notebook out, String rate, String name, double left, double expected) {
    return List.of(rate, out.value(name, "%.5f", left), "%.5f".formatted(expected));
  }
}
