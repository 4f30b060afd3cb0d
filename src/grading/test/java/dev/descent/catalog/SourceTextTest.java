package dev.descent.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SourceTextTest {
  private static final List<String> ENDS = List.of("\n", "\r\n", "\r");

  /** Editors' encodings, with and without a byte order mark. */
  private record Encoding(String charset, String mark, String note) {
    byte[] bytes(String text) {
      return (mark + text).getBytes(Charset.forName(charset));
    }
  }

  private static final List<Encoding> ENCODINGS =
      List.of(
          new Encoding("UTF-8", "", null),
          new Encoding("UTF-8", "\uFEFF", "begins with a byte order mark, which was left out"),
          new Encoding(
              "UTF-16LE", "\uFEFF", "is in UTF-16, and was read as such; save it as UTF-8"),
          new Encoding(
              "UTF-16BE", "\uFEFF", "is in UTF-16, and was read as such; save it as UTF-8"),
          new Encoding(
              "UTF-32LE", "\uFEFF", "is in UTF-32, and was read as such; save it as UTF-8"),
          new Encoding(
              "UTF-32BE", "\uFEFF", "is in UTF-32, and was read as such; save it as UTF-8"),
          new Encoding(
              "windows-1252",
              "",
              "is not in UTF-8, and was read as Windows-1252; save it as UTF-8"));

  static Stream<Object[]> all() {
    return ENCODINGS.stream().flatMap(one -> ENDS.stream().map(end -> new Object[] {one, end}));
  }

  @ParameterizedTest
  @MethodSource("all")
  @DisplayName("every encoding with every line end gives the same text, and a note where needed")
  void read(Encoding encoding, String end) {
    String text = String.join(end, "package a; // größer – “Ünït” €", "class A { } ", "");
    SourceText read = SourceText.of(encoding.bytes(text));
    assertEquals(text, read.text());
    assertEquals(encoding.note, read.note());
    assertNull(read.problem());
    assertTrue(
        read.isSameAs(SourceText.of(text.replace(end, "\n").getBytes(StandardCharsets.UTF_8))));
  }

  @ParameterizedTest
  @CsvSource({
    "'', is empty",
    "'20 0a', is empty",
    "'ef bb bf', is empty",
    "'ff fe', is empty",
    "'41 00 42 00', is no text: it has zero bytes; save it as UTF-8",
    "'ff fe 41 00 00 00', is no text: it has zero bytes; save it as UTF-8",
  })
  @DisplayName("what is no text has a problem")
  void problems(String hex, String problem) {
    assertEquals(problem, SourceText.of(bytes(hex)).problem());
  }

  @ParameterizedTest
  @CsvSource({
    "'ff fe 41'",
    "'ef bb bf ff'",
    "'81 8d 8f 90 9d'",
    "'ff fe 00 d8'",
    "'ff fe 00 00 ff'"
  })
  @DisplayName("damaged text is read, too: the compiler says where it is wrong")
  void damaged(String hex) {
    assertNull(SourceText.of(bytes(hex)).problem());
  }

  private static byte[] bytes(String hex) {
    String digits = hex.replace(" ", "");
    byte[] bytes = new byte[digits.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(digits.substring(2 * i, 2 * i + 2), 16);
    }
    return bytes;
  }
}
