package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.compare.Comparer;
import dev.descent.compare.Experiments;
import dev.descent.compare.Plan;
import dev.descent.compare.ResultsSchema;
import dev.descent.machine.NativesFolder;
import dev.descent.worker.WorkerPool;
import dev.descent.worker.WorkerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The whole command: real files, real workers, real training. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompareCommandTest {
  private static final List<String> FILES =
      List.of(
          "report.html",
          "training-loss.png",
          "training-loss.svg",
          "validation-accuracy.png",
          "validation-accuracy.svg",
          "epochs-to-target.png",
          "epochs-to-target.svg",
          "confusion-matrix.png",
          "confusion-matrix.svg",
          "results.json",
          "results.csv");

  @TempDir Path folder;
  private Path results;

  private record Result(int exit, String out, String err) {}

  @BeforeEach
  void chooseOut() {
    results = folder.resolve("my results");
  }

  private Result compare(String... options) {
    StringWriter err = new StringWriter();
    Result result = compare(new PrintWriter(err, true), options);
    return new Result(result.exit(), result.out(), err.toString());
  }

  private Result compare(PrintWriter err, String... options) {
    StringWriter out = new StringWriter();
    List<String> args = new ArrayList<>(List.of("compare", "--out", results.toString()));
    args.addAll(List.of(options));
    int exit =
        Descent.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(err)
            .execute(args.toArray(String[]::new));
    return new Result(exit, out.toString(), "");
  }

  /** The command in a JVM of its own, as the launcher starts it. */
  private ProcessBuilder descent(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // as the launcher
                "-Duser.language=ar", // a country with other digits
                "-Duser.country=EG",
                "-cp",
                System.getProperty("java.class.path"),
                Descent.class.getName(),
                "compare",
                "--out",
                results.toString()));
    command.addAll(List.of(options));
    return new ProcessBuilder(command);
  }

  /** The figures as texts, by their files' names. */
  private Map<String, String> figures() throws IOException {
    Map<String, String> figures = new TreeMap<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(results, "*.svg")) {
      for (Path file : files) {
        figures.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return figures;
  }

  private JsonNode resultsJson() throws IOException {
    return ResultsSchema.read(Files.readString(results.resolve("results.json")));
  }

  /** Three clouds in the plane, their classes named by words. */
  private Path clouds() throws IOException {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder("width,height,kind\n");
    String[] kinds = {"iris", "red rose", "\"tulip, wild\""};
    for (int i = 0; i < 150; i++) {
      text.append(random.nextGaussian() + 4 * (i % 3))
          .append(',')
          .append(random.nextGaussian())
          .append(',')
          .append(kinds[i % 3])
          .append('\n');
    }
    return Files.writeString(folder.resolve("my flowers.csv"), text);
  }

  @Test
  @DisplayName(
      "from a CSV file to table, figures, report and results, the same with any threads in any country")
  void endToEnd() throws Exception {
    String[] options = {
      "--data",
      "csv:" + clouds() + ",label=kind",
      "--optimizers=sgd,adam",
      "--lr=adam=0.01",
      "--seeds=2",
      "--epochs=2",
      "--batch-size=16",
      "--target=0.8"
    };
    Result table = compare(with(options, "--jobs=2"));

    assertEquals("", table.err());
    assertEquals(0, table.exit());
    List<String> lines = table.out().lines().toList();
    assertTrue(
        lines.get(0).endsWith("kind is iris 33.3 %, red rose 33.3 %, tulip, wild 33.3 %."),
        table.out());
    assertTrue(
        lines.get(2).matches("optimizer +rate +to 80 % +validation +test +loss +s/run"),
        table.out());
    assertTrue(lines.get(3).matches("SGD \\(momentum 0\\.9\\) +0\\.01 .*"), table.out());
    assertTrue(lines.get(4).matches("Adam +0\\.01 .*"), table.out());
    assertTrue(lines.get(5).matches("\\(always iris\\) +33\\.3 % +33\\.3 % *"), table.out());
    assertTrue(lines.stream().anyMatch(l -> l.startsWith("Final accuracy")), table.out());
    assertEquals(
        FILES.stream().map(name -> "  " + results.resolve(name)).toList(),
        lines.subList(lines.indexOf("Written:") + 1, lines.size()));
    assertEquals(Set.copyOf(FILES), Set.of(results.toFile().list()));
    JsonNode first = resultsJson();
    assertTrue(first.path("complete").asBoolean());
    assertEquals("[\"iris\",\"red rose\",\"tulip, wild\"]", first.at("/data/classes").toString());
    assertEquals(4, first.path("runs").size());

    Map<String, String> figures = figures();

    // Again, in a JVM that may use two threads, one training after the other, as JSON.
    ProcessBuilder builder = descent(with(options, "--jobs=1", "--json"));
    builder.environment().putAll(Map.of("OMP_NUM_THREADS", "2", "OPENBLAS_NUM_THREADS", "2"));
    Process process = builder.redirectError(folder.resolve("err").toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor());
    assertEquals("", Files.readString(folder.resolve("err")));
    JsonNode second = ResultsSchema.read(out); // would fail on anything but JSON
    assertEquals(out, Files.readString(results.resolve("results.json")));
    assertEquals(numbers(first), numbers(second));
    assertEquals(first.path("data"), second.path("data"));
    assertEquals(figures, figures());
    assertEquals(4, Set.copyOf(first.findValuesAsText("parametersSha256")).size(), "all differ");
  }

  @Test
  @DisplayName("a schedule reaches every optimizer, from the option to the figures")
  void schedule() throws Exception {
    Result result =
        compare(
            moons(
                "--optimizers=sgd,adadelta --seeds=1 --epochs=3 --schedule=multistep:1/2,0.5"
                    + " --jobs=1"));
    assertEquals("", result.err());
    assertEquals(0, result.exit());
    assertTrue(result.out().contains("the schedule multistep:1/2,0.5 changed them."), result.out());
    JsonNode json = resultsJson();
    assertEquals("multistep:1/2,0.5", json.at("/plan/schedule").asText());
    JsonNode sgd = json.at("/runs/0/epochs");
    assertEquals(
        List.of("0.01", "0.005", "0.0025"), sgd.findValuesAsText("learningRate"), sgd.toString());
    assertEquals("0.25", json.at("/runs/1/epochs/2/learningRate").asText());
    assertTrue(Files.exists(results.resolve("learning-rate.svg")));
  }

  @Test
  @DisplayName("a sweep: table, figure, results; each training is that of a comparison")
  void sweep() throws Exception {
    String tiny = "--hidden=8 --epochs=1 --jobs=2";
    List<String> options =
        new ArrayList<>(List.of(moons("--optimizers=sgd,adam --seeds=2 " + tiny)));
    options.add("--sweep=lr=0.001..0.1,batch-size=16 40");
    Result result = compare(options.toArray(String[]::new));
    assertEquals("", result.err());
    assertEquals(0, result.exit());
    List<String> lines = result.out().lines().toList();
    assertTrue(
        lines.get(2).matches("optimizer +lr +batch +validation +to 95 % +s/run"), result.out());
    assertEquals("10 more points are in results.json.", lines.get(14), result.out());
    assertTrue(result.out().contains("\nBest on the validation part: "), result.out());
    Set<String> names =
        Set.of("report.html", "sweep.png", "sweep.svg", "results.json", "results.csv");
    assertEquals(names, Set.of(results.toFile().list()));
    JsonNode sweep = ResultsSchema.readSweep(Files.readString(results.resolve("results.json")));
    assertTrue(sweep.path("complete").asBoolean());
    assertEquals(20, sweep.path("points").size());
    assertEquals(40, sweep.path("runs").size());

    compare(
        moons(
            "--optimizers=sgd,adam --seeds=2 --batch-size=40 --lr sgd=0.00316 --lr adam=0.00316 "
                + tiny));
    JsonNode comparison = resultsJson();
    assertEquals(4, comparison.path("runs").size());
    List<JsonNode> swept = numbers(sweep);
    numbers(comparison).forEach(run -> assertTrue(swept.contains(run), run.toString()));
    assertFalse(Files.exists(results.resolve("sweep.png")));
  }

  @Test
  @DisplayName("a sweep with a rate at which all diverges: the others count; exit code 1")
  void sweepDiverges() throws Exception {
    List<String> options =
        new ArrayList<>(
            List.of(moons("--optimizers=sgd --seeds=1 --epochs=1 --hidden=8 --jobs=1 --json")));
    options.addAll(List.of("--sweep", "lr=0.1 1e30", "--draws", "2"));
    Result result = compare(options.toArray(String[]::new));
    assertEquals(1, result.exit(), result.err());
    JsonNode json = ResultsSchema.readSweep(result.out());
    assertFalse(json.path("complete").asBoolean());
    assertEquals(2, json.at("/plan/draws").asInt());
    assertEquals(1, json.path("failures").size());
    assertEquals(0.1, json.at("/points/0/settings/lr").asDouble());
    assertTrue(json.at("/points/0/best").asBoolean());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--draws=3 | --draws needs --sweep, which says what to draw from",
        "--sweep=lr=0.1;--draws=0 | --draws must be at least 1, got 0",
        "--sweep=lr=0.1 1;--tune | --tune and --sweep cannot be given together: --sweep"
            + " \"lr=1e-4..1e-1\" tries rates, too",
        "--sweep=lr=0.1 1;--lr=adam=1 | --lr and --sweep lr cannot be given together",
        "--sweep=batch-size=16 32;--batch-size=64 | --batch-size and --sweep batch-size cannot be"
            + " given together",
        "--sweep=hidden=8;--hidden=8 | --hidden and --sweep hidden cannot be given together",
        "--sweep=lr=0.1;--sweep=lr=1 | --sweep has lr twice",
        "--sweep=rate=0.1 | --sweep: unknown setting 'rate'; there are lr, batch-size, hidden,"
            + " dropout, schedule, weight-decay",
        "--sweep=batch-size=16 161 | --sweep: --batch-size 161: the training part of two-moons has"
            + " only 160 rows",
        "--sweep=batch-size=16 53;--batch-norm | --sweep: --batch-size 53: of 160 rows to train on the"
            + " last batch has one, and --batch-norm needs two or more; take another size",
        "--sweep=lr=0.1 1;--seeds=20000 | 2 points, 3 optimizers, 20000 seeds and 15 epochs are"
            + " 1,800,000 epochs in all; at most 1,000,000 are kept and written down",
      })
  @DisplayName("sweeps that make no sense: one line, exit code 2, nothing written")
  void badSweep(String options, String message) {
    List<String> words = new ArrayList<>(List.of("--data=moons:200", "--jobs=1"));
    words.addAll(List.of(options.split(";")));
    Result result = compare(words.toArray(String[]::new));
    assertEquals("descent: " + message, result.err().strip());
    assertEquals(2, result.exit());
    assertEquals("", result.out());
    assertFalse(Files.exists(results));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("the command to repeat a sweep is taken by a shell, and sweeps the same")
  void repeatSweep() throws Exception {
    List<String> options =
        List.of(
            "--data=moons:200",
            "--optimizers=sgd,adam",
            "--seeds=1",
            "--epochs=1",
            "--sweep=hidden=none 8,4,schedule=constant step:1,0.5",
            "--sweep=lr=1e-3..1e-1",
            "--draws=3",
            "--jobs=1");
    compare(options.toArray(String[]::new));
    JsonNode first = ResultsSchema.readSweep(Files.readString(results.resolve("results.json")));
    Process shell =
        new ProcessBuilder(
                "sh", "-c", "set -- " + first.path("repeat").asText() + "\nprintf '%s\\n' \"$@\"")
            .redirectErrorStream(true)
            .start();
    List<String> words =
        new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertEquals(List.of("./descent", "compare"), words.subList(0, 2), words.toString());
    Result again = compare(words.subList(2, words.size()).toArray(String[]::new));
    assertEquals(0, again.exit(), again.err());
    JsonNode second = ResultsSchema.readSweep(Files.readString(results.resolve("results.json")));
    assertEquals(first.path("plan"), second.path("plan"));
    assertEquals(numbers(first), numbers(second));
  }

  @Test
  @DisplayName("a number is predicted in its own unit, beside what the mean alone gets")
  void regression() throws Exception {
    Random random = new Random(3);
    StringBuilder text = new StringBuilder("a;colour;price\n");
    double[] prices = new double[200];
    for (int i = 0; i < prices.length; i++) {
      double a = random.nextGaussian();
      prices[i] = 5e5 + 3e4 * a + (i % 2) * 4e4;
      text.append(a).append(i % 2 == 0 ? ";red;" : ";blue;").append(prices[i]).append('\n');
    }
    Path file = Files.writeString(folder.resolve("houses.csv"), text.toString().replace('.', ','));
    Result result =
        compare(
            "--data=csv:" + file + ",target=price",
            "--hidden=8",
            "--optimizers=adam",
            "--lr=adam=0.03",
            "--seeds=2",
            "--epochs=30",
            "--batch-size=16",
            "--jobs=1");
    assertEquals("", result.err());
    assertEquals(0, result.exit());
    JsonNode json = resultsJson();
    double spread = new DescriptiveStatistics(prices).getStandardDeviation();
    double mean = json.at("/data/baseline/test").asDouble();
    assertTrue(Math.abs(mean - spread) < 0.3 * spread, mean + " where the spread is " + spread);
    double error = json.at("/summary/0/testError/mean").asDouble();
    assertTrue(error < 0.1 * spread, "a plane is learnt, error " + error);
    double roots =
        Math.sqrt(json.at("/runs/0/testLoss").asDouble())
            + Math.sqrt(json.at("/runs/1/testLoss").asDouble());
    assertEquals(json.at("/data/unit").asDouble() * roots / 2, error, 1e-6 * error);
    assertTrue(json.at("/summary/0/testAccuracy/mean").isNull());
    assertTrue(json.at("/plan/target").isNull());
    assertTrue(result.out().contains("(always the mean)"), result.out());
    assertTrue(
        result.out().contains("Cells are parted by semicolons, numbers have a decimal comma."));
    assertTrue(Files.exists(results.resolve("validation-error.png")));
    assertFalse(Files.exists(results.resolve("confusion-matrix.png")));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName(
      "where nothing can be drawn, the numbers are written all the same, and a line says so")
  void withoutFonts() throws Exception {
    ProcessBuilder builder = descent(moons("--optimizers=sgd --seeds=1 --epochs=1 --jobs=1"));
    Path fonts = Files.writeString(folder.resolve("fonts.conf"), "<fontconfig></fontconfig>");
    builder.environment().put("FONTCONFIG_FILE", fonts.toString());
    List<String> noFonts = List.of("-Dsun.awt.fontconfig=/not/there", "-Duser.home=" + folder);
    builder.command().addAll(1, noFonts);
    builder
        .command()
        .add(1, "-Dorg.bytedeco.javacpp.cachedir=" + NativesFolder.find()); // not in that home
    Process process = builder.redirectError(folder.resolve("err").toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out + Files.readString(folder.resolve("err")));
    assertTrue(out.contains("\nNo figures: Java cannot draw here"), out);
    assertEquals(
        Set.of("report.html", "results.json", "results.csv"), Set.of(results.toFile().list()));
    assertEquals(1, resultsJson().path("runs").size());
  }

  private static String[] with(String[] options, String... more) {
    return Stream.of(options, more).flatMap(Arrays::stream).toArray(String[]::new);
  }

  /** Everything about the runs but the time they took. */
  private static List<JsonNode> numbers(JsonNode json) {
    JsonNode runs = json.path("runs").deepCopy();
    runs.findParents("seconds").forEach(n -> ((ObjectNode) n).remove("seconds"));
    return StreamSupport.stream(runs.spliterator(), false).collect(Collectors.toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--data=digit | digit: no such data; there are digits\\[:ROWS\\], .*",
        "--data=moons:5 | moons:5: rows must be a number from 100 to 200000, got \"5\"",
        "--optimizers=adam --lr sgd=1 | --lr sgd=1\\.0: sgd is not among --optimizers",
        "--lr sdg=1 | unknown optimizer 'sdg'; there are sgd, plain-sgd, .*",
        "--lr sgd=-0.1 | learning rate of sgd must be 0, or from .*, got -0\\.1",
        "--lr sgd=NaN | learning rate of sgd must be 0, or from .*, got NaN",
        "--set adam.beta1=1.5 | beta1 of adam must be at least 0 and below 1, got 1\\.5",
        "--set sgd.beta1=0.9 | sgd has no beta1; it has momentum",
        "--set sgd.=0.9 | sgd has no ; it has momentum",
        "--set momentum=0.9 | --set must be OPT\\.NAME=X, such as sgd\\.momentum=0\\.99, got momentum=0\\.9",
        "--optimizers=adam --set sgd.momentum=1 | --set sgd\\.momentum=1\\.0: sgd is not among --optimizers",
        "--loss=l1 | --loss must be cross-entropy or mse where classes are told apart, got l1",
        "--loss=hinge | --loss must be cross-entropy or mse where classes are told apart, got hinge",
        "--data=regression --loss=cross-entropy | --loss must be mse or l1 or smooth-l1 where a number is predicted, got cross-entropy",
        "--optimizers=sgd,SGD | optimizer sgd is named twice",
        "--schedule=steps:3 | unknown schedule 'steps:3'; write constant, step:30,0\\.1, .*",
        "--schedule=step:0,0.1 | schedule 'step:0,0\\.1': stepSize must be at least 1, got 0",
        "--seeds=0 | the number of seeds must be at least 1, got 0",
        "--epochs=0 | epochs must be at least 1, got 0",
        "--batch-size=0 | batch size must be at least 1, got 0",
        "--batch-size=161 | --batch-size 161: the training part of .* has only 160 rows",
        "--target=0 | target accuracy must be above 0 and at most 1, got 0\\.0",
        "--target=95 | target accuracy must be above 0 and at most 1, got 95\\.0",
        "--jobs=0 | --jobs must be at least 1, got 0",
        "--data=regression --target=0.9 | a target is an accuracy, and regression predicts a number, got 0\\.9",
        "--lr adam=1e40 | learning rate of adam must be 0, or from 1e-37 to 1e38, as far as 32-bit numbers go, got 1\\.0E40",
        "--lr adam=1e-50 | learning rate of adam must be 0, or from .*, got 1\\.0E-50",
        "--seeds=3000000 | . optimizers, 3000000 seeds and .* epochs are .*,000,000 epochs in all; at most 1,000,000 are kept and written down",
        "--hidden=64,0 | --hidden must be sizes from 1 to 9999, such as 64,32, or none, got \"64,0\"",
        "--dropout=1 | --dropout must be at least 0 and below 1, got 1\\.0",
        "--weight-decay=-1 | weight decay must be at least 0, got -1\\.0",
        "--data=csv:no.csv,label=a | .*no\\.csv.*",
        "--data=csv:DIR/bad.csv,label=kind | DIR/bad\\.csv.* 3.*\"l2\".*",
        "--data=mnist:DIR/no | DIR/no: no such folder; one with IDX files is needed",
        "--optimizers=sdg | --optimizers: unknown optimizer 'sdg'; there are sgd, .*HELP",
        "--lr sgd | --lr must be OPT=X, with a number, got sgd HELP",
        "--lr sgd=fast | --lr must be OPT=X, with a number, got fast HELP",
        "--set sgd.momentum | --set must be OPT\\.NAME=X, with a number, got sgd\\.momentum HELP",
        "--set sgd.momentum=high | --set must be OPT\\.NAME=X, with a number, got high HELP",
        "--epochs=many | --epochs must be a whole number up to 2147483647, got many HELP",
        "--epoch=3 | no option --epoch; did you mean --epochs\\? HELP",
        "adam | one argument too many: adam HELP",
      })
  @DisplayName("bad input and wrong usage: one line, exit code 2, nothing written")
  void badInput(String options, String message) throws IOException {
    Files.writeString(folder.resolve("bad.csv"), "x,kind\n1,a\nl2,b\n");
    Result result = compare(moons(options));
    assertEquals(2, result.exit());
    assertEquals(1, result.err().lines().count(), result.err());
    String line = result.err().strip().replace(folder.toString(), "DIR");
    String help = "\\(see descent compare --help\\)";
    assertTrue(line.matches("descent: " + message.replace("HELP", help)), line);
    assertEquals("", result.out());
    assertFalse(Files.exists(results));
  }

  @Test
  @DisplayName("a loss and a setting of one's choice, from the option to table and results")
  void lossAndSetting() throws Exception {
    Result result =
        compare(
            "--data=regression:200",
            "--loss=l1",
            "--optimizers=sgd,adam",
            "--set=sgd.momentum=0.5",
            "--set=adam.beta1=0.9",
            "--seeds=1",
            "--epochs=2",
            "--hidden=8",
            "--jobs=1");
    assertEquals("", result.err());
    assertEquals(0, result.exit());
    assertTrue(result.out().contains("\nSGD (momentum 0.5)"), result.out());
    assertTrue(result.out().contains("\nAdam  "), result.out());
    JsonNode json = resultsJson();
    assertEquals("l1", json.at("/plan/loss").asText());
    assertEquals("{\"momentum\":0.5}", json.at("/runs/0/experiment/settings").toString());
    assertTrue(json.at("/runs/1/experiment/settings").isMissingNode());
    JsonNode last = json.at("/runs/0/epochs/1");
    assertEquals(
        Math.sqrt(last.path("validationSquaredError").asDouble())
            * json.at("/data/unit").asDouble(),
        json.at("/summary/0/validationError/mean").asDouble(),
        1e-9);
    assertTrue(last.path("validationLoss").asDouble() > 0);
    String report = Files.readString(results.resolve("report.html"));
    assertTrue(
        report.contains("mean absolute error, of targets with standard deviation 1"), report);
  }

  @Test
  @DisplayName("results that cannot be written are refused before the training")
  void outOnAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("taken"), "mine");
    for (Path out : List.of(file, file.resolve("below"))) {
      results = out;
      Result result = compare(moons("--verbose"));
      assertEquals(2, result.exit());
      assertEquals(
          "descent: " + out + ": must be a folder that can be written, " + file + " is a file",
          result.err().strip());
    }
    assertEquals("mine", Files.readString(file));
  }

  private String[] moons(String options) {
    String data = options.contains("--data") ? "" : "--data=moons:200 ";
    return (data + options.replace("DIR", folder.toString())).split(" ");
  }

  @Test
  @DisplayName("a training that diverges fails alone; exit code 1")
  void diverges() throws Exception {
    Result result =
        compare(moons("--optimizers=sgd,adam --lr sgd=1e30 --seeds=1 --epochs=1 --jobs=1"));
    assertEquals(1, result.exit(), result.err());
    List<String> failed = result.out().lines().filter(l -> l.startsWith("Failed: ")).toList();
    assertEquals(1, failed.size(), result.out());
    assertTrue(
        failed
            .get(0)
            .matches(
                "Failed: SGD \\(momentum 0\\.9\\), seed 1: the loss became NaN in epoch 1, iteration 2,"
                    + " with learning rate 1\\.0E30; the last finite loss was \\S+"),
        failed.get(0));
    JsonNode json = resultsJson();
    assertFalse(json.path("complete").asBoolean());
    assertEquals(List.of("adam"), json.path("summary").findValuesAsText("optimizer"));
    assertEquals(1, json.path("failures").size());
    assertEquals(0, json.path("unfinished").asInt());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("a worker that is killed fails its training alone; exit code 1")
  void killedWorker() throws Exception {
    Path out = folder.resolve("out");
    Process process =
        descent(moons("--optimizers=sgd,adam --seeds=1 --epochs=30 --jobs=1 --verbose"))
            .redirectOutput(out.toFile())
            .start();
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      String line = err.readLine();
      while (line != null && !line.contains("MultiLayerNetwork")) { // its first training begins
        line = err.readLine();
      }
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      err.lines().forEach(rest -> {});
    }
    assertEquals(1, process.waitFor());
    List<String> failed =
        Files.readAllLines(out).stream().filter(line -> line.startsWith("Failed: ")).toList();
    assertEquals(1, failed.size(), failed.toString());
    assertTrue(
        failed
            .get(0)
            .startsWith(
                "Failed: SGD (momentum 0.9), seed 1: its worker process died with exit code 137"
                    + " (killed, perhaps for lack of memory)"),
        failed.get(0));
    assertEquals(List.of("adam"), resultsJson().path("summary").findValuesAsText("optimizer"));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("Ctrl-C keeps what has ended and leaves no worker behind; exit code 130")
  void interrupted() throws Exception {
    assumeTrue(!ignoresInterrupts(), "started in the background, where Ctrl-C does nothing");
    Path out = folder.resolve("out");
    Process process =
        descent(moons("--optimizers=sgd,adam --seeds=3000 --epochs=1 --jobs=2 --verbose"))
            .redirectOutput(out.toFile())
            .start();
    List<ProcessHandle> workers;
    StringBuilder log = new StringBuilder();
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      // When both workers train, a training takes a few hundredths of a second.
      int started = 0;
      while (started < 2) {
        String line = err.readLine();
        assertTrue(line != null, "ended by itself: " + log);
        log.append(line).append('\n');
        started += line.contains("Starting MultiLayerNetwork") ? 1 : 0;
      }
      assertFalse(process.waitFor(2, TimeUnit.SECONDS), "ended by itself: " + log);
      workers = process.descendants().toList();
      assertEquals(2, workers.size(), workers.toString());
      // As the terminal does it: the signal goes to all processes of the command.
      String pids =
          Stream.concat(Stream.of(process.toHandle()), workers.stream())
              .map(handle -> String.valueOf(handle.pid()))
              .collect(Collectors.joining(" "));
      assertEquals(0, new ProcessBuilder("sh", "-c", "kill -INT " + pids).start().waitFor());
      err.lines().forEach(line -> log.append(line).append('\n'));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroy();
    }
    assertEquals(130, process.waitFor(), log.toString());
    for (ProcessHandle worker : workers) {
      worker.onExit().get(10, TimeUnit.SECONDS);
    }
    assertFalse(log.toString().contains("\tat "), log.toString());
    JsonNode json = resultsJson();
    assertFalse(json.path("complete").asBoolean());
    int ended = json.path("runs").size();
    assertTrue(ended >= 1 && ended < 6000, ended + " trainings");
    assertEquals(6000 - ended, json.path("unfinished").asInt());
    assertEquals(0, json.path("failures").size());
    assertTrue(
        Files.readString(out)
            .contains("Stopped: " + ended + " of 6000 trainings had ended and are kept"),
        Files.readString(out));
    assertEquals(Set.copyOf(FILES), Set.of(results.toFile().list()));
  }

  /** Tells if this process was started with SIGINT ignored, which its children inherit. */
  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).strip(), 16) & 2) != 0);
  }

  @ParameterizedTest
  @DisabledOnOs(OS.WINDOWS)
  @CsvSource(
      delimiter = '|',
      value = {
        "--data=moons:200 |",
        "--data=moons:200 | --quick",
        "--data=moons:200 | --optimizers=sgd,plain-sgd,adam,adamw,rmsprop,adagrad,adadelta",
        "--data=moons:200 | --lr=adam=1e-7 --lr=sgd=1e21 --lr=rmsprop=0 --target=1e-5",
        "--data=moons:200 | --seeds=7 --epochs=1 --batch-size=3 --target=0.975",
        "--data=moons:200 | --schedule=warmup:2,multistep:4/6,0.1 --optimizers=adadelta,adam",
        "--data=moons:200 | --schedule=plateau:0.5,2",
        "--data=moons:200 | --hidden=8,4 --dropout=0.25 --batch-norm --weight-decay=0.001",
        "--data=regression:200 | --hidden=none",
        "--data=regression:200 | --loss=smooth-l1",
        "--data=moons:200 | --loss=MSE --set=sgd.momentum=0 --set=Adam.eps=1e-12 --set=adam.beta2=0.95",
        "--data=moons:200 | --set=sgd.momentum=0.9",
        "--data=csv:DIR/my flowers.csv,label=kind | --batch-size=9",
        "--data=csv:DIR/$HOME `id` \"a\" 'b' \\c;*.csv,label=3 |",
      })
  @DisplayName("the command to repeat it asks for the same plan, through a shell")
  void repeat(String data, String options) throws Exception {
    String first = data.replace("DIR", folder.toString());
    if (first.startsWith("--data=csv:")) {
      Path file = Path.of(first.substring("--data=csv:".length(), first.lastIndexOf(',')));
      Files.copy(clouds(), file, StandardCopyOption.REPLACE_EXISTING);
    }
    Plan plan =
        plan(
            options == null
                ? List.of(first)
                : List.of((first + "\n" + options.replace(' ', '\n')).split("\n")));

    Process shell =
        new ProcessBuilder("sh", "-c", "set -- " + repeatOf(plan) + "\nprintf '%s\\n' \"$@\"")
            .redirectErrorStream(true)
            .start();
    List<String> words =
        new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    assertEquals(List.of("./descent", "compare"), words.subList(0, 2), words.toString());
    assertEquals(plan, plan(words.subList(2, words.size())));
  }

  private static Plan plan(List<String> options) {
    List<String> args = new ArrayList<>(List.of("compare"));
    args.addAll(options);
    CommandLine.ParseResult parsed = Descent.commandLine().parseArgs(args.toArray(String[]::new));
    Object mixin = parsed.subcommand().commandSpec().mixins().get("options").userObject();
    return ((PlanOptions) mixin).plan();
  }

  /** Returns the repeat command of a comparison that is stopped before its first training. */
  private static String repeatOf(Plan plan) {
    var options = new WorkerProcess.Options(List.of(), Map.of(), line -> {});
    Experiments stopped =
        new Experiments(new WorkerPool(1, options), false, Experiments.Observer.SILENT);
    stopped.close();
    return new Comparer(plan, stopped).compare(false).repeat();
  }
}
