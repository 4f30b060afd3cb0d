package dev.descent.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class DigitsTest {
  private static int[] labels(Dataset data) {
    return IntStream.range(0, data.size()).map(data::label).toArray();
  }

  @Test
  void pixelsAreTheSameOnEveryMachine() {
    Dataset digits = Digits.generate(500, 1);
    assertEquals(List.of(28, 28), digits.shape());
    assertEquals(
        "947d45bd8d1e6da7047a3bf4f2adc5ec20c3121bf88af49d482c75837f2c19ea", digits.sha256());
  }

  @Test
  void aLargerSetBeginsWithTheSmallerOne() {
    Dataset first = Digits.generate(47, 7);
    Dataset all = Digits.generate(200, 7);
    assertEquals(first.sha256(), all.rows(IntStream.range(0, 47).toArray()).sha256());
    assertNotEquals(first.sha256(), Digits.generate(47, 8).sha256());
  }

  @Test
  void everyRunOfTenHasEachDigitOnceInShuffledOrder() {
    int[] labels = labels(Digits.generate(1000, 3));
    int[] sorted = IntStream.range(0, 10).toArray();
    int inOrder = 0;
    int[] first = new int[10];
    for (int i = 0; i < labels.length; i += 10) {
      int[] run = Arrays.copyOfRange(labels, i, i + 10);
      first[run[0]]++;
      inOrder += Arrays.equals(run, sorted) ? 1 : 0;
      Arrays.sort(run);
      assertArrayEquals(sorted, run);
    }
    assertEquals(0, inOrder);
    assertTrue(Arrays.stream(first).allMatch(n -> n > 0), Arrays.toString(first));
  }

  @Test
  void digitsLieInTheMiddleAndUseTheWholeRangeOfGreys() {
    Dataset digits = Digits.generate(1000, 2);
    float[] image = new float[28 * 28];
    for (int i = 0; i < digits.size(); i++) {
      digits.read(i, image, 0);
      double ink = 0;
      double x = 0;
      double y = 0;
      float most = 0;
      for (int at = 0; at < image.length; at++) {
        double dark = image[at] > 0.2 ? image[at] : 0;
        ink += dark;
        x += dark * (at % 28 + 0.5);
        y += dark * (at / 28 + 0.5);
        most = Math.max(most, image[at]);
      }
      assertTrue(ink > 15 && ink < 250, "image " + i + " has ink for " + ink + " pixels");
      assertTrue(most > 0.5, "image " + i + " has no pixel above " + most);
      assertEquals(14, x / ink, 7, "image " + i);
      assertEquals(14, y / ink, 7, "image " + i);
    }
  }

  @Test
  void aLinearModelStaysBelow93PercentAndTheNetworkExceeds96() {
    Dataset digits = Digits.generate(10_000, 1);
    Dataset train = digits.rows(IntStream.range(0, 8_000).toArray());
    Dataset unseen = digits.rows(IntStream.range(8_000, 10_000).toArray());
    double linear = accuracy(train, unseen, 0.01, 128, 10);
    double network = accuracy(train, unseen, 0.001, 64, 5, 256, 128);
    // The lower limit: below it, the model would not be trained well, and show nothing.
    assertTrue(linear > 0.88 && linear < 0.93, "linear model: " + linear);
    assertTrue(network > 0.96, "784-256-128-10: " + network);
  }

  private static double accuracy(
      Dataset train, Dataset unseen, double rate, int batch, int epochs, int... hidden) {
    var layers = new NeuralNetConfiguration.Builder().seed(1).updater(new Adam(rate)).list();
    int in = train.width();
    for (int out : hidden) {
      layers.layer(
          new DenseLayer.Builder()
              .nIn(in)
              .nOut(out)
              .weightInit(WeightInit.RELU)
              .activation(Activation.RELU)
              .build());
      in = out;
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MCXENT)
            .nIn(in)
            .nOut(train.outputs())
            .activation(Activation.SOFTMAX)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    network.fit(Batches.shuffled(train, batch, 1), epochs);
    Evaluation evaluation = network.evaluate(Batches.inOrder(unseen, 500));
    return evaluation.accuracy();
  }

  @Test
  void refusesAnImpossibleNumberOfImages() {
    assertEquals(
        "rows must be 1 to 2739137, got 0",
        assertThrows(IllegalArgumentException.class, () -> Digits.generate(0, 1)).getMessage());
    assertThrows(IllegalArgumentException.class, () -> Digits.generate(2_739_138, 1));
  }
}
