package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.BadInputException;
import dev.descent.compare.Experiments.Failure;
import dev.descent.compare.Experiments.Outcome;
import dev.descent.compare.Plan.Contender;
import dev.descent.compare.Tuning.Trial;
import dev.descent.experiment.Epoch;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareFilesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Plan PLAN = Sample.plan(3, 2, Optimizer.SGD, Optimizer.ADADELTA);
  private static final List<String> FIGURES =
      List.of("training-loss", "validation-accuracy", "epochs-to-target", "confusion-matrix");

  @TempDir Path folder;

  private String write(Comparison comparison) throws Exception {
    CompareFiles.write(comparison, folder);
    return Files.readString(folder.resolve("results.json"));
  }

  private Set<String> fileNames() {
    return Set.of(folder.toFile().list());
  }

  private static Failure failure(Experiment experiment) {
    return new Failure(experiment, "the loss became NaN in epoch 1, iteration 2");
  }

  @Test
  @DisplayName("everything is written, the report named first")
  void allFiles() {
    List<Path> files =
        CompareFiles.write(Sample.comparison(PLAN, Sample.runs(PLAN), List.of()), folder);
    List<String> names = new ArrayList<>(List.of("report.html"));
    FIGURES.forEach(name -> names.addAll(List.of(name + ".png", name + ".svg")));
    names.addAll(List.of("results.json", "results.csv"));
    assertEquals(names, files.stream().map(file -> file.getFileName().toString()).toList());
    assertEquals(Set.copyOf(names), fileNames());
  }

  @Test
  @DisplayName("the numbers are there whatever happens to the report and the figures")
  void numbersFirst() throws Exception {
    Comparison comparison = Sample.comparison(PLAN, Sample.runs(PLAN), List.of());
    for (String inTheWay : List.of("report.html", "training-loss.png")) {
      Files.createDirectories(folder.resolve(inTheWay).resolve("in the way"));
      assertThrows(BadInputException.class, () -> write(comparison));
      assertTrue(fileNames().containsAll(Set.of("results.json", "results.csv")));
      Files.delete(folder.resolve("results.json"));
    }
  }

  @Test
  @DisplayName("results.json follows its schema and says what was found")
  void json() throws Exception {
    List<Run> runs = Sample.runs(PLAN);
    JsonNode json = ResultsSchema.read(write(Sample.comparison(PLAN, runs, List.of())));

    assertTrue(json.path("complete").asBoolean());
    assertEquals(
        JSON.writeValueAsString(runs),
        JSON.writeValueAsString(JSON.treeToValue(json.path("runs"), Run[].class)));
    assertEquals(PLAN.command(), json.path("repeat").asText());
    JsonNode sgd = json.path("summary").path(0);
    assertEquals("sgd", sgd.path("optimizer").asText());
    assertEquals(
        (runs.get(0).testAccuracy() + runs.get(2).testAccuracy()) / 2,
        sgd.path("testAccuracy").path("mean").asDouble(),
        1e-12);
    assertEquals(1, json.at("/summary/1/learningRate").asDouble(), "Adadelta's rate");
  }

  @Test
  @DisplayName("the schema describes every field, and knows no others")
  void schema() throws Exception {
    List<String> undescribed = new ArrayList<>();
    describe(ResultsSchema.text(), "", undescribed);
    describe(ResultsSchema.text("sweep"), "", undescribed);
    assertEquals(List.of(), undescribed);
  }

  @Test
  @DisplayName("what a comparison and a sweep have in common has one form")
  void schemasAgree() throws Exception {
    JsonNode comparison = ResultsSchema.text();
    JsonNode sweep = ResultsSchema.text("sweep");
    for (String name : List.of("kit", "data", "failures", "unfinished", "complete")) {
      String path = "/properties/" + name;
      assertEquals(comparison.at(path), sweep.at(path), name);
    }
    assertEquals(comparison.at("/properties/runs/items"), sweep.at("/properties/runs/items"));
    comparison
        .path("$defs")
        .properties()
        .forEach(def -> assertEquals(def.getValue(), sweep.path("$defs").get(def.getKey())));
  }

  private static void describe(JsonNode node, String path, List<String> undescribed) {
    if (node.has("properties")) {
      assertFalse(node.path("additionalProperties").asBoolean(true), path);
      Set<String> always =
          JSON
              .convertValue(node.path("properties"), new TypeReference<Map<String, JsonNode>>() {})
              .entrySet()
              .stream()
              .filter(p -> !p.getValue().path("description").asText().contains("; absent "))
              .map(Map.Entry::getKey)
              .collect(Collectors.toSet());
      assertEquals(
          JSON.convertValue(node.path("required"), new TypeReference<Set<String>>() {}),
          always,
          path);
      node.path("properties")
          .properties()
          .forEach(p -> check(p.getValue(), p.getKey(), undescribed));
    }
    node.path("$defs").properties().forEach(p -> check(p.getValue(), p.getKey(), undescribed));
    if (node.has("items")) {
      check(node.path("items"), path + "[]", undescribed);
    }
  }

  private static void check(JsonNode node, String path, List<String> undescribed) {
    if (!node.path("description").asText().endsWith(".")) {
      undescribed.add(path);
    }
    describe(node, path, undescribed);
  }

  @Test
  @DisplayName("entries that do not follow the schema are found")
  void schemaFindsMistakes() throws Exception {
    Comparison good = Sample.comparison(PLAN, Sample.runs(PLAN), List.of());
    List<Consumer<ObjectNode>> mistakes =
        List.of(
            json -> json.remove("seconds"),
            json -> json.put("more", 1),
            json -> json.put("format", "descent-compare/2"),
            json -> json.put("complete", "yes"),
            json -> ((ObjectNode) json.at("/runs/0/epochs/0")).put("gradientNorm", "Infinity"),
            json -> ((ObjectNode) json.at("/runs/0/experiment")).put("optimizer", "Adam"),
            json -> ((ObjectNode) json.at("/summary/1")).putNull("learningRate"),
            json -> ((ObjectNode) json.at("/plan")).put("target", 0),
            json -> ((ObjectNode) json.at("/data/train")).put("sha256", "none"));
    for (Consumer<ObjectNode> mistake : mistakes) {
      ObjectNode json = CompareFiles.JSON.valueToTree(good);
      assertEquals(Set.of(), ResultsSchema.problems(json));
      mistake.accept(json);
      assertNotEquals(Set.of(), ResultsSchema.problems(json));
    }
  }

  @Test
  @DisplayName("results.csv has a row for each epoch of each run, with all its numbers")
  void csv() throws Exception {
    List<Run> runs = Sample.runs(PLAN);
    write(Sample.comparison(PLAN, runs, List.of()));

    List<CSVRecord> rows = csvRows();
    assertEquals(12, rows.size());
    int next = 0;
    for (Run run : runs) {
      for (Epoch epoch : run.epochs()) {
        CSVRecord row = rows.get(next++);
        assertEquals(run.experiment().optimizer(), Optimizer.of(row.get("optimizer")));
        assertEquals(run.experiment().seed(), Long.parseLong(row.get("seed")));
        assertEquals(epoch.epoch(), Integer.parseInt(row.get("epoch")));
        assertEquals(epoch.learningRate(), number(row, "learning_rate"));
        assertEquals(epoch.trainingLoss(), number(row, "training_loss"));
        assertEquals(epoch.validationLoss(), number(row, "validation_loss"));
        assertEquals(epoch.validationAccuracy(), number(row, "validation_accuracy"));
        assertEquals(epoch.gradientNorm(), number(row, "gradient_norm"));
        assertEquals(epoch.seconds(), number(row, "seconds"));
        assertEquals(epoch.epoch() == 3 ? run.testAccuracy() : null, number(row, "test_accuracy"));
      }
    }
  }

  private List<CSVRecord> csvRows() throws Exception {
    String text = Files.readString(folder.resolve("results.csv"));
    return CSVFormat.RFC4180
        .builder()
        .setHeader()
        .setSkipHeaderRecord(true)
        .get()
        .parse(new StringReader(text))
        .getRecords();
  }

  private static Double number(CSVRecord row, String column) {
    return row.get(column).isEmpty() ? null : Double.valueOf(row.get(column));
  }

  @Test
  @DisplayName("report.html holds table, findings, figures and the command, and loads nothing")
  void report() throws Exception {
    Comparison comparison = Sample.comparison(PLAN, Sample.runs(PLAN), List.of());
    write(comparison);
    String html = Files.readString(folder.resolve("report.html"));

    ResultsTable table = ResultsTable.of(comparison);
    for (String title : table.header()) {
      assertTrue(html.contains(">" + title + "</th>"), title);
    }
    for (List<String> row : table.rows()) {
      String cells =
          "<th scope=\"row\">"
              + row.get(0)
              + "</th><td class=\"number\">"
              + String.join("</td><td class=\"number\">", row.subList(1, row.size()))
              + "</td>";
      assertTrue(html.contains(cells), cells);
    }
    for (String finding : comparison.findings()) {
      assertTrue(html.contains("<p>" + finding + "</p>"), finding);
    }
    assertTrue(html.contains("<code>" + comparison.repeat() + "</code>"));
    assertTrue(html.contains("160 rows to train on, 160 for validation, 160 for the test"));
    Matcher images = Pattern.compile("src=\"data:image/svg\\+xml;base64,([^\"]+)\"").matcher(html);
    for (String name : FIGURES) {
      assertTrue(images.find(), name);
      assertEquals(
          Files.readString(folder.resolve(name + ".svg")),
          new String(Base64.getDecoder().decode(images.group(1)), StandardCharsets.UTF_8));
    }
    assertFalse(images.find());
    assertFalse(html.contains("://"), "an address");
  }

  @Test
  @DisplayName("a schedule is in results, report and words, and its rates are a figure")
  void schedule() throws Exception {
    Plan plan = Sample.plan("step:2,0.1", 3, 2, Optimizer.SGD, Optimizer.ADADELTA);
    Comparison comparison = Sample.comparison(plan, Sample.runs(plan), List.of());
    JsonNode json = ResultsSchema.read(write(comparison));

    assertEquals("step:2,0.1", json.at("/plan/schedule").asText());
    assertEquals("step:2,0.1", json.at("/runs/0/experiment/schedule").asText());
    String words = "Rates are those given; the schedule step:2,0.1 changed them.";
    assertTrue(CompareFiles.text(comparison).lines().toList().contains(words));
    String html = Files.readString(folder.resolve("report.html"));
    assertTrue(html.contains("<p>" + words + "</p>"), html);
    assertTrue(html.contains(">learning rate given</th>"), html);
    assertTrue(html.contains("<dd>step:2,0.1</dd>"), html);
    String figure = Files.readString(folder.resolve("learning-rate.svg"));
    assertTrue(figure.contains("Learning rate, step:2,0.1: mean and range over 2 seeds"));
    assertTrue(figure.contains("SGD (momentum 0.9) 0.001, Adadelta 0.1."));

    CompareFiles.write(Sample.comparison(PLAN, Sample.runs(PLAN), List.of()), folder);
    assertFalse(fileNames().contains("learning-rate.svg"), "constant again");
  }

  @Test
  @DisplayName("a comparison that failed in part and was stopped says so everywhere")
  void partial() throws Exception {
    List<Experiment> all = PLAN.experiments();
    Comparison comparison =
        Sample.comparison(
            PLAN, List.of(Sample.run(PLAN, all.get(0))), List.of(failure(all.get(1))));
    JsonNode json = ResultsSchema.read(write(comparison));

    assertFalse(json.path("complete").asBoolean());
    assertEquals(2, json.path("unfinished").asInt());
    assertEquals(1, json.path("runs").size());
    assertEquals(1, json.path("summary").size());
    assertEquals("adadelta", json.at("/failures/0/experiment/optimizer").asText(), json.toString());
    assertEquals(3, csvRows().size());
    String failed = "Failed: Adadelta, seed 1: the loss became NaN in epoch 1, iteration 2";
    String stopped =
        "Stopped: 1 of 4 trainings had ended and are kept; the others are not in these results.";
    String html = Files.readString(folder.resolve("report.html"));
    for (String line : List.of(failed, stopped)) {
      assertTrue(html.contains("<p>" + line + "</p>"), html);
      assertTrue(CompareFiles.text(comparison).lines().toList().contains(line));
    }
    assertTrue(
        Files.readString(folder.resolve("training-loss.svg"))
            .contains(", mean and range over what ended</title>"));
  }

  @Test
  @DisplayName("an optimizer none of whose seeds ended is in the failures and nowhere else")
  void withoutOneOptimizer() throws Exception {
    List<Run> runs = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (Experiment e : PLAN.experiments()) {
      if (e.optimizer() == Optimizer.SGD) {
        failures.add(failure(e));
      } else {
        runs.add(Sample.run(PLAN, e));
      }
    }
    Comparison comparison = Sample.comparison(PLAN, runs, failures);
    JsonNode json = ResultsSchema.read(write(comparison));
    assertEquals(List.of("adadelta"), json.path("summary").findValuesAsText("optimizer"));
    assertEquals(2, json.path("failures").size());
    assertEquals(0, json.path("unfinished").asInt());
    assertTrue(comparison.findings().stream().noneMatch(s -> s.contains("SGD")));
    String text = CompareFiles.text(comparison);
    assertEquals(2, text.lines().filter(line -> line.startsWith("Failed: SGD")).count(), text);
    assertTrue(fileNames().contains("training-loss.png"));
  }

  @Test
  @DisplayName("where no training ended there are no figures, and still all results")
  void nothingEnded() throws Exception {
    List<Failure> failures = PLAN.experiments().stream().map(CompareFilesTest::failure).toList();
    Comparison comparison = Sample.comparison(PLAN, List.of(), failures);
    Files.writeString(folder.resolve("training-loss.png"), "left by an earlier comparison");
    JsonNode json = ResultsSchema.read(write(comparison));
    assertEquals(Set.of("report.html", "results.json", "results.csv"), fileNames());
    assertTrue(json.at("/kit/backend").isNull());
    assertEquals(List.of(), csvRows());
    assertTrue(
        CompareFiles.text(comparison)
            .contains("\n\nNo training ended, so there is nothing to compare.\nFailed: "));
  }

  @Test
  @DisplayName("a run on a node of a cluster names it, one of this machine does not")
  void node() throws Exception {
    List<Run> runs = new ArrayList<>(Sample.runs(PLAN));
    Run first = runs.get(0);
    runs.set(
        0,
        new Run(
            first.experiment(),
            first.epochs(),
            first.testLoss(),
            first.testAccuracy(),
            first.confusion(),
            first.parametersSha256(),
            first.backend(),
            "node-7",
            null));
    JsonNode json = ResultsSchema.read(write(Sample.comparison(PLAN, runs, List.of())));
    assertEquals("node-7", json.at("/runs/0/node").asText());
    assertTrue(json.at("/runs/1/node").isNull());
  }

  @Test
  @DisplayName("with more than 100 classes there is everything but the confusion matrix")
  void manyClasses() throws Exception {
    Plan plan = Sample.plan(2, 1, Optimizer.ADAM);
    String[] classes = IntStream.range(0, 101).mapToObj(i -> "class " + i).toArray(String[]::new);
    Run small = Sample.runs(plan).get(0);
    Run run =
        new Run(
            small.experiment(),
            small.epochs(),
            small.testLoss(),
            small.testAccuracy(),
            new int[101][101],
            small.parametersSha256(),
            small.backend());
    Comparison comparison =
        Comparison.of(
            Sample.data(classes), plan, List.of(), new Outcome(List.of(run), List.of(), 0), 1);
    JsonNode json = ResultsSchema.read(write(comparison));
    assertEquals(101, json.at("/data/classes").size());
    assertEquals(101, json.at("/runs/0/confusion/100").size());
    assertFalse(fileNames().contains("confusion-matrix.png"));
    assertTrue(fileNames().contains("epochs-to-target.svg"));
  }

  @Test
  @DisplayName("the rates tried are in results and report")
  void tuning() throws Exception {
    List<Trial> trials =
        List.of(
            new Trial(Optimizer.SGD, 0.001, 0.5, null, false),
            new Trial(Optimizer.SGD, 0.01, 0.25, null, true),
            new Trial(Optimizer.SGD, 0.1, null, "the loss became NaN", false));
    Comparison comparison =
        Comparison.of(
            Sample.data("a", "b"), PLAN, trials, new Outcome(Sample.runs(PLAN), List.of(), 0), 1);
    JsonNode json = ResultsSchema.read(write(comparison));
    assertEquals(List.of("false", "true", "false"), json.path("tuning").findValuesAsText("chosen"));
    String html = Files.readString(folder.resolve("report.html"));
    assertTrue(html.contains("<td class=\"number\">0.2500</td><td>taken</td>"), html);
    assertTrue(html.contains("<td class=\"number\">–</td><td>the loss became NaN</td>"), html);
  }

  private static Plan with(Map<String, Double> settings) {
    return PLAN.with(
        PLAN.contenders().stream()
            .map(
                it ->
                    it.optimizer() == Optimizer.SGD
                        ? new Contender(it.optimizer(), it.learningRate(), settings)
                        : it)
            .toList());
  }

  @Test
  @DisplayName("settings are in results, table, words and report; an own one leaves no trace")
  void settings() throws Exception {
    Comparison none = Sample.comparison(PLAN, Sample.runs(PLAN), List.of());
    Plan same = with(Map.of("momentum", 0.9));
    assertEquals(
        CompareFiles.json(none),
        CompareFiles.json(Sample.comparison(same, Sample.runs(same), List.of())));
    assertFalse(CompareFiles.json(none).contains("settings"));

    Plan plan = with(Map.of("momentum", 0.99));
    Comparison comparison = Sample.comparison(plan, Sample.runs(plan), List.of());
    JsonNode json = ResultsSchema.read(write(comparison));
    assertEquals("{\"momentum\":0.99}", json.at("/plan/contenders/0/settings").toString());
    assertTrue(json.at("/plan/contenders/1/settings").isMissingNode());
    assertEquals("{\"momentum\":0.99}", json.at("/runs/0/experiment/settings").toString());
    assertTrue(json.path("repeat").asText().contains(" --set sgd.momentum=0.99 "));
    for (String words :
        List.of(CompareFiles.text(comparison), Files.readString(folder.resolve("report.html")))) {
      assertTrue(words.contains("SGD (momentum 0.99)"), words);
      assertFalse(words.contains("SGD (momentum 0.9)"), words);
    }
  }

  @Test
  @DisplayName("a loss that was chosen is in results, figure and report")
  void loss() throws Exception {
    Experiment t = PLAN.template();
    Experiment template =
        new Experiment(
            t.data(),
            t.network(),
            Loss.MSE,
            t.optimizer(),
            t.learningRate(),
            t.schedule(),
            t.batchSize(),
            t.epochs(),
            t.seed());
    Plan plan = new Plan(template, PLAN.contenders(), PLAN.seeds(), PLAN.target());
    Comparison comparison = Sample.comparison(plan, Sample.runs(plan), List.of());
    JsonNode json = ResultsSchema.read(write(comparison));
    assertEquals("mse", json.at("/plan/loss").asText());
    assertEquals("mse", json.at("/runs/0/experiment/loss").asText());
    String report = Files.readString(folder.resolve("report.html"));
    assertTrue(report.contains("mean squared error of the outputs, which should be 1"), report);
    assertFalse(report.contains("cross entropy"), report);
  }
}
