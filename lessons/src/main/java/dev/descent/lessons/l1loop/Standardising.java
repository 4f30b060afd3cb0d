package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.PointSets;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.ExistingDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/** Standardisation: every feature gets mean 0 and standard deviation 1, as the training has it. */
public final class Standardising implements Part {
  /** Accuracy in %: on the validation part by epoch, and on the test part at the end. */
  private record Result(double[] validation, double test) {}

  public static void main(String[] args) throws Exception {
    PartMain.run(new Standardising(), args);
  }

  @Override
  public String title() {
    return "Data: standardisation";
  }

  @Override
  public List<String> figures() {
    return List.of("1-standardised");
  }

  @Override
  public void run(Notebook out) {
    // A table of two columns, as it comes: x in metres, y in millimetres. The classes are two half
    // circles that reach into each other. In one row of the test part x was not measured, and the
    // instrument wrote -9999.
    int rows = out.quick() ? 600 : 3000;
    Split split = Split.of(PointSets.twoMoons(rows, 0.1, out.seed()), 0.2, 0.2, out.seed());
    DataSet train = table(split.train()); // [rows, 2]
    DataSet validation = table(split.validation());
    DataSet test = table(split.test());
    test.getFeatures().putScalar(0, 0, -9999);

    // z = (x - mean) / std of each column, over the rows of the training part. What is known of the
    // other parts must not reach the training: those are the rows of tomorrow.
    // PyTorch: mean, std = train.mean(0), train.std(0, correction=0)
    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fit(train);

    // The mistake that looks harmless: fitted on all there is, before it is split.
    NormalizerStandardize leaky = new NormalizerStandardize();
    leaky.fit(DataSet.merge(List.of(train, validation, test)));
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("column", "fitted on", "mean", "std"));
    for (int column = 0; column < 2; column++) {
      table.add(line(column, "training part", normalizer));
      table.add(line(column, "all rows", leaky));
    }
    out.table(table);

    int epochs = 20;
    List<DataSet> parts = List.of(train, validation, test);
    Result right = train(out, "standardised", normalizer, parts, epochs);
    Result raw = train(out, "as in the file", null, parts, epochs);
    Result leaked = train(out, "fitted on all", leaky, parts, epochs);

    out.mistake(
        "features are not standardised",
        "network.fit(train)",
        String.format("test accuracy %.1f %%", raw.test()),
        "normalizer.transform(train); network.fit(train)",
        String.format("test accuracy %.1f %%", right.test()));
    out.text(
        "A column that is a thousand times larger has gradients that are a thousand times larger,"
            + " and one learning rate cannot suit both.");
    out.mistake(
        "the normalizer is fitted on all rows",
        "normalizer.fit(all), then split",
        String.format(
            "one bad row of the test part makes the standard deviation of x %.1f instead of %.2f,"
                + " and the training sees hardly any x: test accuracy %.1f %%",
            std(leaky, 0), std(normalizer, 0), leaked.test()),
        "split, then normalizer.fit(train)",
        String.format("at most that row suffers: test accuracy %.1f %%", right.test()));
    double[] x = IntStream.rangeClosed(0, epochs).asDoubleStream().toArray();
    out.figure(
        "1-standardised",
        LineChart.draw(
            "The same table, standardised in three ways",
            "epoch",
            "validation accuracy (%)",
            List.of(
                new Series("fitted on the training part", x, right.validation()),
                new Series("not standardised", x, raw.validation()),
                new Series("fitted on all rows", x, leaked.validation())),
            Axis.WHOLE_X));
    out.see(
        right.test() > raw.test() + 10,
        "metres beside millimetres: %.1f %% as they are, %.1f %% standardised",
        raw.test(),
        right.test());
    out.see(
        right.test() > leaked.test() + 5,
        "one bad test row, seen by the normalizer, costs accuracy: %.1f %% against %.1f %%",
        leaked.test(),
        right.test());
  }

  /** Trains a small network on the first part; epoch 0 is before the training. */
  private static Result train(
      Notebook out, String name, NormalizerStandardize normalizer, List<DataSet> all, int epochs) {
    List<DataSet> parts = all.stream().map(DataSet::copy).toList();
    if (normalizer != null) {
      parts.forEach(normalizer::transform); // PyTorch: part = (part - mean) / std
    }
    MultiLayerNetwork network =
        Model.network(
            Model.settings(out.seed(), new SGD(0.1, 0.9))
                .list()
                .layer(Model.dense(2, 32).activation(Activation.RELU).build())
                .layer(Model.dense(32, 32).activation(Activation.RELU).build())
                .layer(Model.output(32, 2)));
    ExistingDataSetIterator batches = new ExistingDataSetIterator(parts.get(0).batchBy(32));
    double[] validation = new double[epochs + 1];
    validation[0] = Model.accuracy(network, parts.get(1));
    double test = Model.accuracy(network, parts.get(2));
    for (int epoch : out.progress("training, " + name, epochs)) {
      try {
        network.fit(batches);
      } catch (ArithmeticException e) { // the loss refuses logits that are not finite
        Arrays.fill(validation, epoch + 1, epochs + 1, validation[epoch]); // it ends here
        break;
      }
      validation[epoch + 1] = Model.accuracy(network, parts.get(1));
      test = Model.accuracy(network, parts.get(2));
    }
    return new Result(validation, test);
  }

  private static DataSet table(Dataset points) {
    DataSet table = Batches.inOrder(points, points.size()).next();
    table.getFeatures().getColumn(1).muli(1000); // a view: it changes the table
    return table;
  }

  private static List<String> line(int column, String rows, NormalizerStandardize normalizer) {
    return List.of(
        column == 0 ? "x (m)" : "y (mm)",
        rows,
        String.format("%.2f", normalizer.getMean().getDouble(column)),
        String.format("%.2f", std(normalizer, column)));
  }

  private static double std(NormalizerStandardize normalizer, int column) {
    return normalizer.getStd().getDouble(column);
  }
}
