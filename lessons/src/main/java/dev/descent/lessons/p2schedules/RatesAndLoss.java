package dev.descent.lessons.p2schedules;

import dev.descent.experiment.Epoch;
import dev.descent.experiment.Run;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The rate of each schedule, and its effect on loss and accuracy, with one seed. */
public final class RatesAndLoss implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new RatesAndLoss(), args);
  }

  @Override
  public String title() {
    return "One seed: the rates, and what they do to the loss";
  }

  @Override
  public List<String> figures() {
    return List.of("p2-rates-and-loss");
  }

  @Override
  public void run(Notebook out) {
    // A training with each schedule, all from the same seed; Setting has the schedules.
    Setting setting = new Setting(out.quick());
    Map<String, String> all = new LinkedHashMap<>(setting.schedules);
    // Two that go wrong. PyTorch: milestones=[50, 75], and milestones=[1, 2]
    all.put("too late", "multistep:50/75,0.1");
    all.put("too early", "multistep:1/2,0.1");
    Map<String, Run> runs = new LinkedHashMap<>();
    List<String> names = List.copyOf(all.keySet());
    for (int i : out.progress("trainings", names.size())) {
      runs.put(names.get(i), setting.train(all.get(names.get(i)), out.seed()));
    }
    Run constant = runs.get("constant");
    Run step = runs.get("StepLR");
    Run multiStep = runs.get("MultiStepLR");
    Run late = runs.remove("too late");
    Run early = runs.remove("too early");

    out.text(
        "%d digits to learn from, batches of %d, %d epochs; the schedules are %s. All four trainings"
            + " have the same weights at the start and the same batches: until a rate falls they are"
            + " one and the same. The table says before which epochs it falls.",
        setting.split.train().size(),
        setting.batch,
        setting.epochs,
        String.join("; ", setting.schedules.values()));
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of("schedule", "falls before", "training loss", "validation", "test loss", "test"));
    runs.forEach(
        (name, run) ->
            table.add(
                List.of(
                    name,
                    out.value("falls-" + key(name), "%s", Falls.named(run)),
                    out.value("training-" + key(name), "%.3f", run.last().trainingLoss()),
                    out.value("validation-" + key(name), "%.1f", right(run.last())) + " %",
                    out.value("loss-" + key(name), "%.3f", run.testLoss()),
                    out.value("test-" + key(name), "%.1f", 100 * run.testAccuracy()) + " %")));
    out.table(table);
    out.figure(
        "p2-rates-and-loss",
        Panels.of(
            "The rate, and what it does",
            2,
            List.of(
                panel("learning rate", Epoch::learningRate, runs, Axis.WHOLE_X, Axis.LOG_Y),
                panel("training loss", Epoch::trainingLoss, runs, Axis.WHOLE_X, Axis.LOG_Y),
                panel("validation loss", Epoch::validationLoss, runs, Axis.WHOLE_X, Axis.LOG_Y),
                panel("validation accuracy (%)", RatesAndLoss::right, runs, Axis.WHOLE_X))));

    String right = setting.schedules.get("MultiStepLR");
    out.mistake(
        "milestones beyond the end",
        "multistep:50/75,0.1, of a training of 100 epochs, in one of " + setting.epochs,
        "the rate stays as it is; " + ends(late) + ", as with the constant rate",
        right + ", at a half and at three quarters of " + setting.epochs,
        ends(multiStep));
    out.mistake(
        "the first drop too early",
        "multistep:1/2,0.1",
        ends(early) + ": too slow before it had learnt",
        right,
        ends(multiStep));

    int drop = Falls.of(multiStep).get(0) - 1; // so many epochs had the rate of the start
    double fallen = Falls.validationLoss(multiStep, drop, drop + 3);
    double kept = Falls.validationLoss(constant, drop, drop + 3);
    out.value("fallen", "%.3f", fallen);
    out.value("kept", "%.3f", kept);
    out.value("early-training", "%.3f", early.last().trainingLoss());
    out.value("early-loss", "%.3f", early.testLoss());
    out.value("late-loss", "%.3f", late.testLoss());
    boolean atTheFall = Falls.of(step).get(0) == Falls.apart(step, constant);
    out.answer("parts", atTheFall ? "In the first epoch with a lower rate" : "From the start");
    boolean worse = early.last().trainingLoss() > 1.3 * multiStep.last().trainingLoss();
    out.answer("early", worse ? "A higher training loss" : "The same training loss");
    out.see(
        fallen < 0.95 * kept,
        "when the rate falls, the loss falls with it: in the three epochs after MultiStepLR's first"
            + " milestone the validation loss is %.3f, %.3f in the same epochs where the rate stays",
        fallen,
        kept);
    double high = Math.max(step.last().trainingLoss(), multiStep.last().trainingLoss());
    out.see(
        high < 0.85 * constant.last().trainingLoss(),
        "the constant rate ends at a training loss of %.3f, StepLR and MultiStepLR at %.3f at most",
        constant.last().trainingLoss(),
        high);
    out.see(
        late.parametersSha256().equals(constant.parametersSha256()),
        "milestones beyond the end never act: bit for bit the network of the constant rate, test"
            + " loss %.3f",
        late.testLoss());
    out.see(
        worse && atTheFall,
        "a first drop after one epoch leaves the training loss at %.3f instead of %.3f",
        early.last().trainingLoss(),
        multiStep.last().trainingLoss());
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static String ends(Run run) {
    return String.format(
        "training loss %.3f, test loss %.3f", run.last().trainingLoss(), run.testLoss());
  }

  private static double right(Epoch epoch) {
    return 100 * epoch.validationAccuracy();
  }

  private static Figure panel(
      String quantity, ToDoubleFunction<Epoch> value, Map<String, Run> runs, Axis... axes) {
    List<Series> series = new ArrayList<>();
    runs.forEach(
        (name, run) -> {
          double[] y = run.epochs().stream().mapToDouble(value).toArray();
          Series line = new Series(name, Series.epochs(y.length), y);
          series.add(quantity.endsWith("rate") ? Series.steps(name, line.x(), y) : line);
        });
    return LineChart.draw(quantity.replace(" (%)", ""), "epoch", quantity, series, axes);
  }
}
