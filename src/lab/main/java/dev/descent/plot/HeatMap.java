package dev.descent.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tables of shaded cells, each with its value in writing: a panel for each thing that is compared,
 * all with the same columns and rows.
 */
public final class HeatMap {
  private static final int MARGIN = 16;
  private static final int GAP = 26;
  private static final int LINE = 20;
  private static final int MOST_WIDTH = 118; // of a cell
  private static final int LONGEST = 124; // of a column's name
  private static final int HEIGHT = 36;
  private static final int NOTE_HEIGHT = 12;
  private static final int TURNED = 24; // for the label of the rows
  private static final double HATCH = 7;
  private static final Font VALUE = Style.font(Font.PLAIN, 14);
  private static final Font NOTE = Style.font(Font.PLAIN, 11);
  private static final Font NAME = Style.font(Font.BOLD, 14);

  /**
   * A cell.
   *
   * @param darkness 0 to 1; NaN for one without a value, which is hatched
   * @param text its value
   * @param note a second line; may be empty
   */
  public record Cell(double darkness, String text, String note) {}

  /**
   * A table.
   *
   * @param title may be empty
   * @param cells row by row
   * @param markedRow of the cell that is marked with a frame and a star; -1 for none
   * @param markedColumn likewise
   */
  public record Panel(String title, List<List<Cell>> cells, int markedRow, int markedColumn) {
    public Panel {
      cells = cells.stream().map(List::copyOf).toList();
    }
  }

  private final String title;
  private final String key;
  private final String xLabel;
  private final String yLabel;
  private final List<String> columns;
  private final List<String> rows;
  private final List<Panel> panels;

  private HeatMap(
      String title,
      String key,
      String xLabel,
      String yLabel,
      List<String> columns,
      List<String> rows,
      List<Panel> panels) {
    this.title = title;
    this.key = key;
    this.xLabel = xLabel;
    this.yLabel = yLabel;
    this.columns = columns;
    this.rows = rows;
    this.panels = panels;
  }

  /**
   * Draws the panels.
   *
   * @param key what the star says
   * @param xLabel what the columns are
   * @param yLabel what the rows are
   * @param columns their names, at least one
   * @param rows their names, at least one, from the top
   * @param panels at least one, each with a cell for every row and column
   */
  public static Figure draw(
      String title,
      String key,
      String xLabel,
      String yLabel,
      List<String> columns,
      List<String> rows,
      List<Panel> panels) {
    if (columns.isEmpty() || rows.isEmpty() || panels.isEmpty()) {
      throw new IllegalArgumentException(
          "columns, rows and panels must not be empty, got %d, %d and %d"
              .formatted(columns.size(), rows.size(), panels.size()));
    }
    for (Panel panel : panels) {
      if (panel.cells().size() != rows.size()
          || panel.cells().stream().anyMatch(row -> row.size() != columns.size())) {
        throw new IllegalArgumentException(
            "cells of %s must be %d rows of %d, got %s"
                .formatted(
                    panel.title(),
                    rows.size(),
                    columns.size(),
                    panel.cells().stream().map(List::size).toList()));
      }
    }
    HeatMap map =
        new HeatMap(
            Style.text("title", title),
            Style.text("key", key),
            Style.text("xLabel", xLabel),
            Style.text("yLabel", yLabel),
            Style.shortened(columns),
            Style.shortened(rows),
            List.copyOf(panels));
    return new Figure(map::layOut, title, map.words());
  }

  /**
   * The places of everything.
   *
   * @param across panels in a line
   * @param left where the cells of the first panel begin
   */
  private record Layout(
      int width, int across, double left, double cell, double height, double head) {}

