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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/** Standardisation: every feature gets mean 0 and standard deviation 1, as the training has it. */
public final class Standardising implements Part {
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
    TableTraining right = TableTraining.of(out, "standardised", normalizer, parts, epochs);
    TableTraining raw = TableTraining.of(out, "as in the file", null, parts, epochs);
    TableTraining leaked = TableTraining.of(out, "fitted on all", leaky, parts, epochs);

    String rightTest = out.value("right", "%.1f", right.test());
    out.mistake(
        "features are not standardised",
        "network.fit(train)",
        String.format("test accuracy %s %%", out.value("raw", "%.1f", raw.test())),
        "normalizer.transform(train); network.fit(train)",
        String.format("test accuracy %s %%", rightTest));
    // The mean square of a column limits the rate of its weights, as for one weight.
    double squareX = meanSquare(train, 0);
    double squareY = meanSquare(train, 1);
    out.text(
        "The mean square of x is %s, of y %s: %s times as much. The rate that suits one column does"
            + " not suit the other.",
        out.value("square-x", "%.2f", squareX),
        out.value("square-y", "%,.0f", squareY),
        out.value("square-ratio", "%,.0f", squareY / squareX));
    out.mistake(
        "the normalizer is fitted on all rows",
        "normalizer.fit(all), then split",
        String.format(
            "one bad row of the test part makes the standard deviation of x %s instead of %s,"
                + " and the training sees hardly any x: test accuracy %s %%",
            out.value("std-leaky", "%.1f", std(leaky, 0)),
            out.value("std-train", "%.2f", std(normalizer, 0)),
            out.value("leaked", "%.1f", leaked.test())),
        "split, then normalizer.fit(train)",
        String.format("at most that row suffers: test accuracy %s %%", rightTest));
    out.answer("leak", leaked.test() < right.test() - 5 ? "Worse" : "Better");
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

  private static double meanSquare(DataSet rows, int column) {
    INDArray values = rows.getFeatures().getColumn(column);
    return values.mul(values).meanNumber().doubleValue();
  }

  private static double std(NormalizerStandardize normalizer, int column) {
    return normalizer.getStd().getDouble(column);
  }
}
