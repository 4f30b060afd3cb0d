package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
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
}
