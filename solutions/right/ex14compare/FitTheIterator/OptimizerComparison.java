package dev.descent.exercises.ex14compare;

import dev.descent.data.Batches;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;

public final class OptimizerComparison {
  private OptimizerComparison() {}

  public record Task(
      Function<IUpdater, MultiLayerNetwork> model,
      INDArray start,
      Batches batches,
      DataSet validation,
      int epochs) {}

  public record Run(String optimizer, double[] loss, double[] accuracy) {}

  public record Row(String optimizer, int epochsToTarget, double finalAccuracy) {}

  public record Conclusion(List<String> fastest, List<String> best) {}

  public static Run train(String optimizer, IUpdater updater, Task task) {
    MultiLayerNetwork network = task.model().apply(updater);
    network.init(task.start(), true);
    double[] loss = new double[task.epochs()];
    double[] accuracy = new double[task.epochs()];
    for (int epoch = 0; epoch < task.epochs(); epoch++) {
      task.batches().startEpoch(epoch);
      network.fit(task.batches());
      loss[epoch] = network.score(task.validation());
      accuracy[epoch] = accuracy(network, task.validation());
    }
    return new Run(optimizer, loss, accuracy);
  }

  private static double accuracy(MultiLayerNetwork network, DataSet data) {
    Evaluation evaluation = new Evaluation(data.getLabels().columns());
    evaluation.eval(data.getLabels(), network.output(data.getFeatures()));
    return evaluation.accuracy();
  }

  public static Row row(Run run, double target) {
    double[] accuracy = run.accuracy();
    int reached = 0;
    for (int epoch = 1; epoch <= accuracy.length && reached == 0; epoch++) {
      if (accuracy[epoch - 1] >= target) {
        reached = epoch;
      }
    }
    return new Row(run.optimizer(), reached, accuracy[accuracy.length - 1]);
  }

  public static void plot(List<Run> runs, Path file) throws IOException {
    BufferedImage image = new BufferedImage(400, 300, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      pen.setColor(Color.getHSBColor(i / 7f, 1, 1));
      pen.drawString(run.optimizer(), 300, 20 + 20 * i);
      for (int epoch = 1; epoch < run.accuracy().length; epoch++) {
        int from = (int) (290 - 280 * run.accuracy()[epoch - 1]);
        int to = (int) (290 - 280 * run.accuracy()[epoch]);
        pen.drawLine(10 * epoch, from, 10 * epoch + 10, to);
      }
    }
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  public static Conclusion conclude(List<Row> rows) {
    int least =
        rows.stream().mapToInt(Row::epochsToTarget).filter(epochs -> epochs > 0).min().orElse(-1);
    double most = rows.stream().mapToDouble(Row::finalAccuracy).max().orElseThrow();
    return new Conclusion(
        names(rows, row -> row.epochsToTarget() == least),
        names(rows, row -> row.finalAccuracy() == most));
  }

  private static List<String> names(List<Row> rows, Predicate<Row> which) {
    return rows.stream().filter(which).map(Row::optimizer).toList();
  }
}
