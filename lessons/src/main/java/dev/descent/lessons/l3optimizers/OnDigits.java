package dev.descent.lessons.l3optimizers;

import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.experiment.Epoch;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import dev.descent.experiment.Schedule;
import dev.descent.experiment.Training;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The same network, weights and batches, and six optimizers. */
public final class OnDigits implements Part {
  /** In the order in which they were thought of, more or less. */
  static final List<Optimizer> SIX =
      List.of(
          Optimizer.PLAIN_SGD, // PyTorch: optim.SGD(model.parameters(), lr=0.01)
          Optimizer.SGD, // optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
          Optimizer.ADAGRAD, // optim.Adagrad(model.parameters(), lr=0.01)
          Optimizer.ADADELTA, // optim.Adadelta(model.parameters()), whose lr is 1
          Optimizer.RMSPROP, // optim.RMSprop(model.parameters(), lr=0.001, alpha=0.99)
          Optimizer.ADAM); // optim.Adam(model.parameters(), lr=0.001)

  public static void main(String[] args) throws Exception {
    PartMain.run(new OnDigits(), args);
  }

  @Override
  public String title() {
    return "All of them on the digits";
  }

  @Override
  public List<String> figures() {
    return List.of("3-digits");
  }

  @Override
  public void run(Notebook out) {
    String data = out.quick() ? "digits:1500" : "digits";
    Split digits = DataSource.parse(data).load();
    Network network = out.quick() ? new Network(List.of(64), 0, false) : Network.TUTORIAL;
    int epochs = out.quick() ? 6 : 10;
    Map<Optimizer, Run> runs = new EnumMap<>(Optimizer.class);
    for (int i : out.progress("six trainings", SIX.size())) {
      Optimizer optimizer = SIX.get(i);
      runs.put(
          optimizer,
          Training.run(
              new Experiment(
                  data,
                  network,
                  Loss.CROSS_ENTROPY,
                  optimizer,
                  optimizer.defaultRate(),
                  Schedule.CONSTANT,
                  64,
                  epochs,
                  out.seed()),
              digits,
              progress -> {}));
    }
    out.text(
        "%s on %d digits, batches of 64, %d epochs; every optimizer with the tutorial's rate or"
            + " PyTorch's default, the same weights to start from and the same batches.",
        network.describe(digits.train().width(), digits.train().outputs()),
        digits.train().size(),
        epochs);
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("optimizer", "rate", "loss, first epoch", "last epoch", "test accuracy"));
    List<Series> curves = new ArrayList<>();
    for (Optimizer optimizer : SIX) {
      Run run = runs.get(optimizer);
      double[] losses = run.epochs().stream().mapToDouble(Epoch::trainingLoss).toArray();
      curves.add(new Series(optimizer.title(), Series.epochs(epochs), losses));
      lines.add(
          List.of(
              optimizer.title(),
              Numbers.setting(optimizer.defaultRate()),
              String.format(Locale.ROOT, "%.3f", losses[0]),
              out.value("loss-" + key(optimizer), "%.4f", losses[epochs - 1]),
              out.value("test-" + key(optimizer), "%.1f", 100 * run.testAccuracy()) + " %"));
    }
    out.table(lines);
    out.figure(
        "3-digits",
        LineChart.draw(
            "Six optimizers on the digits",
            "epoch",
            "training loss (cross entropy)",
            curves,
            LineChart.Axis.WHOLE_X,
            LineChart.Axis.LOG_Y));

    double plain = last(runs, Optimizer.PLAIN_SGD);
    double momentum = last(runs, Optimizer.SGD);
    double adam = last(runs, Optimizer.ADAM);
    out.see(
        2 * momentum < plain,
        "momentum 0.9 at the same rate of 0.01 brings the loss of SGD from %.3f down to %.3f",
        plain,
        momentum);
    out.see(
        adam < momentum,
        "Adam at its 0.001 ends lower than SGD with momentum at its 0.01: %.4f against %.4f",
        adam,
        momentum);
  }

  /** Such as {@code plain-sgd}. */
  static String key(Optimizer optimizer) {
    return optimizer.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static double last(Map<Optimizer, Run> runs, Optimizer optimizer) {
    return runs.get(optimizer).last().trainingLoss();
  }
}
