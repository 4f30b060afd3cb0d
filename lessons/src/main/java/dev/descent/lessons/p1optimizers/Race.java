package dev.descent.lessons.p1optimizers;

import dev.descent.compare.CompareFigures;
import dev.descent.compare.Comparison;
import dev.descent.compare.Plan;
import dev.descent.compare.Plan.Contender;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.experiment.Epoch;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import dev.descent.experiment.Training;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A race with one seed, at the tutorial's learning rates; then at others. */
public final class Race implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new Race(), args);
  }

  @Override
  public String title() {
    return "One race: SGD, Adam, RMSprop";
  }

  @Override
  public List<String> figures() {
    return List.of("p1-race", "p1-epochs-to-target", "p1-sgd-rates");
  }

  @Override
  public void run(Notebook out) {
    // The same network, 784-256-128-10, data, weights at the start and batches. Only the optimizer
    // differs; each has the settings of the tutorial.
    Plan plan =
        new Plan(
            Experiment.tutorial(out.quick() ? "digits:2000" : "digits", out.quick() ? 6 : 10),
            List.of(
                // PyTorch: torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
                new Contender(Optimizer.SGD, 0.01), // builder.updater(new SGD(0.01, 0.9))
                // PyTorch: torch.optim.Adam(model.parameters(), lr=0.001)
                new Contender(Optimizer.ADAM, 0.001), // builder.updater(new Adam(0.001))
                // PyTorch: torch.optim.RMSprop(model.parameters(), lr=0.001, alpha=0.99)
                new Contender(Optimizer.RMSPROP, 0.001)), // new RMSprop(0.001, 0.99, 1e-8)
            1,
            out.quick() ? 0.7 : 0.95);
    Split split = DataSource.parse(plan.template().data()).load();
    // Three more, for the question that comes after the race.
    List<Contender> all = new ArrayList<>(plan.contenders());
    all.add(new Contender(Optimizer.SGD, 0.001));
    all.add(new Contender(Optimizer.SGD, 0.1));
    all.add(new Contender(Optimizer.ADAM, 0.003));
    List<Run> runs = new ArrayList<>();
    for (int i : out.progress("trainings", all.size())) {
      runs.add(Training.run(plan.experiment(all.get(i), out.seed()), split, p -> {}));
    }
    Run sgd = runs.get(0);
    Run adam = runs.get(1);
    Run rmsprop = runs.get(2);
    Run low = runs.get(3);
    Run high = runs.get(4);
    Run faster = runs.get(5);

    // The summary by compare: one row an optimizer, and the table in words.
    Comparison comparison = Comparison.of(plan, split, List.of(sgd, adam, rmsprop));
    out.table(Tables.race(out, comparison));
    comparison.results().forEach(sentence -> out.text("%s", sentence));
    Map<String, Figure> figures = new CompareFigures(comparison).draw();
    out.figure(
        "p1-race",
        Panels.of(
            "Three optimizers, the tutorial's learning rates",
            2,
            List.of(figures.get("training-loss"), figures.get("validation-accuracy"))));
    out.figure("p1-epochs-to-target", figures.get("epochs-to-target"));

    // With Adam's rate for all, SGD looks hopeless. So each gets its best on the validation part.
    Run bestSgd = best(low, sgd, high);
    Run bestAdam = best(adam, faster);
    out.mistake(
        "one learning rate for all",
        "new SGD(0.001, 0.9) against new Adam(0.001)",
        String.format(
            "SGD %s %%, Adam %.1f %% of the test part",
            out.value("common-sgd", "%.1f", right(low)), right(adam)),
        String.format(
            "to each its own: SGD at %s, Adam at %s",
            out.value("rate-sgd", "%s", rate(bestSgd)),
            out.value("rate-adam", "%s", rate(bestAdam))),
        String.format(
            "SGD %s %%, Adam %s %%",
            out.value("best-sgd", "%.1f", right(bestSgd)),
            out.value("best-adam", "%.1f", right(bestAdam))));
    out.text(
        "Those rates are the best on the validation part, of three for SGD and two for Adam. Which"
            + " of the two is better then, one seed cannot say.");
    out.figure(
        "p1-sgd-rates",
        LineChart.draw(
            "SGD at three learning rates, Adam at two",
            "epoch",
            "validation accuracy (%)",
            Stream.of(low, sgd, high, adam, faster).map(Race::accuracy).toList(),
            Axis.WHOLE_X));

    out.see(
        epochs(plan, adam) < epochs(plan, sgd) && epochs(plan, rmsprop) < epochs(plan, sgd),
        "convergence speed: Adam reaches %.0f %% validation accuracy in epoch %d, RMSprop in epoch"
            + " %d, SGD at 0.01 %s",
        100 * plan.target(),
        epochs(plan, adam),
        epochs(plan, rmsprop),
        epochs(plan, sgd) > plan.template().epochs()
            ? "not at all"
            : "in epoch " + epochs(plan, sgd));
    double behind = right(adam) - right(low);
    double apart = Math.abs(right(bestAdam) - right(bestSgd));
    out.answer("common", behind > 5 ? "Adam" : behind < -5 ? "SGD" : "Nobody clearly");
    out.answer("own", apart < behind / 2 ? "It shrinks to less than half" : "It stays");
    out.see(
        behind > 5 && apart < behind / 2 && Tables.stillFalling(low),
        "the rate decides: at 0.001 SGD is %.1f points behind Adam, and its loss still falls in the"
            + " last epoch; at the best tried they are %.1f apart",
        behind,
        apart);
  }

  /** The first epoch after which the target is reached; one more than all, where it is not. */
  private static int epochs(Plan plan, Run run) {
    return run.epochsTo(plan.target()).orElse(plan.template().epochs() + 1);
  }

  /** The one that does best on the validation part, after the last epoch. */
  private static Run best(Run... runs) {
    return Collections.max(
        List.of(runs), Comparator.comparingDouble(run -> run.last().validationAccuracy()));
  }

  private static double rate(Run run) {
    return run.experiment().learningRate();
  }

  /** Share of the test part that is classified rightly, in %. */
  private static double right(Run run) {
    return 100 * run.testAccuracy();
  }

  private static Series accuracy(Run run) {
    return new Series(
        run.experiment().optimizer().title() + ", " + rate(run),
        Series.epochs(run.epochs().size()),
        run.epochs().stream()
            .map(Epoch::validationAccuracy)
            .mapToDouble(accuracy -> 100 * accuracy)
            .toArray());
  }
}
