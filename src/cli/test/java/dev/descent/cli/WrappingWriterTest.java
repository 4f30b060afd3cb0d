package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WrappingWriterTest {
  private static final int WIDTH = 45;

  private final StringWriter shown = new StringWriter();
  private final PrintWriter out = new PrintWriter(new WrappingWriter(shown, () -> WIDTH));

  private String shown() {
    out.flush();
    return shown.toString();
  }

  @Test
  @DisplayName("a line that is too wide is broken between words, others stay as they are")
  void breaks() {
    out.print("  short\n  words words words words words words words words\n\n");
    assertEquals("  short\n  words words words words words words words\n  words\n\n", shown());
  }

  @Test
  @DisplayName("what is in a second column stays in it")
  void columnsStay() {
    out.print("  ./descent hint      helps, a little more each time you ask\n");
    assertEquals(
        "  ./descent hint      helps, a little more\n" + " ".repeat(22) + "each time you ask\n",
        shown());
  }

  @Test
  @DisplayName("colours take no room, wide letters two columns, and a long path is not lost")
  void columns() {
    String green = "\u001b[32mok\u001b[0m";
    out.print((green + " ").repeat(15).strip() + "\n");
    assertEquals((green + " ").repeat(15).strip() + "\n", shown());
    shown.getBuffer().setLength(0);
    out.print("学".repeat(25) + "\n" + "/path".repeat(12) + "\n");
    assertEquals(
        "学".repeat(22)
            + "\n"
            + "学".repeat(3)
            + "\n"
            + "/path".repeat(9)
            + "\n"
            + "/path".repeat(3)
            + "\n",
        shown());
  }

  @Test
  @DisplayName("a question goes out before its line ends")
  void question() {
    out.print("Replace your file for ex11adam by the start? [y/N] ");
    assertEquals("Replace your file for ex11adam by the start? [y/N] ", shown());
    out.print("y\n");
    assertEquals("Replace your file for ex11adam by the start? [y/N] y\n", shown());
  }

  @Test
  @DisplayName("line ends are those of the system")
  void windows() {
    out.print("words words words words words words words words\r\n");
    assertEquals("words words words words words words words\r\nwords\r\n", shown());
  }
}
