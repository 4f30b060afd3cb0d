package dev.descent.lessons.l3optimizers;

import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The setting that matters most: each optimizer at rates from far too small to far too large. */
public final class LearningRates implements Part {
  /** The highest loss drawn. Guessing gives ln 10 = 2.3; above this, lower is no better. */
  private static final double MOST = 5;

  public static void main(String[] args) throws Exception {
    PartMain.run(new LearningRates(), args);
  }

  @Override
  public String title() {
    return "What the learning rate does";
  }

  @Override
  public List<String> figures() {
    return List.of("3-learning-rates");
  }

  @Override
  public void run(Notebook out) {
    String data = out.quick() ? "digits:1000" : "digits:2500";
    Split digits = DataSource.parse(data).load();
    Network network = out.quick() ? new Network(List.of(32), 0, false) : Network.TUTORIAL;
    int epochs = out.quick() ? 5 : 10;
    double[] rates =
        out.quick()
            ? new double[] {1e-4, 1e-3, 1e-2, 0.1, 0.5, 10}
            : new double[] {1e-4, 3e-4, 1e-3, 3e-3, 1e-2, 0.03, 0.1, 0.3, 1, 3, 10};

    RateSweep sweep = RateSweep.run(out, data, digits, network, epochs, rates);

    out.text(
        "%d trainings of %d epochs on %d digits, %s: six optimizers at %d rates each, from %s to"
            + " %s. The loss is the mean over the last epoch; guessing has 2.303.",
        OnDigits.SIX.size() * rates.length,
        epochs,
        digits.train().size(),
        network.describe(digits.train().width(), digits.train().outputs()),
        rates.length,
        Numbers.setting(sweep.smallest()),
        Numbers.setting(sweep.largest()));
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("optimizer", "best tried", "loss", "at the smallest", "at the largest"));
    List<Series> curves = new ArrayList<>();
    for (Optimizer optimizer : OnDigits.SIX) {
      double[] losses = sweep.losses().get(optimizer);
      lines.add(
          List.of(
              optimizer.title(),
              out.value(
                  "rate-" + OnDigits.key(optimizer),
                  "%s",
                  Numbers.setting(sweep.bestRate(optimizer))),
              out.value(
                  "loss-" + OnDigits.key(optimizer), "%s", Numbers.loss(sweep.best(optimizer))),
              Numbers.loss(losses[0]),
              Numbers.loss(losses[losses.length - 1])));
      double[] shown = Arrays.stream(losses).map(loss -> Math.min(loss, MOST)).toArray();
      curves.add(new Series(optimizer.title(), rates, shown));
    }
    out.table(lines);
    out.figure(
        "3-learning-rates",
        LineChart.draw(
            "Final loss over the learning rate",
            "learning rate",
            "training loss, last epoch (above 5: drawn at 5)",
            curves,
            LineChart.Axis.LOG_X,
            LineChart.Axis.LOG_Y));

    out.exact("guessing", "%.3f", Math.log(digits.train().outputs()));
    double plainRate = sweep.bestRate(Optimizer.PLAIN_SGD);
    double plainBest = sweep.best(Optimizer.PLAIN_SGD);
    double plainWrong = sweep.at(Optimizer.PLAIN_SGD, 0.001);
    double adamRate = sweep.bestRate(Optimizer.ADAM);
    double adamBest = sweep.best(Optimizer.ADAM);
    double adamWrong = sweep.at(Optimizer.ADAM, 0.1);
    out.mistake(
        "Adam's rate for SGD",
        "new SGD(0.001), because new Adam(0.001) was good",
        "loss " + out.value("sgd-at-adams", "%s", Numbers.loss(plainWrong)),
        "new SGD(" + Numbers.setting(plainRate) + "), the best of those tried here",
        "loss " + Numbers.loss(plainBest));
    out.mistake(
        "SGD's rate for Adam",
        "new Adam(0.1), because SGD is often shown with lr=0.1",
        "loss " + out.value("adam-at-sgds", "%s", Numbers.loss(adamWrong)),
        "new Adam(" + Numbers.setting(adamRate) + "), the best of those tried here",
        "loss " + Numbers.loss(adamBest));
    out.see(
        plainWrong > 1.3 * plainBest && adamWrong > 1.5 * adamBest,
        "each needs its own rate: SGD with Adam's 0.001 has a loss of %.3f against %.3f at the"
            + " best tried, Adam with SGD's 0.1 has %.3f against %.3f",
        plainWrong,
        plainBest,
        adamWrong,
        adamBest);
    out.see(
        plainRate >= 10 * adamRate,
        "of the rates tried, the best for plain SGD in this run, %s, is at least ten times Adam's,"
            + " %s",
        plainRate,
        adamRate);
    out.see(
        Stream.of(Optimizer.SGD, Optimizer.RMSPROP, Optimizer.ADAM)
            .allMatch(
                o ->
                    sweep.at(o, sweep.smallest()) > 2 * sweep.best(o)
                        && sweep.at(o, sweep.largest()) > 2 * sweep.best(o)),
        "SGD with momentum, RMSprop and Adam end at more than twice their best loss with a rate of"
            + " %s, and with %s",
        Numbers.setting(sweep.smallest()),
        Numbers.setting(sweep.largest()));
  }
}
