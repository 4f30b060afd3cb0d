package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.data.CsvFile;
import dev.descent.data.DataSource;
import dev.descent.data.Dataset;
import dev.descent.data.GeneratedSet;
import dev.descent.data.IdxFile;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent data generate}: the kit's own sets as files. */
@Command(
    name = "generate",
    mixinStandardHelpOptions = true,
    description = {
      "Writes one of the generated sets to files: digits as gzipped IDX files, which --data"
          + " mnist:DIR reads, with a sheet of samples; moons, spirals and regression as CSV."
    },
    footer = {
      "",
      "Examples:",
      "  descent data generate digits --out my-digits --rows 2000 --seed 7",
      "  descent compare --data mnist:my-digits",
      "  descent data generate moons --out points",
      "  descent compare --data csv:points/moons.csv,label=label"
    })
final class DataGenerateCommand implements Runnable {
  private static final String IMAGES = "train-images-idx3-ubyte.gz";
  private static final String LABELS = "train-labels-idx1-ubyte.gz";
  private static final String SHEET = "samples.png";

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "NAME", description = "digits, moons, spirals or regression.")
  private String name;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where the files go; made if needed.")
  private Path folder;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "How many rows; unless given, 10000 digits or 1000 points.")
  private @Nullable Integer rows;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Another seed, other rows. Default: ${DEFAULT-VALUE}.")
  private long seed = DataSource.SEED;

  @Override
  public void run() {
    GeneratedSet set =
        GeneratedSet.named(name)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "generate "
                            + name
                            + ": no such set; there are "
                            + Arrays.stream(GeneratedSet.values())
                                .map(GeneratedSet::id)
                                .collect(Collectors.joining(", "))));
    int count = rows == null ? set.rows() : rows;
    if (count < GeneratedSet.LEAST_ROWS || count > GeneratedSet.MOST_ROWS) {
      throw new BadInputException(
          "--rows "
              + count
              + ": must be "
              + GeneratedSet.LEAST_ROWS
              + " to "
              + GeneratedSet.MOST_ROWS);
    }
    boolean images = set == GeneratedSet.DIGITS;
    List<String> names = images ? List.of(IMAGES, LABELS, SHEET) : List.of(name + ".csv");
    for (String file : names) {
      if (Files.exists(folder.resolve(file))) {
        throw new BadInputException(
            folder.resolve(file) + ": is there already; choose another --out or remove it");
      }
    }
    Dataset data = set.generate(count, seed);
    byte[] sheet = images ? Samples.png(name + ", seed " + seed, data) : null;
    NewFiles.into(
        folder,
        at -> {
          if (images) {
            IdxFile.write(data, at.resolve(IMAGES), at.resolve(LABELS));
            Files.write(at.resolve(SHEET), sheet);
          } else {
            CsvFile.write(data, at.resolve(names.get(0)));
          }
        });
    PrintWriter out = spec.commandLine().getOut();
    names.forEach(file -> out.println("Wrote " + folder.resolve(file)));
    if (images) {
      out.println("Train on it: ./descent compare --data mnist:" + folder);
    } else if (data.isClassification()) {
      out.println(
          "Train on it: ./descent compare --data csv:"
              + folder.resolve(names.get(0))
              + ",label=label");
    }
    out.flush();
  }
}
