package dev.descent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ParagraphTest {
  @Test
  @DisplayName("lines end between words, at any width")
  void width() {
    String words = "Subtract the learning rate times the gradient from the parameters.";
    for (int width = 20; width < 80; width++) {
      String text = Paragraph.of(words, "  1  ", "     ", width);
      int most = width;
      assertTrue(text.lines().allMatch(line -> line.length() <= most), text);
      assertEquals("1 " + words, text.strip().replaceAll("\\s+", " "));
    }
  }

  @Test
  @DisplayName("no line ends within a formula or code, where a line has room for it")
  void formulas() {
    assertEquals(
        "the parameters are\np ← p − lr · g / √v now\n",
        Paragraph.of("the parameters are p ← p − lr · g / √v now", "", "", 30));
    assertEquals(
        "call\n`p.subi(g, 1, 2); x()` and\n0 = 0\n",
        Paragraph.of("call `p.subi(g, 1, 2); x()` and 0 = 0", "", "", 26));
    assertEquals("at 5 %\nor\n", Paragraph.of("at 5 % or", "", "", 7));
  }

  @Test
  @DisplayName("a formula that no line has room for ends somewhere")
  void tooLong() {
    assertEquals("a = b +\nc + d\n", Paragraph.of("a = b + c + d", "", "", 8));
  }
}
