package dev.descent.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * XChart's axes below a title and a legend: XChart would put the legend beside the plot, which then
 * is as wide as the names leave it, and no two plots are alike.
 *
 * @param chart without title and legend
 * @param above what stands at the left above the plot, or blank
 * @param height of the chart alone
 * @param head height of all that is above the chart
 * @param indent so far to the right the chart begins, to stand exactly below another
 */
record Frame(
    AxesChart<?, ?> chart,
    String title,
    Legend legend,
    String above,
    int width,
    int height,
    int head,
    int indent)
    implements IChart {
  static final int MARGIN = 14;
  private static final int LINE = 22;

  /** Begins at the left, with a head that is just high enough. */
  static Frame of(
      AxesChart<?, ?> chart, String title, Legend legend, String above, int width, int height) {
    int head = MARGIN + Style.titleHeight(title, Style.TITLE, room(width)) + 4;
    head += legend.height(room(width)) + (above.isBlank() ? 0 : LINE);
    return new Frame(chart, title, legend, above, width, height, head, 0);
  }

  /** The same chart, lower or further to the right. */
  Frame moved(int head, int indent) {
    return new Frame(chart, title, legend, above, width, height, head, indent);
  }

  /**
   * The place of the beginning of the x axis, in units from the left; XChart knows it when it has
   * painted. 0 where nothing can be drawn.
   */
  double left() {
    if (Figure.trouble().isPresent()) {
      return 0;
    }
    Graphics2D nowhere = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    paint(nowhere, width, getHeight());
    nowhere.dispose();
    return indent + chart.getScreenXFromChart(chart.getStyler().getXAxisMin());
  }

  @Override
  public void paint(Graphics2D g, int ignoredWidth, int ignoredHeight) {
    AffineTransform before = g.getTransform();
    RenderingHints hints = g.getRenderingHints(); // a chart leaves behind others than it found
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, getHeight());
    Style.title(g, title, Style.TITLE, MARGIN, MARGIN, room(width));
    int below = MARGIN + Style.titleHeight(title, Style.TITLE, room(width)) + 4;
    legend.paint(g, MARGIN, below, room(width));
    if (!above.isBlank()) {
      Font font = Style.fitting(above, Font.PLAIN, 13, room(width));
      Style.write(g, above, font, Style.INK, MARGIN, head - LINE / 2.0 + 4, 0);
    }
    g.translate(indent, head);
    chart.paint(g, width - indent, height);
    g.setTransform(before);
    g.setRenderingHints(hints);
  }

  private static int room(int width) {
    return width - 2 * MARGIN;
  }

  @Override
  public int getWidth() {
    return width;
  }

  @Override
  public int getHeight() {
    return head + height;
  }

  @Override
  public String getTitle() {
    return title;
  }
}
