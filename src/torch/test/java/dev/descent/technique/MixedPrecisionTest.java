package dev.descent.technique;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.L1Loss;
import dev.descent.loss.Reduction;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.CenterLossOutputLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.EmbeddingLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class MixedPrecisionTest {
  /** Relative spacing of float16. */
  private static final double HALF = 0x1p-10;

  private static DataSet batch(long seed) {
    return Toy.batch(DataType.FLOAT, 16, seed);
  }

  private static GradScaler fixed(double scale) {
    return new GradScaler(scale, 2, 0.5, Integer.MAX_VALUE);
  }

  private static void assertClose(INDArray expected, INDArray actual, double tolerance) {
    double deviation =
        actual.sub(expected).norm2Number().doubleValue() / expected.norm2Number().doubleValue();
    assertTrue(deviation < tolerance, "relative deviation " + deviation);
  }

  @ParameterizedTest(name = "mini-batch {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("a step is float32's step up to the precision of float16, decay included")
  void oneStep(boolean miniBatch) {
    NeuralNetConfiguration.Builder builder =
        Toy.builder(DataType.FLOAT, new Sgd(0.01)).miniBatch(miniBatch).l2(0.1).l2Bias(0.1);
    MultiLayerNetwork plain = Toy.network(builder);
    MultiLayerNetwork master = Toy.network(builder);
    MixedPrecision training = new MixedPrecision(master, fixed(1024));
    INDArray start = plain.params().dup();
    plain.fit(batch(1));
    assertTrue(training.step(batch(1)));
    assertEquals(plain.score(), training.loss(), 4 * HALF * plain.score());
    assertClose(plain.params().sub(start), master.params().sub(start), 4 * HALF);
  }

  @Test
  @DisplayName("100 steps end near float32's, running statistics too, none skipped")
  void training() {
    MultiLayerNetwork plain = Toy.network(DataType.FLOAT, new Sgd(0.1));
    MultiLayerNetwork master = Toy.network(DataType.FLOAT, new Sgd(0.1));
    MixedPrecision training = new MixedPrecision(master, fixed(1024));
    for (int i = 0; i < 100; i++) {
      plain.fit(batch(i));
      assertTrue(training.step(batch(i)));
    }
    assertEquals(plain.score(), training.loss(), 0.02);
    for (String name : plain.paramTable().keySet()) {
      if (!name.equals("0_b")) { // batch normalisation takes its influence: it is noise
        assertClose(plain.getParam(name), master.getParam(name), 0.02);
      }
    }
    assertEquals(100, master.getIterationCount());
  }

  @Test
  @DisplayName("a scale that overflows skips steps until it fits, then trains")
  void overflow() {
    MultiLayerNetwork master = Toy.network(DataType.FLOAT, new Adam(0.01));
    GradScaler scaler = fixed(0x1p26);
    MixedPrecision training = new MixedPrecision(master, scaler);
    int skipped = 0;
    double first = Double.NaN;
    for (int i = 0; i < 60; i++) {
      skipped += training.step(batch(i)) ? 0 : 1;
      first = i == 0 ? training.loss() : first;
    }
    assertTrue(skipped >= 3, "skipped " + skipped);
    assertEquals(0x1p26 / Math.pow(2, skipped), scaler.scale());
    assertEquals(60 - skipped, master.getIterationCount());
    assertTrue(training.loss() < 0.8 * first, first + " → " + training.loss());
  }

  @Test
  @DisplayName("an output that overflows is a step to skip, though the loss refuses it")
  void overflowingOutput() {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().updater(new Sgd(0.1)).list();
    layers.layer(new OutputLayer.Builder(new CrossEntropyLoss()).nIn(1).nOut(2).build());
    MultiLayerNetwork master = new MultiLayerNetwork(layers.build());
    master.init();
    master.params().assign(300);
    GradScaler scaler = fixed(8);
    DataSet large =
        new DataSet(
            Nd4j.createFromArray(new float[][] {{300}}), Nd4j.createFromArray(new float[][] {{1}}));
    assertFalse(new MixedPrecision(master, scaler).step(large));
    assertEquals(4, scaler.scale());
    assertEquals(300, master.params().getDouble(0));
  }

  @Test
  @DisplayName(
      "rows of a table above 2048, which float16 does not know one by one, stay what they are")
  void indices() {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder().seed(3).updater(new Sgd(0.1));
    MultiLayerNetwork[] networks = new MultiLayerNetwork[2];
    for (int i = 0; i < networks.length; i++) {
      networks[i] =
          new MultiLayerNetwork(
              builder
                  .list(
                      new EmbeddingLayer.Builder().nIn(5000).nOut(4).build(),
                      new OutputLayer.Builder(new LossMSE())
                          .nIn(4)
                          .nOut(1)
                          .activation(Activation.IDENTITY)
                          .build())
                  .build());
      networks[i].init();
    }
    INDArray rows = Nd4j.createFromArray(new float[][] {{2049}, {2051}, {4099}});
    DataSet batch = new DataSet(rows, Nd4j.ones(3, 1));
    INDArray start = networks[0].params().dup();
    networks[0].fit(batch);
    assertTrue(new MixedPrecision(networks[1], fixed(1024)).step(batch));
    assertClose(networks[0].params().sub(start), networks[1].params().sub(start), 4 * HALF);
  }

  /** Networks with a layer inside another, each with its input. */
  static Stream<Arguments> wrapped() {
    Layer frozen = new FrozenLayer(new DenseLayer.Builder().nOut(5).build());
    Layer both = new Bidirectional(new LSTM.Builder().nOut(3).build());
    Layer last = new LastTimeStep(new LSTM.Builder().nOut(3).build());
    InputType flat = InputType.feedForward(4);
    InputType series = InputType.recurrent(4, 6);
    return Stream.of(
        Arguments.of("frozen", new Layer[] {frozen}, flat, Nd4j.rand(8, 4)),
        Arguments.of(
            "bidirectional",
            new Layer[] {both, new GlobalPoolingLayer(PoolingType.MAX)},
            series,
            Nd4j.rand(8, 4, 6)),
        Arguments.of("last time step", new Layer[] {last}, series, Nd4j.rand(8, 4, 6)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrapped")
  @DisplayName("layers inside of others take float32's step, and their penalty counts once")
  void wrappedLayers(String name, Layer[] layers, InputType type, INDArray x) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder().seed(5).updater(new Sgd(0.1)).l2(0.1).list();
    Stream.of(layers).forEach(list::layer);
    list.layer(
        new OutputLayer.Builder(new LossMSE()).nOut(1).activation(Activation.IDENTITY).build());
    MultiLayerConfiguration configuration = list.setInputType(type).build();
    MultiLayerNetwork plain = new MultiLayerNetwork(configuration.clone());
    MultiLayerNetwork master = new MultiLayerNetwork(configuration);
    plain.init();
    master.init();
    DataSet batch = new DataSet(x, Nd4j.ones(8, 1));
    INDArray start = plain.params().dup();
    plain.fit(batch);
    MixedPrecision training = new MixedPrecision(master, fixed(256));
    assertTrue(training.step(batch));
    assertEquals(plain.score(), training.loss(), 4 * HALF * plain.score());
    assertClose(plain.params().sub(start), master.params().sub(start), 4 * HALF);
  }

  @Test
  @DisplayName("sums are kept in float32: partial sums beyond 65504, and small terms, count")
  void sums() {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().updater(new Sgd(1)).list();
    layers.layer(
        new OutputLayer.Builder(new L1Loss(Reduction.SUM))
            .nIn(3)
            .nOut(1)
            .hasBias(false)
            .activation(Activation.IDENTITY)
            .build());
    MultiLayerNetwork master = new MultiLayerNetwork(layers.build());
    master.init();
    master.params().assign(Nd4j.createFromArray(new float[][] {{40000, 40000, -40000}}));
    MixedPrecision training = new MixedPrecision(master, fixed(1));
    INDArray none = Nd4j.zeros(1, 1);
    assertTrue(training.step(new DataSet(Nd4j.ones(1, 3), none)), "40000 + 40000 - 40000");
    assertEquals(40000, training.loss());

    // The gradient of a weight is a sum over rows: 2048 + 1 + 1, where float16 alone has 2048.
    master.params().assign(1);
    INDArray rows = Nd4j.createFromArray(new float[][] {{2048, 0, 0}, {1, 0, 0}, {1, 0, 0}});
    assertTrue(training.step(new DataSet(rows, Nd4j.zeros(3, 1))));
    assertEquals(1 - 2050, master.params().getDouble(0));
  }

  @Test
  @DisplayName("the mask of a batch that overflowed does not stay for the next")
  void overflowingMaskedBatch() {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder().seed(4).updater(new Sgd(0)).list();
    layers.layer(new OutputLayer.Builder(new CrossEntropyLoss()).nIn(1).nOut(2).build());
    MultiLayerNetwork master = new MultiLayerNetwork(layers.build());
    master.init();
    master.params().assign(Nd4j.createFromArray(new float[][] {{3, -1, 0, 0}}));
    MixedPrecision training = new MixedPrecision(master, fixed(8));
    INDArray labels = Nd4j.createFromArray(new float[][] {{0}, {0}});
    DataSet unmasked = new DataSet(Nd4j.createFromArray(new float[][] {{1}, {-2}}), labels);
    assertTrue(training.step(unmasked));
    double before = training.loss();

    INDArray large = Nd4j.createFromArray(new float[][] {{60000}, {1}});
    INDArray mask = Nd4j.createFromArray(new float[][] {{1}, {0}});
    assertFalse(training.step(new DataSet(large, labels, null, mask)));
    assertTrue(training.step(unmasked));
    assertEquals(before, training.loss());
  }

  @Test
  @DisplayName("a skipped step changes nothing but the scale")
  void skipped() {
    MultiLayerNetwork master = Toy.network(DataType.FLOAT, new Adam(0.01));
    GradScaler scaler = fixed(1024);
    MixedPrecision training = new MixedPrecision(master, scaler);
    List<Integer> steps = new ArrayList<>();
    master.setListeners(
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            steps.add(iteration);
          }
        });
    for (int i = 0; i < 5; i++) {
      training.step(batch(i));
    }
    INDArray parameters = master.params().dup();
    INDArray state = master.getUpdater().getStateViewArray().dup();
    DataSet broken = batch(5);
    broken.getFeatures().putScalar(3, 2, 1e30);
    assertFalse(training.step(broken));
    assertFalse(Double.isFinite(training.loss()));
    assertSameBits(parameters, master.params());
    assertSameBits(state, master.getUpdater().getStateViewArray());
    assertEquals(5, master.getIterationCount());
    assertEquals(List.of(0, 1, 2, 3, 4), steps);
    assertEquals(512, scaler.scale());
    assertTrue(training.step(batch(6)));
    assertNotEquals(parameters, master.params());
  }

  @Test
  @DisplayName("saved in the middle with the scaler's state, it goes on bit for bit")
  void resumes(@TempDir Path folder) throws Exception {
    MultiLayerNetwork master = Toy.network(DataType.FLOAT, new Adam(0.01));
    GradScaler scaler = new GradScaler(0x1p22, 2, 0.5, 7);
    MixedPrecision training = new MixedPrecision(master, scaler);
    for (int i = 0; i < 17; i++) {
      training.step(batch(i));
    }
    Path file = folder.resolve("network.zip");
    master.save(file.toFile(), true);
    MultiLayerNetwork loaded = MultiLayerNetwork.load(file.toFile(), true);
    GradScaler scalerAgain = new GradScaler(scaler.state());
    MixedPrecision again = new MixedPrecision(loaded, scalerAgain);
    int skipped = 0;
    for (int i = 17; i < 67; i++) {
      boolean taken = training.step(batch(i));
      skipped += taken ? 0 : 1;
      assertEquals(taken, again.step(batch(i)));
      assertEquals(training.loss(), again.loss());
    }
    assertTrue(skipped > 0, "the scale must have moved");
    assertEquals(scaler.state(), scalerAgain.state());
    assertSameBits(master.params(), loaded.params());
  }

  @Test
  @DisplayName("the master's listeners see the unscaled gradient, and can clip it")
  void listeners() {
    MultiLayerNetwork plain = Toy.network(DataType.FLOAT, new Sgd(1));
    MultiLayerNetwork master = Toy.network(DataType.FLOAT, new Sgd(1));
    GradientClipping expected = GradientClipping.byNorm(0.1);
    GradientClipping clipping = GradientClipping.byNorm(0.1);
    plain.setListeners(expected);
    master.setListeners(clipping, new StopOnNonFinite());
    INDArray start = plain.params().dup();
    plain.fit(batch(1));
    new MixedPrecision(master, fixed(4096)).step(batch(1));
    assertEquals(expected.lastNorm(), clipping.lastNorm(), 4 * HALF * expected.lastNorm());
    assertClose(plain.params().sub(start), master.params().sub(start), 4 * HALF);
    assertTrue(expected.lastNorm() > 0.2, "norm " + expected.lastNorm());
  }

  @Test
  @DisplayName("gradients too small for float16 survive through the scale")
  void underflow() {
    // Output 0, label 1e-9: the gradient of a squared error is -2e-9, 0 in float16.
    DataSet batch =
        new DataSet(Nd4j.ones(DataType.FLOAT, 1, 2), Nd4j.valueArrayOf(new long[] {1, 1}, 1e-9f));
    for (double scale : new double[] {1, 0x1p20}) {
      MultiLayerNetwork master = linear(DataType.FLOAT);
      master.params().assign(0);
      new MixedPrecision(master, fixed(scale)).step(batch);
      assertEquals(scale > 1 ? 2e-9 : 0, master.params().getDouble(0), 1e-12, "scale " + scale);
    }
  }

  @Test
  @DisplayName("the loss sees labels that float16 cannot hold")
  void labels() {
    MultiLayerNetwork master = linear(DataType.FLOAT);
    DataSet batch =
        new DataSet(Nd4j.zeros(DataType.FLOAT, 2, 2), Nd4j.valueArrayOf(new long[] {2, 1}, 2049f));
    MixedPrecision training = new MixedPrecision(master, new GradScaler(1, 2, 0.5, 10));
    training.step(batch);
    assertEquals(2049.0 * 2049.0, training.loss());
  }

  /** A network with a single output and the weights ½ and ¼. */
  private static MultiLayerNetwork linear(DataType type) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            Toy.builder(type, new Sgd(1))
                .list()
                .layer(
                    new OutputLayer.Builder(new LossMSE())
                        .nIn(2)
                        .nOut(1)
                        .activation(Activation.IDENTITY)
                        .build())
                .build());
    network.init();
    network.setParams(Nd4j.create(new double[][] {{0.5, 0.25, 0}}).castTo(type));
    return network;
  }

  @Test
  @DisplayName("a scale that has fallen to 0 ends the training")
  void scaleZero() {
    MultiLayerNetwork master = linear(DataType.FLOAT);
    GradScaler scaler = new GradScaler(new GradScaler.State(0, 2, 0.5, 1, 0));
    MixedPrecision training = new MixedPrecision(master, scaler);
    var e = assertThrows(TrainingDivergedException.class, () -> training.step(batch(1)));
    assertEquals(
        "the gradient is not finite with any scale of the loss; it became 0 in iteration 1",
        e.getMessage());
  }

  @Test
  @DisplayName("a master in another precision or without an output layer is refused")
  void rejections() {
    GradScaler scaler = new GradScaler();
    var type =
        assertThrows(
            IllegalArgumentException.class,
            () -> new MixedPrecision(linear(DataType.DOUBLE), scaler));
    assertEquals("master must be a network in FLOAT, got DOUBLE", type.getMessage());
    MultiLayerNetwork headless =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new DenseLayer.Builder().nIn(1).nOut(1).build())
                .build());
    headless.init();
    var last =
        assertThrows(IllegalArgumentException.class, () -> new MixedPrecision(headless, scaler));
    assertEquals("master must end with an output layer, got DenseLayer", last.getMessage());
    MultiLayerNetwork centers =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(new CenterLossOutputLayer.Builder(new LossMSE()).nIn(1).nOut(1).build())
                .build());
    centers.init();
    var beside =
        assertThrows(IllegalArgumentException.class, () -> new MixedPrecision(centers, scaler));
    assertTrue(beside.getMessage().endsWith("got CenterLossOutputLayer"), beside.getMessage());
  }
}
