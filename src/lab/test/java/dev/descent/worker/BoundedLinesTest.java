package dev.descent.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
  private static BoundedLines lines(String text) {
    return new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 5);
  }

  @Test
  @DisplayName("lines as they are, whatever ends them")
  void lines() throws IOException {
    BoundedLines lines = lines("one\n\ntwo\r\nößé\nlast");
    for (String expected : new String[] {"one", "", "two", "ößé", "last"}) {
      String line = lines.next();
      assertEquals(expected, line);
      assertFalse(lines.isTooLong(line));
    }
    assertNull(lines.next());
  }

  @Test
  @DisplayName("of a line that is too long the beginning, and the next one whole")
  void tooLong() throws IOException {
    BoundedLines lines = lines("x".repeat(100_000) + "\n12345\n");
    String line = lines.next();
    assertEquals(6, line.length());
    assertTrue(lines.isTooLong(line));
    assertEquals("12345", lines.next());
  }
}
