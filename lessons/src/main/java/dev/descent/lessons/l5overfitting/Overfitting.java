package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Panels;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;

/** Overfitting, good on the training set and poor on any other: its look and its causes. */
public final class Overfitting implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new Overfitting(), args);
  }

  @Override
  public String title() {
    return "Overfitting, and its causes";
  }

  @Override
  public List<String> figures() {
    return List.of("5-overfitting");
  }

  @Override
  public void run(Notebook out) {
    FewDigits data = FewDigits.of(out);
    MultiLayerConfiguration network = Networks.plain(out);
    // The usual loop; the listener measures both parts of the data after every epoch.
    Curves curves = Curves.train("training", network, data.batches(out.seed()), data, out);
    out.text(
        "A network of %s parameters learns from %d digits, and every fifth of their labels is"
            + " wrong. It is measured on %,d other digits, with the right labels.",
        out.exact("parameters", "%,d", curves.network().numParams()),
        data.train().size(),
        data.validation().size());
    List<List<String>> lines = new ArrayList<>();
    lines.add(Curves.heading("epoch"));
    for (int epoch : List.of(1, curves.best(), data.epochs())) {
      lines.add(
          Curves.row(Integer.toString(epoch), curves.training(epoch), curves.validation(epoch)));
    }
    out.table(lines);
    out.text(
        "The validation loss is lowest after epoch %s. Then the network learns the wrong labels by"
            + " heart. The distance between the two losses is the gap.",
        out.value("best", "%d", curves.best()));
    double best = curves.validation(curves.best()).loss();
    double last = curves.validation().loss();
    out.value("loss-best", "%.3f", best);
    out.value("accuracy-best", "%.3f", curves.validation(curves.best()).accuracy());
    out.value("loss-last", "%.3f", last);
    out.value("training-loss", "%.3f", curves.training().loss());
    out.figure("5-overfitting", figure(curves));

    // The causes, with one change at a time.
    Curves withRight = train("right labels", FewDigits.of(out, 1, false), out);
    Curves withMore = train("more digits", FewDigits.of(out, 4, true), out);
    Curves small =
        Curves.train(
            "a small network",
            Networks.of(Networks.builder(out), 16, 16),
            data.batches(out.seed()),
            data,
            out);
    out.table(
        List.of(
            Curves.heading(""),
            curves.row("as above"),
            withRight.row("all labels right"),
            withMore.row("four times the digits"),
            small.row("784-16-16-10")));
    out.value("gap", "%.2f", curves.gap());
    out.value("gap-right", "%.2f", withRight.gap());
    out.value("right-training-accuracy", "%.3f", withRight.training().accuracy());
    out.value("gap-more", "%.2f", withMore.gap());
    out.value("gap-small", "%.2f", small.gap());
    out.answer("small", small.gap() > 0.8 * curves.gap() ? "As large or larger" : "Much smaller");
    out.text(
        "Right labels and more digits are the cures, and both are expensive. A smaller network is"
            + " none here: 784-16-16-10 still has %s parameters for %d digits. So the other parts"
            + " of this lesson keep the data and the network.",
        out.exact("small-parameters", "%,d", small.network().numParams()), data.train().size());

    out.mistake(
        "measuring on the training set",
        "network.evaluate(trainingBatches).accuracy()",
        out.value("training-accuracy", "%.3f", curves.training().accuracy())
            + ", on digits known by heart",
        "network.evaluate(validationBatches).accuracy()",
        out.value("accuracy", "%.3f", curves.validation().accuracy())
            + ", on digits it has not seen");
    out.see(
        curves.training().accuracy() > 0.97 && curves.validation().accuracy() < 0.8,
        "good on the training set, poor on others: accuracy %.3f against %.3f",
        curves.training().accuracy(),
        curves.validation().accuracy());
    out.see(last > 1.15 * best, "the validation loss falls to %.2f and rises to %.2f", best, last);
    out.see(
        Math.max(withRight.gap(), withMore.gap()) < 0.8 * curves.gap(),
        "right labels or more digits make the gap smaller: %.2f and %.2f against %.2f",
        withRight.gap(),
        withMore.gap(),
        curves.gap());
    double gap = small.gap();
    out.see(gap > 0.8 * curves.gap(), "a smaller network does not: its gap is %.2f", gap);
  }

  private static Curves train(String task, FewDigits data, Notebook out) {
    return Curves.train(task, Networks.plain(out), data.batches(out.seed()), data, out);
  }

  private static Figure figure(Curves curves) {
    return Panels.of(
        "Learning by heart: one network on few digits, a fifth of them with wrong labels",
        2,
        List.of(
            LineChart.draw(
                "Loss",
                "epoch",
                "mean cross entropy",
                List.of(
                    curves.ofTraining("training", Score::loss),
                    curves.ofValidation("validation", Score::loss)),
                LineChart.Axis.WHOLE_X),
            LineChart.draw(
                "Accuracy",
                "epoch",
                "share classified rightly",
                List.of(
                    curves.ofTraining("training", Score::accuracy),
                    curves.ofValidation("validation", Score::accuracy)),
                LineChart.Axis.WHOLE_X)));
  }
}
