package dev.descent.cli;

import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.data.DataSource;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent data}: what data there is; generate, fetch, verify, look at it. */
@Command(
    name = "data",
    mixinStandardHelpOptions = true,
    description = "Shows what data there is; generates, fetches and verifies it.",
    footer = {
      "",
      "Examples:",
      "  descent data",
      "  descent data verify csv:iris.csv,label=species",
      "  descent data fetch mnist"
    },
    subcommands = {DataGenerateCommand.class, DataFetchCommand.class})
public final class DataCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    String line = "%-24s %7s  %-6s %-8s %s%n";
    out.printf(Locale.ROOT, line, "--data", "rows", "shape", "classes", "what it is");
    for (DataSource.Kind kind : DataSource.KINDS) {
      out.printf(
          Locale.ROOT, line, kind.spec(), kind.rows(), kind.shape(), kind.classes(), kind.use());
    }
    out.println();
    out.println("MNIST and Fashion-MNIST come with: ./descent data fetch mnist");
    out.flush();
  }

  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = "Reads data as a training would, and says what they are.",
      footer = {
        "",
        "Examples:",
        "  descent data verify mnist:data/mnist",
        "  descent data verify csv:iris.csv,label=5"
      })
  void verify(@Parameters(paramLabel = "DATA", description = "As after --data.") String data) {
    DataSource.Reading reading = DataSource.parse(data).read();
    Split split = reading.split();
    List<Dataset> parts = List.of(split.train(), split.validation(), split.test());
    PrintWriter out = spec.commandLine().getOut();
    out.println(data);
    out.printf(
        Locale.ROOT,
        "  rows     %,d: %,d training, %,d validation, %,d test%n",
        parts.stream().mapToInt(Dataset::size).sum(),
        split.train().size(),
        split.validation().size(),
        split.test().size());
    out.println("  shape    " + shape(split.train()));
    if (split.train().isClassification()) {
      out.println("  classes  " + classes(split.train().classes(), parts));
    }
    reading.notes().forEach(note -> out.println("  note     " + note));
    out.println("  SHA-256  " + split.train().sha256() + " training");
    out.println("           " + split.validation().sha256() + " validation");
    out.println("           " + split.test().sha256() + " test");
    out.flush();
  }

  private static String shape(Dataset data) {
    return data.shape().stream().map(String::valueOf).collect(Collectors.joining("x"));
  }

  private static String classes(List<String> names, List<Dataset> parts) {
    int[] rows = new int[names.size()];
    for (Dataset part : parts) {
      int[] counts = part.counts();
      Arrays.setAll(rows, c -> rows[c] + counts[c]);
    }
    return IntStream.range(0, rows.length)
        .mapToObj(c -> String.format(Locale.ROOT, "%s (%,d)", names.get(c), rows[c]))
        .collect(Collectors.joining(", ", names.size() + ": ", ""));
  }

  @Command(
      name = "samples",
      mixinStandardHelpOptions = true,
      description = "Draws some images of each class as a PNG file.",
      footer = {"", "Example:", "  descent data samples mnist:data/mnist --out mnist.png"})
  void samples(
      @Parameters(paramLabel = "DATA", description = "As after --data; images.") String data,
      @Option(
              names = "--out",
              required = true,
              paramLabel = "FILE",
              description = "The PNG file to write.")
          Path file) {
    if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".png") || Files.isDirectory(file)) {
      throw new BadInputException("--out " + file + ": must be a file that ends with .png");
    }
    Dataset train = DataSource.parse(data).load().train();
    if (train.shape().size() != 2) {
      throw new BadInputException(
          data + ": not images; samples draws digits, mnist, fashion-mnist");
    }
    AtomicFile.write(file, Samples.png(data, train));
    spec.commandLine().getOut().println("Wrote " + file);
    spec.commandLine().getOut().flush();
  }
}
