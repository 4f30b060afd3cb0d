package dev.descent.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.descent.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
  @TempDir Path folder;

  private Table table(String text, String options) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.writeString(file, text);
    return table(file, options);
  }

  static Table table(Path file, String options) {
    return Table.read(CsvSpec.parse("csv:t.csv," + options, file + "," + options));
  }

  private Dataset read(String text, String label) throws IOException {
    return set(table(text, "label=" + label));
  }

  /** Its rows as they are, nothing filled and nothing standardised. */
  static Dataset set(Table table) {
    float[] values = new float[table.size() * table.width()];
    for (int row = 0; row < table.size(); row++) {
      for (int i = 0; i < table.width(); i++) {
        values[row * table.width() + i] =
            (float) ((Column.Numbers) table.columns().get(i)).values()[row];
      }
    }
    return table.classified(values);
  }

  private String problem(byte[] content, String label) throws IOException {
    Path file = folder.resolve("t.csv");
    Files.write(file, content);
    String message =
        assertThrows(BadInputException.class, () -> set(table(file, "label=" + label)))
            .getMessage();
    assertEquals(1, message.lines().count(), message);
    return message.replace(folder.toString(), "DIR");
  }

  private String problem(String text, String label) throws IOException {
    return problem(text.getBytes(StandardCharsets.UTF_8), label);
  }

  private static List<Integer> labels(Dataset data) {
    return IntStream.range(0, data.size()).mapToObj(data::label).toList();
  }

  private static float[] row(Dataset data, int row) {
    float[] values = new float[data.width()];
    data.read(row, values, 0);
    return values;
  }

  @Test
  void headerAndStringLabelsByName() throws IOException {
    Dataset data = read("w, kind ,h\n1.5,pear,-2\n\n .5 ,\"app,le\",1e3\n3.,fig,+0\n", "kind");
    assertEquals(List.of("app,le", "fig", "pear"), data.classes());
    assertEquals(List.of(2, 0, 1), labels(data));
    assertArrayEquals(new float[] {1.5f, -2}, row(data, 0));
    assertArrayEquals(new float[] {.5f, 1000}, row(data, 1));
    assertEquals(List.of(2), data.shape());
    assertEquals("t.csv", data.name());
  }

  @Test
  void theColumnByNumberGivesTheSame() throws IOException {
    String text = "w,kind,h\n1,b,2\n3,a,4\n";
    assertEquals(read(text, "kind").sha256(), read(text, "2").sha256());
  }

  @Test
  void withoutHeader() throws IOException {
    Dataset data = read("1,2,b\r\n3,4,a\r\n", "3");
    assertEquals(2, data.size());
    assertEquals(List.of(1, 0), labels(data));
  }

  @Test
  void numericLabelsAreInNumericOrder() throws IOException {
    Dataset data = read("10,1\n9,2\n-1,3\n9.0,4\n", "1");
    assertEquals(List.of("-1", "9", "10"), data.classes());
    assertEquals(List.of(2, 1, 0, 1), labels(data));
    assertEquals(List.of("0.5", "2"), read("2,1\n.5,2\n", "1").classes());
  }

  @Test
  void oneWordAmongNumbersMakesLabelsText() throws IOException {
    assertEquals(List.of("10", "9", "x"), read("9,1\n10,2\nx,3\n", "1").classes());
  }

  @Test
  void columnsNamedByNumbersAreAHeaderStill() throws IOException {
    Dataset data = read("label,0,1\n7,1,2\n3,5,6\n", "1");
    assertEquals(List.of("3", "7"), data.classes());
    assertArrayEquals(new float[] {1, 2}, row(data, 0));
    assertEquals(data.sha256(), read("label,0,1\n7,1,2\n3,5,6\n", "label").sha256());
  }

  @Test
  void byteOrderMarkIsNoPartOfTheFirstName() throws IOException {
    assertEquals(List.of("x", "y"), read("\uFEFFkind,w\nx,1\ny,2\n", "kind").classes());
  }

  @ParameterizedTest
  @CsvSource({
    "abc, '\"abc\" is not a finite number'",
    "inf, '\"inf\" is not a finite number'",
    "-Infinity, '\"-Infinity\" is not a finite number'",
    "1e101, '\"1e101\" is beyond 1e100'",
    "1f, '\"1f\" is not a finite number'",
    "0x10, '\"0x10\" is not a finite number'",
    "1 2, '\"1 2\" is not a finite number'",
    "−−1, '\"−−1\" (with U+2212 MINUS SIGN) is not a finite number'",
    "1×2, '\"1×2\" (with U+00D7 MULTIPLICATION SIGN) is not a finite number'",
  })
  void cellThatIsNoNumber(String cell, String what) throws IOException {
    assertEquals(
        "DIR/t.csv: row 3, column 2 (h): " + what,
        problem("w,h,kind\n1,2,a\n1," + cell + ",b\n", "kind"));
    assertEquals("DIR/t.csv: row 2, column 2: " + what, problem("1,2,a\n1," + cell + ",b\n", "3"));
  }

  @Test
  void rowsAreCountedAsASpreadsheetShowsThem() throws IOException {
    assertEquals(
        "DIR/t.csv: row 4, column 1 (w): \"x y\" is not a finite number",
        problem("w,kind\n1,\"two\nlines\"\n\n\"x\ny\",b\n", "kind"));
  }

  @Test
  void aDamagedFirstRowIsNotTakenForAHeader() throws IOException {
    assertEquals(
        "DIR/t.csv: row 1, column 3: \"!\" is not a finite number",
        problem("1,2,!,a\n1,2,3,b\n", "4"));
  }

  @Test
  void missingAndSurplusCells() throws IOException {
    assertEquals(
        "DIR/t.csv: row 3 has 2 cells, the first has 3", problem("w,h,k\n1,2,a\n1,b\n", "k"));
    assertEquals("DIR/t.csv: row 2 has 4 cells, the first has 3", problem("w,h,k\n1,2,a,b\n", "k"));
    assertEquals(
        "DIR/t.csv: row 1 has one cell; a label and features, parted by commas, semicolons, tabs or"
            + " bars, are needed",
        problem("w:h:k\n1:2:a\n", "k"));
  }

  @Test
  void missingLabel() throws IOException {
    assertEquals(
        "DIR/t.csv: row 3, column 2 (k): the label is missing (\"\"), in 1 row; missing=drop leaves"
            + " such rows out",
        problem("w,k\n1,a\n2,\n", "k"));
    assertEquals(
        "DIR/t.csv: row 3, column 2 (k): the label is missing (\"NaN\"), in 2 rows; missing=drop"
            + " leaves such rows out",
        problem("w,k\n1,1\n2,NaN\n3,n/a\n", "k"));
  }

  @Test
  void oneClassOnly() throws IOException {
    assertEquals(
        "DIR/t.csv: column 2 (k) has one class only, \"a\"; two are needed",
        problem("w,k\n1,a\n2,a\n", "k"));
    assertEquals(
        "DIR/t.csv: column 1 has one class only, \"5\"; two are needed",
        problem("5,1\n5.0,3\n", "1"));
  }

  @Test
  void emptyFiles() throws IOException {
    assertEquals("DIR/t.csv: empty; rows with a label are needed", problem("", "k"));
    assertEquals("DIR/t.csv: empty; rows with a label are needed", problem("\n\n", "k"));
    assertEquals("DIR/t.csv: has a header and no rows", problem("w,k\n", "k"));
    assertEquals("DIR/t.csv: has a header and no rows", problem("w,k\n", "2"));
  }

  @Test
  void unknownLabelColumn() throws IOException {
    assertEquals(
        "DIR/t.csv: label=size: no such column; there are w, k", problem("w,k\n1,a\n", "size"));
    assertEquals(
        "DIR/t.csv: label=k: no such name in the first row, which has numbers; without a header the"
            + " label is a number, 1 to 2",
        problem("1,a\n2,b\n", "k"));
    for (String number : List.of("0", "3", "99999999999999999999")) {
      assertEquals(
          "DIR/t.csv: label=" + number + ": the columns are 1 to 2", problem("w,k\n1,a\n", number));
    }
    assertEquals(
        "DIR/t.csv: label=k: two columns have that name; give its number instead",
        problem("k,w,k\na,1,b\n", "k"));
  }

  @Test
  void notUtf8() throws IOException {
    byte[] latin1 = "w,k\n1,a\n2,\u00e4\n".getBytes(StandardCharsets.ISO_8859_1);
    assertEquals(
        "DIR/t.csv: line 3, byte 11: not UTF-8 text; save it as UTF-8", problem(latin1, "k"));
    byte[] cut = "w,k\n1,a\n2,\u00e4".getBytes(StandardCharsets.UTF_8);
    assertEquals(
        "DIR/t.csv: line 3, byte 11: not UTF-8 text; save it as UTF-8",
        problem(java.util.Arrays.copyOf(cut, cut.length - 1), "k"));
  }

  @Test
  void quotesThatDoNotMatch() throws IOException {
    assertEquals(
        "DIR/t.csv: row 3: the quotes of a cell do not match",
        problem("w,k\n1,a\n2,\"b\n3,c\n", "k"));
    assertEquals(
        "DIR/t.csv: row 2: the quotes of a cell do not match", problem("w,k\n1,\"a\"b\n", "k"));
  }

  @Test
  void notThereOrAFolder() {
    assertEquals(
        folder.resolve("no.csv") + ": no such file",
        assertThrows(BadInputException.class, () -> table(folder.resolve("no.csv"), "label=k"))
            .getMessage());
    assertEquals(
        folder + ": a folder, not a CSV file",
        assertThrows(BadInputException.class, () -> table(folder, "label=k")).getMessage());
  }
}
