package dev.descent.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import org.knowm.xchart.internal.chartpart.Annotation;

/** What is painted over a chart once XChart has drawn its frame, in units of the axes. */
final class Overlay extends Annotation {

  /** Paints with the overlay's help. */
  interface Painter {
    void paint(Overlay on);
  }

  private final Painter painter;
  private Graphics2D graphics;

  Overlay(Painter painter) {
    super(false);
    this.painter = painter;
  }

  @Override
  public void paint(Graphics2D g) {
    Object before = g.getRenderingHint(RenderingHints.KEY_ANTIALIASING);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics = g;
    painter.paint(this);
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, before);
  }

  Graphics2D graphics() {
    return graphics;
  }

  /** The horizontal place of a value of the x axis, in pixels. */
  double x(double value) {
    return chart.getScreenXFromChart(value);
  }

  /** The vertical place of a value of the y axis, in pixels from the top. */
  double y(double value) {
    return chart.getScreenYFromChart(value);
  }

  void fill(Color color, Shape shape) {
    graphics.setColor(color);
    graphics.fill(shape);
  }

  void draw(Color color, BasicStroke stroke, Shape shape) {
    graphics.setColor(color);
    graphics.setStroke(stroke);
    graphics.draw(shape);
  }

  /**
   * Writes text whose middle line is at y.
   *
   * @param align 0: begins at x, 0.5: is centred there, 1: ends there
   */
  void text(String text, Font font, Color color, double x, double y, double align) {
    TextLayout layout = Style.layout(text, font);
    // Centred on digits and capitals, so that words with descenders do not sit higher than others.
    Rectangle2D height = Style.layout("0", font).getBounds();
    double left = x - align * layout.getAdvance();
    fill(
        color,
        layout.getOutline(AffineTransform.getTranslateInstance(left, y + height.getHeight() / 2)));
  }
}
