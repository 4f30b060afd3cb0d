package dev.descent.layer;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.loss.CrossEntropyLoss;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.dropout.AlphaDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianDropout;
import org.deeplearning4j.nn.conf.dropout.GaussianNoise;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.weightnoise.DropConnect;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class LinearTest {
  private static final int CLASSES = 3;

  /** A network of 5 inputs, whose hidden layers have these sizes. */
  private record Setting(
      String name,
      DataType type,
      List<Integer> hidden,
      Activation activation,
      IUpdater updater,
      Consumer<NeuralNetConfiguration.Builder> more) {
    @Override
    public String toString() {
      return name + ", " + type + ", hidden " + hidden + ", " + activation;
    }

    MultiLayerNetwork network(boolean ours) {
      NeuralNetConfiguration.Builder builder =
          new NeuralNetConfiguration.Builder().seed(7).dataType(type).updater(updater.clone());
      more.accept(builder);
      NeuralNetConfiguration.ListBuilder layers = builder.list();
      int in = 5;
      for (int out : hidden) {
        layers.layer(ours ? linear(in, out, in == 5) : dense(in, out));
        in = out;
      }
      layers.layer(
          new OutputLayer.Builder(new CrossEntropyLoss())
              .nIn(in)
              .nOut(CLASSES)
              .activation(Activation.IDENTITY)
              .build());
      MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
      network.init();
      return network;
    }

    private FeedForwardLayer linear(int in, int out, boolean first) {
      Linear layer = activation == Activation.RELU ? Linear.relu(in, out) : Linear.of(in, out);
      return first ? layer.withoutInputGradient() : layer;
    }

    private FeedForwardLayer dense(int in, int out) {
      return new DenseLayer.Builder()
          .nIn(in)
          .nOut(out)
          .activation(activation)
          .weightInit(WeightInit.UNIFORM)
          .build();
    }
  }

  static Stream<Setting> settings() {
    List<Setting> settings = new ArrayList<>();
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      for (Activation activation : List.of(Activation.RELU, Activation.IDENTITY)) {
        for (List<Integer> hidden :
            List.of(List.of(4), List.of(1), List.of(6, 3), List.of(2, 7, 4))) {
          settings.add(
              new Setting("SGD", type, hidden, activation, new SGD(0.1, 0.9), builder -> {}));
        }
        List<Integer> hidden = List.of(6, 4);
        settings.add(new Setting("Adam", type, hidden, activation, new Adam(0.01), builder -> {}));
        settings.add(
            new Setting(
                "l1, l2", type, hidden, activation, new SGD(0.1), it -> it.l2(0.1).l1Bias(0.01)));
        settings.add(
            new Setting(
                "dropOut",
                type,
                hidden,
                activation,
                new SGD(0.1),
                builder -> builder.dropOut(0.6)));
        for (IDropout noise :
            List.of(new GaussianNoise(0.5), new GaussianDropout(0.3), new AlphaDropout(0.6))) {
          settings.add(
              new Setting(
                  noise.getClass().getSimpleName(),
                  type,
                  hidden,
                  activation,
                  new SGD(0.1),
                  builder -> builder.dropOut(noise)));
        }
        settings.add(
            new Setting(
                "DropConnect",
                type,
                hidden,
                activation,
                new SGD(0.1),
                builder -> builder.weightNoise(new DropConnect(0.7))));
        settings.add(
            new Setting(
                "clipping",
                type,
                hidden,
                activation,
                new SGD(0.1),
                builder ->
                    builder
                        .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                        .gradientNormalizationThreshold(0.1)));
        settings.add(
            new Setting(
                "no workspaces",
                type,
                hidden,
                activation,
                new SGD(0.1),
                builder -> builder.trainingWorkspaceMode(WorkspaceMode.NONE)));
      }
    }
    return settings.stream();
  }

  private static DataSet batch(DataType type, int rows, long seed) {
    Random random = new Random(seed);
    double[][] x = new double[rows][5];
    double[][] y = new double[rows][CLASSES];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < 5; j++) {
        x[i][j] = random.nextGaussian();
      }
      y[i][random.nextInt(CLASSES)] = 1;
    }
    return new DataSet(Nd4j.create(x).castTo(type), Nd4j.create(y).castTo(type));
  }

  /** Trains, and asks for outputs in between, with the rows of batches varying. */
  private static INDArray trained(MultiLayerNetwork network, DataType type) {
    Nd4j.getRandom().setSeed(11); // for dropout
    int[] rows = {4, 1, 8, 3, 8, 8, 2, 8};
    for (int step = 0; step < rows.length; step++) {
      network.fit(batch(type, rows[step], step));
      network.output(batch(type, 5, 100 + step).getFeatures());
      network.score(batch(type, 3, 200 + step));
    }
    return network.params();
  }

  @ParameterizedTest
  @MethodSource("settings")
  @DisplayName("trains to the bits of DL4J's dense layer")
  void sameBits(Setting setting) {
    INDArray dense = trained(setting.network(false), setting.type());
    assertSameBits(dense, trained(setting.network(true), setting.type()));
  }

  @Test
  @DisplayName("the gradient with respect to the input is DL4J's, or there is none")
  void inputGradient() throws Exception {
    DataSet batch = batch(DataType.DOUBLE, 6, 1);
    Setting setting =
        new Setting("", DataType.DOUBLE, List.of(4), Activation.RELU, new SGD(0.1), builder -> {});
    INDArray dense =
        setting
            .network(false)
            .calculateGradients(batch.getFeatures(), batch.getLabels(), null, null)
            .getSecond();
    MultiLayerNetwork without = setting.network(true);
    assertNull(
        without.calculateGradients(batch.getFeatures(), batch.getLabels(), null, null).getSecond());
    ((Linear) without.getLayerWiseConfigurations().getConf(0).getLayer()).setInputGradient(true);
    assertSameBits(
        dense,
        without.calculateGradients(batch.getFeatures(), batch.getLabels(), null, null).getSecond());
  }

  /** The gradient of the parameters for an error that comes from outside. */
  private static INDArray gradient(Layer layer, INDArray x, INDArray error, INDArray view) {
    LayerWorkspaceMgr workspaces = LayerWorkspaceMgr.noWorkspaces();
    layer.setBackpropGradientsViewArray(view);
    layer.setInput(x, workspaces);
    layer.backpropGradient(error, workspaces);
    return view.dup();
  }

  @ParameterizedTest
  @EnumSource(
      value = Activation.class,
      names = {"RELU", "IDENTITY"})
  @DisplayName("after another input, gradients are those of the new one")
  void newInput(Activation activation) {
    Setting setting =
        new Setting("", DataType.DOUBLE, List.of(4), activation, new SGD(0.1), builder -> {});
    INDArray first = batch(DataType.DOUBLE, 6, 1).getFeatures();
    INDArray second = batch(DataType.DOUBLE, 6, 2).getFeatures();
    INDArray error = Nd4j.linspace(DataType.DOUBLE, -1, 0.1, 24).reshape(6, 4);
    List<INDArray> gradients = new ArrayList<>();
    for (boolean ours : List.of(true, false)) {
      Layer layer = setting.network(ours).getLayer(0);
      layer.setInput(first, LayerWorkspaceMgr.noWorkspaces());
      layer.activate(true, LayerWorkspaceMgr.noWorkspaces());
      gradients.add(gradient(layer, second, error.dup(), Nd4j.create(DataType.DOUBLE, 1, 24)));
    }
    assertSameBits(gradients.get(1), gradients.get(0));
  }

  @Test
  @DisplayName("rows that are masked add nothing")
  void masked() {
    List<INDArray> gradients = new ArrayList<>();
    for (boolean ours : List.of(true, false)) {
      Setting setting =
          new Setting(
              "", DataType.DOUBLE, List.of(4), Activation.RELU, new SGD(0.1), builder -> {});
      Layer layer = setting.network(ours).getLayer(0);
      layer.setMaskArray(Nd4j.create(new double[][] {{1}, {0}, {1}}));
      INDArray error = Nd4j.ones(DataType.DOUBLE, 3, 4);
      INDArray x = batch(DataType.DOUBLE, 3, 1).getFeatures();
      gradients.add(gradient(layer, x, error, Nd4j.create(DataType.DOUBLE, 1, 24)));
    }
    assertSameBits(gradients.get(1), gradients.get(0));
  }

  @Test
  @DisplayName("a saved network goes on with the same bits, and its configuration is equal")
  void saved(@TempDir Path folder) throws Exception {
    Setting setting =
        new Setting(
            "", DataType.FLOAT, List.of(6, 4), Activation.RELU, new Adam(0.01), builder -> {});
    MultiLayerNetwork network = setting.network(true);
    trained(network, DataType.FLOAT);
    Path file = folder.resolve("network.zip");
    network.save(file.toFile(), true);
    MultiLayerNetwork restored = MultiLayerNetwork.load(file.toFile(), true);
    MultiLayerNetwork copy = network.clone();
    INDArray expected = trained(network, DataType.FLOAT);
    assertSameBits(expected, trained(restored, DataType.FLOAT));
    assertSameBits(expected, trained(copy, DataType.FLOAT));
    MultiLayerConfiguration configuration = setting.network(true).getLayerWiseConfigurations();
    assertEquals(configuration, MultiLayerConfiguration.fromJson(configuration.toJson()));
    assertEquals(configuration, MultiLayerConfiguration.fromYaml(configuration.toYaml()));
  }

  @Test
  @DisplayName("configurations are equal with equal settings only")
  void equality() {
    assertEquals(Linear.of(3, 2), Linear.of(3, 2));
    assertEquals(Linear.of(3, 2).hashCode(), Linear.of(3, 2).hashCode());
    assertNotEquals(Linear.of(3, 2), Linear.of(2, 3));
    assertNotEquals(Linear.of(3, 2), Linear.relu(3, 2));
    assertNotEquals(Linear.of(3, 2), Linear.of(3, 2).withoutInputGradient());
    assertEquals(Linear.of(3, 2), Linear.of(3, 2).clone());
    assertEquals(
        Linear.of(3, 2).withoutInputGradient(), Linear.of(3, 2).withoutInputGradient().clone());
  }

  @Test
  @DisplayName("weights start as PyTorch's, uniform in ±1/√in, whatever the network says")
  void start() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .weightInit(WeightInit.ONES)
                .list()
                .layer(Linear.of(25, 400))
                .layer(new OutputLayer.Builder(new LossMSE()).nIn(400).nOut(2).build())
                .build());
    network.init();
    INDArray weights = network.getParam("0_W");
    assertTrue(weights.maxNumber().doubleValue() <= 0.2);
    assertTrue(weights.minNumber().doubleValue() >= -0.2);
    assertEquals(0.2 / Math.sqrt(3), weights.stdNumber().doubleValue(), 0.003); // 10,000 draws
    assertEquals(0, network.getParam("0_b").norm2Number().doubleValue());
  }

  @ParameterizedTest
  @CsvSource({"0, 3", "3, 0", "-1, 3", "3, -1"})
  @DisplayName("sizes below 1 are refused")
  void sizes(int in, int out) {
    var e = assertThrows(IllegalArgumentException.class, () -> Linear.of(in, out));
    assertEquals("in and out must be at least 1, got " + in + ", " + out, e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> Linear.relu(in, out));
  }

  @Test
  @DisplayName("another activation is refused")
  void otherActivation() {
    Linear layer = Linear.of(3, 2);
    layer.setActivationFn(Activation.TANH.getActivationFunction());
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(layer)
                .layer(new OutputLayer.Builder(new LossMSE()).nIn(2).nOut(2).build())
                .build());
    var e = assertThrows(IllegalArgumentException.class, network::init);
    assertEquals(
        "the activation of Linear must be the identity or ReLU, got tanh:"
            + " put it into an ActivationLayer behind it",
        e.getMessage());
  }

  @Test
  @DisplayName("DL4J's report of memory counts the parameters")
  void memory() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(Linear.of(3, 2))
                .layer(new OutputLayer.Builder(new LossMSE()).nIn(2).nOut(2).build())
                .build());
    String report =
        network.getLayerWiseConfigurations().getMemoryReport(InputType.feedForward(3)).toString();
    assertTrue(report.contains("11"), report); // 8 and 3 parameters
  }
}
