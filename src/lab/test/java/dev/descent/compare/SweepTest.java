package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.compare.Experiments.Outcome;
import dev.descent.experiment.Epoch;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of a sweep's trainings; none is trained. */
class SweepTest {
  private static final String TWO = "lr=0.001 0.01 0.1 1,batch-size=16 32";

  @TempDir Path folder;

  private static SweepPlan plan(int seeds, String sweep) {
    return Sample.sweepPlan(seeds, 0, sweep, Optimizer.SGD, Optimizer.ADAM);
  }

  /** The best rate of SGD is 0.1, of Adam the least; batches hardly matter; seeds differ a bit. */
  private static double accuracy(Experiment e) {
    double best = e.optimizer() == Optimizer.SGD ? 0.1 : 0.001;
    return 0.95
        - 0.1 * Math.abs(Math.log10(e.learningRate() / best))
        - e.batchSize() / 10_000.0
        + (e.optimizer() == Optimizer.SGD ? 0.02 : 0)
        + 0.001 * ((e.seed() * 7 + e.batchSize() / 16 * e.seed()) % 5);
  }

  private static List<String> labels(Sweep sweep) {
    return sweep.points().stream().map(p -> p.optimizer().key() + " " + p.values()).toList();
  }

  @Test
  @DisplayName("points are ordered by the validation part, and each optimizer has its best")
  void points() {
    Sweep sweep = Sample.sweep(plan(3, TWO), SweepTest::accuracy);
    assertTrue(sweep.complete());
    assertEquals(16, sweep.points().size());
    assertEquals("sgd lr=0.1, batch-size=16", labels(sweep).get(0));
    assertEquals(
        List.of("sgd lr=0.1, batch-size=16", "adam lr=0.001, batch-size=16"),
        sweep.points().stream()
            .filter(SweepPoint::best)
            .map(p -> p.optimizer().key() + " " + p.values())
            .toList());
    assertEquals(3, sweep.points().get(0).summary().validationAccuracy().n());
  }

  @Test
  @DisplayName("the findings: the best with its test result, ties, what matters, ends")
  void findings() {
    Sweep sweep = Sample.sweep(plan(3, TWO), SweepTest::accuracy);
    assertEquals(
        List.of(
            "Best on the validation part: SGD (momentum 0.9) with lr=0.1, batch-size=16: 97.1 ± 0.2 %;"
                + " on the test part 97.1 ± 0.2 %.",
            "Best of Adam: lr=0.001, batch-size=16: 95.1 ± 0.2 %; on the test part 95.1 ± 0.2 %.",
            "The best of many has luck in its validation part, too. The test part had no say, and is"
                + " shown for what was chosen alone.",
            "Not told apart from the best by these seeds (paired t-test, p of 0.05 or more): 1 of 15"
                + " other points, the next SGD (momentum 0.9) with lr=0.1, batch-size=32 (97.0 ± 0.1 %).",
            "lr matters most. From the worst value of a setting to its best, the others chosen to"
                + " suit, mean over the optimizers: lr 25.0, batch-size 0.1 points of accuracy.",
            "A better lr may lie beyond those tried: best was Adam at the lowest, 0.001."),
        sweep.findings());
  }

  @Test
  void oneSeedAndDrawsAreSaid() {
    SweepPlan plan =
        Sample.sweepPlan(1, 12, "lr=1e-3..1,batch-size=16 32", Optimizer.SGD, Optimizer.ADAM);
    List<String> findings = Sample.sweep(plan, SweepTest::accuracy).findings();
    String all = String.join("\n", findings);
    assertTrue(all.contains("\nOne seed is one sample: "), all);
    assertTrue(
        all.contains(
            "\nThe points were drawn at random with a seed of their own: --draws 12 draws"
                + " the same again, and more of them add to these."),
        all);
    assertTrue(all.contains("lr (in thirds of its range) "), all);
    assertFalse(all.contains("paired"), all);
    List<String> equal = Sample.sweep(plan, e -> e.batchSize() == 16 ? 0.9 : 0.8).findings();
    assertTrue(
        equal.stream().anyMatch(s -> s.matches("As good as the best: \\d+ of 23 other points, .*")),
        equal.toString());
  }

