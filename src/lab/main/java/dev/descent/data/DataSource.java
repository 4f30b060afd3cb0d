package dev.descent.data;

import dev.descent.BadInputException;
import dev.descent.Count;
import dev.descent.UserPath;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A source of data, as written after {@code --data}: one of the {@link GeneratedSet}s ({@code
 * digits}, {@code digits:2000}), {@code mnist:DIR}, {@code fashion-mnist:DIR} or {@code
 * csv:FILE,label=COLUMN}, which may have more options, see {@link CsvSpec}.
 *
 * <p>The parts are 80 % training, 10 % validation and 10 % test, each class in the same proportion.
 * A folder with both halves of MNIST keeps them: the test is {@code t10k}, and the validation is 10
 * % of {@code train}. What is done to a CSV file's columns is decided on the training part. All
 * seeds are fixed: the same words and the same files give the same parts.
 */
public final class DataSource {
  /**
   * A kind of source, which can stand after {@code --data}.
   *
   * @param spec its spelling
   * @param rows the number of its rows
   * @param shape height and width of an image, or number of features
   * @param classes the number of its classes
   * @param use its purpose
   */
  public record Kind(String spec, String rows, String shape, String classes, String use) {}

  /** The seed of the generated sets. */
  public static final long SEED = 1;

  private static final long SPLIT_SEED = 20_240_601;
  private static final double TENTH = 0.1;

  /** The rounded tenths of fewer rows are 0, and a part would be without the class. */
  private static final int LEAST_ROWS_OF_A_CLASS = 5;

  /** All there is. */
  public static final List<Kind> KINDS =
      List.of(
          new Kind(
              "digits[:ROWS]", "10,000", "28x28", "10", "digits drawn by the kit; the default"),
          new Kind("moons[:ROWS]", "1,000", "2", "2", "half circles that no straight line parts"),
          new Kind("spirals[:ROWS]", "1,000", "2", "3", "three arms: small, and easy to overfit"),
          new Kind("regression[:ROWS]", "1,000", "1", "-", "a noisy curve with outliers"),
          new Kind("mnist:DIR", "70,000", "28x28", "10", "handwritten digits in IDX files"),
          new Kind("fashion-mnist:DIR", "70,000", "28x28", "10", "photos of clothes in IDX files"),
          new Kind(
              "csv:FILE,label=COLUMN", "any", "any", "any", "your own table, see docs/own-data.md"),
          new Kind("csv:FILE,target=COLUMN", "any", "any", "-", "the same, to predict a number"));

  /**
   * Data that were read or drawn.
   *
   * @param outcome what is predicted, in a word
   * @param unit what one unit of a target stands for: a table's targets have standard deviation 1
   * @param notes what was taken of a table and what was not, a sentence each
   */
  public record Reading(Split split, String outcome, double unit, List<String> notes) {}

  private final Supplier<Reading> reader;
  private final boolean isRegression;

  private DataSource(Supplier<Reading> reader, boolean isRegression) {
    this.reader = reader;
    this.isRegression = isRegression;
  }

  /**
   * Understands what stands after {@code --data}. Reads no file yet.
   *
   * @throws BadInputException if there is no such source
   */
  public static DataSource parse(String spec) {
    int colon = spec.indexOf(':');
    String name = colon < 0 ? spec : spec.substring(0, colon);
    String argument = colon < 0 ? "" : spec.substring(colon + 1);
    Optional<GeneratedSet> generated = GeneratedSet.named(name);
    if (generated.isPresent()) {
      GeneratedSet set = generated.get();
      int rows = colon < 0 ? set.rows() : rows(spec, argument);
      return new DataSource(
          () -> plain(split(spec, set.generate(rows, SEED))), set == GeneratedSet.REGRESSION);
    }
    for (PublicSet set : PublicSet.ALL) {
      if (name.equals(set.name()) && !argument.isEmpty()) {
        Path folder = path(spec, argument);
        return new DataSource(() -> idx(spec, folder, set), false);
      }
    }
    if (name.equals("csv")) {
      CsvSpec table = CsvSpec.parse(spec, argument);
      return new DataSource(() -> csv(spec, table), table.isRegression());
    }
    throw new BadInputException(
        spec
            + ": no such data; there are "
            + KINDS.stream().map(Kind::spec).collect(Collectors.joining(", ")));
  }

  /**
   * Reads or draws the data.
   *
   * @throws BadInputException if a file is missing or wrong, or the rows are too few to be split
   */
  public Split load() {
    return read().split();
  }

