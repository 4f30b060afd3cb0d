package dev.descent.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import org.knowm.xchart.internal.chartpart.Annotation;

/** A layer painted over a chart once XChart has drawn its frame, in units of the axes. */
final class Overlay extends Annotation {

  /** Paints with the overlay's help. */
  interface Painter {
    void paint(Overlay on);
  }

  private final Painter painter;

  @SuppressWarnings("NullAway.Init") // set before the painter is called, the only one to ask for it
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

  /** {@link Style#write} on this chart. */
  void text(String text, Font font, Color color, double x, double y, double align) {
    Style.write(graphics, text, font, color, x, y, align);
  }
}
