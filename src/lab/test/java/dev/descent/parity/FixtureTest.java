package dev.descent.parity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.BadInputException;
import dev.descent.worker.Backend;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fixture is read as it stands; a file that is none is refused in a line that says why. */
class FixtureTest {
  @BeforeAll
  static void start() {
    Backend.start();
  }

  private static String refused(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String message =
        assertThrows(BadInputException.class, () -> FixtureReader.read(bytes, "mine.json"))
            .getMessage();
    assertEquals(1, message.lines().count(), message);
    return message;
  }

  @Test
  @DisplayName("entries mean what they say; arguments that are left out have PyTorch's defaults")
  void reads() throws Exception {
    Fixture fixture = Fixtures.fixture("warmup-04.float32");
    assertEquals("warmup-04.float32", fixture.name());
    assertEquals(Fixture.Dtype.FLOAT32, fixture.dtype());
    assertEquals(102, fixture.trajectory().get("loss").length);
    assertEquals(1, fixture.trajectory().get("loss")[0].length);
    assertEquals(3, fixture.trajectory().get("parameters")[101].length);
    assertEquals(List.of(1, 10, 100), List.copyOf(fixture.checkpoints().keySet()));
    assertEquals(
        new SchedulerSpec.WarmUp(
            SchedulerSpec.Unit.ITERATION, 0.1, 20, new SchedulerSpec.LinearDecay(null, 82)),
        fixture.scheduler());
    OptimizerSpec.Adam adam = (OptimizerSpec.Adam) fixture.optimizer();
    assertEquals(0.01, adam.lr());
    assertArrayEquals(new double[] {0.9, 0.999}, adam.betas());
    assertEquals(1e-8, adam.eps());
    assertEquals(0, adam.weightDecay());
    assertNull(Fixtures.fixture("warmup-04.float64").rounding());

    Fixture sgd = Fixtures.fixture("sgd-04.float64");
    assertEquals(new OptimizerSpec.SGD(0.05, 0.9, null, true, null), sgd.optimizer());
    assertEquals(new OptimizerSpec.SGD(0.05, 0.9, 0.0, true, 0.0), sgd.optimizer());
    assertEquals(1, sgd.data().targets()[0].length, "a class is a row of one");
  }

  @Test
  @DisplayName("each optimizer has its own defaults")
  void defaults() throws Exception {
    Map<String, String> defaults =
        Map.of(
            "SGD", "lr=0.001, momentum=0.0, dampening=0.0, nesterov=false, weightDecay=0.0",
            "AdamW", "lr=0.001, weightDecay=0.01",
            "RMSprop",
                "lr=0.01, alpha=0.99, eps=1.0E-8, momentum=0.0, centered=false, weightDecay=0.0",
            "Adagrad",
                "lr=0.01, lrDecay=0.0, initialAccumulatorValue=0.0, eps=1.0E-10, weightDecay=0.0",
            "Adadelta", "lr=1.0, rho=0.9, eps=1.0E-6, weightDecay=0.0");
    for (Map.Entry<String, String> each : defaults.entrySet()) {
      ObjectNode json = Fixtures.json("sgd-01.float64");
      Fixtures.change(json, "/optimizer", "{\"name\":\"" + each.getKey() + "\"}");
      String spec = Fixtures.fixture(json).optimizer().toString();
      String plain = spec.replaceAll("betas=null, eps=null, amsgrad=null, ", "");
      assertEquals(each.getKey() + "[" + each.getValue() + "]", plain);
    }
  }

