package dev.descent.lessons.l5overfitting;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.lessons.l5overfitting.Followed.Shares;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Panels;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/** Right and wrong labels apart: the right ones are learnt first, the wrong ones later. */
public final class WrongLabels implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new WrongLabels(), args);
  }

  @Override
  public String title() {
    return "Right and wrong labels apart";
  }

  @Override
  public List<String> figures() {
    return List.of("5-wrong-labels");
  }

  @Override
  public void run(Notebook out) {
    // Few epochs are enough, so a quick run takes as many digits as a whole one.
    FewDigits data = FewDigits.whole(out, 40, true);
    Dataset truth = FewDigits.whole(out, 40, false).train(); // the same images
    MultiLayerNetwork network = new MultiLayerNetwork(Networks.plain(out));
    network.init();
    // @start region=apart
    // The network never learns which labels are wrong; only this listener knows.
    Followed followed = new Followed(network, data, truth);
    network.setListeners(followed);
    Batches batches = data.batches(out.seed());
    for (int epoch : out.progress("right and wrong labels", data.epochs())) {
      network.fit(batches);
    }
    // @end

    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("epoch", "right followed", "wrong followed", "seen through", "wrong's loss"));
    for (int epoch : List.of(5, 10, 20, 40)) {
      Shares shares = followed.after(epoch);
      lines.add(
          List.of(
              Integer.toString(epoch),
              out.value("right-" + epoch, "%.0f", 100 * shares.right()) + " %",
              out.value("wrong-" + epoch, "%.0f", 100 * shares.wrong()) + " %",
              out.value("through-" + epoch, "%.0f", 100 * shares.seenThrough()) + " %",
              out.value("loss-" + epoch, "%.2f", shares.wrongLoss())));
    }
    out.text(
        "%s of %d labels are wrong. Followed: the network answers the label that the row has. Seen"
            + " through: the label is wrong, and the network answers what the image shows.",
        out.exact("wrong-rows", "%d", Followed.rows(data.train(), truth, false).length),
        data.train().size());
    out.table(lines);
    out.figure("5-wrong-labels", figure(followed));

    Shares ten = followed.after(10);
    Shares last = followed.after(data.epochs());
    out.value("coin", "%.1f", Math.log(10));
    out.answer(
        "after-ten",
        ten.seenThrough() > ten.wrong() ? "The digit that it shows" : "The wrong label");
    out.see(
        ten.right() > ten.wrong() + 0.4,
        "right labels are learnt first: after epoch 10 the network follows %.2f of them, and %.2f"
            + " of the wrong ones",
        ten.right(),
        ten.wrong());
    out.see(
        ten.seenThrough() > 1.5 * ten.wrong(),
        "after epoch 10 it answers the true digit on %.2f of the rows whose label is wrong",
        ten.seenThrough());
    out.see(
        ten.wrongLoss() > Math.log(10),
        "their loss is then above that of guessing: %.2f against %.2f",
        ten.wrongLoss(),
        Math.log(10));
    out.see(
        last.right() > 0.97 && last.wrong() > 0.9,
        "after epoch %d it follows %.2f of the right labels, and %.2f of the wrong ones",
        data.epochs(),
        last.right(),
        last.wrong());
  }

  private static Figure figure(Followed followed) {
    return Panels.of(
        "One training, its rows with right and with wrong labels apart",
        2,
        List.of(
            LineChart.draw(
                "What the network answers",
                "epoch",
                "share of the rows",
                List.of(
                    followed.of("right label, followed", Shares::right),
                    followed.of("wrong label, followed", Shares::wrong),
                    followed.of("wrong label, seen through", Shares::seenThrough)),
                LineChart.Axis.WHOLE_X),
            LineChart.draw(
                "Loss",
                "epoch",
                "mean cross entropy",
                List.of(
                    followed.of("right label", Shares::rightLoss),
                    followed.of("wrong label", Shares::wrongLoss)),
                LineChart.Axis.WHOLE_X)));
  }
}
