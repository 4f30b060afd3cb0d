package dev.descent.technique;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.descent.loss.CrossEntropyLoss;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.EarlyStoppingResult;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class StopOnNonFiniteTest {
  private static DataSet batch(long seed) {
    return Toy.batch(DataType.FLOAT, 8, seed);
  }

  private static DataSet broken() {
    DataSet batch = batch(9);
    batch.getFeatures().putScalar(0, 0, Float.NaN);
    return batch;
  }

  private static MultiLayerNetwork network(IUpdater updater) {
    MultiLayerNetwork network = Toy.network(DataType.FLOAT, updater);
    network.addListeners(new StopOnNonFinite());
    return network;
  }

  @Test
  @DisplayName("net.fit stops before the step, and says where it was")
  void stops() {
    IUpdater updater =
        new Adam(new MapSchedule.Builder(ScheduleType.ITERATION).add(0, 0.5).add(2, 0.25).build());
    MultiLayerNetwork network = network(updater);
    network.fit(new ListDataSetIterator<>(List.of(batch(1), batch(2)), 1));
    network.fit(batch(3));
    double lastLoss = network.score();
    INDArray parameters = network.params().dup();
    INDArray state = network.getUpdater().getStateViewArray().dup();
    DataSet broken = broken();
    var e = assertThrows(TrainingDivergedException.class, () -> network.fit(broken));
    assertEquals(
        String.format(
            "the loss became NaN in epoch 2, iteration 4, with learning rate 0.25; the last finite"
                + " loss was %.4g",
            lastLoss),
        e.getMessage());
    assertEquals(Optional.empty(), e.best());
    assertSameBits(parameters, network.params());
    assertSameBits(state, network.getUpdater().getStateViewArray());
    network.fit(batch(4));
  }

  @Test
  @DisplayName("its fit says the same where one of Descent's losses refuses the logits")
  void refusedByTheLoss() {
    NeuralNetConfiguration.ListBuilder layers = Toy.builder(DataType.FLOAT, new Adam(0.25)).list();
    layers.layer(
        new OutputLayer.Builder(new CrossEntropyLoss()).nIn(Toy.IN).nOut(Toy.CLASSES).build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    StopOnNonFinite listener = new StopOnNonFinite();
    var foreign =
        assertThrows(
            IllegalArgumentException.class, () -> listener.fit(network, batches(batch(1))));
    assertEquals("network must have this listener, got []", foreign.getMessage());
    network.addListeners(listener);
    listener.fit(network, batches(batch(1), batch(2)));
    listener.fit(network, batches(batch(3)));
    assertEquals(2, network.getEpochCount());
    double lastLoss = network.score();
    INDArray parameters = network.params().dup();
    INDArray state = network.getUpdater().getStateViewArray().dup();
    var e =
        assertThrows(
            TrainingDivergedException.class, () -> listener.fit(network, batches(broken())));
    assertEquals(
        String.format(
            Locale.ROOT,
            "the loss became NaN in epoch 3, iteration 4, with learning rate 0.25; the last finite"
                + " loss was %.4g",
            lastLoss),
        e.getMessage());
    assertEquals(
        "CrossEntropyLoss: logits must be finite, got NaN at row 0, column 0",
        e.getCause().getMessage());
    assertSameBits(parameters, network.params());
    assertSameBits(state, network.getUpdater().getStateViewArray());
    listener.fit(network, batches(batch(4)));
    assertEquals(3, network.getEpochCount());
  }

  private static DataSetIterator batches(DataSet... batches) {
    return new ListDataSetIterator<>(List.of(batches), 1);
  }

  @Test
  @DisplayName("in the very first step, and without a learning rate, the message is short")
  void firstStep() {
    MultiLayerNetwork network = network(new AdaDelta());
    DataSet broken = broken();
    var e = assertThrows(TrainingDivergedException.class, () -> network.fit(broken));
    assertEquals("the loss became NaN in epoch 1, iteration 1", e.getMessage());
  }

  @Test
  @DisplayName("DL4J's early stopping ends with it, and returns the best model saved before")
  void earlyStopping() {
    MultiLayerNetwork network = network(new Adam(0.01));
    DataSetIterator training =
        new ListDataSetIterator<>(List.of(batch(1), batch(2)), 1) {
          private int epochs;

          @Override
          public void reset() {
            super.reset();
            epochs++;
          }

          @Override
          public DataSet next() {
            DataSet batch = super.next();
            return epochs < 3 ? batch : broken();
          }
        };
    EarlyStoppingResult<MultiLayerNetwork> result =
        new EarlyStoppingTrainer(
                new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
                    .epochTerminationConditions(new MaxEpochsTerminationCondition(9))
                    .scoreCalculator(
                        new DataSetLossCalculator(
                            new ListDataSetIterator<>(List.of(batch(3)), 1), true))
                    .modelSaver(new InMemoryModelSaver<>())
                    .build(),
                network,
                training)
            .fit();
    assertEquals(EarlyStoppingResult.TerminationReason.Error, result.getTerminationReason());
    assertEquals(1, result.getBestModelEpoch());
    assertSameBits(network.params(), result.getBestModel().params());
  }
}
