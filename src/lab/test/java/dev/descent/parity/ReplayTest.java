package dev.descent.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.BadInputException;
import dev.descent.worker.Backend;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A training that is not PyTorch's is found out, whatever differs. */
class ReplayTest {
  @BeforeAll
  static void start() {
    Backend.start();
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "sgd-01.float64 | /optimizer/lr | 0.010001 | 1 lr",
        "sgd-01.float64 | /optimizer/momentum | 0.90001 | 2 state.momentum_buffer",
        "sgd-01.float64 | /optimizer/weight_decay | 1e-5 | 1 state.momentum_buffer",
        "sgd-01.float64 | /initial/values/3 | 0.25 | 1 loss",
        "sgd-01.float64 | /data/features/19/2 | 0.75 | 3 loss",
        "sgd-01.float64 | /loss/reduction | \"sum\" | 1 loss",
        "sgd-01.float64 | /network/layers/1 | {\"tanh\":{}} | 1 loss",
        "sgd-01.float64 | /trajectory/loss/36 | 0.5 | 37 loss",
        "sgd-01.float64 | /trajectory/gradient/36/0 | 0.5 | 37 gradient",
        "sgd-01.float64 | /trajectory/parameters/36/2 | 0.5 | 37 parameters",
        "sgd-01.float64 | /checkpoints/100/parameters/7 | 0.5 | 100 parameters",
        "sgd-01.float64 | /checkpoints/10/gradient/7 | 0.5 | 10 gradient",
        "sgd-01.float64 | /outputs/5 | 0.5 | 102 outputs",
        "steplr-01.float64 | /scheduler/step_size | 29 | 30 lr",
        "steplr-01.float64 | /scheduler/unit | \"iteration\" | 0 none", // one step an epoch
        "steplr-03.float64 | /scheduler/unit | \"epoch\" | 11 lr",
        "reducelronplateau-01.float64 | /scheduler/patience | 9 | 12 lr",
        "clip-grad-norm-02.float64 | /clip/norm | 0.100001 | 1 gradient",
        "l1-penalty-01.float64 | /penalty/biases | true | 1 loss",
        "batchnorm1d-01.float64 | /network/layers/1/batch_norm/momentum | 0.11 | 1 buffers",
        "dropout-01.float64 | /network/layers/2/dropout | 0.4 | 1 loss",
        "gradscaler-03.float16 | /grad_scaler/growth_interval | 11 | 11 scale",
        "gradscaler-02.float16 | /skipped/4 | false | 5 skipped",
        "early-stopping-02.float64 | /early_stopping/patience | 2 | 291 steps",
        "early-stopping-02.float64 | /best/epoch | 27 | 290 best epoch",
        "early-stopping-02.float64 | /best/validation_loss/5 | 0.5 | 290 validation_loss",
        "early-stopping-02.float64 | /best/parameters/5 | 0.5 | 290 best",
      })
  @DisplayName("one entry that differs: the first step and quantity that show it")
  void departs(String name, String pointer, String value, String where) throws Exception {
    ObjectNode json = Fixtures.json(name);
    Fixtures.change(json, pointer, value);
    Deviation.Departure departure =
        Replay.run(Fixtures.fixture(json), Implementation.OURS).departure();
    assertEquals(
        where, departure == null ? "0 none" : departure.step() + " " + departure.quantity());
  }

  @Test
  @DisplayName("a training that diverges leaves PyTorch, and is no error")
  void diverges() throws Exception {
    ObjectNode json = Fixtures.json("sgd-02.float64");
    Fixtures.change(json, "/optimizer/lr", "1e200");
    Deviation deviation = Replay.run(Fixtures.fixture(json), Implementation.OURS);
    assertEquals(1, deviation.departure().step());
    assertEquals(Double.POSITIVE_INFINITY, deviation.worst().get("steps"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "crossentropyloss-06.float64 | /loss/weight | [1,1,1]"
            + " | weight must have one value per output, 2, got 3",
        "crossentropyloss-01.float64 | /network/layers"
            + " | [{\"linear\":4},{\"relu\":{}},{\"linear\":2},{\"sigmoid\":{}}]"
            + " | CrossEntropyLoss: the loss applies the softmax itself, .*",
        "bceloss-01.float64 | /network/layers | [{\"linear\":4},{\"relu\":{}},{\"linear\":2}]"
            + " | BCELoss: outputs must be probabilities from 0 to 1, .*",
      })
  @DisplayName("a mistake that only shows in the first step is refused with the fixture's name")
  void refused(String name, String pointer, String value, String message) throws Exception {
    ObjectNode json = Fixtures.json(name);
    Fixtures.change(json, pointer, value);
    Fixture fixture = Fixtures.fixture(json);
    String refused =
        assertThrows(BadInputException.class, () -> Replay.run(fixture, Implementation.OURS))
            .getMessage();
    assertTrue(refused.matches(name + ": " + message), refused);
  }

  @Test
  @DisplayName("batch normalisation refuses a batch of one row, as PyTorch does")
  void batchOfOne() throws Exception {
    ObjectNode json = Fixtures.json("batchnorm1d-01.float64");
    for (int i = 0; i < 3; i++) { // 8, 8 and 1 of 17 rows
      Fixtures.change(json, "/data/features", "SHORTER");
      Fixtures.change(json, "/data/targets", "SHORTER");
    }
    Fixture fixture = Fixtures.fixture(json);
    assertEquals(
        "batchnorm1d-01.float64: a batch must have at least 2 rows to train BatchNorm1d, got 1",
        assertThrows(BadInputException.class, () -> Replay.run(fixture, Implementation.OURS))
            .getMessage());
  }

  @Test
  @DisplayName("DL4J's nearest class takes the place of ours, and nothing else does")
  void nearest() throws Exception {
    // The same formula, so what differs could only be the rest of the training.
    for (String name :
        new String[] {"steplr-01", "clip-grad-value-01", "mseloss-01", "dropout-01"}) {
      Deviation deviation = Replay.run(Fixtures.fixture(name + ".float64"), Implementation.NEAREST);
      assertTrue(deviation.largest() < 1e-9, name + " is off by " + deviation.largest());
    }
    for (String name :
        new String[] {"sgd-01", "rmsprop-01", "weight-decay-01", "clip-grad-norm-01"}) {
      Deviation deviation = Replay.run(Fixtures.fixture(name + ".float64"), Implementation.NEAREST);
      assertTrue(deviation.largest() > 1e-5, name + " is off by " + deviation.largest());
    }
  }
}
