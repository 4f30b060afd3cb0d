package dev.descent.lessons.l5overfitting;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;

/** Every remedy by itself, and all of them together. */
public final class AllTogether implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new AllTogether(), args);
  }

  @Override
  public String title() {
    return "Every remedy, and all together";
  }

  @Override
  public List<String> figures() {
    return List.of("5-gaps");
  }

  @Override
  public void run(Notebook out) {
    FewDigits data = FewDigits.of(out);
    Outcome none = train("none", Networks.builder(out), 0, data, out);
    Outcome augmented =
        Outcome.train("augmentation", Networks.plain(out), augmented(data, out), data, out);
    var withL1 = Networks.builder(out).l1(Penalties.l1(out).doubleValue());
    Outcome l1 = train("L1 " + Penalties.l1(out), withL1, 0, data, out);
    Outcome l2 = train("L2 0.02", Networks.builder(out).l2(0.02), 0, data, out);
    Outcome dropout = train("dropout 0.5", Networks.builder(out), 0.5, data, out);
    Outcome stopped =
        Outcome.stop(
            "early stopping",
            Networks.dropping(Networks.builder(out), 0),
            data.batches(out.seed()),
            data,
            out);
    Outcome all =
        Outcome.stop(
            "all, mild",
            Networks.dropping(Networks.builder(out).l2(0.001), 0.2),
            augmented(data, out),
            data,
            out);
    Outcome strong =
        Outcome.stop(
            "all, strong",
            Networks.dropping(Networks.builder(out).l2(0.02), 0.5),
            augmented(data, out),
            data,
            out);

    List<Outcome> outcomes = List.of(none, augmented, l1, l2, dropout, stopped, all);
    List<List<String>> lines = new ArrayList<>();
    lines.add(Curves.heading("remedy"));
    outcomes.forEach(outcome -> lines.add(outcome.row()));
    lines.add(strong.row());
    List<String> keys = List.of("none", "augmented", "l1", "l2", "dropout", "stopped", "all");
    keys.forEach(key -> outcomes.get(keys.indexOf(key)).give(key, out));
    strong.give("strong", out);
    out.table(lines);
    out.figure("5-gaps", Outcome.figure(outcomes));
    Outcome first =
        outcomes.stream()
            .filter(outcome -> outcome != all)
            .min(Comparator.comparingDouble(outcome -> outcome.validation().loss()))
            .orElseThrow();
    out.text(
        "By itself %s does most. All, mild, is augmentation, L2 0.001, dropout 0.2 and early"
            + " stopping. All, strong, is augmentation, L2 0.02, dropout 0.5 and early stopping."
            + " Where a gap is below zero the network does not follow the wrong labels: a fifth of"
            + " the training part.",
        first.name());
    out.mistake(
        "every remedy at its full strength",
        "augmentation, l2(0.02), dropout 0.5",
        String.format(
            Locale.ROOT,
            "validation loss %.2f, accuracy %.3f: it learns too slowly, or too little",
            strong.validation().loss(),
            strong.validation().accuracy()),
        "augmentation, l2(0.001), dropout 0.2",
        String.format(
            Locale.ROOT,
            "validation loss %.2f, accuracy %.3f",
            all.validation().loss(),
            all.validation().accuracy()));

    Outcome widest =
        outcomes.stream()
            .filter(outcome -> outcome != none && outcome != all)
            .max(Comparator.comparingDouble(Outcome::gap))
            .orElseThrow();
    String worse =
        outcomes.stream()
            .filter(outcome -> outcome.validation().accuracy() < none.validation().accuracy())
            .map(Outcome::name)
            .collect(Collectors.joining(", "));
    out.see(
        widest.gap() < 0.95 * none.gap(),
        "each remedy makes the gap smaller: %.2f without, at most %.2f with one (%s); that alone is"
            + " no better network: less accurate than without, in this run: %s",
        none.gap(),
        widest.gap(),
        widest.name(),
        worse.isEmpty() ? "none" : worse);
    out.see(
        first == augmented,
        "in this run the best single remedy is %s: validation loss %.2f against %.2f",
        first.name(),
        first.validation().loss(),
        none.validation().loss());
    out.see(
        all.validation().loss() < 0.7 * none.validation().loss()
            && all.validation().accuracy() > none.validation().accuracy() + 0.08,
        "all together: validation loss %.2f and accuracy %.3f, without %.2f and %.3f",
        all.validation().loss(),
        all.validation().accuracy(),
        none.validation().loss(),
        none.validation().accuracy());
    out.see(
        strong.validation().loss() > 1.2 * all.validation().loss(),
        "all at full strength is too much: validation loss %.2f against %.2f",
        strong.validation().loss(),
        all.validation().loss());
  }

  private static Outcome train(
      String name, NeuralNetConfiguration.Builder builder, double p, FewDigits data, Notebook out) {
    return Outcome.train(name, Networks.dropping(builder, p), data.batches(out.seed()), data, out);
  }

  /** Batches of shifted, turned and scaled digits with noise. */
  private static Batches augmented(FewDigits data, Notebook out) {
    Batches batches = data.batches(out.seed());
    batches.setPreProcessor(Augment.digits(out.seed()));
    return batches;
  }
}