  @Test
  @DisplayName("a text that is no JSON, or no object, is refused with its line")
  void noJson() throws Exception {
    assertTrue(refused("").matches("mine\\.json: line 1: No content .*"), refused(""));
    assertEquals("mine.json: a fixture must be a JSON object, got null", refused("null"));
    assertTrue(refused("[]").startsWith("mine.json: line 1: Cannot deserialize"), refused("[]"));
    assertTrue(refused("name: x\n").startsWith("mine.json: line 1: Unrecognized token 'name'"));
    String good = Fixtures.text("sgd-01.float64");
    String cut = good.substring(0, good.indexOf("\"optimizer\""));
    assertTrue(
        refused(cut).matches("mine\\.json: line 17: Unexpected end-of-input.*"), refused(cut));
    String more = refused(good + "{}");
    assertTrue(more.matches("mine\\.json: line \\d+: Trailing token .*"), more);
    String twice = refused(good.replace("\"seed\": 41", "\"seed\": 41, \"seed\": 42"));
    assertTrue(twice.matches("mine\\.json: .*Duplicate field 'seed'"), twice);
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        // the form
        "sgd-01.float32 | /format | 2 | format must be 1, got 2",
        "sgd-01.float32 | /format | GONE | at format: a number or a truth value is missing",
        "sgd-01.float32 | /steps | null | at steps: a number or a truth value is missing",
        "sgd-01.float32 | /name | GONE | entry name is missing",
        "sgd-01.float32 | /dtype | GONE | entry dtype is missing",
        "sgd-01.float32 | /loss | GONE | entry loss is missing",
        "sgd-01.float32 | /optimizer | GONE | entry optimizer is missing",
        "sgd-01.float32 | /trajectory | GONE | entry trajectory is missing",
        "sgd-01.float32 | /checkpoints | GONE | entry checkpoints is missing",
        "sgd-01.float32 | /outputs | GONE | entry outputs is missing",
        "sgd-01.float32 | /rounding | GONE | entry rounding is missing",
        "sgd-01.float64 | /rounding | {} | entry rounding must come with a dtype below float64",
        "sgd-01.float32 | /dtype | \"float16\" | entry grad_scaler is missing",
        "sgd-01.float32 | /dtype | \"bfloat16\" | at dtype: Cannot deserialize value of type .*",
        "sgd-01.float32 | /dtype | 1 | at dtype: Cannot deserialize value of type .*",
        "sgd-01.float32 | /family | \"updaters\" | family must be one of .*, got updaters",
        "sgd-01.float32 | /construct | GONE | entry construct is missing",
        "sgd-01.float32 | /construct | \"Lion\" | at construct: unknown name Lion",
        "sgd-01.float32 | /more | 1 | at more: no such entry is known",
        // network
        "sgd-01.float32 | /network/layers | [] | network.layers must be layers with a linear one, got 0",
        "sgd-01.float32 | /network/layers/1 | {\"gelu\":{}}"
            + " | at network.layers[1].gelu: no such entry is known",
        "sgd-01.float32 | /network/layers/1 | {}"
            + " | network.layers[1] must be a layer of one kind, got LayerSpec.*",
        "sgd-01.float32 | /network/layers/1 | null"
            + " | network.layers[1] must be a layer of one kind, got null",
        "sgd-01.float32 | /network/layers/1/tanh | {}"
            + " | network.layers[1] must be a layer of one kind, got LayerSpec.*",
        "sgd-01.float32 | /network/layers/1 | {\"relu\":{\"negative_slope\":0.1}}"
            + " | at network.layers[1].relu.negative_slope: no such entry is known",
        "sgd-01.float32 | /network/layers/2/linear | 0"
            + " | network.layers[2].linear must be at least 1, got 0",
        "sgd-01.float32 | /network/layers/2/linear | 2.5"
            + " | at network.layers[2].linear: Cannot coerce Floating-point value (2.5).*",
        "sgd-01.float32 | /network/layers/2 | {\"dropout\":0.5}"
            + " | network.layers must be such that at most one activation follows the last linear"
            + " one, got 2 layers behind it",
        "batchnorm1d-01.float64 | /network/layers/1/batch_norm/momentum | 1.5"
            + " | at network.layers[1]: momentum must be in [0, 1], got 1.5",
        "batchnorm1d-01.float64 | /network/layers/1/batch_norm/eps | GONE"
            + " | at network.layers[1].batch_norm.eps: a number or a truth value is missing",
        "dropout-01.float64 | /network/layers/2/dropout | 1.5"
            + " | at network.layers[2]: p must be in [0, 1], got 1.5",
        "bcewithlogitsloss-01.float64 | /network/layers"
            + " | [{\"linear\":4},{\"relu\":{}},{\"linear\":2},{\"sigmoid\":{}}]"
            + " | network.layers must be without a sigmoid at the end for BCEWithLogitsLoss, .*",
        // loss, optimizer
        "sgd-01.float32 | /loss/name | \"HuberLoss\" | at loss: unknown name HuberLoss",
        "sgd-01.float32 | /loss/name | GONE | at loss: unknown name null",
        "sgd-01.float32 | /loss/ignore_index | -100 | at loss.ignore_index: no such entry is known",
        "sgd-01.float32 | /loss/reduction | \"none\" | at loss.reduction: Cannot deserialize .*",
        "sgd-01.float32 | /loss/reduction | \"\" | at loss.reduction: Cannot .*",
        "sgd-01.float32 | /loss/reduction | 1 | at loss.reduction: Cannot deserialize .*",
        "crossentropyloss-09.float64 | /loss/label_smoothing | 2"
            + " | at loss: labelSmoothing must be in [0, 1], got 2.0",
        "crossentropyloss-06.float64 | /loss/weight | [-1,1]"
            + " | at loss: weight must be finite numbers of at least 0, got [-1.0, 1.0]",
        "crossentropyloss-06.float64 | /loss/weight | [null,1]"
            + " | at loss.weight[0]: a number or a truth value is missing",
        "smoothl1loss-06.float64 | /loss/beta | -1 | at loss: beta must be finite and at least 0, got -1.0",
        "sgd-01.float32 | /optimizer/name | \"Lion\" | at optimizer: unknown name Lion",
        "sgd-01.float32 | /optimizer/maximize | true | at optimizer.maximize: no such entry is known",
        "sgd-01.float32 | /optimizer/lr | -0.1"
            + " | at optimizer: learningRate must be at least 0, got -0.1",
        "sgd-01.float32 | /optimizer/lr | \"0.1\" | at optimizer.lr: Cannot coerce String value .*",
        "sgd-01.float32 | /optimizer/lr | \"NaN\""
            + " | at optimizer: learningRate must be at least 0, got NaN",
        "sgd-01.float32 | /optimizer/momentum | -0.9"
            + " | at optimizer: momentum must be at least 0, got -0.9",
        "sgd-01.float32 | /optimizer/nesterov | 1 | at optimizer.nesterov: Cannot coerce Integer .*",
        "sgd-05.float64 | /optimizer/nesterov | true | at optimizer: nesterov must come with .*",
        "sgd-01.float32 | /optimizer/weight_decay | -1"
            + " | at optimizer.weight_decay: coefficient must be at least 0, got -1.0",
        "adam-03.float64 | /optimizer/betas | [0.9]"
            + " | at optimizer: .* betas must be two numbers, got [0.9]",
        "adamw-03.float64 | /optimizer/betas | [0.9]"
            + " | at optimizer: betas must be two numbers, got [0.9]",
        "adam-03.float64 | /optimizer/betas/1 | 1 | at optimizer: beta2 must be in [0, 1), got 1.0",
        "adam-03.float64 | /optimizer/betas/1 | null"
            + " | at optimizer.betas[1]: a number or a truth value is missing",
        "rmsprop-01.float64 | /optimizer/alpha | -1 | at optimizer: alpha must be in [0, 1], got -1.0",
        // scheduler
        "steplr-01.float64 | /scheduler/name | \"OneCycleLR\" | at scheduler: unknown name OneCycleLR",
        "steplr-01.float64 | /scheduler/last_epoch | 3"
            + " | at scheduler.last_epoch: no such entry is known",
        "steplr-01.float64 | /scheduler/unit | GONE | entry scheduler.unit is missing",
        "steplr-01.float64 | /scheduler/step_size | 0"
            + " | at scheduler: stepSize must be at least 1, got 0",
        "steplr-01.float64 | /scheduler/step_size | GONE"
            + " | at scheduler.step_size: a number or a truth value is missing",
        "steplr-01.float64 | /scheduler/gamma | -1"
            + " | at scheduler: gamma must be finite and at least 0, got -1.0",
        "multisteplr-01.float64 | /scheduler/milestones | [60,30]"
            + " | at scheduler: milestones must be at least 0 and in rising order, got [60, 30]",
        "multisteplr-01.float64 | /scheduler/milestones | GONE"
            + " | entry scheduler.milestones is missing",
        "multisteplr-01.float64 | /scheduler/milestones | [null]"
            + " | at scheduler.milestones[0]: a number or a truth value is missing",
        "cosineannealinglr-01.float64 | /scheduler/T_max | 0"
            + " | at scheduler: tMax must be at least 1, got 0",
        "warmup-01.float64 | /scheduler/next | GONE | entry scheduler.next is missing",
        "warmup-01.float64 | /scheduler/next/unit | \"iteration\""
            + " | scheduler.next.unit must be left to the outer one, got ITERATION",
        "warmup-05.float64 | /scheduler/next/milestones | GONE"
            + " | entry scheduler.milestones is missing",
        "warmup-01.float64 | /scheduler/next | {\"name\":\"ReduceLROnPlateau\"}"
            + " | at scheduler: next must be a schedule, got null",
        "reducelronplateau-01.float64 | /scheduler/metrics | GONE | entry scheduler.metrics is missing",
        "reducelronplateau-01.float64 | /scheduler/metrics | [1.0,0.9]"
            + " | scheduler.metrics must be one number an epoch, 102, got 2",
        "reducelronplateau-01.float64 | /scheduler/metrics/3 | \"NaN\""
            + " | scheduler.metrics[3] must be finite, got NaN",
        "reducelronplateau-01.float64 | /scheduler/unit | \"iteration\""
            + " | scheduler.unit must be epoch for ReduceLROnPlateau, got iteration",
        "reducelronplateau-01.float64 | /scheduler/patience | -1"
            + " | at scheduler: patience must be at least 0, got -1",
        // techniques
        "clip-grad-norm-01.float64 | /clip/value | 1"
            + " | clip must be norm or value, got Clip[norm=1.0, value=1.0]",
        "clip-grad-norm-01.float64 | /clip | {}"
            + " | clip must be norm or value, got Clip[norm=null, value=null]",
        "clip-grad-norm-01.float64 | /clip/norm | -1 | at clip: maxNorm must be at least 0, got -1.0",
        "l1-penalty-01.float64 | /penalty/l1 | -1 | penalty[0] must be at least 0, got -1.0",
        "l1-penalty-01.float64 | /penalty/biases | GONE"
            + " | at penalty.biases: a number or a truth value is missing",
        "sgd-01.float32 | /grad_scaler | {\"init_scale\":1,\"growth_factor\":2,\"backoff_factor\":0.5,"
            + "\"growth_interval\":5} | entry grad_scaler must come with dtype float16",
        "gradscaler-02.float16 | /grad_scaler/backoff_factor | 2"
            + " | at grad_scaler: backoffFactor must be in (0, 1), got 2.0",
        "gradscaler-02.float16 | /grad_scaler/growth_interval | 2.0"
            + " | at grad_scaler.growth_interval: Cannot coerce Floating-point value (2.0).*",
        "gradscaler-02.float16 | /skipped | GONE | entry skipped is missing",
        "gradscaler-02.float16 | /skipped | SHORTER | skipped must have 102 steps, got 101",
        "gradscaler-02.float16 | /skipped/3 | null"
            + " | at skipped[3]: a number or a truth value is missing",
        "sgd-01.float32 | /skipped | [true] | entry skipped must come with grad_scaler",
        "early-stopping-01.float64 | /early_stopping/patience | -1"
            + " | at early_stopping: patience must be at least 0, got -1",
        "early-stopping-01.float64 | /early_stopping | GONE"
            + " | entry validation must come with early_stopping",
        "early-stopping-01.float64 | /validation | GONE | entry validation is missing",
        "early-stopping-01.float64 | /validation/features | GONE"
            + " | entry validation.features is missing",
        "early-stopping-01.float64 | /best | GONE | entry best is missing",
        "early-stopping-01.float64 | /best/epoch | 0 | best.epoch must be from 1 to 32, got 0",
        "early-stopping-01.float64 | /best/epochs | 121 | best.epochs must be from 1 to 120, got 121",
        "early-stopping-01.float64 | /best/validation_loss | SHORTER"
            + " | best.validation_loss must have 32 epochs, got 31",
        "early-stopping-01.float64 | /best/parameters | []"
            + " | best.parameters must be a fold of 1 to 26 sums, got 0",
        "early-stopping-01.float32 | /rounding/best | GONE | entry rounding.best is missing",
        "early-stopping-01.float32 | /rounding/validation_loss | GONE"
            + " | entry rounding.validation_loss is missing",
        // data
        "sgd-01.float32 | /data/features | GONE | entry data.features is missing",
        "sgd-01.float32 | /data/targets | GONE | entry data.targets is missing",
        "sgd-01.float32 | /data/features | [] | data.features must be at least 1, got 0",
        "sgd-01.float32 | /data/targets | SHORTER | data.targets must have 20 rows, got 19",
        "sgd-01.float32 | /data/features/4 | [1,2] | data.features[4] must have 3 numbers, got 2",
        "sgd-01.float32 | /data/features/4 | null | entry data.features[4] is missing",
        "sgd-01.float32 | /data/features/4/1 | 1e39"
            + " | data.features[4][1] must be finite in float32, got 1.0E39",
        "sgd-01.float32 | /data/features/4/1 | null"
            + " | at data.features[4][1]: a number or a truth value is missing",
        "sgd-01.float32 | /data/features/4/1 | \"1\" | at data.features[4][1]: must be numbers",
        "sgd-01.float32 | /data/targets/4 | 2 | data.targets[4] must be a class from 0 to 1, got 2.0",
        "sgd-01.float32 | /data/targets/4 | -1 | data.targets[4] must be a class from 0 to 1, got -1.0",
        "sgd-01.float32 | /data/targets/4 | 0.5 | data.targets[4] must be a class from 0 to 1, got 0.5",
        "sgd-01.float32 | /data/targets/4 | [0,1] | data.targets[4] must have 1 number, got 2",
        "mseloss-01.float64 | /data/targets/4 | [0.5] | data.targets[4] must have 2 numbers, got 1",
        "sgd-01.float32 | /data/splitmix64 | 3"
            + " | data.splitmix64 must be without features and targets, got both",
        "sgd-01.float32 | /data/rows | 20"
            + " | data must be given row by row, or made by splitmix64, got parts of both",
        "training-sgd-01.float32 | /data/rows | 0 | data.rows must be at least 1, got 0",
        "training-sgd-01.float32 | /data/rows | GONE | entry data.rows is missing",
        "training-sgd-01.float32 | /data/classes | 11 | data.classes must be from 1 to 10, got 11",
        "training-sgd-01.float32 | /data/classes | 0 | data.classes must be from 1 to 10, got 0",
        "training-sgd-01.float32 | /loss | {\"name\":\"MSELoss\"}"
            + " | data.splitmix64 must be for CrossEntropyLoss, got MSELoss.*",
        // initial, batches, steps
        "sgd-01.float32 | /initial/values | SHORTER | initial.values must have 26 numbers, got 25",
        "sgd-01.float32 | /initial/values | LONGER | initial.values must have 26 numbers, got 27",
        "sgd-01.float32 | /initial/values/7 | \"Infinity\""
            + " | initial.values[7] must be finite, got Infinity",
        "sgd-01.float32 | /initial | {} | initial must be values or splitmix64, got both or none",
        "sgd-01.float32 | /initial/splitmix64 | 5"
            + " | initial must be values or splitmix64, got both or none",
        "sgd-01.float32 | /batches/size | 0 | batches.size must be at least 1, got 0",
        "sgd-01.float32 | /batches/size | -8 | batches.size must be at least 1, got -8",
        "sgd-01.float32 | /batches/epochs | 0 | batches.epochs must be at least 1, got 0",
        "sgd-01.float32 | /batches/epochs | 34.5 | at batches.epochs: Cannot coerce Floating-point .*",
        "sgd-01.float32 | /batches/shuffle | true | at batches.shuffle: no such entry is known",
        "sgd-01.float32 | /batches/size | 20"
            + " | steps must be 34, 1 in each of 34 epochs, got 102",
        "sgd-01.float32 | /steps | 0 | steps must be 102, 3 in each of 34 epochs, got 0",
        "early-stopping-01.float64 | /steps | 1200"
            + " | steps must be 320, 10 in each of 32 epochs, got 1200",
        // outcome
        "sgd-01.float32 | /trajectory/loss | SHORTER | trajectory.loss must have 102 steps, got 101",
        "sgd-01.float32 | /trajectory/loss | LONGER | trajectory.loss must have 102 steps, got 103",
        "sgd-01.float32 | /trajectory/loss | null | entry trajectory.loss is missing",
        "sgd-01.float32 | /trajectory/lr | GONE | entry trajectory.lr is missing",
        "sgd-01.float32 | /trajectory/parameters | GONE | entry trajectory.parameters is missing",
        "sgd-01.float32 | /trajectory/loss/36 | \"0.5\""
            + " | at trajectory.loss[36]: must be numbers",
        "sgd-01.float32 | /trajectory/loss/36 | \"NaN\""
            + " | at trajectory.loss[36]: must be numbers",
        "sgd-01.float32 | /trajectory/loss/36 | [\"NaN\"]"
            + " | trajectory.loss[36] must be finite, got NaN",
        "sgd-01.float32 | /trajectory/loss/36 | []"
            + " | trajectory.loss[36] must have 1 number, got 0",
        "sgd-01.float32 | /trajectory/parameters/36 | null"
            + " | entry trajectory.parameters[36] is missing",
        "sgd-01.float32 | /trajectory/parameters/36 | 1.5"
            + " | trajectory.parameters[36] must be a fold of 1 to 26 sums, got 0",
        "sgd-01.float32 | /trajectory/parameters/36 | SHORTER"
            + " | trajectory.parameters[36] must have 3 numbers, got 2",
        "sgd-01.float32 | /trajectory/accuracy | [1]"
            + " | trajectory.accuracy must be a quantity that is known, got accuracy",
        "sgd-01.float32 | /trajectory/state.step | [1]"
            + " | trajectory.state.step must be a quantity that is known, got state.step",
        "sgd-01.float32 | /trajectory/buffers | [1]"
            + " | trajectory.buffers must have 102 steps, got 1",
        "sgd-01.float32 | /checkpoints | {} | checkpoints must be there for the parameters, got none",
        "sgd-01.float32 | /checkpoints/0 | {} | checkpoints must be at steps from 1 to 102, got 0",
        "sgd-01.float32 | /checkpoints/103 | {} | checkpoints must be at steps from 1 to 102, got 103",
        "sgd-01.float32 | /checkpoints/last | {} | at checkpoints: Cannot deserialize Map key .*",
        "sgd-01.float32 | /checkpoints/1 | null | entry checkpoints.1 is missing",
        "sgd-01.float32 | /checkpoints/1/lr | [0.1]"
            + " | checkpoints.1 must be of vectors in the trajectory, got lr",
        "sgd-01.float32 | /checkpoints/1/state.sum | [0.1]"
            + " | checkpoints.1 must be of vectors in the trajectory, got state.sum",
        "sgd-01.float32 | /checkpoints/1/parameters | LONGER"
            + " | checkpoints.1.parameters must be a fold of 1 to 26 sums, got 27",
        "sgd-01.float32 | /outputs | SHORTER | outputs must have 16 numbers, got 15",
        "dropout-01.float64 | /masks | GONE | entry masks is missing",
        "dropout-01.float64 | /masks | SHORTER | masks must have 102 steps, got 101",
        "dropout-01.float64 | /masks/3/0 | \"01\""
            + " | masks[3] must be strings of the form [01]{32}, got 01",
        "dropout-01.float64 | /masks/2/0 | \"2222222222222222\""
            + " | masks[2] must be strings of the form [01]{16}, got 2222222222222222",
        "sgd-01.float64 | /masks | [] | entry masks must come with a dropout layer",
        "sgd-01.float32 | /rounding/loss | GONE | entry rounding.loss is missing",
        "sgd-01.float32 | /rounding/outputs | GONE | entry rounding.outputs is missing",
        "sgd-01.float32 | /rounding/loss | -1"
            + " | rounding.loss must be finite and at least 0, got -1.0",
        "sgd-01.float32 | /rounding/loss | \"Infinity\""
            + " | rounding.loss must be finite and at least 0, got Infinity",
      })
  @DisplayName("one wrong entry: one line with file, entry, rule and value")
  void mistakes(String name, String pointer, String value, String message) throws Exception {
    ObjectNode json = Fixtures.json(name);
    Fixtures.fixture(json); // good so far
    Fixtures.change(json, pointer, value);
    String refused = refused(json.toString());
    String[] parts = message.split("\\.\\*", -1);
    String expected = String.join(".*", Arrays.stream(parts).map(Pattern::quote).toList());
    assertTrue(refused.matches("mine\\.json: " + expected), refused);
  }
}
