package dev.descent.plot;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.util.function.Consumer;
import org.knowm.xchart.internal.chartpart.IChart;

/** A picture without XChart's axes, on a white ground of a given size. */
record Drawing(int width, int height, String title, Consumer<Graphics2D> painter)
    implements IChart {

  @Override
  public void paint(Graphics2D g, int ignoredWidth, int ignoredHeight) {
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, width, height);
    painter.accept(g);
  }

  @Override
  public int getWidth() {
    return width;
  }

  @Override
  public int getHeight() {
    return height;
  }

  @Override
  public String getTitle() {
    return title;
  }
}
