package dev.descent.technique;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.EpochTerminationCondition;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.termination.ScoreImprovementEpochTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.shade.jackson.databind.ObjectMapper;

class PatienceTest {
  private static final int MAX_EPOCHS = 40;
  private static final DataSet VALIDATION = Toy.batch(DataType.FLOAT, 40, 100);

  private static List<DataSet> batches() {
    return IntStream.range(0, 3).mapToObj(i -> Toy.batch(DataType.FLOAT, 8, i)).toList();
  }

  private static MultiLayerNetwork network() {
    return Toy.network(DataType.FLOAT, new Adam(0.05));
  }

  @ParameterizedTest(name = "patience {0}")
  @ValueSource(ints = {0, 1, 2, 3, 5, 10})
  @DisplayName("a training stops where the loop written out stops, with the same best parameters")
  void sameAsLoop(int patience) {
    MultiLayerNetwork looped = network();
    double best = Double.POSITIVE_INFINITY;
    INDArray bestParameters = null;
    int bestEpoch = -1;
    int count = 0;
    int epochs = 0;
    while (epochs < MAX_EPOCHS) {
      for (DataSet batch : batches()) {
        looped.fit(batch);
      }
      looped.incrementEpochCount();
      double loss = looped.score(VALIDATION, false);
      epochs++;
      if (loss < best) {
        best = loss;
        bestEpoch = epochs - 1;
        bestParameters = looped.params().dup();
        count = 0;
      } else {
        count++;
        if (count >= patience) {
          break;
        }
      }
    }
    assertTrue(epochs < MAX_EPOCHS, "the training must be one that stops early");

    MultiLayerNetwork network = network();
    EarlyStoppingResult<MultiLayerNetwork> result =
        new EarlyStoppingTrainer(
                new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
                    .epochTerminationConditions(
                        new Patience(patience), new MaxEpochsTerminationCondition(MAX_EPOCHS))
                    .scoreCalculator(
                        new DataSetLossCalculator(
                            new ListDataSetIterator<>(List.of(VALIDATION), 1), true))
                    .modelSaver(new InMemoryModelSaver<>())
                    .build(),
                network,
                new ListDataSetIterator<>(batches(), 1))
            .fit();
    assertEquals(epochs, result.getTotalEpochs());
    assertEquals(bestEpoch, result.getBestModelEpoch());
    assertEquals(best, result.getScoreVsEpoch().get(bestEpoch));
    assertSameBits(bestParameters, result.getBestModel().params());
    assertEquals("Patience(" + patience + ")", result.getTerminationDetails());

    assertSameBits(looped.params(), network.params());
    assertNotEquals(bestParameters, network.params(), "the trained network is the last one");
    assertEquals(0, result.getBestModelScore(), "this is why the Javadoc warns of it");
  }

  /** Returns the number of epochs that the usual loop runs. */
  private static int stop(List<Double> scores, int patience) {
    double best = Double.POSITIVE_INFINITY;
    int bad = 0;
    for (int epoch = 0; epoch < scores.size(); epoch++) {
      if (scores.get(epoch) < best) {
        best = scores.get(epoch);
        bad = 0;
      } else if (++bad >= patience) {
        return epoch + 1;
      }
    }
    return scores.size();
  }

  private static int stop(List<Double> scores, EpochTerminationCondition condition, int sign) {
    condition.initialize();
    for (int epoch = 0; epoch < scores.size(); epoch++) {
      if (condition.terminate(epoch, sign * scores.get(epoch), sign > 0)) {
        return epoch + 1;
      }
    }
    return scores.size();
  }

  @RepeatedTest(50)
  @DisplayName("any scores, ties and non-finite ones too, stop it where they stop the loop")
  void anyScores(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<Double> odd = List.of(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    for (int patience = 0; patience < 6; patience++) {
      List<Double> scores = new ArrayList<>();
      List<Double> finite = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        double score = random.nextInt(60 - 2 * i);
        finite.add(score);
        scores.add(random.nextInt(10) == 0 ? odd.get(random.nextInt(3)) : score);
      }
      Patience condition = new Patience(patience);
      assertEquals(stop(scores, patience), stop(scores, condition, 1), "minimize " + scores);
      assertEquals(stop(scores, patience), stop(scores, condition, -1), "maximize " + scores);
      assertEquals(
          stop(finite, patience),
          stop(finite, new ScoreImprovementEpochTerminationCondition(patience), 1),
          "DL4J's own is the same where all is finite");
    }
  }

  @Test
  @DisplayName("a first score of NaN does not keep later ones from being better, as in DL4J's own")
  void firstIsNan() {
    List<Double> scores = List.of(Double.NaN, 3.0, 2.0, 1.0);
    assertEquals(4, stop(scores, new Patience(2), 1));
    assertEquals(3, stop(scores, new ScoreImprovementEpochTerminationCondition(2), 1));
  }

  @Test
  @DisplayName("it survives JSON, as part of a configuration that is saved")
  void json() throws Exception {
    ObjectMapper json = new ObjectMapper();
    EpochTerminationCondition read =
        json.readValue(json.writeValueAsString(new Patience(2)), EpochTerminationCondition.class);
    assertEquals("Patience(2)", read.toString());
    assertFalse(read.terminate(0, 5, true));
    assertFalse(read.terminate(1, 5, true));
    assertTrue(read.terminate(2, 5, true));
  }

  @Test
  @DisplayName("a patience below 0 is refused")
  void rejections() {
    var e = assertThrows(IllegalArgumentException.class, () -> new Patience(-1));
    assertEquals("patience must be at least 0, got -1", e.getMessage());
  }
}
