package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.Build;
import dev.descent.parity.Parity;
import dev.descent.parity.ParityPage;
import dev.descent.parity.ParityTable;
import dev.descent.parity.Result;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole command: real files, real workers, real training. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ParityCommandTest {
  private static final Path COMMITTED =
      Path.of("../lab/main/resources/dev/descent/parity").toAbsolutePath().normalize();
  private static final List<String> FILES =
      List.of("gradscaler-02.float16.json", "sgd-01.float64.json", "steplr-01.float32.json");
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private record Run(int exit, String out, String err) {
    JsonNode json() throws IOException {
      return JSON.readTree(out);
    }
  }

  private static Run parity(Object... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] args =
        Stream.concat(Stream.of("parity"), Stream.of(options).map(Object::toString))
            .toArray(String[]::new);
    int exit =
        Descent.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(args);
    return new Run(exit, out.toString(), err.toString());
  }

  /** Copies a few of the committed fixtures, with their hashes. */
  private Path fixtures() throws IOException {
    Path copies = Files.createDirectory(folder.resolve("my fixtures"));
    for (String name : FILES) {
      Files.copy(COMMITTED.resolve(name), copies.resolve(name));
    }
    Files.copy(COMMITTED.resolve("SHA256SUMS"), copies.resolve("SHA256SUMS"));
    return copies;
  }

  private interface Change {
    void apply(ObjectNode fixture);
  }

  private static void change(Path file, Change change) throws IOException {
    ObjectNode fixture = (ObjectNode) JSON.readTree(file.toFile());
    change.apply(fixture);
    JSON.writeValue(file.toFile(), fixture);
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Test
  @DisplayName("a seed without --live would do nothing, and is refused")
  void seedAlone() {
    Run run = parity("--seed", 3);
    assertEquals(2, run.exit());
    assertEquals("descent: --seed: is for --live, which is missing\n", run.err());
    Run both = parity("--live", "--fixtures", folder);
    assertEquals(2, both.exit());
    assertTrue(both.err().startsWith("descent: --live: draws from the trainings"), both.err());
  }

  @Test
  @DisplayName("PyTorch's own fixtures pass; table, page and JSON say the same with any --jobs")
  void passes() throws Exception {
    Path copies = fixtures();
    Path page = folder.resolve("new").resolve("page.md");
    Run json = parity("--fixtures", copies, "--json", "--jobs=2");
    Run table = parity("--fixtures", copies, "--jobs=1", "--page", page);
    assertEquals("", json.err() + table.err());
    assertEquals(0, json.exit(), json.out());
    assertEquals(0, table.exit(), table.out());

    JsonNode all = json.json();
    assertEquals(Set.of("format", "kit", "within", "worst", "rows", "results"), names(all));
    assertEquals("descent-parity/1", all.path("format").asText());
    assertEquals(Build.THIS.version(), all.at("/kit/version").asText());
    assertTrue(all.path("within").isBoolean() && all.path("within").asBoolean());
    assertEquals(List.of("updater"), List.copyOf(names(all.path("worst"))));
    assertEquals(
        List.of("SGD", "StepLR", "GradScaler"), all.path("rows").findValuesAsText("title"));
    JsonNode results = all.path("results");
    assertEquals(
        FILES.stream().map(name -> name.replace(".json", "")).toList(),
        results.findValuesAsText("fixture"));
    JsonNode sgd = results.get(1);
    assertEquals(
        Set.of(
            "fixture",
            "sha256",
            "changed",
            "family",
            "construct",
            "about",
            "dtype",
            "torch",
            "steps",
            "ours",
            "nearest"),
        names(sgd));
    assertEquals(Set.of("parameters", "worst", "share"), names(sgd.path("ours")));
    assertEquals(Set.of("1", "10", "100"), names(sgd.at("/ours/parameters")));
    assertEquals(
        Set.of("lr", "loss", "gradient", "state.momentum_buffer", "parameters", "outputs", "steps"),
        names(sgd.at("/ours/worst")));
    assertTrue(sgd.at("/ours/share").asDouble() < 1);
    assertTrue(
        sgd.at("/nearest/departure/step").asInt() >= 1, "DL4J's Nesterovs is not PyTorch's SGD");
    assertFalse(results.get(0).has("nearest"), "DL4J has no GradScaler");
    assertEquals(List.of("false", "false", "false"), results.findValuesAsText("changed"));

    // The run with one worker prints what these results make: they are the same to two digits.
    Parity parity = Parity.of(List.of(JSON.treeToValue(results, Result[].class)));
    assertEquals(ParityTable.text(parity).strip(), table.out().strip());
    assertTrue(table.out().contains("3 of 3 trainings by PyTorch 1.13.0a0 followed, "));
    assertTrue(table.out().lines().anyMatch(l -> l.matches("SGD +1 .* Nesterovs")), table.out());
    assertEquals(ParityPage.markdown(parity, null), Files.readString(page));
    assertEquals(List.of("page.md"), List.of(page.getParent().toFile().list()));
  }

  @Test
  @DisplayName("changed numbers: exit code 1, and the first step and quantity, in table and JSON")
  void departs() throws Exception {
    Path copies = fixtures();
    change(
        copies.resolve("sgd-01.float64.json"),
        sgd -> {
          ArrayNode gradient = (ArrayNode) sgd.at("/trajectory/gradient/36");
          gradient.set(0, new DoubleNode(gradient.get(0).asDouble() + 1e-6));
        });
    change(
        copies.resolve("steplr-01.float32.json"),
        step -> ((ArrayNode) step.at("/checkpoints/10/parameters")).set(5, new DoubleNode(0.5)));
    // A state that ours does not have is infinitely off, which JSON has no number for.
    change(
        copies.resolve("gradscaler-02.float16.json"),
        scaler ->
            ((ObjectNode) scaler.path("trajectory"))
                .set("state.sum", scaler.at("/trajectory/parameters")));
    change(
        copies.resolve("gradscaler-02.float16.json"),
        scaler -> {
          ((ObjectNode) scaler.path("rounding")).put("state.sum", 0);
          ((ObjectNode) scaler.path("spread")).put("state.sum", 0);
        });

    Run table = parity("--fixtures", copies, "--jobs=2");
    assertEquals(1, table.exit(), table.out());
    assertEquals("", table.err());
    List<String> lines = table.out().lines().toList();
    assertTrue(
        lines.stream()
            .anyMatch(
                l ->
                    l.matches(
                        "sgd-01\\.float64 \\(SGD, lr 0\\.01, momentum 0\\.9\\) leaves PyTorch at step"
                            + " 37 of 102: gradient is off by \\d\\.\\de-0\\d, the limit is 1\\.0e-09")),
        table.out());
    assertTrue(
        lines.stream()
            .anyMatch(
                l ->
                    l.matches(
                        "steplr-01\\.float32 .* leaves PyTorch at step 10 of 102: parameters is off"
                            + " by .*")),
        table.out());
    assertTrue(
        lines.stream()
            .anyMatch(
                l ->
                    l.matches(
                        "gradscaler-02\\.float16 .* leaves PyTorch at step 1 of 102: state\\.sum is another"
                            + " one, missing or not finite")),
        table.out());
    for (String name : FILES) {
      String changed = name.replace(".json", "") + " is not the file that SHA256SUMS lists.";
      assertTrue(lines.contains(changed), table.out());
    }
    assertTrue(table.out().contains("0 of 3 trainings by"), table.out());
    assertTrue(lines.stream().anyMatch(l -> l.startsWith("StepLR !")), table.out());

    Run json = parity("--fixtures", copies, "--json", "--jobs=2");
    assertEquals(1, json.exit());
    assertFalse(json.json().path("within").asBoolean());
    Map<String, String> where = new TreeMap<>();
    json.json()
        .path("results")
        .forEach(
            r ->
                where.put(
                    r.path("fixture").asText(),
                    r.at("/ours/departure/step")
                        + " "
                        + r.at("/ours/departure/quantity").asText()));
    assertEquals(
        Map.of(
            "gradscaler-02.float16", "1 state.sum",
            "sgd-01.float64", "37 gradient",
            "steplr-01.float32", "10 parameters"),
        where);
  }

  @Test
  @DisplayName("a file that is no fixture: one line with its name and place, exit code 2, no page")
  void noFixture() throws Exception {
    Path copies = fixtures();
    change(
        copies.resolve("sgd-01.float64.json"),
        sgd -> ((ObjectNode) sgd.path("optimizer")).put("maximize", true));
    Path page = folder.resolve("page.md");
    Run run = parity("--fixtures", copies, "--page", page, "--jobs=1");
    assertEquals(
        "descent: sgd-01.float64.json: at optimizer.maximize: no such entry is known",
        run.err().strip());
    assertEquals(2, run.exit());
    assertEquals("", run.out());
    assertFalse(Files.exists(page));
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(copies), left.toList());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--fixtures=DIR/no | fixtures: no such folder: DIR/no",
        "--fixtures=DIR/file.json | fixtures: no such folder: DIR/file\\.json",
        "--fixtures=DIR/empty | fixtures: no \\*\\.json in DIR/empty",
        "--fixtures=DIR/some --jobs=0 | --jobs must be at least 1, got 0",
        "--fixtures=DIR/some --page=DIR/file.json/page.md | DIR/file\\.json: must be a folder that"
            + " can be written, DIR/file\\.json is a file",
        "--fixtures=DIR/some --page=DIR/empty | DIR/empty: must be a file, is a folder",
        "--fixture=DIR/some | no option --fixture; did you mean --fixtures\\? \\(see descent parity .*\\)",
        "--fixtures | --fixtures DIR must be given, got none \\(see .*\\)",
      })
  @DisplayName("bad input and wrong usage: one line, exit code 2, before any training")
  void badInput(String options, String message) throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("empty").resolve("notes.txt"), "none");
    Files.createDirectory(folder.resolve("some"));
    Files.writeString(folder.resolve("some").resolve("a.json"), "no fixture");
    Files.writeString(folder.resolve("file.json"), "mine");
    Run run = parity((Object[]) options.replace("DIR", folder.toString()).split(" "));
    assertEquals(2, run.exit(), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
    String line = run.err().strip().replace(folder.toString(), "DIR");
    assertTrue(line.matches("descent: " + message), line);
    assertEquals("", run.out());
    assertEquals("mine", Files.readString(folder.resolve("file.json")));
  }
}
