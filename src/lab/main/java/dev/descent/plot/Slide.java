package dev.descent.plot;

import java.awt.Font;
import java.awt.geom.AffineTransform;
import org.knowm.xchart.internal.chartpart.IChart;

/** A chart on a slide: as large as it can be on a white ground of 16 to 9, and its source below. */
final class Slide {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;
  private static final int FOOT = 20;
  private static final Font SOURCE = Style.font(Font.PLAIN, 10);

  /** Pixels for each unit: 1920 by 1080. */
  static final int SCALE = 3;

  private Slide() {}

  static Drawing of(IChart chart, String title, String source) {
    double scale =
        Math.min(WIDTH / (double) chart.getWidth(), (HEIGHT - FOOT) / (double) chart.getHeight());
    double left = (WIDTH - scale * chart.getWidth()) / 2;
    double top = (HEIGHT - FOOT - scale * chart.getHeight()) / 2;
    return new Drawing(
        WIDTH,
        HEIGHT,
        title,
        g -> {
          AffineTransform before = g.getTransform();
          g.translate(left, top);
          g.scale(scale, scale);
          chart.paint(g, chart.getWidth(), chart.getHeight());
          g.setTransform(before);
          Font font = Style.fitting(source, Font.PLAIN, SOURCE.getSize2D(), WIDTH - 28.0);
          Style.write(g, source, font, Style.FAINT_INK, WIDTH - 14, HEIGHT - FOOT / 2.0, 1);
        });
  }
}
