package dev.descent.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as people have them, made by rule: one table of numbers, written in many ways. */
class OwnTableTest {
  private static final int ROWS = 60;

  @TempDir Path folder;

  private final Random random = new Random(7);

  /** A row for each line: two numbers with three decimals, and one of two words. */
  private List<List<String>> rows() {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(List.of(number(), number(), i % 2 == 0 ? "red" : "blue"));
    }
    return rows;
  }

  private String number() {
    return String.valueOf(Math.round(1000 * random.nextGaussian()) / 1000.0);
  }

  private static String text(String separator, List<List<String>> rows) {
    return rows.stream()
        .map(row -> String.join(separator, row) + "\n")
        .collect(Collectors.joining());
  }

  private static List<List<String>> under(List<String> header, List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>(List.of(header));
    all.addAll(rows);
    return all;
  }

  private DataSource.Reading read(String text, String options) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, text);
    return DataSource.parse("csv:" + file + "," + options).read();
  }

  private String problem(String text, String options) {
    String message = assertThrows(BadInputException.class, () -> read(text, options)).getMessage();
    assertEquals(1, message.lines().count(), message);
    return message.replaceFirst("^(csv:)?.*t\\.csv[^:]*: ", "");
  }

  private static List<String> hashes(DataSource.Reading reading) {
    Split split = reading.split();
    return List.of(split.train().sha256(), split.validation().sha256(), split.test().sha256());
  }

  private static float[] column(Dataset data, int column) {
    float[] values = new float[data.size()];
    float[] row = new float[data.width()];
    for (int i = 0; i < values.length; i++) {
      data.read(i, row, 0);
      values[i] = row[column];
    }
    return values;
  }

  private static double[] all(Split split, int column) {
    return DoubleStream.concat(
            DoubleStream.concat(stream(split.train(), column), stream(split.validation(), column)),
            stream(split.test(), column))
        .toArray();
  }

  private static DoubleStream stream(Dataset data, int column) {
    float[] values = column(data, column);
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        ", . comma",
        "; . semicolon",
        "TAB . tab",
        "| . bar",
        "; , semicolon",
        "TAB , tab",
        "| , bar"
      })
  @DisplayName("what parts cells and the decimal sign are seen, and may be said")
  void separators(String sign, char decimal, String name) throws IOException {
    List<List<String>> rows = rows();
    List<List<String>> all = under(List.of("a", "b", "kind"), rows);
    List<String> expected = hashes(read(text(",", all), "label=kind"));
    String separator = sign.replace("TAB", "\t");
    String text =
        text(
            separator,
            all.stream()
                .map(row -> row.stream().map(cell -> cell.replace('.', decimal)).toList())
                .toList());
    DataSource.Reading seen = read(text, "label=kind");
    assertEquals(expected, hashes(seen));
    boolean isPlain = separator.equals(",") && decimal == '.';
    assertEquals(
        isPlain
            ? List.of()
            : List.of(
                "Cells are parted by %ss, numbers have a decimal %s."
                    .formatted(name, decimal == '.' ? "point" : "comma")),
        seen.notes());
    String said = "label=kind,sep=" + name + ",decimal=" + decimal;
    assertEquals(expected, hashes(read(text, said)), said);
    assertEquals(expected, hashes(read("sep=" + separator + "\r\n" + text, "label=kind")));
    assertEquals(expected, hashes(read("SEP=" + separator + "\n" + text, "label=kind")));
    // One row with a cell too many does not make it a table of one column.
    assertEquals(
        "row %d has 4 cells, the first has 3".formatted(ROWS + 2),
        problem(text + text(separator, List.of(List.of("1", "2", "red", "x"))), "label=kind"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sep=;;",
        "sep=",
        "sep=\"",
        "decimal=;",
        "missing=zero",
        "thousands=dot",
        "header=maybe",
        "decimal=comma,thousands=comma"
      })
  void wrongOptions(String option) {
    String problem = problem("1,2,a\n", option + ",label=3");
    assertTrue(problem.contains("must be") || problem.contains("the same sign"), problem);
  }

  @Test
  @DisplayName("seconds of a day, counted from 1970, stay apart")
  void largeNumbers() throws IOException {
    for (double start : new double[] {1.7e9, 1.7e12, 20261129e6}) {
      StringBuilder text = new StringBuilder("when,part\n");
      for (int i = 0; i < ROWS; i++) {
        text.append(String.format("%.1f,%s%n", start + i - 30, i < 30 ? "early" : "late"));
      }
      Split split = read(text.toString(), "label=part").split();
      for (Dataset part : List.of(split.train(), split.validation(), split.test())) {
        float[] when = column(part, 0);
        for (int row = 0; row < when.length; row++) {
          for (int other = 0; other < when.length; other++) {
            boolean isEarlier = part.label(row) < part.label(other);
            assertTrue(!isEarlier || when[row] < when[other], when[row] + ", " + when[other]);
          }
        }
        assertEquals(when.length, Arrays.stream(box(when)).distinct().count());
      }
    }
  }

  private static Float[] box(float[] values) {
    return IntStream.range(0, values.length).mapToObj(i -> values[i]).toArray(Float[]::new);
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0, true",
    "'', 1, true",
    "'', 17, true",
    "Unnamed: 0, 0, true",
    "id, 1, true",
    "ID, 1001, true",
    "PassengerId, 1, true",
    "customer_id, 5, true",
    "index, 0, true",
    "No., 1, true",
    "year, 1970, false",
    "day, 1, false",
    "width, 1, false",
    "paid, 1, false",
    "rank, 1, false",
    "weekday, 0, false",
    "time_s, 0, false",
    "TimeStep, 0, false",
    "t, 0, false",
    "S.No, 1, true",
    "Sr. No., 1, true",
    "Serial No, 1, true",
    "Obs, 1, true",
    "rownum, 1, true",
    "level_0, 0, true",
    "Unnamed: 0.1, 0, true",
    "Lfd. Nr., 1, true",
    "№, 1, true",
    "序号, 1, true",
    "ID_, 1, true",
    "Zeile, 1, true"
  })
  @DisplayName("a column that counts the rows, and says so, is left out")
  void rowNumbers(String name, int first, boolean isLeftOut) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<List<String>> plain = rows();
    for (int i = 0; i < ROWS; i++) {
      List<String> row = new ArrayList<>(List.of(String.valueOf(first + i)));
      row.addAll(plain.get(i));
      rows.add(row);
    }
    String text = text(",", under(List.of(name, "a", "b", "kind"), rows));
    DataSource.Reading reading = read(text, "label=kind");
    assertEquals(isLeftOut ? 2 : 3, reading.split().train().width());
    String place = name.isEmpty() ? "column 1 (without a name)" : "column 1 (" + name + ")";
    assertEquals(
        isLeftOut
            ? List.of("Left out: " + place + ", which counts the rows; with=1 takes it.")
            : List.of(),
        reading.notes());
    assertEquals(3, read(text, "label=kind,with=1").split().train().width());
    assertEquals(2, read(text, "label=kind,without=1").split().train().width());
    // Whoever sorts the table by chance, or saves a part of it, does not make a measurement of it.
    List<List<String>> shuffled = new ArrayList<>(rows);
    java.util.Collections.shuffle(shuffled, random);
    for (List<List<String>> part : List.of(shuffled, shuffled.subList(0, ROWS - 10))) {
      String saved = text(",", under(List.of(name, "a", "b", "kind"), part));
      assertEquals(isLeftOut ? 2 : 3, read(saved, "label=kind").split().train().width());
    }
  }

  @Test
  @DisplayName("names of rows, in a column without a name, are no words to learn from")
  void rowNames() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : rows().subList(0, 40)) {
      rows.add(List.of("car " + rows.size(), row.get(0), row.get(2)));
    }
    assertEquals(
        1,
        read(text(",", under(List.of("", "a", "kind"), rows)), "label=kind")
            .split()
            .train()
            .width());
  }

  @Test
  @DisplayName("UTF-16 with its mark, as a spreadsheet saves it, gives the same")
  void utf16() throws IOException {
    String text = text("\t", under(List.of("a", "b", "kind"), rows()));
    List<String> expected = hashes(read(text, "label=kind"));
    Path file = folder.resolve("u.csv");
    for (Charset order : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      Files.write(file, ("\uFEFF" + text).getBytes(order));
      assertEquals(expected, hashes(DataSource.parse("csv:" + file + ",label=kind").read()));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "red ",
        " red",
        "\u00A0red",
        "red\u3000",
        "\u2003red\u2009",
        "red\u200B",
        "\uFEFFred",
        "\u200Ered",
        "red\u202C",
        "\u202Ered",
        "red\u200D",
        "\u3164red\u2800",
        "r\u00ADed"
      })
  @DisplayName("labels that look alike are one class")
  void invisibleBlanks(String other) throws IOException {
    List<List<String>> rows = rows();
    List<String> expected =
        hashes(read(text(",", under(List.of("a", "b", "kind"), rows)), "label=kind"));
    for (int i = 0; i < ROWS; i += 4) {
      rows.set(i, List.of(rows.get(i).get(0), rows.get(i).get(1), other));
    }
    assertEquals(
        expected,
        hashes(read(text(",", under(List.of("a\u00A0", "b", "kind\u3000"), rows)), "label=kind")));
  }

  @Test
  void lettersMadeOfTwoSigns() throws IOException {
    String half = "1,caf\u00E9\n2,cafe\u0301\n3,th\u00E9\n4,the\u0301\n";
    assertEquals(
        List.of("caf\u00E9", "th\u00E9"),
        read(half.repeat(9), "label=2").split().train().classes());
    String blank = "a,kind\n1,red\n2,\u3000\n";
    assertEquals(
        "row 3, column 2 (kind): the label is missing (\"\"), in 1 row; missing=drop leaves such"
            + " rows out",
        problem(blank, "label=kind"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u2212", "\u2013", "\uFF0D", "\uFE63", "\u2012"})
  void signsOfTypesetters(String minus) throws IOException {
    List<List<String>> rows = under(List.of("a", "b", "kind"), rows());
    String text = text(",", rows);
    assertEquals(
        hashes(read(text, "label=kind")), hashes(read(text.replace("-", minus), "label=kind")));
  }

  @Test
  @DisplayName("words become a feature each; too many are refused")
  void words() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    List<String> colours = List.of("green", "none", "blue");
    for (int i = 0; i < ROWS; i++) {
      rows.add(List.of(number(), colours.get(i % 3), "n" + i, i % 2 == 0 ? "yes" : "no"));
    }
    String text = text(",", under(List.of("a", "colour", "name", "bought"), rows));
    assertEquals(
        "column 3 (name) has 60 different words, the first \"n0\", and at most 50 become features;"
            + " without=3 leaves it out",
        problem(text, "label=bought"));
    DataSource.Reading reading = read(text, "label=bought,without=name");
    assertEquals(4, reading.split().train().width());
    assertEquals(
        List.of("Words: column 2 (colour) has 3; each word is a feature of its own."),
        reading.notes());
    Dataset train = reading.split().train();
    for (int row = 0; row < train.size(); row++) {
      float sum = column(train, 1)[row] + column(train, 2)[row] + column(train, 3)[row];
      assertEquals(1, sum);
    }
    double[] blue = all(reading.split(), 1);
    assertEquals(ROWS / 3.0, Arrays.stream(blue).sum(), "blue is the first in the alphabet");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "NA", "n/a", "NaN", "?", "null", "None", "-", " "})
  void missingCells(String nothing) throws IOException {
    double[] values = new double[ROWS];
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      boolean isMissing = i % 7 == 3;
      values[i] = isMissing ? Double.NaN : i * i;
      rows.add(
          List.of(isMissing ? nothing : String.valueOf(i * i), number(), i % 2 == 0 ? "x" : "y"));
    }
    String text = text(",", under(List.of("a", "b", "kind"), rows));
    long count = Arrays.stream(values).filter(Double::isNaN).count();
    assertEquals(
        count
            + " cells are missing, the first in row 5, column 1 (a): missing=mean or missing=median"
            + " fills them from the training part, missing=drop leaves their rows out",
        problem(text, "label=kind"));

    DataSource.Reading dropped = read(text, "label=kind,missing=drop");
    assertEquals(ROWS - count, all(dropped.split(), 0).length);
    assertEquals(List.of("Left out: " + count + " rows with missing cells."), dropped.notes());

    DataSource.Reading mean = read(text, "label=kind,missing=mean");
    assertEquals(ROWS, all(mean.split(), 0).length);
    // What is filled with the training part's mean is 0 once standardised, in every part.
    assertEquals(count, Arrays.stream(all(mean.split(), 0)).filter(v -> v == 0).count());
    double sum = Arrays.stream(box(column(mean.split().train(), 0))).mapToDouble(v -> v).sum();
    assertEquals(0, sum, 1e-4);

    DataSource.Reading median = read(text, "label=kind,missing=median");
    float[] train = column(median.split().train(), 0);
    double most =
        Arrays.stream(box(train))
            .collect(Collectors.groupingBy(v -> v, Collectors.counting()))
            .entrySet()
            .stream()
            .max(java.util.Map.Entry.comparingByValue())
            .orElseThrow()
            .getKey();
    long below = Arrays.stream(box(train)).filter(v -> v < most).count();
    long above = Arrays.stream(box(train)).filter(v -> v > most).count();
    assertTrue(Math.abs(below - above) <= 1, below + " below and " + above + " above the filled");
    assertEquals(
        List.of(
            "Filled: %d missing cells with the training part's median, or its most frequent word."
                .formatted(count)),
        median.notes());
  }

  @Test
  void missingWords() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String word = i % 10 == 0 ? "" : i % 3 == 0 ? "rare" : "often";
      rows.add(List.of(number(), word, i % 2 == 0 ? "x" : "y"));
    }
    String text = text(",", under(List.of("a", "b", "kind"), rows));
    assertEquals(
        IntStream.range(0, ROWS).filter(i -> i % 10 == 0 || i % 3 != 0).count(),
        Arrays.stream(all(read(text, "label=kind,missing=mean").split(), 1)).sum(),
        "often is filled in");
  }

  @Test
  @DisplayName("a number to predict has standard deviation 1, and its own unit is known")
  void target() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      double a = random.nextGaussian();
      rows.add(List.of(String.valueOf(a), String.valueOf(1e6 + 5e4 * a)));
    }
    String text = text(",", under(List.of("a", "price"), rows));
    DataSource.Reading reading = read(text, "target=price");
    Dataset train = reading.split().train();
    assertFalse(train.isClassification());
    assertEquals("price", reading.outcome());
    double mean = IntStream.range(0, train.size()).mapToDouble(train::target).average().orElse(9);
    double square =
        IntStream.range(0, train.size())
            .mapToDouble(i -> train.target(i) * train.target(i))
            .average()
            .orElse(9);
    assertEquals(0, mean, 1e-5);
    assertEquals(1, square, 1e-5);
    float[] a = column(train, 0);
    for (int row = 0; row < train.size(); row++) {
      assertEquals(a[row], train.target(row), 1e-4, "the same line, in both units");
    }
    assertEquals(5e4, reading.unit(), 1.5e4);
    assertEquals(
        "column 2 (price) has 60 different numbers in 60 rows; to predict a number write"
            + " target=price",
        problem(text, "label=price"));
    assertEquals(
        "row 2, column 2 (k): \"x\" is not a finite number",
        problem("a,k\n" + "1,x\n2,y\n".repeat(10), "target=k"));
    assertEquals(
        "the number to predict is the same in every row of the training part",
        problem("a,k\n" + "1,5\n2,5\n".repeat(10), "target=k"));
  }

  @Test
  @DisplayName("what tells nothing apart is named")
  void useless() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : rows()) {
      rows.add(List.of(row.get(0), "5.10", "same", row.get(2), ""));
    }
    DataSource.Reading reading =
        read(text(",", under(List.of("a", "b", "c", "kind", ""), rows)), "label=kind");
    assertEquals(
        List.of(
            "Left out: column 5 (without a name), which is empty; with=5 takes it.",
            "Words: column 3 (c) has 1; each word is a feature of its own.",
            "One value only in the training part, which tells nothing apart: column 2 (b), column 3"
                + " (c)."),
        reading.notes());
    assertEquals(
        "no column is left to learn from; left out: column 1 (id), which counts the rows (with=1"
            + " takes it)",
        problem("id,kind\n1,a\n2,b\n3,a\n4,b\n", "label=kind"));
  }

  @Test
  @DisplayName("without a header, words alone are rows")
  void wordsWithoutHeader() throws IOException {
    String rows = "red,small,a\nblue,large,b\n".repeat(10);
    assertEquals(16, read(rows, "label=3").split().train().size());
    assertEquals(16, read("colour,size,kind\n" + rows, "label=3").split().train().size());
  }

  /** Prices with a sign between thousands; the second is small and has none. */
  private List<List<String>> prices(String sign, int most, String decimals) {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      long price = i == 0 ? 1016 : i == 1 ? 937 : Math.round(Math.pow(most, random.nextDouble()));
      String grouped = String.valueOf(price).replaceAll("(?<=\\d)(?=(\\d{3})+$)", sign);
      rows.add(List.of(grouped + decimals, number(), i % 2 == 0 ? "red" : "blue"));
    }
    return rows;
  }

  private static List<List<String>> quoted(List<List<String>> rows) {
    return rows.stream().map(row -> row.stream().map(c -> '"' + c + '"').toList()).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        ". point ; 9999",
        ", comma ; 9999",
        ", comma TAB 9999",
        ", comma , 9999",
        ". point ; 9999999",
        ", comma , 9999999"
      })
  @DisplayName("a sign between thousands that may be a decimal one is refused, with both readings")
  void thousandsInDoubt(String sign, String name, String separator, int most) throws IOException {
    List<String> header = List.of("price", "kind");
    List<List<String>> rows =
        prices(sign, most, "").stream().map(row -> List.of(row.get(0), row.get(2))).toList();
    String text = text(separator.replace("TAB", "\t"), quoted(under(header, rows)));
    assertEquals(
        "row 2, column 1 (price): \"1%s016\" is 1016 with thousands=%s, 1.016 with decimal=%2$s; say which"
            .formatted(sign, name),
        problem(text, "label=kind"));
    List<List<String>> plain =
        rows.stream().map(row -> List.of(row.get(0).replace(sign, ""), row.get(1))).toList();
    assertEquals(
        hashes(read(text(",", under(header, plain)), "label=kind")),
        hashes(read(text, "label=kind,thousands=" + name)));
  }

  @ParameterizedTest
  @CsvSource({
    "., point, ','",
    "',', comma, .",
    "'''', apostrophe, .",
    "\u202F, blank, ','",
    "\u00A0, blank, .",
    "\u2019, apostrophe, ','"
  })
  @DisplayName("a sign between thousands that can be nothing else is read")
  void thousandsForSure(String sign, String name, String decimal) throws IOException {
    List<List<String>> rows = prices(sign, 9_999_999, ".50");
    List<String> header = List.of("price", "b", "kind");
    List<List<String>> plain = new ArrayList<>();
    List<List<String>> other = new ArrayList<>();
    for (List<String> row : rows) {
      String price = row.get(0).substring(0, row.get(0).length() - 3);
      plain.add(List.of(price.replace(sign, "") + ".50", row.get(1), row.get(2)));
      other.add(List.of(price + decimal + "50", row.get(1).replace(".", decimal), row.get(2)));
    }
    List<String> expected = hashes(read(text(",", under(header, plain)), "label=kind"));
    String word = decimal.equals(".") ? "point" : "comma";
    for (String separator : List.of(";", "\t", ",")) {
      String text = text(separator, quoted(under(header, other)));
      DataSource.Reading seen = read(text, "label=kind");
      assertEquals(expected, hashes(seen));
      String note = seen.notes().get(0);
      assertTrue(
          note.contains("a decimal " + word + " and " + name + "s between thousands: \""), note);
      String said = "label=kind,thousands=" + name + ",decimal=" + word;
      assertEquals(expected, hashes(read(text, said)));
    }
  }

  @Test
  @DisplayName("decimals with three digits, and addresses, are no thousands")
  void noThousands() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(
          List.of("%d.%03d".formatted(1 + i % 9, i), "192.168.100." + (100 + i % 2), "k" + i % 3));
    }
    DataSource.Reading reading = read(text(";", rows), "label=3");
    assertEquals(3, reading.split().train().width());
    assertEquals(
        "Cells are parted by semicolons, numbers have a decimal point.", reading.notes().get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "0,1,2,3; 4; numbers", // pandas, index=False
        ",0,1,2; 4; numbers", // and with the row numbers
        ",0,1,y; 4; numbers",
        "0,1,2,y; 4; numbers",
        "7,5,3,y; 4; numbers",
        "a,b,c,y; 4; words",
        "a,b,c,y; y; words",
        "0,1,2,y; y; words",
        "1990,2000,2010,2020; 2020; words",
        "1990,2000,2010,2020; 4; data",
        "0,1,3,2; 4; data",
        "0.5,1,2,red; 4; data"
      })
  @DisplayName("whether there is a header depends on the table, not on how the label is given")
  void headers(String first, String label, String what) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      String kind = first.matches(".*[a-z]") ? (i % 2 == 0 ? "red" : "blue") : "" + (2 + i % 2);
      String index = first.startsWith(",") ? "" + (i + 5) : number();
      rows.add(List.of(index, number(), number(), kind));
    }
    String text = text(",", under(List.of(first.split(",")), rows));
    String options = "label=" + label + (what.equals("data") ? ",missing=drop" : "");
    if (first.equals("1990,2000,2010,2020") && label.equals("4")) {
      options = "target=4";
    }
    DataSource.Reading reading = read(text, options);
    assertEquals(what.equals("data") ? ROWS + 1 : ROWS, all(reading.split(), 0).length);
    String note =
        what.equals("data")
            ? "The first row is data, not a header; header=yes makes it one."
            : "The first row is a header, though of numbers; header=no makes it data.";
    assertEquals(!what.equals("words"), reading.notes().contains(note), reading.notes() + "");
    assertEquals(ROWS, all(read(text, options + ",header=yes").split(), 0).length);
  }

  @Test
  @DisplayName("a first row with a gap, beside a number to predict, is data")
  void gapInTheFirstRow() throws IOException {
    List<List<String>> rows = under(List.of("NA", "1.5", "red"), rows());
    assertEquals(ROWS + 1, all(read(text(",", rows), "target=2,missing=mean").split(), 0).length);
  }

  @Test
  void headerAsSaid() throws IOException {
    String rows = "red,small,a\nblue,large,b\n".repeat(10);
    assertEquals(16, read("a,b,c\n" + rows, "label=3,header=yes").split().train().size());
    assertEquals(
        "label=kind: with header=no it is a number, 1 to 3",
        problem("a,b,kind\n" + rows, "label=kind,header=no"));
    assertEquals(
        "label=red: other rows have that as well as the first, so it is no name; without a header"
            + " the label is a number, 1 to 2",
        problem("red,1.5\nblue,2.5\n".repeat(10), "label=red"));
  }

  /** Whether a column is taken, in the order of the rows and in another. */
  @ParameterizedTest
  @CsvSource({
    "valid, false, true",
    "humid, false, true",
    "candidate, false, true",
    "page, false, true",
    "record, false, false",
    "case, false, false",
    "line, false, false",
    "X, false, false",
    "...1, false, false",
    "EmployeeNumber, false, false",
    "Nr. of item, false, false",
    "week, true, true",
    "rank, true, true"
  })
  @DisplayName("what counts the rows is left out under any name; in another order, where named so")
  void rowNumbersUnderAnyName(String name, boolean inOrder, boolean shuffled) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : rows()) {
      rows.add(List.of(row.get(0), String.valueOf(rows.size() + 1), row.get(2)));
    }
    List<String> header = List.of("a", name, "kind");
    assertEquals(inOrder ? 2 : 1, width(header, rows));
    List<List<String>> other = new ArrayList<>(rows);
    java.util.Collections.shuffle(other, random);
    assertEquals(shuffled ? 2 : 1, width(header, other));
    // Other whole numbers, all different, are no row numbers for a name that may mean anything.
    List<List<String>> measured =
        rows.stream().map(r -> List.of(r.get(0), "9" + r.get(1) + "7", r.get(2))).toList();
    assertEquals(2, width(header, measured));
  }

  private int width(List<String> header, List<List<String>> rows) throws IOException {
    return read(text(",", under(header, rows)), "label=kind").split().train().width();
  }

  @Test
  @DisplayName("without a header, row numbers in the first column are left out in any order")
  void rowNumbersWithoutHeader() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : rows()) {
      rows.add(List.of(String.valueOf(rows.size()), row.get(0), row.get(2)));
    }
    java.util.Collections.shuffle(rows, random);
    DataSource.Reading reading = read(text(",", rows), "label=3");
    assertEquals(
        "Left out: column 1, which has the number of each row, in another order; with=1 takes it.",
        reading.notes().get(1));
    assertEquals(2, read(text(",", rows), "label=3,with=1").split().train().width());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u200E%s",
        "%s\u200F",
        "\u3164%s",
        "\u2800%s",
        "\u2066%s\u2069",
        "\u061C%s",
        "%s\uFFA0"
      })
  @DisplayName("numbers with signs beside them that show nothing are numbers")
  void invisibleBesideNumbers(String pattern) throws IOException {
    List<List<String>> rows = rows();
    List<String> expected = hashes(read(text(",", rows), "label=3"));
    List<List<String>> other =
        rows.stream()
            .map(r -> List.of(pattern.formatted(r.get(0)), pattern.formatted(r.get(1)), r.get(2)))
            .toList();
    assertEquals(expected, hashes(read(text(",", other), "label=3")));
  }

  @ParameterizedTest
  @CsvSource({"0x660, \u066B", "0x6F0, .", "0x966, .", "0xFF10, \uFF0E", "0xE50, .", "0x1D7CE, ."})
  @DisplayName("digits of any script are read in numbers")
  void digits(String zero, String decimal) throws IOException {
    List<List<String>> rows = rows();
    List<String> expected = hashes(read(text(",", rows), "label=3"));
    StringBuilder text = new StringBuilder();
    text(",", rows)
        .chars()
        .forEach(
            c -> {
              if (c >= '0' && c <= '9') {
                text.appendCodePoint(Integer.decode(zero) + c - '0');
              } else {
                text.append(c == '.' ? decimal : String.valueOf((char) c));
              }
            });
    assertEquals(expected, hashes(read(text.toString(), "label=3")));
  }

  @Test
  @DisplayName("words that may be numbers are named, with the first")
  void wordsWithDigits() throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(List.of(i % 9 + "\u20AC", number(), "k" + i % 2));
    }
    String text = text(",", under(List.of("a", "b", "kind"), rows));
    assertEquals(
        "Words, not numbers: column 1 (a), the first is \"0\u20AC\" (with U+20AC EURO SIGN).",
        read(text, "label=kind").notes().get(0));
  }

  @ParameterizedTest
  @CsvSource({
    "001B, [31m",
    "0000, x",
    "0007, x",
    "009B, x",
    "202E, x",
    "2067, x",
    "200F, x",
    "061C, x"
  })
  @DisplayName("signs that move the cursor or turn letters round are shown escaped")
  void controlSigns(String code, String rest) throws IOException {
    String name = "a" + (char) Integer.parseInt(code, 16) + rest;
    String shown = "a\\u" + code + rest;
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(List.of(number(), "7", i % 2 == 0 ? name : "b"));
    }
    String text = text(",", under(List.of("w", name, name + "k"), rows));
    for (String label : List.of("3", name + "k", shown + "k")) {
      DataSource.Reading reading = read(text, "label=" + label);
      assertEquals(List.of(shown, "b"), reading.split().train().classes());
      assertEquals(shown + "k", reading.outcome());
      assertTrue(reading.notes().get(0).contains("column 2 (" + shown + ")"));
    }
    String problem = problem(text, "label=nothing");
    assertEquals(
        "label=nothing: no such column; there are w, " + shown + ", " + shown + "k", problem);
    String wrong = problem(text.replaceFirst("7", name), "label=3");
    assertTrue(wrong.contains('"' + shown + '"'), wrong);
  }

  @ParameterizedTest
  @CsvSource({
    "h\u043Ech, U+043E CYRILLIC SMALL LETTER O",
    "\u0391lpha, U+0391 GREEK CAPITAL LETTER ALPHA",
    "\u0434a\u0442\u0430, U+0061 LATIN SMALL LETTER A"
  })
  void classesOfTwoScripts(String label, String sign) throws IOException {
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      rows.add(List.of(number(), i % 2 == 0 ? label : "hoch \u00B5"));
    }
    assertEquals(
        List.of("Letters of two scripts: the class \"" + label + "\" has " + sign + "."),
        read(text(",", under(List.of("a", "kind"), rows)), "label=kind").notes());
  }

  @Test
  @DisplayName("numbers standardise alike in any unit, and from any start that keeps them exact")
  void anyUnit() throws IOException {
    List<List<String>> plain = new ArrayList<>();
    List<List<String>> shifted = new ArrayList<>();
    List<List<String>> tiny = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      int value = random.nextInt(9);
      String kind = i % 2 == 0 ? "x" : "y";
      plain.add(List.of("" + value, kind));
      shifted.add(List.of("100000000000000" + value, kind));
      tiny.add(List.of(value + "e-301", kind));
    }
    List<String> header = List.of("a", "kind");
    DataSource.Reading reading = read(text(",", under(header, plain)), "label=kind");
    assertEquals(hashes(reading), hashes(read(text(",", under(header, shifted)), "label=kind")));
    double[] expected = all(reading.split(), 0);
    double[] seen = all(read(text(",", under(header, tiny)), "label=kind").split(), 0);
    for (int i = 0; i < ROWS; i++) {
      assertEquals(expected[i], seen[i], 1e-6);
    }
  }

  @Test
  void rowsWithoutALabel() throws IOException {
    StringBuilder text = new StringBuilder("a,kind\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(number()).append(',').append(List.of("NA", "EU", "AS").get(i % 3)).append('\n');
    }
    assertEquals(
        "row 2, column 2 (kind): the label is missing (\"NA\"), in 20 rows; missing=drop leaves"
            + " such rows out",
        problem(text.toString(), "label=kind"));
    assertEquals(
        List.of("Left out: 20 rows with missing cells; 20 have no label."),
        read(text.toString(), "label=kind,missing=drop").notes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      value = {
        "label=3,label=2^ label= is given twice; it names one column",
        "label=3,target=2^ label= and target= are both given",
        "target=2,label=3^ label= and target= are both given",
        "label=3,sep=comma,sep=tab^ sep= is given twice",
        "sep=tab,label=3^ row 1 has one cell; sep= says that cells are parted by tabs",
        "label=3,with=1,without=1^ with=1: without= leaves that column out"
      })
  void optionsThatDoNotFit(String options, String what) throws IOException {
    String problem = problem("1,2,a\n2,1,b\n".repeat(9), options);
    assertTrue(problem.contains(what), problem);
  }

  @Test
  void headerOfR() {
    assertEquals(
        "row 2 has 3 cells, the first has 2; if it lacks a name for the row names, as R writes it,"
            + " begin it with an empty cell",
        problem("a,kind\n1,2.5,x\n2,3.5,y\n", "label=kind"));
  }

  @Test
  @DisplayName("what is no text of this kind is called what it is")
  void otherFiles() throws IOException {
    String text = text(",", under(List.of("a", "b", "kind"), rows()));
    java.util.Map<String, byte[]> files =
        java.util.Map.of(
            "UTF-16 text without its mark; save it as UTF-8",
            text.getBytes(StandardCharsets.UTF_16LE),
            "UTF-32 text; save it as UTF-8",
            text.getBytes(Charset.forName("UTF-32BE")),
            "UTF-16 text, cut off: it has 5 bytes, and two are a sign",
            new byte[] {-1, -2, 'a', 0, ','},
            "compressed by gzip; unpack it first",
            new byte[] {0x1f, (byte) 0x8b, 8, 0},
            "a zip file, as spreadsheets (xlsx) are, too; unpack it, or save it as CSV",
            new byte[] {'P', 'K', 3, 4, 20},
            "a page of the web (HTML), not the file itself; download it again",
            "\n<!DOCTYPE html><html>".getBytes(StandardCharsets.UTF_8));
    for (java.util.Map.Entry<String, byte[]> file : files.entrySet()) {
      Path path = folder.resolve("t.csv");
      Files.write(path, file.getValue());
      assertEquals(
          path + ": " + file.getKey(),
          assertThrows(
                  BadInputException.class,
                  () -> DataSource.parse("csv:" + path + ",label=kind").read())
              .getMessage());
    }
  }

  @Test
  @DisplayName("words that another decimal sign makes numbers are told so")
  void twoDecimalSigns() throws IOException {
    StringBuilder text = new StringBuilder("a,b,kind\n");
    for (int i = 0; i < ROWS; i++) {
      text.append("\"%d,5\",%s,k%d%n".formatted(i % 3, number(), i % 2));
    }
    assertEquals(
        "Words, not numbers: column 1 (a), the first is \"0,5\", a number with decimal=comma.",
        read(text.toString(), "label=kind").notes().get(0));
  }
}
