package dev.descent.lessons.l2losses;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** A loss three times as large, under SGD and under Adam: is its training three times as fast? */
public final class TimesThree implements Part {
  private static final LossFunction MSE = LossFunction.MSE; // the mean over the outputs
  private static final LossFunction L2 = LossFunction.L2; // the sum over the outputs

  public static void main(String[] args) throws Exception {
    PartMain.run(new TimesThree(), args);
  }

  @Override
  public String title() {
    return "A loss three times as large";
  }

  @Override
  public void run(Notebook out) {
    // Three outputs, so DL4J's LossL2 is three times LossMSE, and its gradient, too. In float64, so
    // that nothing but the factor makes a difference.
    DataSet rows = rows(out.seed()); // [64, 2] and [64, 3]
    int steps = out.quick() ? 100 : 400;
    Run sgd = train(MSE, new SGD(0.1), rows, steps, out.seed());
    Run sgdL2 = train(L2, new SGD(0.1), rows, steps, out.seed());
    Run sgdThird = train(L2, new SGD(0.1 / 3), rows, steps, out.seed());
    Run adam = train(MSE, new Adam(0.01), rows, steps, out.seed());
    Run adamL2 = train(L2, new Adam(0.01), rows, steps, out.seed());
    out.text("%d steps on the same 64 rows. Mean square error at the end:", steps);
    out.table(
        List.of(
            List.of("", "LossMSE", "LossL2", "LossL2 at a third of the rate"),
            List.of(
                "SGD, rate 0.1",
                out.value("sgd-mse", "%.4f", sgd.error()),
                out.value("sgd-l2", "%.4f", sgdL2.error()),
                out.value("sgd-third", "%.4f", sgdThird.error())),
            List.of(
                "Adam, rate 0.01",
                out.value("adam-mse", "%.4f", adam.error()),
                out.value("adam-l2", "%.4f", adamL2.error()),
                "-")));
    double apart = adam.parameters().distance2(adamL2.parameters());
    double moved = adam.parameters().distance2(adam.start());
    out.text(
        "Adam's parameters moved by %.2f; those of the two losses end %.0e apart.", moved, apart);
    boolean same = apart < 1e-3 * moved;
    out.answer("adam", same ? "Hardly a difference" : "Three times the step");
    out.see(
        same,
        "Adam divides the gradient by its size: a loss three times as large ends within %.0e of"
            + " the same parameters.",
        apart);
    out.see(
        sgdL2.parameters().distance2(sgd.parameters()) > 1e-2
            && sgdThird.parameters().distance2(sgd.parameters()) < 1e-9,
        "SGD takes steps three times as long with LossL2; at a third of the rate, it takes those of"
            + " LossMSE.");
  }

  /** What a training leaves: parameters before and after it, and the mean square error. */
  private record Run(INDArray start, INDArray parameters, double error) {}

  private static Run train(
      LossFunction loss, IUpdater updater, DataSet rows, int steps, long seed) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .dataType(DataType.DOUBLE)
            .updater(updater)
            .weightInit(WeightInit.XAVIER)
            .list()
            .layer(new DenseLayer.Builder().nIn(2).nOut(16).activation(Activation.TANH).build())
            .layer(
                new OutputLayer.Builder(loss)
                    .nIn(16)
                    .nOut(3)
                    .activation(Activation.IDENTITY)
                    .build()) // [64, 3]
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    INDArray start = network.params().dup();
    for (int step = 0; step < steps; step++) {
      network.fit(rows);
    }
    INDArray residuals = network.output(rows.getFeatures()).sub(rows.getLabels()); // [64, 3]
    double error = residuals.mul(residuals).meanNumber().doubleValue();
    return new Run(start, network.params().dup(), error);
  }

  /**
   * Two numbers a row; the three labels are their product, their difference and the first's sine.
   */
  private static DataSet rows(long seed) {
    Random random = new Random(seed * 0x9E3779B97F4A7C15L);
    double[][] features = new double[64][];
    double[][] labels = new double[64][];
    for (int i = 0; i < 64; i++) {
      double a = 2 * random.nextDouble() - 1;
      double b = 2 * random.nextDouble() - 1;
      features[i] = new double[] {a, b};
      labels[i] = new double[] {a * b, a - b, Math.sin(3 * a)};
    }
    return new DataSet(Nd4j.createFromArray(features), Nd4j.createFromArray(labels));
  }
}
