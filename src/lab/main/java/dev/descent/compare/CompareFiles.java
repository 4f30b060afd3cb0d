package dev.descent.compare;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.experiment.Epoch;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Run;
import dev.descent.plot.Figure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The files of a comparison or a sweep: results.json, results.csv, the figures and report.html. */
public final class CompareFiles {
  /** Writes a number that is not there as null. */
  static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule()
                  .addSerializer(double.class, new NumberOrNull())
                  .addSerializer(Double.class, new NumberOrNull()))
          .enable(SerializationFeature.INDENT_OUTPUT);

  private CompareFiles() {}

  /** Writes the text of {@code results.json}. */
  public static String json(Results results) throws JsonProcessingException {
    return JSON.writeValueAsString(results);
  }

  /** Writes words for the terminal: table, findings, what went wrong. */
  public static String text(Results results) {
    StringBuilder text = new StringBuilder();
    results.data().text().forEach(sentence -> text.append(sentence).append('\n'));
    text.append('\n');
    String table = results.table();
    text.append(table.isEmpty() ? "" : table + '\n');
    results.findings().forEach(sentence -> text.append(sentence).append('\n'));
    results.problems().forEach(sentence -> text.append(sentence).append('\n'));
    return text.toString();
  }

  /**
   * Writes everything under a folder: the numbers first, which have cost the time, and then what is
   * made of them.
   *
   * @return the files, the report first
   */
  public static List<Path> write(Results results, Path folder) {
    List<Path> numbers = new ArrayList<>();
    try {
      numbers.add(write(folder.resolve("results.json"), json(results) + "\n"));
      numbers.add(write(folder.resolve("results.csv"), csv(results)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory
    }
    Map<String, Figure> figures = results.figures();
    List<Path> files = new ArrayList<>();
    files.add(results.page(figures).write(folder.resolve("report.html")));
    figures.forEach(
        (name, figure) ->
            files.addAll(figure.save(folder, name, EnumSet.allOf(Figure.Format.class))));
    removeOthers(figures, folder);
    files.addAll(numbers);
    return files;
  }

  /** Deletes figures that an earlier comparison or sweep has drawn and this one has not. */
  private static void removeOthers(Map<String, Figure> figures, Path folder) {
    for (String name : concat(CompareFigures.NAMES, SweepFigures.NAMES)) {
      if (!figures.containsKey(name)) {
        try {
          Files.deleteIfExists(folder.resolve(name + ".png"));
          Files.deleteIfExists(folder.resolve(name + ".svg"));
        } catch (IOException e) {
          throw new BadInputException(
              folder + ": an old " + name + " cannot be deleted (" + e + ")", e);
        }
      }
    }
  }

  private static <T> List<T> concat(List<? extends T> a, List<? extends T> b) {
    return Stream.concat(a.stream(), b.stream()).toList();
  }

  private static Path write(Path file, String text) {
    return AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a row for each epoch of each training; what was swept stands behind the seed. */
  private static String csv(Results results) throws IOException {
    List<String> swept =
        results.swept().stream().map(setting -> setting.key().replace('-', '_')).toList();
    List<String> measured =
        List.of(
            "epoch",
            "learning_rate",
            "training_loss",
            "validation_loss",
            "validation_accuracy",
            "gradient_norm",
            "seconds",
            "test_accuracy");
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv =
        CSVFormat.RFC4180
            .builder()
            .setRecordSeparator('\n')
            .setHeader(
                concat(concat(List.of("optimizer", "seed"), swept), measured)
                    .toArray(String[]::new))
            .get()
            .print(text)) {
      for (Run run : results.runs()) {
        Experiment experiment = run.experiment();
        List<Object> training =
            concat(
                List.of(experiment.optimizer().key(), experiment.seed()),
                results.swept().stream().map(setting -> setting.text(experiment)).toList());
        for (Epoch epoch : run.epochs()) {
          csv.printRecord(
              concat(
                  training,
                  Arrays.asList(
                      epoch.epoch(),
                      epoch.learningRate(),
                      epoch.trainingLoss(),
                      epoch.validationLoss(),
                      number(epoch.validationAccuracy()),
                      epoch.gradientNorm(),
                      epoch.seconds(),
                      epoch == run.last() ? number(run.testAccuracy()) : null)));
        }
      }
    }
    return text.toString();
  }

  private static @Nullable Double number(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }

  /** Writes a number that may be missing. */
  private static final class NumberOrNull extends JsonSerializer<Double> {
    @Override
    public void serialize(Double value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      if (value.isNaN()) {
        json.writeNull();
      } else {
        json.writeNumber(value);
      }
    }
  }
}
