package dev.descent.parity;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.descent.BadInputException;
import dev.descent.worker.Backend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.codec.digest.DigestUtils;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The committed fixtures, as a set and by the documented form. */
class FixtureSchemaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static JsonNode text;
  private static JsonSchema schema;

  /** The fixtures by file name. */
  private static Map<String, JsonNode> fixtures;

  @BeforeAll
  static void read() throws IOException {
    Backend.start();
    text = JSON.readTree(Path.of("../..", "docs", "fixture.schema.json").toFile());
    schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text);
    fixtures = new TreeMap<>();
    for (Path file : files()) {
      fixtures.put(file.getFileName().toString(), JSON.readTree(file.toFile()));
    }
  }

  @AfterAll
  static void forget() {
    fixtures = null;
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(Fixtures.FOLDER)) {
      return all.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }

  private static String form(JsonNode fixture) {
    return schema.validate(fixture).stream()
        .limit(3)
        .map(Object::toString)
        .collect(Collectors.joining("; "));
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  @DisplayName("every committed fixture has the documented form")
  void valid() {
    fixtures.forEach((name, fixture) -> assertEquals("", form(fixture), name));
  }

  @Test
  @DisplayName(
      "all together they are below 10 MB, and SHA256SUMS lists each as it is, and no other")
  void sums() throws IOException {
    long size = 0;
    StringBuilder sums = new StringBuilder();
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      size += bytes.length;
      sums.append(DigestUtils.sha256Hex(bytes))
          .append("  ")
          .append(file.getFileName())
          .append('\n');
    }
    assertEquals(sums.toString(), Files.readString(Fixtures.FOLDER.resolve("SHA256SUMS")));
    assertTrue(size < 10_000_000, size + " bytes");
    assertEquals(
        List.copyOf(fixtures.keySet()),
        FixtureFile.committed().stream().map(FixtureFile::name).toList());
  }

  @Test
  @DisplayName("a fixture's name is its file's, and ends with its dtype")
  void named() {
    fixtures.forEach(
        (file, fixture) -> {
          assertEquals(file, fixture.path("name").asText() + ".json");
          assertTrue(file.endsWith("." + fixture.path("dtype").asText() + ".json"), file);
        });
  }

  @Test
  @DisplayName("each is of at least 100 steps, with checkpoints at 1, 10 and 100")
  void steps() {
    fixtures.forEach(
        (file, fixture) -> {
          assertTrue(fixture.path("steps").asInt() >= 100, file);
          assertEquals(Set.of("1", "10", "100"), names(fixture.path("checkpoints")), file);
          Set<String> vectors = names(fixture.path("trajectory"));
          vectors.removeAll(Set.of("lr", "scale", "loss", "norm"));
          fixture.path("checkpoints").forEach(c -> assertEquals(vectors, names(c), file));
        });
  }

  @Test
  @DisplayName("each construct has the tutorial's settings and four others, in either precision")
  void cases() {
    Map<String, Integer> counts = new TreeMap<>();
    fixtures.values().stream()
        .filter(fixture -> !fixture.path("family").asText().equals("training"))
        .forEach(
            fixture -> {
              String construct = fixture.path("construct").asText();
              counts.merge(construct + ", " + fixture.path("dtype").asText(), 1, Integer::sum);
            });
    for (Construct construct : Construct.values()) {
      List<String> dtypes =
          construct == Construct.GRAD_SCALER ? List.of("float16") : List.of("float64", "float32");
      for (String dtype : dtypes) {
        String key = construct.title() + ", " + dtype;
        assertTrue(counts.getOrDefault(key, 0) >= 5, key + ": " + counts.get(key));
      }
    }
  }

  @Test
  @DisplayName("no two cases of a construct have the same settings, and each is trained with it")
  void differ() {
    Map<String, String> seen = new TreeMap<>();
    fixtures.forEach(
        (file, fixture) -> {
          ObjectNode settings = JSON.createObjectNode();
          List.of(
                  "dtype",
                  "construct",
                  "network",
                  "loss",
                  "optimizer",
                  "scheduler",
                  "clip",
                  "penalty")
              .forEach(entry -> settings.set(entry, fixture.path(entry)));
          List.of("grad_scaler", "early_stopping", "data", "initial", "batches", "family")
              .forEach(entry -> settings.set(entry, fixture.path(entry)));
          String other = seen.put(settings.toString(), file);
          assertEquals(null, other, file);

          String construct = fixture.path("construct").asText();
          JsonNode layers = fixture.at("/network/layers");
          boolean there =
              switch (JSON.convertValue(construct, Construct.class)) {
                case WEIGHT_DECAY -> fixture.at("/optimizer/weight_decay").asDouble() > 0;
                case CLIP_GRAD_NORM -> fixture.at("/clip").has("norm");
                case CLIP_GRAD_VALUE -> fixture.at("/clip").has("value");
                case BATCH_NORM_1D -> !layers.findValues("batch_norm").isEmpty();
                case DROPOUT -> !layers.findValues("dropout").isEmpty();
                case L1_PENALTY -> fixture.at("/penalty/l2").asDouble(1) == 0;
                case L2_PENALTY -> fixture.at("/penalty/l1").asDouble(1) == 0;
                case GRAD_SCALER -> fixture.has("grad_scaler");
                case EARLY_STOPPING -> fixture.has("early_stopping");
                default ->
                    Stream.of("loss", "optimizer", "scheduler")
                        .anyMatch(e -> fixture.path(e).path("name").asText().equals(construct));
              };
          assertTrue(there, file + " is not trained with " + construct);
        });
  }

  @Test
  @DisplayName("fixtures below float64 say what PyTorch loses there, for every quantity")
  void rounding() {
    fixtures.forEach(
        (file, fixture) -> {
          boolean exact = fixture.path("dtype").asText().equals("float64");
          assertEquals(exact, !fixture.has("rounding"), file);
          if (!exact) {
            Set<String> wanted = names(fixture.path("trajectory"));
            wanted.add("outputs");
            if (fixture.has("best")) {
              wanted.addAll(List.of("best", "validation_loss"));
            }
            Set<String> there = names(fixture.path("rounding"));
            assertTrue(there.containsAll(wanted), file + ": " + there);
          }
        });
  }

  @Test
  @DisplayName("the schema describes every entry, and knows no others")
  void described() {
    List<String> undescribed = new ArrayList<>();
    describe(text, "", undescribed);
    assertEquals(List.of(), undescribed);
    assertTrue(text.path("description").asText().endsWith("."));
  }

  private static void describe(JsonNode node, String path, List<String> undescribed) {
    if (node.has("properties") && !node.has("if")) {
      assertFalse(node.path("additionalProperties").asBoolean(true), path);
    }
    for (String group : List.of("properties", "$defs")) {
      node.path(group)
          .properties()
          .forEach(p -> check(p.getValue(), path + "/" + p.getKey(), undescribed));
    }
    if (node.has("items")) {
      check(node.path("items"), path + "[]", undescribed);
    }
    if (node.path("additionalProperties").isObject()) {
      check(node.path("additionalProperties"), path + "/*", undescribed);
    }
  }

  private static void check(JsonNode node, String path, List<String> undescribed) {
    boolean named = path.endsWith("/name") && node.has("const");
    if (!node.path("description").asText().endsWith(".") && !named) {
      undescribed.add(path);
    }
    describe(node, path, undescribed);
  }

  @Test
  @DisplayName("each kind of loss, optimizer and scheduler has exactly the arguments that are read")
  void arguments() {
    for (Class<?> kinds : List.of(LossSpec.class, OptimizerSpec.class, SchedulerSpec.class)) {
      for (Class<?> kind : kinds.getPermittedSubclasses()) {
        Set<String> read = entries(kind);
        read.add("name");
        assertEquals(read, names(text.at("/$defs/" + kind.getSimpleName() + "/properties")));
        assertEquals(
            kind.getSimpleName(),
            text.at("/$defs/" + kind.getSimpleName() + "/properties/name/const").asText());
      }
    }
    assertEquals(choices(LossSpec.class), references("/properties/loss/oneOf"));
    assertEquals(choices(OptimizerSpec.class), references("/properties/optimizer/oneOf"));
    Set<String> schedulers = references("/$defs/schedule/oneOf");
    schedulers.add("ReduceLROnPlateau");
    assertEquals(choices(SchedulerSpec.class), schedulers);
  }

  @Test
  @DisplayName("each loss, optimizer and scheduler is of the construct that it is named after")
  void constructs() {
    List<String> titles = Arrays.stream(Construct.values()).map(Construct::title).toList();
    assertEquals(titles, JSON.convertValue(text.at("/properties/construct/enum"), List.class));
    fixtures.forEach(
        (file, json) -> {
          Fixture fixture = FixtureReader.read(json.toString().getBytes(UTF_8), file);
          assertEquals(json.at("/loss/name").asText(), fixture.loss().construct().title());
          assertEquals(
              json.at("/optimizer/name").asText(), fixture.optimizer().construct().title());
          if (fixture.scheduler() != null) {
            assertEquals(
                json.at("/scheduler/name").asText(), fixture.scheduler().construct().title());
          }
        });
  }

  @Test
  @DisplayName("all other entries are those that are read, too")
  void entries() {
    assertEquals(entries(Fixture.class), names(text.path("properties")));
    Map.of(
            "network", NetworkSpec.class,
            "clip", Fixture.Clip.class,
            "penalty", Fixture.Penalty.class,
            "grad_scaler", Fixture.Scaling.class,
            "early_stopping", Fixture.Stopping.class,
            "initial", Fixture.Initial.class,
            "batches", Fixture.BatchesSpec.class,
            "best", Fixture.Best.class)
        .forEach(
            (entry, type) ->
                assertEquals(
                    entries(type), names(text.at("/properties/" + entry + "/properties"))));
    assertEquals(entries(NetworkSpec.LayerSpec.class), names(text.at("/$defs/layer/properties")));
    Set<String> rows = names(text.at("/$defs/given/properties"));
    rows.addAll(names(text.at("/$defs/made/properties")));
    assertEquals(entries(Fixture.Rows.class), rows);
  }

  private static Set<String> entries(Class<?> type) {
    return JSON
        .getDeserializationConfig()
        .introspect(JSON.constructType(type))
        .findProperties()
        .stream()
        .filter(BeanPropertyDefinition::hasConstructorParameter)
        .map(BeanPropertyDefinition::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> choices(Class<?> kinds) {
    return Arrays.stream(kinds.getPermittedSubclasses())
        .map(Class::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> references(String pointer) {
    return StreamSupport.stream(text.at(pointer).spliterator(), false)
        .map(choice -> choice.path("$ref").asText().replace("#/$defs/", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '§',
      value = {
        "sgd-01.float32 | /format | 2",
        "sgd-01.float32 | /more | 1",
        "sgd-01.float32 | /torch | GONE",
        "sgd-01.float32 | /family | \"other\"",
        "sgd-01.float32 | /construct | \"Lion\"",
        "sgd-01.float32 | /steps | 102.5",
        "sgd-01.float32 | /steps | \"102\"",
        "sgd-01.float32 | /rounding | GONE",
        "sgd-01.float64 | /rounding | {\"lr\":0,\"loss\":0,\"parameters\":0,\"outputs\":0}",
        "sgd-01.float32 | /rounding/loss | -1",
        "sgd-01.float32 | /network/layers/0 | {\"linear\":4,\"relu\":{}}",
        "sgd-01.float32 | /network/layers/0 | {\"conv\":4}",
        "sgd-01.float32 | /network/layers/1/relu | {\"slope\":1}",
        "sgd-01.float32 | /loss/name | \"HuberLoss\"",
        "sgd-01.float32 | /loss/beta | 1",
        "sgd-01.float32 | /optimizer/maximize | true",
        "sgd-01.float32 | /optimizer/lr | -1",
        "sgd-01.float32 | /optimizer/lr | \"0.1\"",
        "sgd-01.float32 | /optimizer/momentum | -1",
        "adam-03.float64 | /optimizer/betas | [0.9]",
        "adam-03.float64 | /optimizer/betas | [0.9,1]",
        "steplr-01.float64 | /scheduler/unit | GONE",
        "steplr-01.float64 | /scheduler/unit | \"batch\"",
        "steplr-01.float64 | /scheduler/step_size | GONE",
        "steplr-01.float64 | /scheduler/step_size | 0",
        "warmup-01.float64 | /scheduler/next/unit | \"epoch\"",
        "warmup-01.float64 | /scheduler/next | GONE",
        "warmup-01.float64 | /scheduler/start_factor | 0",
        "warmup-01.float64 | /scheduler/next"
            + " | {\"name\":\"ReduceLROnPlateau\",\"unit\":\"epoch\",\"metrics\":[1]}",
        "reducelronplateau-01.float64 | /scheduler/unit | \"iteration\"",
        "reducelronplateau-01.float64 | /scheduler/metrics | GONE",
        "clip-grad-norm-01.float64 | /clip | {\"norm\":1,\"value\":1}",
        "clip-grad-norm-01.float64 | /clip | {}",
        "gradscaler-01.float16 | /grad_scaler | GONE",
        "gradscaler-01.float16 | /skipped | GONE",
        "gradscaler-01.float16 | /dtype | \"float32\"",
        "early-stopping-01.float64 | /validation | GONE",
        "early-stopping-01.float64 | /best | GONE",
        "early-stopping-01.float64 | /early_stopping | GONE",
        "sgd-01.float32 | /data/targets | GONE",
        "sgd-01.float32 | /data/splitmix64 | 1",
        "training-sgd-01.float32 | /data/classes | GONE",
        "sgd-01.float32 | /data/features/0/0 | \"1\"",
        "sgd-01.float32 | /data/targets/0 | -1",
        "sgd-01.float32 | /initial | {}",
        "sgd-01.float32 | /initial/splitmix64 | 1",
        "sgd-01.float32 | /batches/size | 0",
        "sgd-01.float32 | /batches/epochs | 0",
        "sgd-01.float32 | /trajectory/loss | GONE",
        "sgd-01.float32 | /trajectory/accuracy | [1]",
        "sgd-01.float32 | /trajectory/loss/3 | \"0.5\"",
        "sgd-01.float32 | /trajectory/parameters/3 | [1]",
        "sgd-01.float32 | /checkpoints | {}",
        "sgd-01.float32 | /checkpoints/0 | {\"parameters\":[1]}",
        "sgd-01.float32 | /checkpoints/1/parameters | []",
        "sgd-01.float32 | /checkpoints/1/loss | [1]",
        "dropout-01.float64 | /masks/3/0 | \"012\"",
      })
  @DisplayName("a wrong form is found by the schema, and refused by the reader")
  void mistakes(String name, String pointer, String value) throws Exception {
    ObjectNode json = Fixtures.json(name);
    assertEquals("", form(json));
    Fixtures.change(json, pointer, value);
    assertNotEquals("", form(json));
    assertThrows(BadInputException.class, () -> Fixtures.fixture(json));
  }
}
