package dev.descent.lessons.p2schedules;

import dev.descent.data.Digits;
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
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import java.util.List;

/** A bad epoch is not a plateau: ReduceLROnPlateau with patience 0, and with patience 10. */
public final class ShortPatience implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new ShortPatience(), args);
  }

  @Override
  public String title() {
    return "Patience: noise is not a plateau";
  }

  @Override
  public List<String> figures() {
    return List.of("p2-patience");
  }

  @Override
  public void run(Notebook out) {
    // Without momentum a rate of 0.1 is a tenth as fast, and the network learns over the whole
    // training. Dropout and 50 digits of validation make its loss noisy: some epoch is worse than
    // the one before, though the loss is on its way down.
    Split split = Split.of(Digits.generate(1000, 1), 0.05, 0.15, 1);
    int epochs = out.quick() ? 32 : 60;

    // ReduceLROnPlateau lowers the rate after more than `patience` epochs without a new best.
    // PyTorch: ReduceLROnPlateau(optimizer, factor=0.1, patience=0)
    Run hasty = train("plateau:0.1,0", epochs, split, out);
    // PyTorch: ReduceLROnPlateau(optimizer, factor=0.1, patience=10), the default
    Run patient = train("plateau:0.1,10", epochs, split, out);

    List<Epoch> all = hasty.epochs();
    int drop = 1; // the first epoch, from 1, with a lower rate
    while (drop < epochs && all.get(drop - 1).learningRate() == 0.1) {
      drop++;
    }
    Epoch last = patient.last();
    out.value("drop", "%d", drop);
    out.value("at-drop", "%.3f", all.get(drop - 2).validationLoss());
    out.value("hasty-rate", "%.0e", hasty.last().learningRate());
    out.value("hasty-training", "%.3f", hasty.last().trainingLoss());
    out.value("hasty-validation", "%.3f", hasty.last().validationLoss());
    out.value("hasty-loss", "%.3f", hasty.testLoss());
    out.value("patient-training", "%.3f", last.trainingLoss());
    out.value("patient-validation", "%.3f", last.validationLoss());
    out.value("patient-loss", "%.3f", patient.testLoss());
    boolean again = hasty.last().learningRate() < 0.002;
    out.answer("again", again ? "Again and again" : "Once");
    out.text(
        "With patience 0 one bad epoch is enough: the rate falls before epoch %d, where the"
            + " validation loss is %.3f, and in the last epoch the rate is %.0e. With patience 10 it is"
            + " %.0e then, and the validation loss has come down to %.3f.",
        drop,
        all.get(drop - 2).validationLoss(),
        hasty.last().learningRate(),
        last.learningRate(),
        last.validationLoss());
    List<Series> rates = List.of(rate("patience 0", hasty), rate("patience 10", patient));
    List<Series> losses = List.of(loss("patience 0", hasty), loss("patience 10", patient));
    out.figure(
        "p2-patience",
        Panels.of(
            "ReduceLROnPlateau and a noisy validation loss",
            2,
            List.of(
                LineChart.draw(
                    "the rate", "epoch", "learning rate", rates, Axis.WHOLE_X, Axis.LOG_Y),
                LineChart.draw(
                    "what it looks at", "epoch", "validation loss", losses, Axis.WHOLE_X))));
    out.mistake(
        "patience so short that noise is enough",
        "plateau:0.1,0",
        ends(hasty),
        "plateau:0.1,10",
        ends(patient));
    out.see(
        again
            && hasty.last().trainingLoss() > 1.15 * last.trainingLoss()
            && hasty.last().validationLoss() > last.validationLoss(),
        "patience 0 takes noise for a plateau: it lowers the rate before epoch %d, and ends at a"
            + " training loss of %.3f instead of %.3f, a validation loss of %.3f instead of %.3f",
        drop,
        hasty.last().trainingLoss(),
        last.trainingLoss(),
        hasty.last().validationLoss(),
        last.validationLoss());
  }

  private static Run train(String schedule, int epochs, Split split, Notebook out) {
    Experiment experiment =
        new Experiment(
            "digits:1000",
            new Network(Network.TUTORIAL.hidden(), 0.5, false), // 784-256-128-10
            Loss.CROSS_ENTROPY,
            Optimizer.PLAIN_SGD, // PyTorch: torch.optim.SGD(model.parameters(), lr=0.1)
            0.1,
            Schedule.parse(schedule),
            64,
            epochs,
            out.seed());
    return Training.run(experiment, split, progress -> {});
  }

  private static String ends(Run run) {
    return String.format(
        "training loss %.3f, validation loss %.3f, test loss %.3f",
        run.last().trainingLoss(), run.last().validationLoss(), run.testLoss());
  }

  private static Series rate(String name, Run run) {
    double[] y = run.epochs().stream().mapToDouble(Epoch::learningRate).toArray();
    return Series.steps(name, Series.epochs(y.length), y);
  }

  private static Series loss(String name, Run run) {
    double[] y = run.epochs().stream().mapToDouble(Epoch::validationLoss).toArray();
    return new Series(name, Series.epochs(y.length), y);
  }
}
