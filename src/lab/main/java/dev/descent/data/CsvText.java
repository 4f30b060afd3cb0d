package dev.descent.data;

import dev.descent.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The cells of a CSV file: UTF-8, or UTF-16 with a byte order mark, parted by commas, semicolons,
 * tabs or bars, and quoted where needed. What parts them is what parts most rows into as many cells
 * as the first, unless it is given, or the file begins with a line such as {@code sep=;}, as a
 * spreadsheet writes it.
 *
 * <p>Whatever is wrong is a {@link BadInputException} with row and column. Rows are counted as a
 * spreadsheet shows them: from 1, with the header and with empty rows, which are passed over.
 *
 * @param separator what parts cells
 * @param isSaid whether an option or the first line says so
 * @param rows those with something in them
 */
record CsvText(Path file, char separator, boolean isSaid, List<Row> rows) {
  /** A row, numbered as a spreadsheet shows it. */
  record Row(long number, List<String> cells) {}

  /** In the order of preference: a comma may part a number, too. */
  private static final List<Character> SEPARATORS = List.of('\t', ';', '|', ',');

  private static final int LOOKED_AT = 200; // rows
  private static final Pattern FIRST_LINE = Pattern.compile("(?is)\"?sep=(.)\"?");

  /** Reads a file. */
  static CsvText read(CsvSpec spec) {
    Path file = spec.file();
    if (!Files.isRegularFile(file)) {
      throw new BadInputException(
          !Files.exists(file)
              ? notThere(spec)
              : file
                  + (Files.isDirectory(file)
                      ? ": a folder, not a CSV file"
                      : ": a pipe or a device, which cannot be read twice; save it as a file"));
    }
    try {
      String text = text(file);
      Matcher first = FIRST_LINE.matcher(text.lines().findFirst().orElse(""));
      Character given = spec.separator();
      if (first.matches()) {
        text = text.substring(first.end()).replaceFirst("^\\R", "");
        given = given == null ? (Character) first.group(1).charAt(0) : given;
      }
      char separator = given == null ? separator(text) : given;
      List<Row> rows = rows(file, text, separator);
      if (rows.isEmpty()) {
        throw new BadInputException(file + ": empty; rows with a label are needed");
      }
      return new CsvText(file, separator, given != null, rows);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** A file may be called so; else something is said twice. */
  private static String notThere(CsvSpec spec) {
    Matcher option = CsvSpec.OPTION.matcher(spec.file().toString());
    if (option.find()
        && Files.exists(Path.of(spec.file().toString().substring(0, option.start())))) {
      String name = option.group(1) + "=";
      return spec.file().toString().substring(0, option.start())
          + ": "
          + (spec.outcomeOption().startsWith(name)
              ? name + " is given twice; it names one column"
              : name.equals("label=") || name.equals("target=")
                  ? "label= and target= are both given; one column is predicted"
                  : name + " is given twice");
    }
    return spec.file() + ": no such file";
  }

  /**
   * Some programs begin a file with a byte order mark, which says that it is UTF-16 or UTF-8; it is
   * no part of the first name.
   */
  private static String text(Path file) throws IOException {
    byte[] all = Files.readAllBytes(file);
    ByteBuffer bytes = ByteBuffer.wrap(all);
    boolean isUtf32 =
        all.length > 3 && (bytes.getInt(0) == 0xFEFF || bytes.getInt(0) == 0xFFFE0000);
    Optional<String> other =
        isUtf32
            ? Optional.of("UTF-32 text; save it as UTF-8")
            : FileKind.of(all).or(() -> FileKind.wideText(all));
    int mark = bytes.remaining() < 2 ? 0 : bytes.getChar(0);
    boolean isUtf16 = !isUtf32 && (mark == 0xFEFF || mark == 0xFFFE);
    if (isUtf16 && all.length % 2 == 1) {
      throw new BadInputException(
          file + ": UTF-16 text, cut off: it has " + all.length + " bytes, and two are a sign");
    }
    if (!isUtf16 && other.isPresent()) {
      throw new BadInputException(file + ": " + other.get());
    }
    if (isUtf16) {
      return StandardCharsets.UTF_16.decode(bytes).toString();
    }
    CharBuffer text = CharBuffer.allocate(bytes.remaining());
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(bytes, text, true);
    text.flip();
    if (result.isError()) {
      long line = text.chars().filter(c -> c == '\n').count() + 1;
      throw new BadInputException(
          file
              + ": line "
              + line
              + ", byte "
              + (bytes.position() + 1)
              + ": not UTF-8 text; save it as UTF-8");
    }
    boolean hasMark = text.length() > 0 && text.charAt(0) == '\uFEFF';
    return text.subSequence(hasMark ? 1 : 0, text.length()).toString();
  }

  /** The sign that parts most rows into as many cells as the first one. */
  private static char separator(String text) {
    char best = ',';
    double most = 0;
    for (char separator : SEPARATORS) {
      List<Integer> sizes = new ArrayList<>();
      try (CSVParser parser = CSVParser.parse(text, format(separator))) {
        for (CSVRecord row : parser) {
          if (!isEmpty(row)) {
            sizes.add(row.size());
          }
          if (sizes.size() == LOOKED_AT) {
            break;
          }
        }
      } catch (IOException | UncheckedIOException e) {
        // Quotes that do not match: the rows before them will do.
      }
      if (!sizes.isEmpty() && sizes.get(0) > 1) {
        double alike = Collections.frequency(sizes, sizes.get(0)) / (double) sizes.size();
        if (alike > most) {
          best = separator;
          most = alike;
        }
      }
    }
    return best;
  }

  private static List<Row> rows(Path file, String text, char separator) throws IOException {
    List<Row> rows = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(text, format(separator))) {
      try {
        for (CSVRecord row : parser) {
          if (!isEmpty(row)) {
            rows.add(new Row(row.getRecordNumber(), row.stream().map(Cell::clean).toList()));
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
    }
    return rows;
  }

  private static boolean isEmpty(CSVRecord row) {
    return row.size() == 1 && Cell.clean(row.get(0)).isEmpty();
  }

  private static CSVFormat format(char separator) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(separator)
        .setIgnoreEmptyLines(false)
        .setIgnoreSurroundingSpaces(true)
        .get();
  }
}
