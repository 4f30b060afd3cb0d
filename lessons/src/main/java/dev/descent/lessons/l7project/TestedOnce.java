package dev.descent.lessons.l7project;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.ConfusionMatrix;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The test part, once: against the free answer, with its standard error, and beside other seeds.
 */
public final class TestedOnce implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new TestedOnce(), args);
  }

  @Override
  public String title() {
    return "The test, once";
  }

  @Override
  public List<String> figures() {
    return List.of("7-confusion-matrix");
  }

  @Override
  public void run(Notebook out) {
    PumpData data = PumpData.of(out);
    DataSet validation = data.ready(data.raw().validation());
    int seeds = out.quick() ? 3 : 5;
    List<Training> trainings = new ArrayList<>();
    double mean = 0;
    double squares = 0;
    int first = 0; // the seed with the lowest validation loss is the one that is tested
    for (int i = 0; i < seeds; i++) {
      trainings.add(Final.train(out, data, out.seed() + i));
      double accuracy = Counts.of(trainings.get(i).best(), validation, 0.5).accuracy();
      mean += accuracy / seeds;
      squares += accuracy * accuracy / seeds;
      first = trainings.get(i).loss() < trainings.get(first).loss() ? i : first;
    }
    double spread = Math.sqrt(Math.max(0, squares - mean * mean) * seeds / (seeds - 1));
    out.text(
        "%s networks that differ in the seed of their weights and batches: %s %% of the validation"
            + " rows are right, ± %s.",
        out.value("seeds", "%d", seeds),
        out.value("mean", "%.1f", mean),
        out.value("spread", "%.2f", spread));

    // @start region=test
    DataSet test = data.ready(data.raw().test()); // encoded and scaled as the training part
    Evaluation evaluation = new Evaluation(0.05); // called failing from 0.05 on
    evaluation.eval(test.getLabels(), trainings.get(first).best().output(test.getFeatures()));
    double recall = 100 * evaluation.recall(1);
    // @end
    Counts half = Counts.of(trainings.get(first).best(), test, 0.5);
    Counts low = Counts.of(trainings.get(first).best(), test, 0.05);
    int rows = half.rows();
    double share = half.accuracy() / 100;
    double error = 100 * Math.sqrt(share * (1 - share) / rows);
    double always = 100.0 * (half.calm() + half.alarms()) / rows;
    out.table(
        List.of(
            List.of("on the test part", "from 0.5", "from 0.05", "always 'no'"),
            List.of(
                "right (%)",
                out.value("accuracy", "%.1f", half.accuracy()),
                out.value("accuracy-low", "%.1f", low.accuracy()),
                out.exact("always", "%.1f", always)),
            List.of(
                "precision (%)",
                out.value("precision", "%.1f", half.precision()),
                out.value("precision-low", "%.1f", low.precision()),
                ""),
            List.of(
                "recall (%)",
                out.value("recall", "%.1f", half.recall()),
                out.value("recall-low", "%.1f", low.recall()),
                "0.0"),
            List.of(
                "euros a pump",
                out.value("cost", "%.0f", half.cost()),
                out.value("cost-low", "%.0f", low.cost()),
                out.exact(
                    "cost-always",
                    "%.0f",
                    (double) Counts.MISS * (half.found() + half.missed()) / rows))));
    out.text(
        "One standard error of the share of right answers is %s points.",
        out.value("error", "%.2f", error));
    out.exact("error-95", "%.2f", 100 * Math.sqrt(0.95 * (1 - 0.95) / rows));
    out.exact("rows", "%d", rows);
    out.exact("failing", "%d", half.found() + half.missed());
    double found = low.recall() / 100;
    double recallError = 100 * Math.sqrt(found * (1 - found) / (low.found() + low.missed()));
    out.value("recall-error", "%.1f", recallError);
    out.figure(
        "7-confusion-matrix",
        ConfusionMatrix.draw(
            "The test part, called failing from 0.05 on",
            List.of("well", "failing"),
            new int[][] {{low.calm(), low.alarms()}, {low.missed(), low.found()}}));
    out.mistake(
        "accuracy alone",
        "to say 'no' to every pump",
        String.format("%.1f %% right, none of %d found", always, half.found() + half.missed()),
        "beside the free answer, with recall and cost",
        String.format(
            "%.1f %% right at 0.05, and %d of %d found",
            low.accuracy(), low.found(), low.found() + low.missed()));
    out.see(
        half.accuracy() > always + 3 * error,
        "%.1f %% right is more than three standard errors (%.2f) above the free %.1f %%",
        half.accuracy(),
        error,
        always);
    out.see(
        Math.abs(recall - low.recall()) < 1e-9 && recall > half.recall(),
        "from 0.05 on, %.1f %% of the failing pumps are found, from 0.5 on %.1f %%",
        recall,
        half.recall());
  }
}
