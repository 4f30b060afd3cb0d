package dev.descent.lessons.p4gallery;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.DataSet;

/** A rate that was too large for two epochs: is it enough to lower it? */
final class ShutForGood {
  private static final int EPOCHS = 10;

  private ShutForGood() {}

  static void mistake(Notebook out) {
    Ward ward = new Ward(out.seed());
    Patient tooLarge = Patient.of(Diagnosis.TOO_LARGE);
    Patient healthy = Patient.of(Diagnosis.HEALTHY);
    MultiLayerNetwork hurt = tooLarge.network(out.seed());
    train(out, "too large", hurt, ward, 2);

    MultiLayerNetwork lowered = healthy.network(out.seed());
    lowered.setParams(hurt.params().dup()); // the same weights, a healthy rate
    train(out, "lowered", lowered, ward, EPOCHS);
    MultiLayerNetwork anew = healthy.network(out.seed());
    train(out, "anew", anew, ward, EPOCHS);

    DataSet rows = Ward.all(ward.training());
    double before = Examination.closed(hurt, rows);
    double shut = Examination.closed(lowered, rows);
    double healthyShut = Examination.closed(anew, rows);
    out.mistake(
        "a rate that was too large is lowered, and the training goes on",
        "SGD(2) for 2 epochs, then SGD(0.05, 0.9) with the same weights",
        "%s %% of the first layer is still shut after 10 more epochs, %s %% right"
            .formatted(
                out.value("lowered-shut", "%.0f", shut),
                out.value("lowered", "%.1f", accuracy(lowered, ward))),
        "SGD(0.05, 0.9) from the start",
        "%s %% shut, %s %% right"
            .formatted(
                out.value("anew-shut", "%.0f", healthyShut),
                out.value("anew", "%.1f", accuracy(anew, ward))));
    out.see(
        before > 40 && shut > before - 5 && healthyShut < 10,
        "units that are shut stay shut at any rate: %.0f %% before, %.0f %% after, and %.0f %% after"
            + " a new start",
        before,
        shut,
        healthyShut);
  }

  private static void train(
      Notebook out, String task, MultiLayerNetwork network, Ward ward, int epochs) {
    Batches batches = ward.batches(ward.training(), true);
    for (int epoch : out.progress(task, epochs)) {
      batches.startEpoch(epoch);
      network.fit(batches);
    }
  }

  private static double accuracy(MultiLayerNetwork network, Ward ward) {
    DataSet rows = Ward.all(ward.validation());
    Evaluation evaluation = new Evaluation(10);
    evaluation.eval(rows.getLabels(), network.output(rows.getFeatures()));
    return 100 * evaluation.accuracy();
  }
}
