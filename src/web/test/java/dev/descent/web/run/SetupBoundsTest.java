package dev.descent.web.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.BadInputException;
import dev.descent.compare.Plan;
import dev.descent.experiment.Optimizer;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the Lab takes: each setting, as pages send it, from just inside its bounds to beyond. */
class SetupBoundsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> SOURCES =
      List.of("digits", "digits:2000", "moons", "regression");
  private static final String RIGHT =
      """
      {"name":null,"data":"moons","hidden":"8","dropout":0,"batchNorm":false,"weightDecay":null,\
      "loss":null,"optimizers":[{"key":"sgd","rate":0.1}],"schedule":"constant",\
      "batchSize":64,"epochs":1,"seeds":1}""";

  private static Plan plan(String json) {
    return Json.read(json, Setup.class).plan(SOURCES);
  }

  /** The same settings but one. */
  private static String with(String name, String value) throws IOException {
    ObjectNode setup = (ObjectNode) JSON.readTree(RIGHT);
    setup.set(name, JSON.readTree("[\"MARK\"]"));
    return setup.toString().replace("[\"MARK\"]", value);
  }

  private static Arguments both(String name, List<String> taken, List<String> refused) {
    return Arguments.of(name, taken, refused);
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }

  private static String optimizers(String... pairs) {
    return Arrays.stream(pairs)
        .map(pair -> "{\"key\":\"%s\",\"rate\":%s}".formatted((Object[]) pair.split("=")))
        .collect(Collectors.joining(",", "[", "]"));
  }

  static Stream<Arguments> settings() {
    List<String> noCounts =
        List.of(
            "0",
            "-1",
            "-2147483648",
            "2147483647",
            "2147483648",
            "-99999999999",
            "1e2",
            "1.5",
            "null",
            "\"1\"",
            "true",
            "[]",
            "{}",
            "NaN",
            "1e999");
    String all =
        Arrays.stream(Optimizer.values())
            .map(it -> "{\"key\":\"%s\",\"rate\":0.1}".formatted(it.key()))
            .collect(Collectors.joining(",", "[", "]"));
    return Stream.of(
        both("epochs", List.of("1", "2", "199", "200"), with(noCounts, "201")),
        both("seeds", List.of("1", "10"), with(noCounts, "11")),
        both("batchSize", List.of("1", "64", "1024"), with(noCounts, "1025")),
        both(
            "dropout",
            List.of("0", "0.0", "-0.0", "0.5", "0.999999", "1e-300"),
            List.of(
                "1",
                "1.0000001",
                "-0.1",
                "-1e-300",
                "2",
                "1e999",
                "-1e999",
                "NaN",
                "Infinity",
                "null",
                "\"0.5\"",
                "true",
                "[0]")),
        both(
            "weightDecay",
            List.of("null", "0", "1e-4", "1", "1e38"),
            List.of("-1e-9", "-1", "1.1e38", "1e300", "1e999", "-1e999", "NaN", "\"0\"", "true")),
        both("batchNorm", List.of("true", "false"), List.of("0", "1", "null", "\"true\"", "[]")),
        both(
            "loss",
            List.of("null", "\"mse\"", "\"cross-entropy\""),
            List.of("\"l1\"", "\"\"", "\"nothing\"", "0", "true", "[]")),
        both(
            "name",
            List.of(
                "null",
                "\"\"",
                "\" \"",
                "\"a\"",
                quoted("a".repeat(80)),
                quoted("\\ud83d\\ude00".repeat(80)),
                "\"<script>alert(1)</script>\""),
            List.of(
                quoted("a".repeat(81)),
                quoted("\\ud83d\\ude00".repeat(81)),
                quoted("a".repeat(60_000)),
                "1",
                "[]",
                "{}")),
        both(
            "data",
            SOURCES.stream().map(SetupBoundsTest::quoted).toList(),
            List.of(
                "\"spirals\"",
                "\"Moons\"",
                "\" moons\"",
                "\"moons:1000\"",
                "\"digits:2001\"",
                "\"digits:200000\"",
                "\"csv:/etc/passwd\"",
                "\"csv:../secret.csv,label=x\"",
                "\"mnist:/\"",
                "\"file:///etc/passwd\"",
                "\"http://evil.test/x.csv\"",
                "\"\"",
                "null",
                "0",
                "[\"moons\"]")),
        both(
            "hidden",
            List.of(
                "\"none\"",
                "\" none \"",
                "\"1\"",
                "\"1024\"",
                "\"256,128\"",
                "\" 8 , 8 \"",
                "\"1024,1024,1024,1024,1024\""),
            List.of(
                "\"\"",
                "\"0\"",
                "\"-1\"",
                "\"1025\"",
                "\"9999\"",
                "\"99999999999\"",
                "\"1e3\"",
                "\"8,\"",
                "\",\"",
                "\"8,,8\"",
                "\"8 8\"",
                "\"a\"",
                "\"0x8\"",
                "\"+8\"",
                "\"\\u0661\"",
                "\"1,1,1,1,1,1\"",
                quoted(String.join(",", Collections.nCopies(900, "1"))),
                "null",
                "8",
                "[8]")),
        both(
            "optimizers",
            List.of(
                all,
                optimizers("sgd=0"),
                optimizers("sgd=1e-37", "adam=1e38"),
                optimizers("adam=100"),
                optimizers("sgd=1,\"momentum\":0"),
                optimizers("adam=1,\"beta1\":0,\"beta2\":0.9999,\"eps\":1e38")),
            List.of(
                "[]",
                "null",
                "{}",
                "[null]",
                "[1]",
                "[[]]",
                "\"sgd\"",
                "[\"sgd\"]",
                "[{}]",
                "[{\"key\":\"sgd\"}]",
                "[{\"rate\":1}]",
                "[{\"key\":null,\"rate\":1}]",
                "[{\"key\":\"sgd\",\"rate\":null}]",
                "[{\"key\":\"sgd\",\"rate\":\"1\"}]",
                "[{\"key\":\"sgd\",\"rate\":1,\"rate\":2}]",
                optimizers("sgd=1,\"momentum\":1.1e38"),
                optimizers("sgd=1,\"momentum\":-0.1"),
                optimizers("sgd=1,\"momentum\":1e999"),
                optimizers("sgd=1,\"momentum\":NaN"),
                optimizers("sgd=1,\"momentum\":null"),
                optimizers("sgd=1,\"momentum\":\"0\""),
                optimizers("sgd=1,\"momentum\":true"),
                optimizers("sgd=1,\"momentum\":[0]"),
                optimizers("sgd=1,\"momentum\":0,\"momentum\":0"),
                optimizers("sgd=1,\"colour\":0"),
                optimizers("adam=1,\"eps\":-1e-9"),
                optimizers("adam=1,\"eps\":1.1e38"),
                optimizers("sgd=1", "sgd=2"),
                optimizers("nothing=1"),
                optimizers("sgd,adam=1"),
                optimizers("sgd=-1"),
                optimizers("sgd=-0.001"),
                optimizers("sgd=1e-38"),
                optimizers("sgd=1.1e38"),
                optimizers("sgd=1e300"),
                optimizers("sgd=1e999"),
                optimizers("sgd=NaN"),
                "["
                    + String.join(",", Collections.nCopies(1000, "{\"key\":\"sgd\",\"rate\":1}"))
                    + "]")),
        both(
            "schedule",
            List.of(
                "\"constant\"",
                "\" constant \"",
                "\"step:5,0.1\"",
                "\"multistep:6/9,0.1\"",
                "\"exponential:0.8\"",
                "\"cosine:10\"",
                "\"cosine:10,0.001\"",
                "\"linear:10\"",
                "\"warmup:2,cosine:8\"",
                "\"plateau:0.1,2\""),
            List.of(
                "\"\"",
                "\"nothing\"",
                "null",
                "0",
                "\"step\"",
                "\"step:\"",
                "\"step:5\"",
                "\"step:0,0.1\"",
                "\"step:-5,0.1\"",
                "\"step:5,NaN\"",
                "\"step:5,Infinity\"",
                "\"step:5,1e999\"",
                "\"step:5,-1\"",
                "\"step:99999999999,0.1\"",
                "\"step:5,0.1,\"",
                "\"exponential:NaN\"",
                "\"exponential:-Infinity\"",
                "\"cosine:0\"",
                "\"cosine:10,NaN\"",
                "\"cosine:10,-1\"",
                "\"linear:-1\"",
                "\"multistep:,0.1\"",
                "\"multistep:9/6,0.1\"",
                "\"warmup:2,\"",
                "\"warmup:2,plateau:0.1,2\"",
                "\"warmup:-1,constant\"",
                "\"plateau:2,2\"",
                "\"plateau:NaN,2\"",
                "\"plateau:0.1,-1\"",
                quoted("warmup:1,".repeat(200) + "nothing"),
                "\"constant; rm -rf /\"")));
  }

  private static List<String> with(List<String> some, String more) {
    return Stream.concat(some.stream(), Stream.of(more)).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("settings")
  @DisplayName("a setting within its bounds makes a plan; beyond them it is refused in one line")
  void eachSetting(String name, List<String> taken, List<String> refused) throws IOException {
    for (String value : taken) {
      Plan plan = plan(with(name, value));
      assertFalse(plan.experiments().isEmpty());
      assertTrue(plan.command().startsWith("./descent compare "), plan.command());
    }
    for (String value : refused) {
      BadInputException e =
          assertThrows(
              BadInputException.class, () -> plan(with(name, value)).command(), name + " " + value);
      String message = String.valueOf(e.getMessage());
      assertEquals(1, message.lines().count(), message);
      assertTrue(message.length() < 3000, message.length() + " letters for " + name);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data",
        "hidden",
        "dropout",
        "batchNorm",
        "optimizers",
        "schedule",
        "batchSize",
        "epochs",
        "seeds"
      })
  @DisplayName("a setting that must be there and is not is named")
  void missing(String name) throws IOException {
    ObjectNode setup = (ObjectNode) JSON.readTree(RIGHT);
    setup.remove(name);
    BadInputException e = assertThrows(BadInputException.class, () -> plan(setup.toString()));
    assertTrue(String.valueOf(e.getMessage()).contains(name), e.getMessage());
  }

  @Test
  @DisplayName("optimizers times seeds are bounded together")
  void trainings() throws IOException {
    for (int count = 1; count <= Optimizer.values().length; count++) {
      String chosen =
          Arrays.stream(Optimizer.values())
              .limit(count)
              .map(it -> "{\"key\":\"%s\",\"rate\":0.1}".formatted(it.key()))
              .collect(Collectors.joining(",", "[", "]"));
      for (int seeds : IntStream.rangeClosed(1, 10).toArray()) {
        String json = with("optimizers", chosen).replace("\"seeds\":1", "\"seeds\":" + seeds);
        if (count * seeds <= Setup.LIMITS.trainings()) {
          assertEquals(count * seeds, plan(json).experiments().size());
        } else {
          assertThrows(BadInputException.class, () -> plan(json), json);
        }
      }
    }
  }

  @Test
  @DisplayName("a name is one line, whatever it is made of")
  void titles() throws IOException {
    for (String name :
        List.of("a\\nb", "a\\r\\n\\tb", "a\\u2028b", "a\\u202eb", "\\u001b[31ma b", "\\u0000a b")) {
      Setup setup = Json.read(with("name", quoted(name)), Setup.class);
      String title = setup.title(setup.plan(SOURCES));
      assertTrue(title.chars().noneMatch(Character::isISOControl), name);
      assertFalse(title.contains("\u2028") || title.contains("\u202e"), name);
    }
    for (String name : List.of("null", "\"\"", "\"  \"", "\"\\n\"")) {
      Setup setup = Json.read(with("name", name), Setup.class);
      assertEquals("SGD on moons", setup.title(setup.plan(SOURCES)));
    }
  }
}
