package dev.descent.lessons.l5overfitting;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.technique.Patience;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** Early stopping: training ends when the validation loss has stopped falling; the best is kept. */
public final class EarlyStopping implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new EarlyStopping(), args);
  }

  @Override
  public String title() {
    return "Early stopping";
  }

  @Override
  public List<String> figures() {
    return List.of("5-early-stopping");
  }

  @Override
  public void run(Notebook out) {
    FewDigits few = FewDigits.of(out);
    FewDigits data = new FewDigits(few.train(), few.validation(), out.quick() ? 40 : 100);
    DataSet validation = FewDigits.all(data.validation());

    // PyTorch: a loop that validates, saves the best model and counts the epochs since
    MultiLayerNetwork network = network(out);
    var result = fit(network, 10, data.validation(), data, out);
    int kept = result.getBestModelEpoch() + 1; // DL4J counts epochs from 0
    int stopped = result.getTotalEpochs();
    Score last = Score.of(network, validation);
    Score best = Score.of(result.getBestModel(), validation);
    out.text(
        "With a patience of 10, at most %d epochs: training stops after epoch %s, since the ten"
            + " epochs after epoch %d brought no lower validation loss. The model of epoch %s is"
            + " kept, with a validation loss of %.2f.",
        data.epochs(),
        out.value("stopped", "%d", stopped),
        kept,
        out.value("kept", "%d", kept),
        best.loss());

    // The epochs that it has saved: the same training without it.
    Curves on = Curves.train("on", Networks.plain(out), data.batches(out.seed()), data, out);
    out.figure(
        "5-early-stopping",
        LineChart.draw(
            "Early stopping with a patience of 10",
            "epoch",
            "mean cross entropy",
            List.of(
                on.ofTraining("training", Score::loss),
                on.ofValidation("validation", Score::loss),
                mark("kept: epoch " + kept, kept, on),
                mark("stopped: epoch " + stopped, stopped, on)),
            LineChart.Axis.WHOLE_X));

    // How patient?
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("patience", "epochs trained", "epoch kept", "its validation loss"));
    for (int patience : List.of(1, 3)) {
      var impatient = fit(network(out), patience, data.validation(), data, out);
      Score score = Score.of(impatient.getBestModel(), validation);
      lines.add(line(patience, impatient, score));
      out.value("stopped-" + patience, "%d", impatient.getTotalEpochs());
      out.value("loss-" + patience, "%.3f", score.loss());
    }
    lines.add(line(10, result, best));
    out.table(lines);

    out.mistake(
        "taking the network that was trained",
        "the network given to EarlyStoppingTrainer, which is the last epoch's",
        "validation loss " + out.value("loss-last", "%.3f", last.loss()),
        "result.getBestModel()",
        "validation loss " + out.value("loss-best", "%.3f", best.loss()));
    var blind = fit(network(out), 10, data.train(), data, out);
    Score late = Score.of(blind.getBestModel(), validation);
    out.mistake(
        "watching the training loss",
        "new DataSetLossCalculator(trainingBatches, true)",
        String.format(
            "%s epochs, validation loss %s",
            out.value("blind", "%d", blind.getTotalEpochs()),
            out.value("loss-blind", "%.3f", late.loss())),
        "new DataSetLossCalculator(validationBatches, true)",
        String.format(Locale.ROOT, "%d epochs, validation loss %.3f", stopped, best.loss()));
    out.mistake(
        "asking DL4J for the best score",
        "result.getBestModelScore()",
        out.exact("asked", "%.3f", result.getBestModelScore()),
        "result.getScoreVsEpoch().get(result.getBestModelEpoch())",
        String.format("%.3f", result.getScoreVsEpoch().get(result.getBestModelEpoch())));

    boolean early = stopped == kept + 10 && stopped < data.epochs();
    out.see(early, "training stops after epoch %d, ten after the best, epoch %d", stopped, kept);
    out.see(
        best.loss() < 0.95 * last.loss(),
        "the model kept has a validation loss of %.2f, the last one %.2f",
        best.loss(),
        last.loss());
    out.see(
        blind.getTotalEpochs() > stopped && late.loss() > 1.2 * best.loss(),
        "who watches the training loss stops after epoch %d and keeps a validation loss of %.2f",
        blind.getTotalEpochs(),
        late.loss());
  }

  private static MultiLayerNetwork network(Notebook out) {
    MultiLayerNetwork network = new MultiLayerNetwork(Networks.plain(out));
    network.init();
    return network;
  }

  /** Trains until the loss on the watched part has not fallen for so many epochs. */
  private static EarlyStoppingResult<MultiLayerNetwork> fit(
      MultiLayerNetwork network, int patience, Dataset watched, FewDigits data, Notebook out) {
    // @start region=trainer
    var held = Batches.inOrder(watched, watched.size());
    var stop =
        new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
            .scoreCalculator(new DataSetLossCalculator(held, true)) // true: the mean
            .epochTerminationConditions(
                new Patience(patience), new MaxEpochsTerminationCondition(data.epochs()))
            .modelSaver(new InMemoryModelSaver<>()) // or LocalFileModelSaver, to files
            .build();
    return new EarlyStoppingTrainer(stop, network, data.batches(out.seed())).fit();
    // @end
  }

  private static List<String> line(
      int patience, EarlyStoppingResult<MultiLayerNetwork> result, Score best) {
    return List.of(
        Integer.toString(patience),
        Integer.toString(result.getTotalEpochs()),
        Integer.toString(result.getBestModelEpoch() + 1),
        String.format(Locale.ROOT, "%.3f", best.loss()));
  }

  /** A line from the axis up to the validation loss of an epoch. */
  private static Series mark(String name, int epoch, Curves curves) {
    return new Series(
        name, new double[] {epoch, epoch}, new double[] {0, curves.validation(epoch).loss()});
  }
}