  @Test
  void nothingLearnt() {
    Sweep sweep = Sample.sweep(plan(2, "lr=0.1 1"), e -> Sample.BASELINE);
    assertTrue(
        sweep
            .findings()
            .contains(
                "None is better than always saying upper, which has 15.0 %: nothing was learnt."),
        sweep.findings().toString());
  }

  @Test
  @DisplayName("a point with a failed training is not the best, however good the others are")
  void failures() throws Exception {
    ToDoubleFunction<Experiment> accuracy =
        e ->
            e.learningRate() == 1 || e.learningRate() == 0.1 && e.seed() == 2
                ? Double.NaN
                : accuracy(e);
    Sweep sweep = Sample.sweep(plan(2, TWO), accuracy);
    assertFalse(sweep.complete());
    assertEquals(12, sweep.failures().size());
    assertEquals("adam lr=0.001, batch-size=16", labels(sweep).get(0));
    assertTrue(labels(sweep).subList(12, 16).stream().allMatch(l -> l.contains("lr=1,")));
    String text = CompareFiles.text(sweep);
    assertTrue(
        text.contains(
            "\nAt 8 of 16 points a training failed: they stand last. None ended with lr=1.\n"),
        text);
    assertEquals(5, text.lines().filter(line -> line.startsWith("Failed: ")).count());
    assertTrue(
        text.contains(
            "\nFailed: SGD (momentum 0.9), lr=1, batch-size=16, seed 1: the loss became NaN in epoch 1,"
                + " iteration 2\n"),
        text);
    assertTrue(text.contains("\nFailed, too: 7 trainings, see results.json.\n"), text);
    JsonNode json = ResultsSchema.readSweep(CompareFiles.json(sweep));
    assertEquals(2, json.at("/points/15/failed").asInt());
    assertTrue(json.at("/points/15/validationAccuracy/mean").isNull());
    assertEquals(1, json.at("/points/8/failed").asInt());
    sweep.figures();

    Sweep none = Sample.sweep(plan(2, TWO), e -> Double.NaN);
    assertEquals(List.of("No training ended, so there is nothing to compare."), none.findings());
    assertEquals("", none.table());
    assertEquals(Map.of(), none.figures());
    ResultsSchema.readSweep(CompareFiles.json(none));
  }

  @Test
  @DisplayName("what was stopped keeps what is done, and says so")
  void stopped() throws Exception {
    Sweep sweep =
        Sample.sweep(
            plan(2, TWO),
            e ->
                e.seed() == 2 || e.optimizer() == Optimizer.ADAM && e.batchSize() == 32
                    ? -1
                    : accuracy(e));
    assertFalse(sweep.complete());
    assertEquals(20, sweep.unfinished());
    String text = CompareFiles.text(sweep);
    assertTrue(text.contains("97.1 % (1 of 2)"), text);
    assertTrue(
        text.endsWith(
            "Stopped: 12 of 32 trainings had ended and are kept; the others are not in these results.\n"),
        text);
    ResultsSchema.readSweep(CompareFiles.json(sweep));
    assertTrue(sweep.figures().get("sweep").title().endsWith("mean over what ended"));

    // What was not run has not failed.
    var curves =
        Sample.sweep(plan(2, "lr=0.1 1"), e -> e.learningRate() == 1 ? -1 : accuracy(e)).figures();
    assertFalse(curves.get("sweep").description().contains("failed"));
    var lines =
        Sample.sweep(
                plan(2, TWO + ",dropout=0 0.5"),
                e -> e.seed() == 2 || e.learningRate() == 1 ? -1 : accuracy(e))
            .figures();
    assertTrue(
        lines.get("sweep").description().startsWith("Parallel coordinates of 24 points"),
        lines.get("sweep").description());
  }

