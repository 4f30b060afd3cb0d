package dev.descent.lesson;

import dev.descent.report.Paragraph;
import dev.descent.report.TextTable;

/** The blocks of a lesson as text for a terminal. */
public final class TerminalText {
  private static final String BESIDE = " ".repeat(9); // below what stands beside "wrong" or "right"

  private TerminalText() {}

  /** A block for 80 columns. */
  public static String of(Block block) {
    return of(block, Paragraph.WIDTH);
  }

  /** A block as whole lines; empty for what is shown elsewhere: progress, values, answers. */
  public static String of(Block block, int width) {
    if (block instanceof Block.Text text) {
      return Paragraph.of(text.words(), "", "", width) + "\n";
    }
    if (block instanceof Block.Table table) {
      return TextTable.of(table.columns(), table.rows()).indent(2) + "\n";
    }
    if (block instanceof Block.Mistake mistake) {
      return Paragraph.of("Common mistake: " + mistake.name(), "", "", width)
          + Paragraph.of("wrong  " + mistake.wrong(), "  ", BESIDE, width)
          + Paragraph.of(mistake.wrongGives(), BESIDE, BESIDE, width)
          + Paragraph.of("right  " + mistake.right(), "  ", BESIDE, width)
          + Paragraph.of(mistake.rightGives(), BESIDE, BESIDE, width)
          + "\n";
    }
    if (block instanceof Block.Figure figure) {
      return Paragraph.of(
              "[Figure: " + figure.title() + "] " + figure.files().get(0), "", "", width)
          + "\n";
    }
    if (block instanceof Block.Promise promise) {
      return Paragraph.of(promise.sentence(), promise.kept() ? "  ✓ " : "  ✗ ", "    ", width);
    }
    return "";
  }
}
