package dev.descent.technique;

import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingSequenceLayer;
import org.deeplearning4j.nn.conf.ocnn.OCNNOutputLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Training in mixed precision: forward and backward in half precision (float16), parameters and
 * optimizer in float32; PyTorch's {@code autocast} with {@link GradScaler}.
 *
 * <p>A step copies the master's parameters into a twin that works in half precision, which computes
 * the outputs; the loss is computed in float32, multiplied by the scale s, and goes back through
 * the twin. Where its gradient is not finite the step is skipped; otherwise it is divided by s, the
 * master's listeners see it (so {@link GradientClipping} works as always), and the master's updater
 * takes the step. A skipped step changes nothing but s.
 *
 * <pre>{@code
 * // PyTorch: with torch.autocast("cuda", torch.float16): loss = …
 * //     scaler.scale(loss).backward(); scaler.step(optimizer); scaler.update()
 * var layer = new OutputLayer.Builder(new MSELoss()).nIn(1).nOut(1).hasBias(false)
 *     .weightInit(WeightInit.ONES).activation(Activation.IDENTITY).build();
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().updater(new SGD(0.1)).list(layer).build());
 * network.init();
 * MixedPrecision mixed = new MixedPrecision(network, new GradScaler(1024, 2, 0.5, 2000));
 * mixed.step(new DataSet(Nd4j.ones(1, 1), Nd4j.zeros(1, 1))); // true
 * mixed.loss(); // 1
 * network.params(); // [0.8]
 * }</pre>
 *
 * <p>A schedule by ITERATION counts the steps taken; in PyTorch, a {@code scheduler.step()} after a
 * skipped step counts as well. There is no {@code fit} that knows where an epoch ends: the loop
 * itself calls the master's {@code incrementEpochCount()}, and {@code onEpochEnd(master)} of
 * listeners to epochs, such as {@link ReduceLROnPlateau}.
 *
 * <p>The twin keeps float32 as its type. It rounds to float16 its parameters, what passes between
 * layers forward and back, and the gradient of each parameter. So the sums inside a layer are in
 * float32, as on GPUs and in PyTorch. ND4J's own float16 keeps partial sums in float16, where 40000
 * + 40000 − 40000 is infinite; such a step would be skipped. The parameters of batch normalisation
 * and their gradients stay in float32, as autocast leaves them; its running statistics move in
 * taken steps only. DL4J alone can only make a whole network half precision, in which its Adam
 * gives NaN in the first step, since 1e-8 is 0 there.
 *
 * <p>A processor gains no time by it, as the products stay float32.
 *
 * <p>Source: P. Micikevicius et al., Mixed Precision Training (2018).
 */
public final class MixedPrecision {
  private final MultiLayerNetwork master;
  private final GradScaler scaler;
  private final MultiLayerNetwork twin;
  private final ScaledLoss loss;

  /**
   * Creates the twin of a network.
   *
   * @param master the network to train, initialised, in float32, with an output layer at its end.
   *     It is the one to save; epochs are counted with its {@code incrementEpochCount}
   * @param scaler the scale s, which the steps adapt
   * @throws IllegalArgumentException where the master is in another type, has no output layer, or
   *     one with a gradient beside that of its loss, as center loss has
   */
  public MixedPrecision(MultiLayerNetwork master, GradScaler scaler) {
    if (master.params().dataType() != DataType.FLOAT) {
      throw new IllegalArgumentException(
          "master must be a network in FLOAT, got " + master.params().dataType());
    }
    this.master = master;
    this.scaler = scaler;
    MultiLayerConfiguration configuration = master.getLayerWiseConfigurations().clone();
    List<NeuralNetConfiguration> layers = configuration.getConfs();
    if (!(layers.get(layers.size() - 1).getLayer() instanceof BaseOutputLayer last)) {
      throw new IllegalArgumentException(
          "master must end with an output layer, got "
              + layers.get(layers.size() - 1).getLayer().getClass().getSimpleName());
    }
    if (last instanceof CenterLossOutputLayer || last instanceof OCNNOutputLayer) {
      throw new IllegalArgumentException(
          "master must end with a layer whose gradient comes from its loss alone, which is scaled;"
              + " got "
              + last.getClass().getSimpleName());
    }
    loss = new ScaledLoss(last.getLossFn());
    last.setLossFn(loss);
    for (int i = 0; i < layers.size(); i++) {
      if (!takesIndices(layers.get(i).getLayer())) {
        Float16 rounding = new Float16(configuration.getInputPreProcess(i));
        configuration.getInputPreProcessors().put(i, rounding);
      }
    }
    twin = new MultiLayerNetwork(configuration);
    twin.init();
  }

