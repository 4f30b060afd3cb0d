package dev.descent.lessons.l2losses;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.PointSets;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.L1Loss;
import dev.descent.loss.MSELoss;
import dev.descent.loss.SmoothL1Loss;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.updater.Adam;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A network, a set with outliers and three losses: which fit follows the outliers? */
public final class OutlierFits implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new OutlierFits(), args);
  }

  @Override
  public String title() {
    return "A regression with outliers, fitted with each";
  }

  @Override
  public List<String> figures() {
    return List.of("2-outlier-fits");
  }

  @Override
  public void run(Notebook out) {
    // Points on sin(pi x) + x / 2 with a little noise; 15 in 100 of them are 3 to 6 too high.
    int rows = out.quick() ? 320 : 640;
    Dataset data = PointSets.regressionWithOutliers(rows, 0.1, 0.15, out.seed());
    Dataset faultless = PointSets.regressionWithOutliers(rows, 0.1, 0, out.seed());

    // The curve itself, which no training sees, on a grid from -1 to 1.
    INDArray x = Nd4j.linspace(-1, 1, 101).reshape(101, 1); // [101, 1]
    INDArray curve = curve(x); // [101, 1]

    // The same network, from the same weights, with each loss.
    INDArray byMse = fit(out, "MSE", new MSELoss(), data, x); // [101, 1]
    INDArray bySmooth = fit(out, "SmoothL1", new SmoothL1Loss(1), data, x);
    INDArray byNarrow = fit(out, "SmoothL1, beta 0.1", new SmoothL1Loss(0.1), data, x);
    INDArray byL1 = fit(out, "L1", new L1Loss(), data, x);
    INDArray reference = fit(out, "MSE without the outliers", new MSELoss(), faultless, x);

    double mse = off(byMse, curve);
    double smooth = off(bySmooth, curve);
    double narrow = off(byNarrow, curve);
    double l1 = off(byL1, curve);
    out.text(
        "%d points, 15 %% of them 3 to 6 too high. How far the fits are from the curve behind:",
        rows);
    out.table(
        List.of(
            List.of("loss", "root mean square error", "mean error"),
            line(out, "MSE", "mse", byMse, curve),
            line(out, "SmoothL1, beta 1", "smooth", bySmooth, curve),
            line(out, "SmoothL1, beta 0.1", "narrow", byNarrow, curve),
            line(out, "L1", "l1", byL1, curve),
            line(out, "MSE, without the outliers", "without", reference, curve)));
    double[] grid = x.toDoubleVector();
    DataSet all = Batches.inOrder(data, rows).next();
    double[] labels = all.getLabels().toDoubleVector();
    Series scatter = Series.points("data", all.getFeatures().toDoubleVector(), labels);
    out.figure(
        "2-outlier-fits",
        LineChart.draw(
            "The same outliers, three losses",
            "x",
            "y",
            List.of(
                scatter,
                new Series("curve behind them", grid, curve.toDoubleVector()),
                new Series("MSE", grid, byMse.toDoubleVector()),
                new Series("SmoothL1", grid, bySmooth.toDoubleVector()),
                new Series("L1", grid, byL1.toDoubleVector()))));
    out.text(
        "MSE goes for the mean of the points at each x, and 15 %% outliers that are 4.5 too high on"
            + " average lift the mean by 0.68: the fit by %.2f. L1 goes for the median, which they"
            + " hardly move. SmoothL1 with beta 1 lies between: an outlier pulls no harder than a"
            + " point 1 away, but all of them pull to the same side.",
        byMse.sub(curve).meanNumber().doubleValue());
    out.mistake(
        "MSE on data with outliers",
        "MSELoss",
        String.format("off the curve by %.3f", mse),
        "L1Loss, or SmoothL1Loss with a beta of the size of the noise, 0.1",
        String.format("off by %.3f, and by %.3f", l1, narrow));
    List<String> nearestFirst =
        Stream.of(Map.entry("MSE", mse), Map.entry("SmoothL1", smooth), Map.entry("L1", l1))
            .sorted(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .toList();
    out.answer("nearest-first", nearestFirst.toArray(String[]::new));
    out.see(
        mse > 3 * l1 && mse > 2 * smooth && smooth > l1,
        "The outliers pull the fit of MSE off by %.2f, that of SmoothL1 by %.2f, of L1 by %.2f.",
        mse,
        smooth,
        l1);
    double without = off(reference, curve);
    out.see(without < mse / 3, "Without the outliers MSE is only %.2f off.", without);
  }

  private static List<String> line(
      Notebook out, String name, String key, INDArray fit, INDArray curve) {
    double mean = fit.sub(curve).meanNumber().doubleValue();
    return List.of(
        name, out.value(key, "%.3f", off(fit, curve)), out.value(key + "-mean", "%+.3f", mean));
  }

  /** The curve that the points come from, at x. */
  static INDArray curve(INDArray x) {
    return Transforms.sin(x.mul(Math.PI)).addi(x.div(2));
  }

  /** The root mean square error. */
  static double off(INDArray fit, INDArray curve) {
    return fit.distance2(curve) / Math.sqrt(curve.length());
  }

  static INDArray fit(Notebook out, String name, ILossFunction loss, Dataset data, INDArray x) {
    Activation identity = Activation.IDENTITY;
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(out.seed())
            .updater(new Adam(0.01)) // PyTorch: torch.optim.Adam(model.parameters(), lr=0.01)
            .weightInit(WeightInit.XAVIER)
            .activation(Activation.TANH)
            .list()
            .layer(new DenseLayer.Builder().nIn(1).nOut(32).build()) // [batch, 32]
            .layer(new DenseLayer.Builder().nIn(32).nOut(32).build()) // [batch, 32]
            .layer(new OutputLayer.Builder(loss).nIn(32).nOut(1).activation(identity).build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    Batches batches = Batches.shuffled(data, 64, out.seed());
    for (int epoch : out.progress(name, out.quick() ? 60 : 200)) {
      network.fit(batches);
    }
    return network.output(x);
  }
}
