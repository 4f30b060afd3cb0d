package dev.descent.lessons.l2losses;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.PointSets;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.MSELoss;
import dev.descent.loss.Reduction;
import dev.descent.updater.SGD;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** The mean or the sum of the losses of a batch, and who divides. */
public final class MeanOrSum implements Part {
  private static final int BATCH = 64;
  private static final double RATE = 0.1;

  public static void main(String[] args) throws Exception {
    PartMain.run(new MeanOrSum(), args);
  }

  @Override
  public String title() {
    return "Mean or sum of a batch";
  }

  @Override
  public void run(Notebook out) {
    // From the losses of a batch to one number: PyTorch's reduction='mean' or 'sum'. In DL4J a loss
    // hands over sums, and the network divides by the size of the batch, unless miniBatch(false)
    // turns that off. How long is the first step of SGD?
    Dataset data = PointSets.regressionWithOutliers(10 * BATCH, 0.1, 0, out.seed());
    ILossFunction ofMean = new MSELoss(Reduction.MEAN); // PyTorch: nn.MSELoss(reduction='mean')
    ILossFunction ofSum = new MSELoss(Reduction.SUM); // PyTorch: nn.MSELoss(reduction='sum')
    ILossFunction dl4j = LossFunction.MSE.getILossFunction();
    double unit = step(ofMean, true, data, out.seed());
    double sum = step(ofSum, true, data, out.seed()) / unit;
    double whole = step(dl4j, false, data, out.seed()) / unit;
    double twice = step(ofSum, false, data, out.seed()) / unit;
    out.text(
        "The first step of SGD on a batch of %d is %.1f times as long with SUM as with MEAN. DL4J's"
            + " LossMSE steps as MEAN does (%.1f), with miniBatch(false) as SUM (%.1f). Our SUM"
            + " undoes DL4J's division; with miniBatch(false) nothing divides, and it steps %s"
            + " times as far.",
        BATCH,
        sum,
        step(dl4j, true, data, out.seed()) / unit,
        whole,
        out.value("twice", "%.0f", twice));
    out.see(
        Math.abs(sum - BATCH) < 0.1 && Math.abs(whole - BATCH) < 0.1 && twice > 4000,
        "For a batch of %d, a sum steps %.1f times as far as the mean.",
        BATCH,
        sum);

    double byMean = train(out, ofMean, RATE, data);
    double bySum = train(out, ofSum, RATE, data);
    double scaled = train(out, ofSum, RATE / BATCH, data);
    out.mistake(
        "from mean to sum at the same learning rate",
        "MSELoss(Reduction.SUM), SGD at rate 0.1, batches of 64",
        String.format("mean square error after 10 epochs %.4f", bySum),
        "MSELoss(Reduction.MEAN) at rate 0.1, or the sum at 0.1 / 64",
        out.value("mean", "%.4f", byMean) + ", and " + out.value("scaled", "%.4f", scaled));
    out.see(
        !(bySum < 10 * byMean) && Math.abs(scaled - byMean) < 1e-3,
        "At the rate of the mean a sum blows up (error %.4f after 10 epochs); at a %dth of it, it"
            + " gives what the mean gives (%.4f and %.4f).",
        bySum,
        BATCH,
        scaled,
        byMean);
  }

  /** The distance that the parameters move in the first step. */
  private static double step(ILossFunction loss, boolean miniBatch, Dataset data, long seed) {
    MultiLayerNetwork network = network(loss, RATE, miniBatch, seed);
    INDArray start = network.params().dup();
    network.fit(Batches.shuffled(data, BATCH, seed).next());
    return network.params().distance2(start);
  }

  /** The mean square error after ten epochs. */
  private static double train(Notebook out, ILossFunction loss, double rate, Dataset data) {
    MultiLayerNetwork network = network(loss, rate, true, out.seed());
    Batches batches = Batches.shuffled(data, BATCH, out.seed());
    network.fit(batches, 10);
    return network.evaluateRegression(batches).meanSquaredError(0);
  }

  private static MultiLayerNetwork network(
      ILossFunction loss, double rate, boolean miniBatch, long seed) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(new SGD(rate)) // PyTorch: torch.optim.SGD(model.parameters(), lr=rate)
            .weightInit(WeightInit.XAVIER)
            .miniBatch(miniBatch) // whether the network divides by the size of the batch
            .list()
            .layer(new DenseLayer.Builder().nIn(1).nOut(16).activation(Activation.TANH).build())
            .layer(
                new OutputLayer.Builder(loss)
                    .nIn(16)
                    .nOut(1)
                    .activation(Activation.IDENTITY)
                    .build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }
}