  /**
   * Trains on a batch.
   *
   * @param batch features and labels, with their masks where there are any
   * @return whether the step was taken; false where a gradient was not finite
   * @throws TrainingDivergedException where so many steps were skipped that the scale is 0
   */
  public boolean step(DataSet batch) {
    double scale = scaler.scale();
    if (scale == 0) {
      throw new TrainingDivergedException(
          "the gradient is not finite with any scale of the loss; it became 0 in iteration "
              + (master.getIterationCount() + 1),
          null);
    }
    master.setInput(batch.getFeatures());
    master.setLabels(batch.getLabels());
    Updater updater = master.getUpdater();
    double divisor = Gradients.divisor(master);
    try {
      backward(batch, scale / divisor);
    } catch (ArithmeticException e) { // the loss refuses outputs that overflowed
      master.setScore(Double.NaN);
      scaler.update(true);
      return false;
    }
    double lossAlone = twin.score() - twin.calcRegularizationScore(true);
    master.setScore(lossAlone + master.calcRegularizationScore(true));

    INDArray gradient = master.getFlattenedGradients();
    round(twin, Layer::getGradientsViewArray);
    gradient.assign(twin.getFlattenedGradients());
    // One number tells of all: what was rounded to float16 is too small to overflow in the norm.
    boolean finite = Double.isFinite(Gradients.norm(List.of(gradient.reshape(gradient.length()))));
    if (finite) {
      Gradients.of(master).forEach(part -> part.muli(divisor / scale));
      update(updater);
    }
    scaler.update(!finite);
    return finite;
  }

  /**
   * Returns the loss of the last batch, before the step.
   *
   * @return the mean loss, regularisation included; not finite where that is why the step was
   *     skipped
   */
  public double loss() {
    return master.score();
  }

  private void backward(DataSet batch, double factor) {
    loss.setFactor(factor);
    twin.params().assign(master.params());
    round(twin, Layer::params);
    twin.setIterationCount(master.getIterationCount());
    twin.setEpochCount(master.getEpochCount());
    twin.setInput(batch.getFeatures());
    twin.setLabels(batch.getLabels());
    twin.setLayerMaskArrays(batch.getFeaturesMaskArray(), batch.getLabelsMaskArray());
    try {
      twin.computeGradientAndScore();
    } finally { // else an unmasked batch would find the masks of one that overflowed
      twin.clearLayerMaskArrays();
    }
  }

  /** Tells if a layer's input is rows of a table, which must not be rounded. */
  private static boolean takesIndices(org.deeplearning4j.nn.conf.layers.Layer layer) {
    return layer instanceof EmbeddingLayer || layer instanceof EmbeddingSequenceLayer;
  }

  /** Rounds what a layer has, but for batch normalisation, which autocast leaves in float32. */
  private static void round(MultiLayerNetwork network, Function<Layer, INDArray> part) {
    for (Layer layer : network.getLayers()) {
      INDArray values = layer instanceof BatchNormalization ? null : part.apply(layer);
      if (values != null) {
        values.assign(Float16.rounded(values));
      }
    }
  }

  /** Takes the master's step, as DL4J's own fit does after the backward pass. */
  private void update(Updater updater) {
    Gradient gradient = Gradients.byParameter(master);
    master.setGradient(gradient);
    int iteration = master.getIterationCount();
    int epoch = master.getEpochCount();
    for (TrainingListener listener : master.getListeners()) {
      listener.onGradientCalculation(master);
    }
    updater.update(
        master, gradient, iteration, epoch, master.batchSize(), LayerWorkspaceMgr.noWorkspaces());
    INDArray parameters = master.params();
    parameters.subi(master.getFlattenedGradients().reshape(parameters.shape()));
    for (TrainingListener listener : master.getListeners()) {
      listener.iterationDone(master, iteration, epoch);
    }
    master.setIterationCount(iteration + 1);
    master.applyConstraints(iteration + 1, epoch);
  }
}
