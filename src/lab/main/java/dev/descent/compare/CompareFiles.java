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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** The files of a comparison: results.json, results.csv, the figures and report.html. */
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
  public static String json(Comparison comparison) throws JsonProcessingException {
    return JSON.writeValueAsString(comparison);
  }

  /** Writes words for the terminal: table, findings, what went wrong. */
  public static String text(Comparison comparison) {
    StringBuilder text = new StringBuilder();
    comparison.data().text().forEach(sentence -> text.append(sentence).append('\n'));
    text.append('\n');
    if (!comparison.summary().isEmpty()) {
      text.append(ResultsTable.of(comparison).text()).append('\n');
    }
    comparison.findings().forEach(sentence -> text.append(sentence).append('\n'));
    problems(comparison).forEach(sentence -> text.append(sentence).append('\n'));
    return text.toString();
  }

  /** Says what did not end well, a line each. */
  static List<String> problems(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    comparison
        .failures()
        .forEach(
            failure -> {
              Experiment e = failure.experiment();
              lines.add(
                  "Failed: %s, seed %s: %s"
                      .formatted(e.optimizer().title(), e.seed(), failure.message()));
            });
    if (comparison.unfinished() > 0) {
      lines.add(
          "Stopped: %s of %s trainings had ended and are kept; the others are not in these results."
              .formatted(comparison.runs().size(), comparison.plan().experiments().size()));
    }
    Figure.trouble().ifPresent(why -> lines.add("No figures: " + why + "."));
    return lines;
  }

  /**
   * Writes everything under a folder: the numbers first, which have cost the time, and then what is
   * made of them.
   *
   * @return the files, the report first
   */
  public static List<Path> write(Comparison comparison, Path folder) {
    List<Path> numbers = new ArrayList<>();
    try {
      numbers.add(write(folder.resolve("results.json"), json(comparison) + "\n"));
      numbers.add(write(folder.resolve("results.csv"), csv(comparison)));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory
    }
    Map<String, Figure> figures = new CompareFigures(comparison).draw();
    List<Path> files = new ArrayList<>();
    files.add(CompareReport.page(comparison, figures).write(folder.resolve("report.html")));
    figures.forEach(
        (name, figure) ->
            files.addAll(figure.save(folder, name, EnumSet.allOf(Figure.Format.class))));
    removeOthers(figures, folder);
    files.addAll(numbers);
    return files;
  }

  /** Deletes figures that an earlier comparison has drawn and this one has not. */
  private static void removeOthers(Map<String, Figure> figures, Path folder) {
    for (String name : CompareFigures.NAMES) {
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

  private static Path write(Path file, String text) {
    return AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes a row for each epoch of each training. */
  private static String csv(Comparison comparison) throws IOException {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv =
        CSVFormat.RFC4180
            .builder()
            .setRecordSeparator('\n')
            .setHeader(
                "optimizer",
                "seed",
                "epoch",
                "learning_rate",
                "training_loss",
                "validation_loss",
                "validation_accuracy",
                "gradient_norm",
                "seconds",
                "test_accuracy")
            .get()
            .print(text)) {
      for (Run run : comparison.runs()) {
        for (Epoch epoch : run.epochs()) {
          csv.printRecord(
              run.experiment().optimizer().key(),
              run.experiment().seed(),
              epoch.epoch(),
              epoch.learningRate(),
              epoch.trainingLoss(),
              epoch.validationLoss(),
              number(epoch.validationAccuracy()),
              epoch.gradientNorm(),
              epoch.seconds(),
              epoch == run.last() ? number(run.testAccuracy()) : null);
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