  @Test
  @DisplayName("the table has the ten best in 80 columns")
  void table() {
    List<String> lines = Sample.sweep(plan(3, TWO), SweepTest::accuracy).table().lines().toList();
    assertEquals("optimizer          lr  batch    validation      to 90 %  s/run", lines.get(0));
    assertEquals("sgd               0.1     16  97.1 ± 0.2 %    2.0 ± 0.0    0.5", lines.get(1));
    assertEquals("(always upper)                      15.0 %", lines.get(11));
    assertEquals("6 more points are in results.json.", lines.get(12));
    assertEquals(13, lines.size());
    String all =
        "lr=0.000123 0.1,batch-size=16 128,hidden=512,256,128,64 none,dropout=0 0.25,"
            + "schedule=warmup:3,multistep:10/20/30,0.1 constant,weight-decay=0.00012 0";
    for (String line : Sample.sweep(plan(3, all), SweepTest::accuracy).table().lines().toList()) {
      assertTrue(line.length() <= 80, line);
    }
  }

  @Test
  @DisplayName("results.json follows its schema; only the best have a test result")
  void json() throws Exception {
    SweepPlan plan = plan(2, "lr=1e-3..1e-1,hidden=8,4 none,schedule=constant step:2,0.5");
    JsonNode json =
        ResultsSchema.readSweep(CompareFiles.json(Sample.sweep(plan, SweepTest::accuracy)));
    assertEquals("descent-sweep/1", json.path("format").asText());
    assertEquals(plan.command(), json.path("repeat").asText());
    assertEquals(
        "[0.001,0.01,0.1]".replace("0.01,", "0.00316,0.01,0.0316,"),
        json.at("/plan/sweep/0/values").toString());
    assertEquals("[[8,4],[]]", json.at("/plan/sweep/1/values").toString());
    assertEquals("[\"constant\",\"step:2,0.5\"]", json.at("/plan/sweep/2/values").toString());
    assertTrue(json.at("/plan/sweep/0/range").asBoolean());
    assertTrue(json.at("/plan/draws").isNull());
    assertTrue(json.at("/plan/schedule").isNull());
    assertTrue(json.at("/plan/contenders/1/learningRate").isNull());
    assertTrue(json.at("/plan/network/hidden").isNull());
    assertEquals(16, json.at("/plan/batchSize").asInt(), "not swept");
    assertEquals(
        "{\"lr\":0.1,\"hidden\":[8,4],\"schedule\":\"constant\"}",
        json.at("/points/0/settings").toString());
    for (JsonNode point : json.path("points")) {
      assertEquals(point.path("best").asBoolean() ? 2 : 0, point.at("/testAccuracy/n").asInt());
    }
    assertEquals(
        2, json.path("points").findValuesAsText("best").stream().filter("true"::equals).count());
    assertEquals(80, json.path("runs").size());
  }

  @Test
  @DisplayName("results.csv has a column for each swept setting")
  void csv() throws Exception {
    Sweep sweep = Sample.sweep(plan(1, "batch-size=16 32,hidden=8,4 none"), SweepTest::accuracy);
    CompareFiles.write(sweep, folder);
    List<CSVRecord> rows =
        CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .get()
            .parse(Files.newBufferedReader(folder.resolve("results.csv")))
            .getRecords();
    assertEquals(16, rows.size());
    assertEquals(List.of("sgd", "1", "16", "8,4", "1"), rows.get(0).stream().limit(5).toList());
    assertEquals("none", rows.get(15).get("hidden"));
    assertEquals("32", rows.get(15).get("batch_size"));
  }