  /** Whether a number is predicted, and not a class. */
  public boolean isRegression() {
    return isRegression;
  }

  /** Reads or draws the data, see {@link #load}, and tells about them. */
  public Reading read() {
    return reader.get();
  }

  private static Reading plain(Split split) {
    String outcome = split.train().isClassification() ? "class" : "target";
    return new Reading(split, outcome, 1, List.of());
  }

  private static int rows(String spec, String text) {
    int rows = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    if (rows < GeneratedSet.LEAST_ROWS || rows > GeneratedSet.MOST_ROWS) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s: rows must be a number from %d to %d, got \"%s\"",
              spec,
              GeneratedSet.LEAST_ROWS,
              GeneratedSet.MOST_ROWS,
              text));
    }
    return rows;
  }

  private static Path path(String spec, String text) {
    try {
      return UserPath.of(text);
    } catch (BadInputException e) {
      throw new BadInputException(spec + ": " + e.getMessage(), e);
    }
  }

  private static Reading csv(String spec, CsvSpec csv) {
    Table table = Table.read(csv);
    int width = table.width();
    float[] features = new float[table.size() * width];
    Dataset outcomes =
        csv.isRegression()
            ? Dataset.regression(table.name(), features, width, new float[table.size()])
            : table.classified(features);
    checkClasses(spec, outcomes);
    Split.Rows rows = Split.Rows.of(outcomes, TENTH, TENTH, SPLIT_SEED);

    List<String> notes = new ArrayList<>(table.notes());
    List<String> constant = new ArrayList<>();
    int offset = 0;
    for (Column column : table.columns()) {
      Column.Fitted fitted = column.fit(rows.train(), csv.missing());
      for (int row = 0; row < table.size(); row++) {
        fitted.write(row, features, row * width + offset);
      }
      if (fitted.isConstant()) {
        constant.add(column.place());
      }
      offset += column.width();
    }
    if (!constant.isEmpty()) {
      notes.add(
          "One value only in the training part, which tells nothing apart: "
              + Table.some(constant)
              + ".");
    }
    if (!csv.isRegression()) {
      return new Reading(
          rows.of(table.classified(features)), table.outcomeName(), 1, List.copyOf(notes));
    }
    Column.Standardized targets = table.targets().fit(rows.train(), csv.missing());
    if (targets.isConstant()) {
      throw new BadInputException(
          spec + ": the number to predict is the same in every row of the training part");
    }
    float[] standardized = new float[table.size()];
    for (int row = 0; row < standardized.length; row++) {
      targets.write(row, standardized, row);
    }
    return new Reading(
        rows.of(Dataset.regression(table.name(), features, width, standardized)),
        table.outcomeName(),
        targets.std(),
        List.copyOf(notes));
  }

  private static Reading idx(String spec, Path folder, PublicSet set) {
    IdxFolder idx = IdxFolder.read(folder, set.name(), set.classes());
    if (idx.train().isEmpty() || idx.test().isEmpty()) {
      Split split = split(spec, idx.train().or(idx::test).get());
      String half = idx.train().isPresent() ? "train" : "t10k";
      return new Reading(
          split,
          "class",
          1,
          List.of("Only " + half + " is there; it is split into training, validation and test."));
    }
    Dataset train = idx.train().get();
    checkClasses(spec, train);
    Split learning = Split.of(train, TENTH, 0, SPLIT_SEED);
    return plain(new Split(learning.train(), learning.validation(), idx.test().get()));
  }

  private static Split split(String spec, Dataset data) {
    checkClasses(spec, data);
    return Split.of(data, TENTH, TENTH, SPLIT_SEED);
  }

  /** Every class that is there must be in every part, and there must be two to tell apart. */
  private static void checkClasses(String spec, Dataset data) {
    if (!data.isClassification()) {
      return;
    }
    int[] rows = data.counts();
    List<String> present =
        IntStream.range(0, rows.length)
            .filter(c -> rows[c] > 0)
            .mapToObj(data.classes()::get)
            .toList();
    if (present.size() < 2) {
      throw new BadInputException(
          spec + ": one class only, " + present.get(0) + "; two are needed");
    }
    for (int c = 0; c < rows.length; c++) {
      if (rows[c] > 0 && rows[c] < LEAST_ROWS_OF_A_CLASS) {
        throw new BadInputException(
            String.format(
                Locale.ROOT,
                "%s: class %s has %d of %s; %d are needed for training, validation and test",
                spec,
                data.classes().get(c),
                rows[c],
                Count.of(data.size(), "row"),
                LEAST_ROWS_OF_A_CLASS));
      }
    }
  }
}
