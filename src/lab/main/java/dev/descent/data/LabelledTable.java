package dev.descent.data;

import dev.descent.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVRecord;

/** The rows of a CSV file, checked one by one, on their way to a set. See {@link CsvFile}. */
final class LabelledTable {
  private final Path file;
  private final List<String> first;
  private final int label;
  private boolean header;
  private final List<float[]> features = new ArrayList<>();
  private final List<String> labels = new ArrayList<>();

  LabelledTable(Path file, CSVRecord firstRow, String labelColumn) {
    this.file = file;
    first = firstRow.toList();
    if (first.size() < 2) {
      throw bad(
          row(firstRow) + " has one cell; a label and features, parted by commas, are needed");
    }
    boolean byNumber = labelColumn.matches("[0-9]+");
    label = byNumber ? number(labelColumn) : named(labelColumn);
    header =
        !byNumber
            || IntStream.range(0, first.size())
                .noneMatch(i -> i != label && Cell.isNumber(first.get(i)));
    if (!header) {
      add(firstRow);
    }
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

  void add(CSVRecord row) {
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

  /** The set, once all rows are there. */
  Dataset dataset() {
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
