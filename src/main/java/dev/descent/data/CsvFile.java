package dev.descent.data;

import dev.descent.BadInputException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A table of numbers with a class in each row, from a CSV file: UTF-8, cells parted by commas and
 * quoted where needed.
 *
 * <p>The first row is a header if the label column is given by name. If it is given by number, the
 * first row is a header when none of its feature cells is a number, or when its label is the only
 * one that is no number; so a damaged first row of numbers is an error and never passed over.
 * Features become 32-bit floats. The classes are in numeric order if all labels are numbers (1 and
 * 1.0 are the same class then), otherwise in alphabetical order.
 *
 * <p>Whatever is wrong is a {@link BadInputException} with row and column. Rows are counted as a
 * spreadsheet shows them: from 1, with the header and with empty rows, which are passed over.
 */
public final class CsvFile {
  /** The text is in memory as a whole, so there is a limit; MNIST as CSV has 110 MB. */
  private static final long MOST_BYTES = 256L << 20;

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).setTrim(true).get();

  private final Path file;
  private final List<String> first;
  private final int label;
  private boolean header;
  private final List<float[]> features = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  private CsvFile(Path file, CSVRecord firstRow, String labelColumn) {
    this.file = file;
    first = firstRow.toList();
    if (first.size() < 2) {
      throw bad(
          row(firstRow) + " has one cell; a label and features, parted by commas, are needed");
    }
    boolean byNumber = labelColumn.matches("[0-9]+");
    header =
        !byNumber
            || featureColumns(number(labelColumn)).noneMatch(i -> Cell.isNumber(first.get(i)));
    label = byNumber ? number(labelColumn) : named(labelColumn);
  }

  /**
   * Reads a set.
   *
   * @param labelColumn the column with the classes: its name in the header, or its number from 1
   */
  public static Dataset read(Path file, String labelColumn) {
    try (CSVParser parser = CSVParser.parse(new StringReader(text(file)), FORMAT)) {
      CsvFile csv = null;
      Iterator<CSVRecord> rows = parser.iterator();
      try {
        while (rows.hasNext()) {
          CSVRecord row = rows.next();
          if (row.size() == 1 && row.get(0).isEmpty()) {
            continue;
          }
          boolean isFirst = csv == null;
          csv = isFirst ? new CsvFile(file, row, labelColumn) : csv;
          if (!isFirst || !csv.header) {
            csv.add(row);
          }
        }
      } catch (UncheckedIOException e) {
        throw new BadInputException(
            file
                + ": row "
                + (parser.getRecordNumber() + 1)
                + ": the quotes of a cell do not match",
            e);
      }
      if (csv == null) {
        throw new BadInputException(file + ": empty; rows of numbers with a label are needed");
      }
      return csv.dataset();
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static String text(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file + (Files.exists(file) ? ": a folder, not a CSV file" : ": no such file"));
    }
    if (Files.size(file) > MOST_BYTES) {
      throw new BadInputException(
          file + ": " + (Files.size(file) >> 20) + " MB; at most " + (MOST_BYTES >> 20) + " MB");
    }
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
    text.flip();
    if (result.isError()) {
      long line = text.chars().filter(c -> c == '\n').count() + 1;
      throw new BadInputException(
          file + ": line " + line + ", byte " + (bytes.position() + 1) + ": not UTF-8 text");
    }
    String all = text.toString();
    return all.startsWith("\uFEFF") ? all.substring(1) : all;
  }

  private IntStream featureColumns(int labelIndex) {
    return IntStream.range(0, first.size()).filter(i -> i != labelIndex);
  }

  private int number(String labelColumn) {
    // More than nine digits are more columns than there can be, and more than an int can hold.
    int number = labelColumn.length() > 9 ? 0 : Integer.parseInt(labelColumn);
    if (number < 1 || number > first.size()) {
      throw bad("label=" + labelColumn + ": the columns are 1 to " + first.size());
    }
    return number - 1;
  }

  private int named(String labelColumn) {
    int index = first.indexOf(labelColumn);
    if (index < 0 && first.stream().anyMatch(Cell::isNumber)) {
      throw bad(
          "label="
              + labelColumn
              + ": no such name in the first row, which has numbers; without a"
              + " header the label is a number, 1 to "
              + first.size());
    }
    if (index < 0) {
      throw bad("label=" + labelColumn + ": no such column; there are " + String.join(", ", first));
    }
    if (index != first.lastIndexOf(labelColumn)) {
      throw bad("label=" + labelColumn + ": two columns have that name; give its number instead");
    }
    return index;
  }

  private void add(CSVRecord row) {
    if (row.size() != first.size()) {
      throw bad(row(row) + " has " + row.size() + " cells, the first has " + first.size());
    }
    float[] values = new float[first.size() - 1];
    int next = 0;
    for (int column = 0; column < first.size(); column++) {
      if (column != label) {
        values[next++] = feature(row, column);
      }
    }
    features.add(values);
    String text = row.get(label);
    if (text.isEmpty() || text.equalsIgnoreCase("nan")) {
      throw bad(place(row, label) + ": the label is missing");
    }
    labels.add(text);
  }

  private float feature(CSVRecord row, int column) {
    String cell = row.get(column);
    float value = (float) Cell.value(cell);
    if (cell.isEmpty()) {
      throw bad(place(row, column) + ": empty; a number is needed");
    }
    if (!Float.isFinite(value)) {
      throw bad(place(row, column) + ": " + Cell.quoted(cell) + " is not a finite number");
    }
    return value;
  }

  private Dataset dataset() {
    if (!header
        && labels.size() > 1
        && !Cell.isNumber(labels.get(0))
        && labels.stream().skip(1).allMatch(Cell::isNumber)) {
      labels.remove(0);
      features.remove(0);
      header = true;
    }
    if (labels.isEmpty()) {
      throw bad("has a header and no rows");
    }
    boolean numeric = labels.stream().allMatch(Cell::isNumber);
    if (numeric) {
      labels.replaceAll(Cell::canonical);
    }
    Comparator<String> order =
        numeric ? Comparator.comparingDouble(Cell::value) : Comparator.naturalOrder();
    Set<String> sorted = new TreeSet<>(order);
    sorted.addAll(labels);
    List<String> classes = List.copyOf(sorted);
    if (classes.size() == 1) {
      throw bad(
          column(label)
              + " has one class only, "
              + Cell.quoted(classes.get(0))
              + "; two are needed");
    }
    int[] numbers =
        labels.stream().mapToInt(l -> Collections.binarySearch(classes, l, order)).toArray();
    int width = first.size() - 1;
    float[] values = new float[labels.size() * width];
    for (int i = 0; i < features.size(); i++) {
      System.arraycopy(features.get(i), 0, values, i * width, width);
    }
    return Dataset.classification(file.getFileName().toString(), values, width, numbers, classes);
  }

  private static String row(CSVRecord row) {
    return "row " + row.getRecordNumber();
  }

  private String place(CSVRecord row, int column) {
    return row(row) + ", " + column(column);
  }

  private String column(int column) {
    return "column " + (column + 1) + (header ? " (" + first.get(column) + ")" : "");
  }

  private BadInputException bad(String what) {
    return new BadInputException(file + ": " + what);
  }
}
