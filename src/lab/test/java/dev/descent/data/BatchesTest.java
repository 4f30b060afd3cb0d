package dev.descent.data;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Sgd;

class BatchesTest {
  private static final int ROWS = 10;

  /** Row i is (i, −i), and of class i mod 3. */
  private static Dataset data() {
    float[] values = new float[2 * ROWS];
    int[] labels = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      values[2 * i] = i;
      values[2 * i + 1] = -i;
      labels[i] = i % 3;
    }
    return Dataset.classification("set", values, 2, labels, List.of("a", "b", "c"));
  }

  private static Batches shuffled(long seed) {
    return Batches.shuffled(data(), 4, seed);
  }

  /** The numbers of the rows in the batches that are left, batch by batch. */
  private static List<List<Integer>> rest(Batches batches) {
    List<List<Integer>> all = new ArrayList<>();
    while (batches.hasNext()) {
      all.add(rows(batches.next()));
    }
    return all;
  }

  private static List<Integer> rows(DataSet batch) {
    return IntStream.range(0, batch.numExamples())
        .mapToObj(i -> batch.getFeatures().getInt(i, 0))
        .toList();
  }

  private static List<List<Integer>> epoch(Batches batches, int number) {
    batches.startEpoch(number);
    return rest(batches);
  }

  @Test
  void everyRowOnceAnEpochAndAShortLastBatch() {
    Batches batches = shuffled(1);
    assertEquals(3, batches.count());
    for (int epoch = 0; epoch < 5; epoch++) {
      List<List<Integer>> rows = rest(batches);
      assertEquals(List.of(4, 4, 2), rows.stream().map(List::size).toList());
      assertEquals(
          IntStream.range(0, ROWS).boxed().toList(),
          rows.stream().flatMap(List::stream).sorted().toList());
      batches.reset();
    }
  }

  @Test
  void theOrderFollowsEpochAndSeedAlone() {
    Batches batches = shuffled(1);
    List<List<Integer>> third = epoch(batches, 2);
    assertEquals(third, epoch(shuffled(1), 2), "the same seed, the same epoch");
    assertEquals(third, epoch(batches, 2), "again");
    assertNotEquals(third, epoch(batches, 1), "another epoch");
    assertNotEquals(third, epoch(shuffled(2), 2), "another seed");
    assertNotEquals(third, epoch(shuffled(2), 1), "seed and epoch are not just added");
  }

  @Test
  void resetGoesOnToTheNextEpoch() {
    Batches resets = shuffled(3);
    for (int epoch = 0; epoch < 4; epoch++) {
      assertEquals(epoch(shuffled(3), epoch), rest(resets));
      resets.reset();
      resets.reset(); // DL4J resets before an epoch as well as after it
    }
    resets.next();
    resets.reset();
    assertEquals(epoch(shuffled(3), 5), rest(resets), "an epoch left in the middle counts");
  }

  @Test
  void everyPlaceIsEquallyLikelyForEveryRow() {
    int epochs = 6000;
    int[][] seen = new int[ROWS][ROWS];
    Batches batches = Batches.shuffled(data(), ROWS, 1);
    for (int epoch = 0; epoch < epochs; epoch++) {
      batches.startEpoch(epoch);
      List<Integer> rows = rows(batches.next());
      for (int place = 0; place < ROWS; place++) {
        seen[rows.get(place)][place]++;
      }
    }
    double p = 1.0 / ROWS;
    for (int[] row : seen) {
      for (int count : row) {
        assertEquals(epochs * p, count, 5 * Math.sqrt(epochs * p * (1 - p)));
      }
    }
  }

  @Test
  void inOrderStaysInOrder() {
    Batches batches = Batches.inOrder(data(), 4);
    for (int epoch = 0; epoch < 2; epoch++) {
      assertEquals(List.of(List.of(0, 1, 2, 3), List.of(4, 5, 6, 7), List.of(8, 9)), rest(batches));
      batches.reset();
    }
  }

  @Test
  void labelsAreOneHotAndBelongToTheirRows() {
    for (Batches batches = shuffled(1); batches.hasNext(); ) {
      DataSet batch = batches.next();
      int size = batch.numExamples();
      assertArrayEquals(new long[] {size, 2}, batch.getFeatures().shape());
      assertArrayEquals(new long[] {size, 3}, batch.getLabels().shape());
      for (int i = 0; i < size; i++) {
        int row = batch.getFeatures().getInt(i, 0);
        assertEquals(-row, batch.getFeatures().getInt(i, 1));
        float[] oneHot = new float[3];
        oneHot[row % 3] = 1;
        assertArrayEquals(oneHot, batch.getLabels().getRow(i).toFloatVector());
      }
    }
    assertEquals(List.of("a", "b", "c"), shuffled(1).getLabels());
    assertEquals(3, shuffled(1).totalOutcomes());
    assertEquals(2, shuffled(1).inputColumns());
  }

  @Test
  void aRegressionHasItsTargets() {
    Dataset line =
        Dataset.regression("line", new float[] {1, 2, 3}, 1, new float[] {0.5f, -1, 1e6f});
    DataSet batch = Batches.inOrder(line, 3).next();
    assertArrayEquals(new long[] {3, 1}, batch.getLabels().shape());
    assertArrayEquals(new float[] {0.5f, -1, 1e6f}, batch.getLabels().toFloatVector());
  }

  @Test
  void wrongUseIsRefused() {
    var size = assertThrows(IllegalArgumentException.class, () -> Batches.shuffled(data(), 0, 1));
    assertEquals("batch size must be at least 1, got 0", size.getMessage());
    Batches batches = Batches.inOrder(data(), 100);
    assertEquals(ROWS, batches.next().numExamples());
    assertFalse(batches.hasNext());
    var end = assertThrows(NoSuchElementException.class, batches::next);
    assertEquals("epoch 0 has no more batches; call reset()", end.getMessage());
  }

  /** The loop of DL4J's documentation gives the bits of the loop that starts each epoch itself. */
  @Test
  void fitTakesItEpochByEpoch() {
    Batches batches = shuffled(4);
    List<List<Integer>> seen = new ArrayList<>();
    batches.setPreProcessor(batch -> seen.add(rows((DataSet) batch)));
    MultiLayerNetwork network = network();
    network.fit(batches, 3);

    assertEquals(3, network.getEpochCount());
    assertEquals(9, network.getIterationCount());
    MultiLayerNetwork other = network();
    List<List<Integer>> expected = new ArrayList<>();
    for (int epoch = 0; epoch < 3; epoch++) {
      expected.addAll(epoch(shuffled(4), epoch));
      Batches one = shuffled(4);
      one.startEpoch(epoch);
      other.fit(one);
    }
    assertEquals(expected, seen);
    assertSameBits(other.params(), network.params());
    assertTrue(network.params().normmaxNumber().doubleValue() > 0);
  }

  private static MultiLayerNetwork network() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new Sgd(0.01))
                .list()
                .layer(
                    new OutputLayer.Builder().nIn(2).nOut(3).activation(Activation.SOFTMAX).build())
                .build());
    network.init();
    return network;
  }
}