  @Test
  @DisplayName("a sweep removes the figures of a comparison in its folder, and the other way round")
  void othersFigures() throws Exception {
    Plan plan = Sample.plan(2, 1, Optimizer.SGD);
    CompareFiles.write(Sample.comparison(plan, Sample.runs(plan), List.of()), folder);
    Sweep sweep = Sample.sweep(plan(1, TWO), SweepTest::accuracy);
    List<Path> files = CompareFiles.write(sweep, folder);
    Set<String> names =
        Set.of("report.html", "sweep.png", "sweep.svg", "results.json", "results.csv");
    assertEquals(
        names, files.stream().map(f -> f.getFileName().toString()).collect(Collectors.toSet()));
    assertEquals(names, Set.of(folder.toFile().list()));
    String page = Files.readString(folder.resolve("report.html"));
    for (String sentence : sweep.findings()) {
      assertTrue(page.contains("<p>" + sentence + "</p>"), sentence);
    }
    assertTrue(page.contains("<dd>swept: 0.001, 0.01, 0.1, 1</dd>"), page);
    assertTrue(page.contains("All 16 on the validation part"), page);
    CompareFiles.write(Sample.comparison(plan, Sample.runs(plan), List.of()), folder);
    assertFalse(Files.exists(folder.resolve("sweep.png")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | lr=1e-3..1 | Line chart of wrong on the validation part (%) over learning rate.",
        "9 | lr=1e-3..1 | Line chart of wrong on the validation part (%) over learning rate.",
        "0 | dropout=0 0.1 0.5 | Line chart of wrong on the validation part (%) over dropout.",
        "0 | weight-decay=0 1e-5 0.01 | Heat map over optimizer and weight decay.",
        "0 | hidden=8 4,4 none | Heat map over optimizer and hidden layers.",
        "0 | batch-size=16 | Heat map over optimizer and batch size.",
        "0 | lr=0.1 1,batch-size=16 32 | Heat map over batch size and learning rate.",
        "0 | hidden=8 4,4,schedule=constant warmup:3,cosine:12 | Heat map over hidden layers and schedule.",
        "5 | lr=1e-3..1,batch-size=16 32 | Parallel coordinates of 10 points: optimizer, learning rate,"
            + " batch size, accuracy.",
        "0 | lr=0.1 1,batch-size=16 32,dropout=0 0.5 | Parallel coordinates of 16 points: optimizer,"
            + " learning rate, batch size, dropout, accuracy.",
      })
  @DisplayName("the figure suits how many settings there are")
  void figures(int draws, String sweep, String words) {
    SweepPlan plan = Sample.sweepPlan(2, draws, sweep, Optimizer.SGD, Optimizer.ADAM);
    var figure = Sample.sweep(plan, SweepTest::accuracy).figures().get("sweep");
    assertTrue(figure.description().startsWith(words), figure.description());
    figure.svg();
    figure.narrow().ifPresent(narrow -> narrow.svg());
  }

  @ParameterizedTest
  @ValueSource(strings = {"lr=1e-3..1", TWO, TWO + ",dropout=0 0.5"})
  @DisplayName("what failed is said in every kind of figure")
  void failedPoints(String sweep) throws Exception {
    SweepPlan plan = plan(2, sweep);
    var figure =
        Sample.sweep(plan, e -> e.learningRate() == 1 ? Double.NaN : accuracy(e))
            .figures()
            .get("sweep");
    var whole = Sample.sweep(plan, SweepTest::accuracy).figures().get("sweep");
    assertNotEquals(new String(whole.svg()), new String(figure.svg()));
    assertFalse(figure.description().contains("NaN"), figure.description());
    if (plan.axes().size() == 1) {
      assertTrue(figure.description().contains("sgd, failed at 1"), figure.description());
    }
  }

  @Test
  @DisplayName("of very many points some are drawn, and the title says so")
  void manyPoints() {
    SweepPlan plan =
        Sample.sweepPlan(1, 2500, "lr=1e-4..1,dropout=0 0.5,weight-decay=0 0.1", Optimizer.SGD);
    Sweep sweep = Sample.sweep(plan, SweepTest::accuracy);
    String title = sweep.figures().get("sweep").title();
    assertEquals("Validation accuracy, one seed, 1 point of 2", title);
    assertTrue(
        sweep.table().endsWith("2,490 more points are in results.json." + System.lineSeparator()));
  }

  @Test
  @DisplayName("shades go by the logarithm of the error, so that good points differ")
  void errors() {
    Sweep sweep =
        Sample.sweep(
            plan(1, "lr=0.001 0.01 0.1 1"),
            e -> Map.of(0.001, 0.1, 0.01, 0.97, 0.1, 0.995, 1.0, 1.0).get(e.learningRate()));
    SweepErrors errors = SweepErrors.of(sweep);
    List<Double> shades = sweep.points().stream().map(errors::goodness).distinct().toList();
    assertEquals(4, shades.size());
    assertEquals(1, shades.get(0));
    assertEquals(0, shades.get(3));
    assertTrue(shades.get(1) - shades.get(2) > 0.2, shades.toString());
  }

  @Test
  @DisplayName("of a number the error counts, and lower is better")
  void regression() throws Exception {
    Plan moons = Sample.plan(2, 2, Optimizer.SGD, Optimizer.ADAM);
    Experiment t = moons.template();
    Experiment template =
        new Experiment(
            "regression", t.network(), Loss.MSE, t.optimizer(), 0.1, t.schedule(), 16, 1, 1);
    Plan base = new Plan(template, moons.contenders(), 2, Double.NaN);
    SweepPlan plan = SweepPlan.of(base, List.of(TWO), 0);
    List<Run> runs = new ArrayList<>();
    for (Experiment e : plan.experiments()) {
      double error = 1.01 - accuracy(e);
      Epoch epoch = new Epoch(1, 1, error * error, Double.NaN, e.learningRate(), 1, 1);
      runs.add(
          new Run(
              e, List.of(epoch), error * error, Double.NaN, new int[0][0], "0".repeat(64), "ND4J"));
    }
    Comparison.Data classes = Sample.data("upper");
    Comparison.Data data =
        new Comparison.Data(
            "regression",
            List.of(2),
            List.of(),
            "price",
            1000,
            classes.train(),
            classes.validation(),
            classes.test(),
            new Baseline("the mean", 1000, 1000),
            List.of());
    Sweep sweep = Sweep.of(data, plan, new Outcome(runs, List.of(), 0), 1);
    assertEquals("sgd lr=0.1, batch-size=16", labels(sweep).get(0));
    assertTrue(
        sweep.findings().get(0).contains(": 39.6 ± 1.4; on the test part 39.6 ± 1.4."),
        sweep.findings().get(0));
    assertTrue(
        sweep.table().matches("(?s)optimizer +lr +batch +validation error +s/run\\R.*"),
        sweep.table());
    ResultsSchema.readSweep(CompareFiles.json(sweep));
    sweep.figures().get("sweep").svg();
  }

  @Test
  @DisplayName("settings and a chosen loss are at every point, in results, words and figure")
  void settings() throws Exception {
    Plan moons = Sample.plan(2, 1, Optimizer.SGD, Optimizer.ADAM);
    Plan.Contender sgd = new Plan.Contender(Optimizer.SGD, 0.01, Map.of("momentum", 0.5));
    Experiment t = moons.template();
    Experiment template =
        new Experiment(t.data(), t.network(), Loss.MSE, t.optimizer(), 0.1, t.schedule(), 16, 2, 1);
    Plan base = new Plan(template, List.of(sgd, moons.contenders().get(1)), 1, 0.9);
    Sweep sweep = Sample.sweep(SweepPlan.of(base, List.of(TWO), 0), SweepTest::accuracy);
    JsonNode json = ResultsSchema.readSweep(CompareFiles.json(sweep));
    assertEquals("mse", json.at("/plan/loss").asText());
    assertEquals("{\"momentum\":0.5}", json.at("/plan/contenders/0/settings").toString());
    for (Run run : sweep.runs()) {
      Experiment e = run.experiment();
      assertEquals(e.optimizer() == Optimizer.SGD ? sgd.settings() : Map.of(), e.settings());
    }
    assertTrue(json.path("repeat").asText().contains(" --loss mse "), json.path("repeat").asText());
    assertTrue(json.path("repeat").asText().contains(" --set sgd.momentum=0.5 "));
    assertTrue(sweep.findings().toString().contains("SGD (momentum 0.5)"), sweep.findings() + "");
    assertTrue(sweep.figures().get("sweep").description().contains("SGD (momentum 0.5)"));
  }
}
