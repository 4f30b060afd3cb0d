package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.descent.BadInputException;
import dev.descent.course.Roster.Row;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RosterTest {
  @TempDir Path dir;

  private Path file(String text, String charset) throws IOException {
    return Files.write(dir.resolve("list.csv"), text.getBytes(Charset.forName(charset)));
  }

  /** How a spreadsheet may write; a mark says how it is encoded. */
  private record Format(String charset, String mark, String cut, String end) {}

  static Stream<Format> formats() {
    return Stream.of("UTF-8", "UTF-8 BOM", "UTF-16LE BOM", "windows-1252")
        .flatMap(
            charset ->
                Stream.of(",", ";", "\t")
                    .flatMap(
                        cut ->
                            Stream.of("\n", "\r\n", "\r")
                                .map(
                                    end ->
                                        new Format(
                                            charset.replace(" BOM", ""),
                                            charset.endsWith("BOM") ? "\uFEFF" : "",
                                            cut,
                                            end))));
  }

  @ParameterizedTest
  @MethodSource("formats")
  @DisplayName("whatever program has written the list, and in whatever order the columns are")
  void programs(Format format) throws IOException {
    String cut = format.cut;
    List<String> lines =
        List.of(
            String.join(cut, " Full name ", "Section", "\"E-Mail\"", "ID"),
            String.join(cut, "\"Größer" + cut + " Jürgen\"", "A", "j@example.org", "0071"),
            String.join(cut, "Ada", "A", "", "72", "more"),
            String.join(cut, "Ben", "", "", " 73 "));
    String text = String.join(format.end, lines) + format.end + format.end;
    Roster roster = Roster.read(file(format.mark + text, format.charset));
    assertEquals(
        List.of(
            new Row("0071", "Größer" + cut + " Jürgen", "j@example.org"),
            new Row("72", "Ada", ""),
            new Row("73", "Ben", "")),
        roster.rows());
    String excel = format.mark + "sep=" + cut + format.end + text;
    assertEquals(roster, Roster.read(file(excel, format.charset)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Identifier,Full name,Email address",
        "student,id,sis user id,section",
        "ID number,NAME"
      })
  @DisplayName("platforms' own lists are lists")
  void platforms(String header) throws IOException {
    assertEquals(1, Roster.read(file(header + "\na,b,c,d\n", "UTF-8")).rows().size());
  }

  @ParameterizedTest
  @CsvSource({
    "'', ': is empty'",
    "'1,Ada', ', row 1: must name the columns id and name, got 1, Ada'",
    "'id,mail', ', row 1: must name the columns id and name, got id, mail'",
    "'id,name', ': must have a row for each student, got none'",
    "'id,name|1,Ada|,Ben', ', row 3: id must not be empty, got none for Ben'",
    "'id,name|x1,Ada|2,Ben|X1,Cy', ', row 4: id X1 is in row 2 already'"
  })
  @DisplayName("what breaks a rule is named with its row")
  void rules(String text, String message) throws IOException {
    Path file = file(text.replace('|', '\n'), "UTF-8");
    BadInputException e = assertThrows(BadInputException.class, () -> Roster.read(file));
    assertEquals(file + message, e.getMessage());
  }

  @Test
  @DisplayName("a file that is not there, or a folder")
  void noFile() {
    for (Path path : List.of(dir.resolve("none.csv"), dir)) {
      assertEquals(
          path + (path.equals(dir) ? ": a folder, not a CSV file" : ": no such file"),
          assertThrows(BadInputException.class, () -> Roster.read(path)).getMessage());
    }
  }
}
