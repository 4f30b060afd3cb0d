package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.updater.Adagrad;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/**
 * Columns that are nearly always 0, and what an optimizer learns from the few times they are not.
 */
public final class SparseFeatures implements Part {
  private static final double[] RATES = {0.01, 0.03, 0.1, 0.3, 1, 3, 10};

  public static void main(String[] args) throws Exception {
    PartMain.run(new SparseFeatures(), args);
  }

  @Override
  public String title() {
    return "Sparse features, where Adagrad and Adam shine";
  }

  @Override
  public List<String> figures() {
    return List.of("3-sparse");
  }

  @Override
  public void run(Notebook out) {
    int words = out.quick() ? 300 : 1000;
    Texts train = Texts.generate(out.quick() ? 1500 : 6000, words, out.seed());
    Texts held = Texts.generate(out.quick() ? 1500 : 6000, words, out.seed() + 1_000_000);
    out.text(
        "%d texts of %d columns: 20 common words that say nothing, %d words of 5 topics, most of"
            + " them rare. A linear model learns the topic, %d epochs. Each optimizer is shown at"
            + " that of the rates 0.01 to 10 with the lowest loss over all other texts; rare is"
            + " what is seen 1 to 15 times.",
        train.data().size(), train.data().width(), words, TopicModel.epochs(out));

    // PyTorch: torch.optim.SGD, SGD with momentum, Adagrad and Adam
    Map<String, DoubleFunction<IUpdater>> optimizers = new LinkedHashMap<>();
    optimizers.put("SGD", SGD::new);
    optimizers.put("SGD (momentum 0.9)", rate -> new SGD(rate, 0.9));
    optimizers.put("Adagrad", Adagrad::new);
    optimizers.put("Adam", Adam::new);
    Map<String, LossByWord> best = new LinkedHashMap<>();
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("optimizer", "best tried", "all texts", "frequent words", "rare words"));
    for (String name : optimizers.keySet()) {
      double bestRate = 0;
      for (int i : out.progress(name, RATES.length)) {
        MultiLayerNetwork network =
            TopicModel.train(train.data(), optimizers.get(name).apply(RATES[i]), out);
        LossByWord losses = LossByWord.of(network, held, train.counts());
        if (i == 0 || losses.all() < best.get(name).all()) {
          best.put(name, losses);
          bestRate = RATES[i];
        }
      }
      lines.add(best.get(name).line(out, name, bestRate));
    }
    out.table(lines);
    out.figure(
        "3-sparse",
        LineChart.draw(
            "Loss of texts, by how often their word was seen",
            "times that the word is in the training texts",
            "loss of other texts with such a word",
            best.entrySet().stream().map(e -> e.getValue().curve(e.getKey())).toList(),
            LineChart.Axis.LOG_X));
    LossByWord sgd = best.get("SGD");
    LossByWord adagrad = best.get("Adagrad");
    LossByWord adam = best.get("Adam");
    LossByWord wild =
        LossByWord.of(TopicModel.train(train.data(), new SGD(10), out), held, train.counts());
    out.value("wild-frequent", "%s", Numbers.loss(wild.frequent()));
    out.value("wild-rare", "%s", Numbers.loss(wild.rare()));
    out.mistake(
        "a larger rate for SGD, so that it learns rare words, too",
        "new SGD(10)",
        wild.losses() + ": neither",
        "new Adagrad(rate): a column that is seldom used keeps its long steps",
        adagrad.losses());
    LossByWord edge =
        LossByWord.of(TopicModel.train(train.data(), new Adam(0.3), out), held, train.counts());
    out.mistake(
        "a search for a rate that ends too soon",
        "for Adam, too, rates from 0.3 to 10, since SGD is best with such",
        "new Adam(0.3), the first of them: rare words "
            + out.value("edge-rare", "%s", Numbers.loss(edge.rare())),
        "from 0.01 on; where the first or last rate is the best, try more",
        adam.losses());
    AdaGrad own = new AdaGrad(new StepSchedule(ScheduleType.EPOCH, 0.3, 0.5, 2), 1e-10);
    Adagrad ours = new Adagrad(0.3);
    ours.setLrAndSchedule(0.3, new StepSchedule(ScheduleType.EPOCH, 0.3, 0.5, 2));
    double lost = own.clone().getLearningRate(0, 0);
    double kept = ours.clone().getLearningRate(0, 0);
    out.mistake(
        "Deeplearning4j's AdaGrad with a schedule",
        "new AdaGrad(new StepSchedule(ScheduleType.EPOCH, 0.3, 0.5, 2), 1e-10)",
        "its rate in a network, which takes a copy, is " + lost,
        "the same schedule in Adagrad of dev.descent.updater",
        "its rate is " + kept);
    out.see(
        Math.max(adagrad.rare(), adam.rare()) < 0.75 * sgd.rare(),
        "on texts with rare words Adagrad has a loss of %.3f and Adam %.3f, SGD %.3f",
        adagrad.rare(),
        adam.rare(),
        sgd.rare());
    out.see(
        sgd.rare() - adagrad.rare() > 1.5 * (sgd.frequent() - adagrad.frequent())
            && wild.frequent() > 1.5 * sgd.frequent()
            && wild.rare() > sgd.rare(),
        "on frequent words SGD is nearer (%.3f, Adagrad %.3f); a rate of 10 makes both worse (%s)",
        sgd.frequent(),
        adagrad.frequent(),
        wild.losses());
  }
}
