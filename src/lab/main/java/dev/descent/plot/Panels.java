package dev.descent.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.IChart;

/** Several figures in one, in a grid under a common title. */
public final class Panels {
  private static final int TITLE_HEIGHT = 52;
  private static final int MARGIN = 16;

  private Panels() {}

  /**
   * Lays the figures out row by row, each at its own size: a column is as wide as its widest
   * figure, a row as high as its highest.
   *
   * @param title of the whole; each figure keeps its own
   * @param columns at least 1
   * @param figures at least one
   */
  public static Figure of(String title, int columns, List<Figure> figures) {
    if (columns < 1 || figures.isEmpty()) {
      throw new IllegalArgumentException(
          "columns and figures must be at least 1, got " + columns + " and " + figures.size());
    }
    List<IChart> charts = figures.stream().map(Figure::chart).toList();
    int n = charts.size();
    int[] right = new int[Math.min(columns, n)]; // where each column ends
    int[] bottom = new int[(n + columns - 1) / columns]; // where each row ends
    for (int i = 0; i < n; i++) {
      right[i % columns] = Math.max(right[i % columns], charts.get(i).getWidth());
      bottom[i / columns] = Math.max(bottom[i / columns], charts.get(i).getHeight());
    }
    bottom[0] += TITLE_HEIGHT;
    for (int c = 1; c < right.length; c++) {
      right[c] += right[c - 1];
    }
    for (int r = 1; r < bottom.length; r++) {
      bottom[r] += bottom[r - 1];
    }
    int width = right[right.length - 1];
    String line = Style.text("title", title);
    Font font = Style.fitting(line, Font.BOLD, 21, width - 2 * MARGIN);
    Drawing drawing =
        new Drawing(
            width,
            bottom[bottom.length - 1],
            line,
            g -> {
              Style.write(g, line, font, Style.INK, width / 2.0, TITLE_HEIGHT / 2.0 + 4, 0.5);
              for (int i = 0; i < n; i++) {
                int x = i % columns == 0 ? 0 : right[i % columns - 1];
                int y = i / columns == 0 ? TITLE_HEIGHT : bottom[i / columns - 1];
                paint(charts.get(i), g, x, y);
              }
            });
    return new Figure(drawing, title, describe(figures));
  }

  private static void paint(IChart chart, Graphics2D g, int x, int y) {
    AffineTransform before = g.getTransform();
    RenderingHints hints = g.getRenderingHints(); // a chart leaves behind others than it found
    g.translate(x, y);
    chart.paint(g, chart.getWidth(), chart.getHeight());
    g.setTransform(before);
    g.setRenderingHints(hints);
  }

  private static String describe(List<Figure> figures) {
    return IntStream.range(0, figures.size())
        .mapToObj(
            i ->
                ("Panel " + (i + 1) + ", ")
                    + (figures.get(i).title() + ": " + figures.get(i).description()))
        .collect(Collectors.joining(" "));
  }
}
