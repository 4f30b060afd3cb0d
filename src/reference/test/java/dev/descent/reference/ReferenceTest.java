package dev.descent.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The committed fixtures, which Python wrote with an older PyTorch, are the measure. */
@SuppressWarnings("try") // scopes work by being there
class ReferenceTest {
  private static final Path COMMITTED = Path.of("../lab/main/resources/dev/descent/parity");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> OUTCOME =
      Set.of("format", "name", "dtype", "torch", "steps", "trajectory", "checkpoints", "outputs");

  /** Vectors are stored with 12 digits; a step of an optimizer may carry the last one on. */
  private static final double STORED = 1e-10;

  @TempDir Path folder;

  @BeforeAll
  static void oneThread() {
    torch.set_num_threads(1);
  }

  private static ObjectNode committed(String name) throws IOException {
    return (ObjectNode) JSON.readTree(COMMITTED.resolve(name + ".json").toFile());
  }

  private static Setup setup(ObjectNode fixture) {
    ObjectNode setup = fixture.deepCopy().without(OUTCOME);
    return new Setup("case", setup.without(Set.of("masks", "skipped", "rounding", "spread")));
  }

  private static JsonNode again(ObjectNode committed) {
    String dtype = committed.get("dtype").textValue();
    try (PointerScope scope = new PointerScope()) {
      return FixtureWriter.fixtures(setup(committed)).stream()
          .filter(fixture -> fixture.get("dtype").textValue().equals(dtype))
          .findFirst()
          .orElseThrow();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mseloss-02",
        "l1loss-03",
        "smoothl1loss-04",
        "crossentropyloss-05",
        "crossentropyloss-11",
        "bceloss-04",
        "bcewithlogitsloss-06",
        "sgd-05",
        "adam-07",
        "adamw-10",
        "rmsprop-06",
        "adagrad-06",
        "weight-decay-10",
        "steplr-03",
        "reducelronplateau-04",
        "clip-grad-norm-07",
        "clip-grad-value-03",
        "batchnorm1d-07",
        "dropout-05",
        "l1-penalty-02",
        "training-adam-02"
      })
  @DisplayName("gives the committed numbers again in float64, quantity by quantity")
  void again(String name) throws IOException {
    ObjectNode committed = committed(name + ".float64");
    JsonNode again = again(committed);
    assertEquals(committed.get("steps"), again.get("steps"));
    assertEquals(committed.get("masks"), again.get("masks"));
    assertClose("outputs", committed.get("outputs"), again.get("outputs"));
    JsonNode trajectory = again.get("trajectory");
    assertTrue(trajectory.size() >= 3, "lr, loss and parameters at least");
    for (Iterator<String> names = trajectory.fieldNames(); names.hasNext(); ) {
      String quantity = names.next();
      assertClose(quantity, committed.get("trajectory").get(quantity), trajectory.get(quantity));
    }
    for (JsonNode spread : again.get("spread")) {
      assertTrue(spread.doubleValue() < 1e-9, "another order of adding is the same: " + spread);
    }
  }

  @Test
  @DisplayName("PyTorch's own scaler skips and moves the scale as the imitated one")
  void scaler() throws IOException {
    ObjectNode committed = committed("gradscaler-04.float16");
    JsonNode again = again(committed);
    assertEquals(committed.get("skipped"), again.get("skipped"));
    assertTrue(committed.get("skipped").toString().contains("true"), "a step is skipped");
    assertEquals(committed.at("/trajectory/scale"), again.at("/trajectory/scale"));
    assertTrue(again.at("/spread/parameters").doubleValue() > 1e-6, "half precision was at work");
  }

  @Test
  @DisplayName("a ReLU opened the other way shows in the spread of float32")
  void turned() throws IOException {
    Setup setup = setup(committed("training-adam-02.float64"));
    Outcome exact = Training.run(setup, new Training.Variant(true, null, 0, null));
    Outcome turned = Training.run(setup, new Training.Variant(true, null, 0x1p-10, null));
    double a = exact.views("gradient").get(0).length();
    double b = turned.views("gradient").get(0).length();
    assertFalse(a == b, "some of the 16 x 384 inputs of ReLUs are as near to 0");
    assertEquals(a, b, 0.1 * a);
  }

  @Test
  @DisplayName("what is not finite is left out, and said; the others are written")
  void notFinite() throws IOException {
    Path setups = Files.createDirectory(folder.resolve("setups"));
    Path fixtures = Files.createDirectory(folder.resolve("fixtures"));
    ObjectNode good = setup(committed("sgd-05.float64")).json();
    ObjectNode wild = good.deepCopy();
    ((ObjectNode) wild.get("optimizer")).put("lr", 1e30);
    JSON.writeValue(setups.resolve("good.json").toFile(), good);
    JSON.writeValue(setups.resolve("wild.json").toFile(), wild);
    Reference.main(new String[] {setups.toString(), fixtures.toString()});
    try (Stream<Path> files = Files.list(fixtures)) {
      assertEquals(
          List.of("good.float32.json", "good.float64.json"),
          files.map(file -> file.getFileName().toString()).sorted().toList());
    }
  }

  private static void assertClose(String quantity, JsonNode expected, JsonNode found) {
    List<Double> a = numbers(expected, new ArrayList<>());
    List<Double> b = numbers(found, new ArrayList<>());
    assertEquals(a.size(), b.size(), quantity);
    double size = a.stream().mapToDouble(Math::abs).max().orElseThrow();
    for (int i = 0; i < a.size(); i++) {
      assertEquals(a.get(i), b.get(i), STORED * size, quantity);
    }
  }

  private static List<Double> numbers(JsonNode node, List<Double> found) {
    if (node.isNumber()) {
      found.add(node.doubleValue());
    }
    node.forEach(element -> numbers(element, found));
    return found;
  }
}
