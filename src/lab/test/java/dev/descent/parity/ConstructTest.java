package dev.descent.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.worker.Backend;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The promises of the page "PyTorch to DL4J". */
class ConstructTest {
  private static final List<String> IMPORTS =
      List.of(
          "dev.descent.layer.*",
          "dev.descent.loss.*",
          "dev.descent.schedule.*",
          "dev.descent.technique.*",
          "dev.descent.updater.*",
          "java.util.List",
          "org.deeplearning4j.earlystopping.EarlyStoppingConfiguration",
          "org.deeplearning4j.earlystopping.saver.InMemoryModelSaver",
          "org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator",
          "org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition",
          "org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer",
          "org.deeplearning4j.nn.conf.MultiLayerConfiguration",
          "org.deeplearning4j.nn.conf.NeuralNetConfiguration",
          "org.deeplearning4j.nn.conf.layers.OutputLayer",
          "org.deeplearning4j.nn.multilayer.MultiLayerNetwork",
          "org.nd4j.linalg.activations.Activation",
          "org.nd4j.linalg.dataset.DataSet",
          "org.nd4j.linalg.dataset.api.iterator.DataSetIterator",
          "org.nd4j.linalg.learning.config.IUpdater",
          "org.nd4j.linalg.schedule.ISchedule",
          "org.nd4j.linalg.schedule.ScheduleType");

  private static final String PARAMETERS =
      "NeuralNetConfiguration.Builder builder, MultiLayerConfiguration configuration,"
          + " MultiLayerNetwork network, DataSetIterator training,"
          + " DataSetIterator validation, DataSet batch, int width";

  /** A row of the page's table: a construct and how many cases it has, then numbers. */
  private static final String ROW = "\\| [^|]+ \\| \\d+ \\| .*";

  private static List<Result> results;

  @TempDir Path folder;

  /** Makes the results of a run with the committed fixtures, with numbers of its own. */
  @BeforeAll
  static void read() {
    Backend.start();
    results =
        FixtureFile.committed().stream()
            .map(file -> FixtureReader.read(file.read(), file.name()))
            .map(ConstructTest::result)
            .toList();
  }

  private static String method(Construct construct) {
    String java = construct.java();
    String body = java.endsWith(";") ? java : "Object made = " + java + ";";
    return "static void " + construct.name() + "(" + PARAMETERS + ") {\n" + body + "\n}\n";
  }

