package dev.descent.lessons.p3overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Panels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A network that overfits, and what each remedy makes of it, with one seed. */
public final class Remedies implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new Remedies(), args);
  }

  @Override
  public String title() {
    return "One seed: the curves";
  }

  @Override
  public List<String> figures() {
    return List.of("p3-curves", "p3-boundaries");
  }

  @Override
  public void run(Notebook out) {
    // A model that overfits easily: many parameters, few points, and points of the one class among
    // those of the other, so that no network can get all right except by heart.
    int epochs = out.quick() ? 100 : 200;
    List<Trained> all = new ArrayList<>();
    for (int i : out.progress("remedies", Recipe.ALL.size())) {
      all.add(Recipe.ALL.get(i).train(epochs, out.seed()));
    }
    Trained none = all.get(0);
    Trained early = all.get(Recipe.ALL.indexOf(Recipe.EARLY));
    Trained together = all.get(Recipe.ALL.indexOf(Recipe.TOGETHER));

    List<List<String>> table = new ArrayList<>();
    table.add(List.of("", "training loss", "validation loss", "gap", "Test", "epochs", "best"));
    all.forEach(trained -> table.add(trained.row()));
    out.text(
        "Gap is validation minus training loss; best is the epoch with the lowest validation loss."
            + " Test is the share of 2,000 other points that is classified rightly.");
    out.table(table);
    all.forEach(trained -> trained.give(trained.recipe().key(), out));
    double lowest = none.curves().validation(none.curves().best());
    out.text(
        "Without a remedy the validation loss is lowest in epoch %d, at %.3f. Then it rises, to"
            + " %.3f, while the training loss goes on falling, to %.3f: what is learnt from there"
            + " on holds for these 90 points only. Stopped early, the same training ends after"
            + " epoch %d, and the network of epoch %d is kept.",
        none.curves().best(),
        lowest,
        none.validation(),
        none.training(),
        early.curves().epochs(),
        early.curves().best());
    out.exact("parameters", "%,d", none.network().numParams());
    out.value("lowest", "%.3f", lowest);
    boolean one =
        IntStream.rangeClosed(1, early.curves().epochs())
            .allMatch(epoch -> none.curves().validation(epoch) == early.curves().validation(epoch));
    out.answer("one-curve", one ? "They are one curve" : "They differ from the first epoch on");
    out.figure("p3-curves", Curves.draw(all));
    Points points = Points.of(1, out.seed());
    out.figure(
        "p3-boundaries",
        Panels.of(
            "The same 90 points, with and without remedies",
            2,
            List.of(
                Boundary.draw("No remedy", none.network(), points.train()),
                Boundary.draw("Four remedies together", together.network(), points.train()))));

    // Which part judges? The training loss is lowest where the points are best known by heart.
    Points judges = Points.of(1, out.seed());
    Trained fooled = Recipe.EARLY.train(judges, judges.train(), epochs, out.seed());
    out.mistake(
        "the epoch chosen by the training loss",
        "new DataSetLossCalculator(training, true) for early stopping",
        String.format(
            "stops after epoch %d of %d; validation loss %.3f, test %.1f %%",
            fooled.curves().epochs(), epochs, fooled.validation(), fooled.test()),
        "new DataSetLossCalculator(validation, true)",
        String.format(
            "stops after epoch %d; validation loss %.3f, test %.1f %%",
            early.curves().epochs(), early.validation(), early.test()));

    // A remedy has a strength. Too much, and hardly anything is learnt: even the training loss
    // stays high.
    Trained drops = new Recipe("", 128, 0.9, 0, 0, 1, false).train(epochs, out.seed());
    Trained decays = new Recipe("", 128, 0, 15, 0, 1, false).train(epochs, out.seed());
    Trained moves = new Recipe("", 128, 0, 0, 0.6, 1, false).train(epochs, out.seed());
    Trained tiny = new Recipe("", 2, 0, 0, 0, 1, false).train(epochs, out.seed());
    fooled.give("fooled", out);
    drops.give("drops", out);
    decays.give("decays", out);
    moves.give("moves", out);
    tiny.give("tiny", out);
    mistake(out, "too much dropout", "Dropout.of(%s)", 0.9, drops, 0.5, all.get(1));
    mistake(out, "too much decay", "WeightDecay.decoupled(%s)", 15, decays, 1.5, all.get(2));
    mistake(out, "too much jitter", "randn * %s", 0.6, moves, 0.12, all.get(4));
    mistake(out, "too small a network", "nIn(2).nOut(%.0f)", 2, tiny, 8, all.get(5));

    double widest = all.stream().skip(1).mapToDouble(Trained::gap).max().orElseThrow();
    out.see(one, "early stopping is the training without a remedy, cut off: one curve, bit by bit");
    out.see(
        none.validation() > 1.1 * lowest,
        "the network overfits: its validation loss falls to %.3f and rises again to %.3f",
        lowest,
        none.validation());
    out.see(
        widest < 0.75 * none.gap(),
        "each remedy makes the gap smaller: from %.3f to %.3f or less",
        none.gap(),
        widest);
    out.see(
        fooled.validation() > 1.1 * early.validation(),
        "early stopping by the training loss keeps a network with a validation loss of %.3f, by"
            + " the validation loss one of %.3f",
        fooled.validation(),
        early.validation());
    out.see(
        DoubleStream.of(drops.test(), decays.test(), moves.test(), tiny.test()).max().orElseThrow()
            < none.test() - 2,
        "too much of a remedy is worse than none: %.1f, %.1f, %.1f and %.1f %% of the test part,"
            + " against %.1f %%",
        drops.test(),
        decays.test(),
        moves.test(),
        tiny.test(),
        none.test());
  }

  private static void mistake(
      Notebook out,
      String name,
      String code,
      double wrong,
      Trained much,
      double right,
      Trained fit) {
    String gives = "training loss %.3f, validation loss %.3f, test %.1f %%";
    out.mistake(
        name,
        String.format(code, wrong),
        String.format(gives, much.training(), much.validation(), much.test()),
        String.format(code, right),
        String.format(gives, fit.training(), fit.validation(), fit.test()));
  }
}
