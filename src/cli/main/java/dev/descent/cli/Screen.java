package dev.descent.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * A terminal filled with a text, and below it with lines that are always there. A text that is
 * longer than the terminal is high can be moved.
 */
final class Screen {
  private static final Size USUAL = new Size(80, 24);

  private final Terminal terminal;
  private final PrintWriter out;
  private String text = "";
  private String below = "";
  private int from;

  /**
   * @param out writes to the terminal, in its encoding
   */
  Screen(Terminal terminal, PrintWriter out) {
    this.terminal = terminal;
    this.out = out;
  }

  /**
   * Shows a text.
   *
   * @param line of the text that is in view, from 0
   * @param below the lines that are always there
   */
  void show(String text, int line, String below) {
    this.text = text;
    this.below = below;
    Size size = size();
    int before = rows(text.lines().limit(line).toList(), size.getColumns()).size();
    from = before - room(size) / 2;
    draw(size);
  }

  /** Shows the text anew, as laid out for another width, and as far moved as before. */
  void change(String text, String below) {
    this.text = text;
    this.below = below;
    draw();
  }

  /** The width now. */
  int columns() {
    return size().getColumns();
  }

  /** Moves the text by so many rows. */
  void move(int rows) {
    from += rows;
    draw();
  }

  /** Moves the text by as many rows as are shown, but for one. */
  void page(int pages) {
    Size size = size();
    from += pages * Math.max(1, room(size) - 1);
    draw(size);
  }

  /** Draws it again, as for a terminal of another size. */
  void draw() {
    draw(size());
  }

  private void draw(Size size) {
    List<String> rows = rows(text.lines().toList(), size.getColumns());
    from = Math.max(0, Math.min(from, rows.size() - room(size)));
    terminal.puts(Capability.clear_screen);
    terminal.flush();
    for (String row : fill(rows, from, bottom(size), size.getColumns(), size.getRows())) {
      out.print(row + "\r\n");
    }
    out.flush();
  }

  /** The size now: some systems start a process to tell it. */
  private Size size() {
    Size size = terminal.getSize();
    return size.getColumns() > 0 && size.getRows() > 0 ? size : USUAL;
  }

  private List<String> bottom(Size size) {
    return bottom(below.lines().toList(), size.getColumns(), size.getRows());
  }

  /**
   * The lines that are always there; they take a third of the terminal at most, and the last ones
   * stay.
   */
  static List<String> bottom(List<String> lines, int width, int height) {
    int most = Math.max(1, height / 3);
    List<String> rows = new ArrayList<>();
    for (int i = lines.size() - 1; i >= 0; i--) {
      List<String> more = rows(List.of(lines.get(i)), width);
      if (rows.size() + more.size() > most && !rows.isEmpty()) {
        break;
      }
      rows.addAll(0, more);
    }
    return rows.size() <= most ? rows : rows.subList(0, most);
  }

  private int room(Size size) {
    return room(bottom(size), size.getRows());
  }

  /** The rows for the text: one more parts it from the bottom, and in one is the cursor. */
  private static int room(List<String> bottom, int height) {
    return Math.max(1, height - bottom.size() - 2);
  }

  /** The rows that lines become. Some terminals wrap what fills the line. */
  static List<String> rows(List<String> lines, int width) {
    List<String> rows = new ArrayList<>();
    lines.forEach(line -> rows.addAll(WordWrap.of(line, width - 1)));
    return rows;
  }

  /**
   * As many rows as a terminal has, but for the last, where the cursor is.
   *
   * @param rows those of the text
   * @param from the first of them that is shown
   */
  static List<String> fill(
      List<String> rows, int from, List<String> bottom, int width, int height) {
    int room = room(bottom, height);
    List<String> all = new ArrayList<>();
    if (rows.size() <= room) {
      all.addAll(rows);
      all.add("");
    } else {
      all.addAll(rows.subList(from, from + room));
      String where = "%d to %d of %d".formatted(from + 1, from + room, rows.size());
      String sentence = "-- lines " + where + "; the arrows move them --";
      all.add(sentence.length() < width ? sentence : where);
    }
    all.addAll(bottom);
    return all;
  }
}
