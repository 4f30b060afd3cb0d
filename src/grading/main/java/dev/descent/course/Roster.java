package dev.descent.course;

import dev.descent.BadInputException;
import dev.descent.catalog.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The list of all students of a class, from a CSV file. Its first line names the columns id and
 * name, and if there is one e-mail; others are passed over. Cells are parted by commas, semicolons
 * or tabs, whichever the first line has most of.
 *
 * @param rows in the order of the file; no two have the same id
 */
public record Roster(List<Row> rows) {
  private static final int LARGEST = 10 << 20;

  /** The names that platforms and spreadsheets have for the columns. */
  private static final Map<String, List<String>> COLUMNS =
      Map.of(
          "id",
          List.of("id", "identifier", "id number", "student id", "user id"),
          "name",
          List.of("name", "full name", "student", "student name"),
          "e-mail",
          List.of("e-mail", "email", "mail", "email address", "e-mail address", "sis login id"));

  /** Rows of Canvas's gradebook that are nobody's. */
  private static final Pattern GRADEBOOK =
      Pattern.compile("(?i)|points possible|manual posting|student, test");

  /**
   * A student.
   *
   * @param id by which platforms and gradebooks know the student
   * @param email empty if the list has none
   */
  record Row(String id, String name, String email) {}

  /**
   * Reads a list.
   *
   * @throws BadInputException if it cannot be read, or breaks a rule
   */
  public static Roster read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file + (Files.exists(file) ? ": a folder, not a CSV file" : ": no such file"));
    }
    try {
      if (Files.size(file) > LARGEST) {
        throw new BadInputException(file + ": must be smaller than 10 MB");
      }
      SourceText text = SourceText.of(Files.readAllBytes(file));
      if (text.problem() != null) {
        throw new BadInputException(file + ": " + text.problem());
      }
      return new Roster(rows(file, text.text()));
    } catch (IOException | UncheckedIOException e) {
      throw new BadInputException(file + ": cannot be read (" + e.getMessage() + ")", e);
    }
  }

  private static List<Row> rows(Path file, String text) throws IOException {
    // A spreadsheet's own line, which says what parts the cells.
    String table = text.replaceFirst("(?i)\\A\\s*\"?sep=.\"?\\R", "").stripLeading();
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(delimiter(table.lines().findFirst().orElse("")))
            .setTrim(true)
            .get();
    List<Row> rows = new ArrayList<>();
    Map<String, Integer> ids = new HashMap<>();
    try (CSVParser parser = CSVParser.parse(table, format)) {
      Map<String, Integer> columns = null;
      int number = 0;
      for (CSVRecord record : parser) {
        number++;
        if (columns == null) {
          columns = columns(file, record);
          continue;
        }
        Row row =
            new Row(
                cell(record, columns.get("id")),
                cell(record, columns.get("name")),
                cell(record, columns.get("e-mail")));
        if (row.id().isEmpty() && GRADEBOOK.matcher(row.name()).matches()) {
          continue;
        }
        if (row.id().isEmpty()) {
          throw new BadInputException(
              file + ", row " + number + ": id must not be empty, got none for " + row.name);
        }
        if (rows.contains(row)) {
          continue; // twice the same says it once
        }
        Integer before = ids.putIfAbsent(row.id().toLowerCase(Locale.ROOT), number);
        if (before != null) {
          throw new BadInputException(
              file + ", row " + number + ": id " + row.id() + " is in row " + before + " already");
        }
        rows.add(row);
      }
    }
    if (rows.isEmpty()) {
      throw new BadInputException(file + ": must have a row for each student, got none");
    }
    return List.copyOf(rows);
  }

  private static char delimiter(String header) {
    char best = ',';
    for (char one : new char[] {';', '\t'}) {
      if (count(header, one) > count(header, best)) {
        best = one;
      }
    }
    return best;
  }

  private static long count(String text, char one) {
    return text.chars().filter(c -> c == one).count();
  }

  private static Map<String, Integer> columns(Path file, CSVRecord header) {
    List<String> names =
        Arrays.stream(header.values()).map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
    Map<String, Integer> columns = new HashMap<>();
    COLUMNS.forEach(
        (column, known) ->
            known.stream()
                .map(names::indexOf)
                .filter(index -> index >= 0)
                .findFirst()
                .ifPresent(index -> columns.put(column, index)));
    if (!columns.containsKey("id") || !columns.containsKey("name")) {
      throw new BadInputException(
          file
              + ", row 1: must name the columns id and name, got "
              + String.join(", ", header.values()));
    }
    return columns;
  }

  private static String cell(CSVRecord row, @Nullable Integer column) {
    return column == null || column >= row.size() ? "" : row.get(column).strip();
  }
}
