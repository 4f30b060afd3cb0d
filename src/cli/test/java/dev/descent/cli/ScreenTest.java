package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A terminal of 20 columns and 8 rows: four rows of text, and two that are always there. */
class ScreenTest {
  private static final List<String> ALWAYS =
      List.of(
          "[####      ] 13 of 25 exercises, 52 of 100 points",
          "exercises/src/main/java/dev/descent/exercises/ex11adam/Adam.java",
          "n next  h hint  l list  r check again  q quit; saving the file checks it");

  private static final String BELOW = "bar\nkeys";

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
  private Terminal terminal;
  private Screen screen;

  @BeforeEach
  void terminal() throws IOException {
    terminal =
        new DumbTerminal(
            "test", "xterm", new ByteArrayInputStream(new byte[0]), shown, StandardCharsets.UTF_8);
    terminal.setSize(new Size(20, 8));
    screen = new Screen(terminal, new PrintWriter(terminal.writer()));
  }

  @AfterEach
  void noTerminal() throws IOException {
    terminal.close();
  }

  /** What was shown last, in its rows. */
  private List<String> rows() {
    terminal.flush();
    String all = shown.toString(StandardCharsets.UTF_8);
    String last = all.substring(all.lastIndexOf('\u001b')).replaceFirst("^\u001b\\[\\d*J", "");
    return last.lines().map(String::stripTrailing).toList();
  }

  private static String lines(int n) {
    return IntStream.rangeClosed(1, n).mapToObj(i -> "line " + i).collect(Collectors.joining("\n"));
  }

  @Test
  @DisplayName("a short text, and what is always there")
  void fits() {
    screen.show(lines(4), 0, BELOW);
    assertEquals(List.of("line 1", "line 2", "line 3", "line 4", "", "bar", "keys"), rows());
  }

  @Test
  @DisplayName("a long text is cut to the height, from its beginning, and can be moved")
  void moves() {
    screen.show(lines(9), 0, BELOW);
    assertEquals(7, rows().size(), "one row is the cursor's");
    assertEquals("line 1", rows().get(0));
    assertEquals("1 to 4 of 9", rows().get(4));
    screen.move(1);
    assertEquals("line 2", rows().get(0));
    screen.page(1);
    assertEquals("line 5", rows().get(0));
    screen.page(1);
    assertEquals(List.of("line 6", "line 9"), List.of(rows().get(0), rows().get(3)), "the end");
    screen.move(-100);
    assertEquals("line 1", rows().get(0));
  }

  @Test
  @DisplayName("a line of the text is in view, wherever it is")
  void inView() {
    for (int line = 0; line < 30; line++) {
      screen.show(lines(30), line, BELOW);
      assertTrue(rows().contains("line " + (line + 1)), rows().toString());
    }
  }

  @Test
  @DisplayName("a wide line takes several rows, none of which cuts a word, and counts as these")
  void wraps() {
    screen.show("  several words that are long\n" + lines(2), 0, BELOW);
    assertEquals(
        List.of("  several words", "  that are long", "line 1", "line 2", "", "bar", "keys"),
        rows());
    terminal.setSize(new Size(12, 8));
    screen.draw();
    assertEquals(7, rows().size());
    assertEquals(List.of("  several", "  words", "  that are"), rows().subList(0, 3));
  }

  @Test
  void theTextHasMostOfEveryTerminal() {
    List<String> text = IntStream.range(0, 40).mapToObj(i -> "line " + i).toList();
    for (int width : new int[] {20, 30, 40, 60, 80, 200}) {
      for (int height = 6; height <= 50; height++) {
        List<String> rows = Screen.rows(text, width);
        List<String> bottom = Screen.bottom(ALWAYS, width, height);
        List<String> screen = Screen.fill(rows, 0, bottom, width, height);
        String size = width + " x " + height;
        assertTrue(screen.size() < height, size + ": the cursor has a row");
        assertTrue(screen.stream().allMatch(row -> row.length() < width), size + screen);
        assertEquals("line 0", screen.get(0), size);
        long visible = screen.stream().filter(row -> row.startsWith("line ")).count();
        assertTrue(
            visible >= Math.min(40, height / 3), size + ": " + visible + " lines of the text");
      }
    }
  }
}