  /** Compiles methods in a class of their own, and returns the compiler's errors. */
  private String problems(String methods) throws IOException {
    String imports = IMPORTS.stream().map(i -> "import " + i + ";\n").collect(Collectors.joining());
    String source = imports + "final class Snippets {\n" + methods + "}\n";
    JavaFileObject file =
        new SimpleJavaFileObject(
            URI.create("string:///Snippets.java"), JavaFileObject.Kind.SOURCE) {
          @Override
          public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return source;
          }
        };
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-proc:none", "-d", folder.toString(), "-cp", System.getProperty("java.class.path"));
    try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
      compiler.getTask(null, files, found, options, null, List.of(file)).call();
    }
    List<String> lines = source.lines().toList();
    return found.getDiagnostics().stream()
        .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
        .map(d -> lines.get((int) d.getLineNumber() - 1) + ": " + d.getMessage(Locale.ROOT))
        .collect(Collectors.joining("\n"));
  }

  @Test
  @DisplayName("every Java snippet compiles where its page says that it stands")
  void compiles() throws IOException {
    String all =
        Stream.of(Construct.values()).map(ConstructTest::method).collect(Collectors.joining());
    assertEquals("", problems(all));
    // And one that does not would be found.
    String wrong = all.replace("new SGD(0.01)", "new SGD(\"0.01\")");
    assertTrue(problems(wrong).contains("String cannot be converted to double"), problems(wrong));
  }

  @Test
  @DisplayName("every construct has fixtures, its words, and a title of its own")
  void complete() {
    Set<String> titles = new TreeSet<>();
    Set<Construct> tried = results.stream().map(Result::construct).collect(Collectors.toSet());
    for (Construct construct : Construct.values()) {
      assertTrue(titles.add(construct.title()), construct.title());
      assertTrue(tried.contains(construct), construct.title() + " has no fixtures");
      for (String words : List.of(construct.torch(), construct.java(), construct.why())) {
        assertTrue(!words.isBlank() && words.equals(words.strip()), construct.title());
      }
      assertTrue(!construct.why().endsWith("."), "stands within a sentence: " + construct.why());
    }
  }

  private static Result result(Fixture fixture) {
    Deviation deviation =
        new Deviation(
            Map.of(1, 1e-17, 10, 1e-16, 100, 1e-15), Map.of("parameters", 1e-15), 0.5, null, null);
    return new Result(
        fixture.name(),
        "",
        false,
        fixture.family(),
        fixture.construct(),
        fixture.about(),
        fixture.dtype().toString(),
        fixture.torch(),
        fixture.steps(),
        deviation,
        deviation);
  }

  /** Takes the numbers that a run measures out of a page. */
  private static List<String> withoutNumbers(String page) {
    // Which trainings PyTorch's own spread excuses is chance too.
    String fixed = page.replaceFirst("(?s)\n```\n.*?\n```\n", "\n");
    return fixed.lines().map(ConstructTest::withoutMeasured).toList();
  }

  private static String withoutMeasured(String line) {
    if (line.matches(ROW)) {
      String[] cells = line.split(" \\| ");
      return String.join(" | ", cells[0], cells[1], cells[4]);
    }
    return line.startsWith("Worst deviation")
        ? line.replaceAll("([a-z]) (\\d\\.\\de-\\d+|0)(?=[,.])", "$1")
        : line;
  }

  @Test
  @DisplayName("the committed page is the one that a run writes, but for its numbers")
  void page() throws IOException {
    String committed =
        Files.readString(Path.of("../..", "docs", "pytorch-to-dl4j.md"))
            .replaceFirst("(?s)\n## PyTorch of today\n.*?\n(?=\n## )", ""); // of a live run
    String now = ParityPage.markdown(Parity.of(results), null);
    assertEquals(
        String.join("\n", withoutNumbers(now)),
        String.join("\n", withoutNumbers(committed)),
        "repeat ./descent parity --live --page docs/pytorch-to-dl4j.md");
  }

  @Test
  @DisplayName("the library's page has the lines of all constructs that are one line in PyTorch")
  void library() throws IOException {
    String table =
        Stream.of(Construct.values())
            .filter(construct -> !construct.torch().contains("\n"))
            .map(
                construct ->
                    "| `%s` | `%s` |\n"
                        .formatted(
                            construct.torch(), construct.java().replaceAll("\\s*\n\\s*", " ")))
            .collect(Collectors.joining());
    String page = Files.readString(Path.of("../torch/README.md"));
    String head = "| PyTorch | Deeplearning4j |\n| --- | --- |\n";
    int from = page.indexOf(head) + head.length();
    assertEquals(table, page.substring(from, page.indexOf("\n\n", from - 1) + 1));
  }

  @Test
  @DisplayName("the committed page's own numbers are within the limits it names")
  void numbers() throws IOException {
    List<String[]> rows =
        Files.readAllLines(Path.of("../..", "docs", "pytorch-to-dl4j.md")).stream()
            .filter(line -> line.matches(ROW))
            .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toArray(String[]::new))
            .toList();
    assertTrue(rows.size() >= Construct.values().length, rows.size() + " rows");
    for (String[] row : rows) {
      assertTrue(row[3].equals("-") || Double.parseDouble(row[3]) <= 1e-9, String.join("|", row));
      String share = row[4].replace(" %", "");
      assertTrue(share.equals("over") || Integer.parseInt(share) <= 100, String.join("|", row));
    }
  }
}
