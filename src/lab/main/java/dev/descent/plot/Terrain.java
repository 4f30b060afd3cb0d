package dev.descent.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Paints contours and paths over the axes of a chart. */
final class Terrain {
  static final Marker STAR =
      new Marker() {
        @Override
        public void paint(Graphics2D g, double x, double y, int size) {
          Path2D.Double star = new Path2D.Double();
          for (int i = 0; i < 10; i++) {
            double radius = i % 2 == 0 ? size : 0.4 * size;
            double angle = Math.PI * (i / 5.0 - 0.5);
            double px = x + radius * Math.cos(angle);
            double py = y + radius * Math.sin(angle);
            if (i == 0) {
              star.moveTo(px, py);
            } else {
              star.lineTo(px, py);
            }
          }
          star.closePath();
          g.fill(star);
        }
      };

  private static final Color LOW = new Color(0xFB, 0xFC, 0xFE);
  private static final Color HIGH = new Color(0xC4, 0xD0, 0xDF);
  private static final Color LINE = new Color(0x94, 0xA6, 0xBC);
  private static final BasicStroke LINE_STROKE = new BasicStroke(0.7f);

  /** So far outside, in pixels, places need not be exact; Java's graphics overflow much later. */
  private static final double FAR = 1e5;

  private final Overlay on;
  private final Contours.Area area;
  private final Rectangle2D.Double plot;

  Terrain(Overlay on, Contours.Area area) {
    this.on = on;
    this.area = area;
    double left = on.x(area.xMin());
    double top = on.y(area.yMax());
    plot = new Rectangle2D.Double(left, top, on.x(area.xMax()) - left, on.y(area.yMin()) - top);
  }

  void paint(Isolines lines, List<Contours.Path> paths, double @Nullable [] minimum) {
    Graphics2D g = on.graphics();
    Shape before = g.getClip();
    g.clip(plot);
    paintGround(lines);
    for (int i = 0; i < paths.size(); i++) {
      paintLine(paths.get(i), i);
    }
    g.setClip(before);
    on.draw(LINE, new BasicStroke(1), plot);
    if (minimum != null) {
      // So large that its points are seen behind the marker of an optimizer that got there.
      mark(STAR, Style.INK, minimum[0], minimum[1], 12);
    }
    for (Contours.Path path : paths) {
      if (path.length() > 0) {
        mark(SeriesMarkers.CIRCLE, Style.INK, path.x()[0], path.y()[0], 8);
      }
    }
    for (int i = 0; i < paths.size(); i++) {
      int last = paths.get(i).length() - 1;
      if (last >= 0) {
        mark(Style.marker(i), Style.color(i), paths.get(i).x()[last], paths.get(i).y()[last], 11);
      }
    }
  }

  private void paintGround(Isolines lines) {
    AffineTransform onPlot =
        new AffineTransform(plot.width, 0, 0, -plot.height, plot.x, plot.y + plot.height);
    on.fill(LOW, plot);
    boolean isFlat = lines.highest() == lines.lowest();
    for (int k = Isolines.LINES; k > 0 && !isFlat; k--) { // from the lowest line up
      Shape ground = lines.atLeast(lines.level(k)).createTransformedShape(onPlot);
      on.fill(shade((Isolines.LINES + 1 - k) / (double) Isolines.LINES), ground);
      on.draw(LINE, LINE_STROKE, ground);
    }
  }

  private static Color shade(double height) {
    return new Color(
        (int) Math.round(LOW.getRed() + height * (HIGH.getRed() - LOW.getRed())),
        (int) Math.round(LOW.getGreen() + height * (HIGH.getGreen() - LOW.getGreen())),
        (int) Math.round(LOW.getBlue() + height * (HIGH.getBlue() - LOW.getBlue())));
  }

  private void paintLine(Contours.Path path, int index) {
    Path2D.Double line = new Path2D.Double();
    for (int i = 0; i < path.length(); i++) {
      double x = Math.max(-FAR, Math.min(FAR, x(path.x()[i])));
      double y = Math.max(-FAR, Math.min(FAR, y(path.y()[i])));
      if (i == 0) {
        line.moveTo(x, y);
      } else {
        line.lineTo(x, y);
      }
    }
    on.draw(Color.WHITE, Style.HALO, line);
    on.draw(Style.color(index), Style.stroke(index), line);
  }

  /** A marker with a white edge, if its place is in the area. */
  private void mark(Marker marker, Color color, double x, double y, int size) {
    if (area.contains(x, y)) {
      on.graphics().setColor(Color.WHITE);
      marker.paint(on.graphics(), x(x), y(y), size + 4);
      on.graphics().setColor(color);
      marker.paint(on.graphics(), x(x), y(y), size);
    }
  }

  // XChart's own conversion is wrong outside the axes.

  private double x(double value) {
    return plot.x + (value - area.xMin()) / (area.xMax() - area.xMin()) * plot.width;
  }

  private double y(double value) {
    return plot.y + (area.yMax() - value) / (area.yMax() - area.yMin()) * plot.height;
  }
}