  private Drawing layOut(Size size) {
    double named = Style.width(rows);
    double most =
        Math.max(
            cells().mapToDouble(c -> Style.width(c.text(), VALUE)).max().orElse(0),
            cells().mapToDouble(c -> Style.width(c.note(), NOTE)).max().orElse(0));
    double least = Math.max(most + 12, Math.min(LONGEST, Style.width(columns) + 12));
    double begin = MARGIN + TURNED + named + 10;
    double panel = least * columns.size();
    double room = size.width - begin - MARGIN;
    int fit = (int) Math.max(1, Math.floor((room + GAP) / (panel + GAP)));
    int lines = (panels.size() + fit - 1) / fit;
    int across = (panels.size() + lines - 1) / lines;
    double cell = Math.max(least, (room - (across - 1) * GAP) / across / columns.size());
    cell = Math.min(Math.max(least, MOST_WIDTH), cell);
    double used = across * columns.size() * cell + (across - 1) * GAP;
    int width = (int) Math.ceil(Math.max(size.width, begin + used + MARGIN));
    double left = begin + Math.max(0, (width - MARGIN - begin - used) / 2);
    double height = HEIGHT + (cells().allMatch(c -> c.note().isEmpty()) ? 0 : NOTE_HEIGHT);
    double head = MARGIN + Style.titleHeight(title, Style.TITLE, width - 2 * MARGIN) + 4 + LINE + 6;
    Layout layout = new Layout(width, across, left, cell, height, head);
    int bottom = (int) Math.ceil(head + lines * panelHeight(layout) + MARGIN - 8);
    return new Drawing(width, bottom, title, g -> paint(g, layout, bottom));
  }

  /** The height of a panel with its title, what stands below it, and a gap. */
  private double panelHeight(Layout layout) {
    return titleHeight() + rows.size() * layout.height() + 2 * LINE + 14;
  }

  private int titleHeight() {
    return panels.stream().allMatch(panel -> panel.title().isEmpty()) ? 0 : LINE + 6;
  }

  private Stream<Cell> cells() {
    return panels.stream().flatMap(panel -> panel.cells().stream()).flatMap(List::stream);
  }

  private void paint(Graphics2D g, Layout layout, int bottom) {
    Style.title(g, title, Style.TITLE, MARGIN, MARGIN, layout.width() - 2 * MARGIN);
    Legend legend = new Legend(List.of(new Legend.Key(key, Style.MARK, null, Terrain.STAR)));
    legend.paint(g, MARGIN, layout.head() - LINE - 6, layout.width() - 2 * MARGIN);
    for (int i = 0; i < panels.size(); i++) {
      double x = layout.left() + i % layout.across() * (columns.size() * layout.cell() + GAP);
      double y = layout.head() + i / layout.across() * panelHeight(layout);
      paint(g, layout, panels.get(i), x, y, i % layout.across() == 0);
    }
    for (int line = 0; line * layout.across() < panels.size(); line++) {
      int n = Math.min(layout.across(), panels.size() - line * layout.across());
      label(g, layout, n, layout.head() + line * panelHeight(layout) + titleHeight());
    }
  }

  /**
   * Writes what rows and columns are.
   *
   * @param n panels in the line
   * @param top where its cells begin
   */
  private void label(Graphics2D g, Layout layout, int n, double top) {
    double wide = n * columns.size() * layout.cell() + (n - 1) * GAP;
    double high = rows.size() * layout.height();
    Style.write(
        g,
        xLabel,
        Style.fitting(xLabel, Font.PLAIN, 14, wide),
        Style.INK,
        layout.left() + wide / 2,
        top + high + LINE + 9,
        0.5);
    Graphics2D turned = (Graphics2D) g.create();
    turned.translate(layout.left() - Style.width(rows) - 10 - TURNED / 2.0, top + high / 2);
    turned.rotate(-Math.PI / 2);
    Font font = Style.fitting(yLabel, Font.PLAIN, 14, high + 40);
    Style.write(turned, yLabel, font, Style.INK, 0, 0, 0.5);
    turned.dispose();
  }

