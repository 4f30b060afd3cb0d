package dev.descent.data;

import dev.descent.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
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
  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(false).setTrim(true).get();

  private CsvFile() {}

  /**
   * Reads a set.
   *
   * @param labelColumn the column with the classes: its name in the header, or its number from 1
   */
  public static Dataset read(Path file, String labelColumn) {
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          file + (Files.exists(file) ? ": a folder, not a CSV file" : ": no such file"));
    }
    try {
      return table(file, labelColumn).dataset();
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private static LabelledTable table(Path file, String labelColumn) throws IOException {
    try (BufferedReader text = Files.newBufferedReader(file)) {
      skipByteOrderMark(text);
      return table(file, CSVParser.parse(text, FORMAT), labelColumn);
    } catch (CharacterCodingException e) {
      throw notUtf8(file);
    }
  }

  private static LabelledTable table(Path file, CSVParser parser, String labelColumn)
      throws IOException {
    LabelledTable table = null;
    try {
      for (CSVRecord row : parser) {
        if (row.size() == 1 && row.get(0).isEmpty()) {
          continue;
        }
        if (table == null) {
          table = new LabelledTable(file, row, labelColumn);
        } else {
          table.add(row);
        }
      }
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw e.getCause();
      }
      throw new BadInputException(
          file + ": row " + (parser.getRecordNumber() + 1) + ": the quotes of a cell do not match",
          e);
    }
    if (table == null) {
      throw new BadInputException(file + ": empty; rows of numbers with a label are needed");
    }
    return table;
  }

  /** Some spreadsheets begin a file with one; it is no part of the first name. */
  private static void skipByteOrderMark(BufferedReader text) throws IOException {
    text.mark(1);
    if (text.read() != '\uFEFF') {
      text.reset();
    }
  }

  private static BadInputException notUtf8(Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
    long line = text.flip().chars().filter(c -> c == '\n').count() + 1;
    return new BadInputException(
        file + ": line " + line + ", byte " + (bytes.position() + 1) + ": not UTF-8 text");
  }

  /**
   * Writes a set with a header: features x1, x2, ..., then {@code label} or {@code target}. Numbers
   * have the nine digits that tell every 32-bit float from the next.
   */
  public static void write(Dataset data, Path file) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    try (CSVPrinter out = new CSVPrinter(Files.newBufferedWriter(file), format)) {
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= data.width(); i++) {
        cells.add("x" + i);
      }
      cells.add(data.isClassification() ? "label" : "target");
      out.printRecord(cells);
      float[] row = new float[data.width()];
      for (int i = 0; i < data.size(); i++) {
        data.read(i, row, 0);
        cells.clear();
        for (float value : row) {
          cells.add(digits(value));
        }
        cells.add(
            data.isClassification() ? data.classes().get(data.label(i)) : digits(data.target(i)));
        out.printRecord(cells);
      }
    }
  }

  /** Not Float.toString, whose digits are others from Java 19 on. */
  private static String digits(float value) {
    return new BigDecimal(value).round(new MathContext(9)).stripTrailingZeros().toPlainString();
  }
}
