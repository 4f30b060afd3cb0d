package dev.descent.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainWriterTest {
  @ParameterizedTest
  @CsvSource({
    "US-ASCII, 97 +/- 1 - - == x -> ... + ?",
    "ISO-8859-1, 97 ± 1 - - == × -> ... + ?",
    "windows-1252, 97 ± 1 – - == × -> … + ?",
    "UTF-8, 97 ± 1 – − ━━ × → … ✓ 😀",
  })
  void replacesOnlyWhatTheEncodingDoesNotHave(String name, String expected) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Charset charset = Charset.forName(name);
    PrintWriter out =
        new PrintWriter(new PlainWriter(new OutputStreamWriter(bytes, charset), charset));
    out.print("97 ± 1 – − ");
    out.print('━');
    out.print(new char[] {'━'});
    out.print(" × → … ✓ 😀");
    out.flush();
    assertEquals(expected, bytes.toString(charset));
  }

  @ParameterizedTest
  @CsvSource({
    "θ ← θ − lr ∇L, theta <- theta - lr grad L",
    "√(v̂ + ε), sqrt (v^ + epsilon)",
    "‖x‖² ≤ 1/√nᵢ · β₁, ||x||^2 <= 1/sqrt ni * beta1",
    "K.-R. Müller, K.-R. Muller",
  })
  void formulasCanBeReadWithoutTheirSigns(String words, String expected) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintWriter out =
        new PrintWriter(
            new PlainWriter(new OutputStreamWriter(bytes, US_ASCII), StandardCharsets.US_ASCII));
    out.print(words);
    out.flush();
    assertEquals(expected, bytes.toString(US_ASCII));
  }

  @Test
  void everySignOfTheLessonsHasAPlainForm() throws IOException {
    Path lessons = Path.of("../..", "lessons", "src", "main", "java");
    Set<Character> missing = new TreeSet<>();
    int files = 0;
    try (Stream<Path> all = Files.walk(lessons)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files++;
        for (char c : Files.readString(file).toCharArray()) {
          if (c > 127 && PlainWriter.plain(c) == null) {
            missing.add(c);
          }
        }
      }
    }
    assertTrue(files > 10, "lessons were read");
    assertEquals(Set.of(), missing);
  }
}
