package dev.descent.updater;

import java.util.Map;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The updater of a whole network, which makes the same steps as DL4J's, to the bit, without a
 * detour.
 *
 * <p>DL4J's updater asks whether a gradient is the network's own or comes from elsewhere. In
 * 1.0.0-M2.1 the answer is always "from elsewhere", since the question compares a new view of the
 * gradient with the one that the network keeps; so for each parameter of each step the places in
 * gradient and parameters are looked up anew. This updater knows the network's gradient by where it
 * lies in memory.
 *
 * <pre>{@code
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().updater(new Adam(0.001)).list(
 *         new OutputLayer.Builder(new MSELoss()).nIn(2).nOut(1)
 *             .activation(Activation.IDENTITY).build()).build());
 * network.init();
 * DirectUpdater.install(network);
 * network.fit(Nd4j.ones(4, 2), Nd4j.zeros(4, 1));
 * network.getIterationCount(); // 1
 * }</pre>
 */
public final class DirectUpdater extends MultiLayerUpdater {
  private static final long serialVersionUID = 1;

  private final INDArray own;

  private DirectUpdater(MultiLayerNetwork network, @Nullable INDArray state) {
    super(network, state);
    own = getFlattenedGradientsView();
  }

  /**
   * Puts one into a network, at any time after its {@code init()}. It goes on with the state of the
   * updater that it replaces. A loaded or cloned network has DL4J's again.
   *
   * @param network gets the updater
   */
  public static void install(MultiLayerNetwork network) {
    INDArray state = network.getUpdater().getStateViewArray();
    network.setUpdater(new DirectUpdater(network, state));
  }

  @Override
  public synchronized void update(
      Gradient gradient, int iteration, int epoch, int batchSize, LayerWorkspaceMgr workspaces) {
    super.update(
        isOwn(gradient) ? new Own(gradient) : gradient, iteration, epoch, batchSize, workspaces);
  }

  private boolean isOwn(Gradient gradient) {
    INDArray given = gradient.gradient();
    return given.length() == own.length()
        && given.offset() == own.offset()
        && given.data().address() == own.data().address();
  }

  @Override
  public Updater clone() {
    return new DirectUpdater(network, null);
  }

  /** The network's gradient, as the very array that the network keeps. */
  private final class Own extends DefaultGradient {
    private static final long serialVersionUID = 1;

    private final transient Gradient gradient;

    Own(Gradient gradient) {
      this.gradient = gradient;
    }

    @Override
    public INDArray gradient() {
      return own;
    }

    @Override
    public Map<String, INDArray> gradientForVariable() {
      return gradient.gradientForVariable();
    }
  }
}