  private void paint(
      Graphics2D g, Layout layout, Panel panel, double x, double top, boolean isFirst) {
    double w = layout.cell();
    double h = layout.height();
    double wide = columns.size() * w;
    Font name = Style.fitting(panel.title(), Font.BOLD, NAME.getSize2D(), wide + GAP - 6);
    Style.write(g, panel.title(), name, Style.INK, x + wide / 2, top + LINE / 2.0, 0.5);
    double y = top + titleHeight();
    for (int r = 0; r < rows.size(); r++) {
      if (isFirst) {
        Style.write(g, rows.get(r), Style.SMALL, Style.INK, x - 8, y + (r + 0.5) * h, 1);
      }
      for (int c = 0; c < columns.size(); c++) {
        paint(
            g,
            panel.cells().get(r).get(c),
            new Rectangle2D.Double(x + c * w + 1, y + r * h + 1, w - 2, h - 2));
      }
    }
    for (int c = 0; c < columns.size(); c++) {
      Font font = Style.fitting(columns.get(c), Font.PLAIN, 13, w - 4);
      double below = y + rows.size() * h + LINE / 2.0;
      Style.write(g, columns.get(c), font, Style.INK, x + (c + 0.5) * w, below, 0.5);
    }
    if (panel.markedRow() >= 0) {
      mark(
          g, new Rectangle2D.Double(x + panel.markedColumn() * w, y + panel.markedRow() * h, w, h));
    }
  }

  private static void paint(Graphics2D g, Cell cell, Rectangle2D.Double at) {
    boolean isMissing = Double.isNaN(cell.darkness());
    g.setColor(isMissing ? Color.WHITE : Style.shade(cell.darkness()));
    g.fill(at);
    if (isMissing) {
      hatch(g, at);
    }
    boolean isDark = cell.darkness() > Style.DARK;
    Color ink = isMissing ? Style.FAINT_INK : isDark ? Color.WHITE : Style.INK;
    double shift = cell.note().isEmpty() ? 0 : 8;
    double middle = at.getCenterY();
    Font value = Style.fitting(cell.text(), Font.PLAIN, VALUE.getSize2D(), at.width - 4);
    if (isMissing) { // on white, for the lines would run through it
      double half = Style.width(cell.text(), value) / 2 + 4;
      g.setColor(Color.WHITE);
      g.fill(new Rectangle2D.Double(at.getCenterX() - half, middle - 9, 2 * half, 18));
    }
    Style.write(g, cell.text(), value, ink, at.getCenterX(), middle - shift, 0.5);
    Style.write(g, cell.note(), NOTE, ink, at.getCenterX(), middle + shift + 1, 0.5);
  }

  private static void hatch(Graphics2D g, Rectangle2D.Double at) {
    Shape before = g.getClip();
    g.clip(at);
    g.setColor(Style.GRID);
    g.setStroke(Style.THIN);
    for (double x = at.x - at.height; x < at.x + at.width; x += HATCH) {
      g.draw(new Line2D.Double(x, at.y + at.height, x + at.height, at.y));
    }
    g.setClip(before);
    g.draw(at);
  }

  private static void mark(Graphics2D g, Rectangle2D.Double at) {
    g.setColor(Color.WHITE);
    g.setStroke(new BasicStroke(6));
    g.draw(at);
    g.setColor(Style.MARK);
    g.setStroke(new BasicStroke(3));
    g.draw(at);
    g.setColor(Color.WHITE);
    Terrain.STAR.paint(g, at.x + at.width - 3, at.y + 3, 14);
    g.setColor(Style.MARK);
    Terrain.STAR.paint(g, at.x + at.width - 3, at.y + 3, 10);
  }

  private String words() {
    List<String> marked = new ArrayList<>();
    for (Panel panel : panels) {
      if (panel.markedRow() >= 0) {
        Cell cell = panel.cells().get(panel.markedRow()).get(panel.markedColumn());
        marked.add(
            "%s%s at %s %s, %s %s"
                .formatted(
                    panel.title().isEmpty() ? "" : panel.title() + ": ",
                    (cell.text() + " " + cell.note()).strip(),
                    xLabel,
                    columns.get(panel.markedColumn()),
                    yLabel,
                    rows.get(panel.markedRow())));
      }
    }
    return "Heat map over %s and %s.".formatted(xLabel, yLabel)
        + (marked.isEmpty() ? "" : " Marked: " + String.join("; ", marked) + ".");
  }
}
