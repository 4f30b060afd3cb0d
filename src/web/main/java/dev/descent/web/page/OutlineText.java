package dev.descent.web.page;

import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;

/** Outlines as the path data of SVG. */
final class OutlineText {
  /** The box that the unit square becomes: a unit of it is a third of a pixel or so. */
  static final int WIDTH = 2000;

  static final int HEIGHT = 1500;

  /** So near to the line between its neighbours, in units, a corner is left out. */
  private static final double STRAIGHT = 0.6;

  /** Of longer lines some corners stay, as all before are looked at again for each. */
  private static final int MOST = 40;

  private OutlineText() {}

  /**
   * Writes an outline: its corners, rounded, each relative to the one before.
   *
   * @param outline in the unit square, y upwards; closed lines only
   */
  static String of(Path2D outline) {
    StringBuilder text = new StringBuilder();
    List<Point2D> corners = new ArrayList<>();
    double[] at = new double[2];
    for (PathIterator i = outline.getPathIterator(null); !i.isDone(); i.next()) {
      if (i.currentSegment(at) == PathIterator.SEG_CLOSE) {
        write(straightened(corners), text);
        corners.clear();
      } else {
        corners.add(new Point2D.Double(at[0] * WIDTH, (1 - at[1]) * HEIGHT));
      }
    }
    return text.toString();
  }

  /** The corners without those that lie nearly on a line from one that stays to the next. */
  private static List<Point2D> straightened(List<Point2D> corners) {
    List<Point2D> kept = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < corners.size(); i++) {
      boolean isLast = i == corners.size() - 1;
      if (i == 0 || isLast || !isStraight(corners.subList(from, i + 2))) {
        kept.add(corners.get(i));
        from = i;
      }
    }
    return kept;
  }

  private static boolean isStraight(List<Point2D> corners) {
    Point2D from = corners.get(0);
    Point2D to = corners.get(corners.size() - 1);
    Line2D line = new Line2D.Double(from, to);
    return corners.size() <= MOST && corners.stream().allMatch(c -> line.ptSegDist(c) < STRAIGHT);
  }

  private static void write(List<Point2D> corners, StringBuilder text) {
    long x = 0;
    long y = 0;
    for (int i = 0; i < corners.size(); i++) {
      long toX = Math.round(corners.get(i).getX());
      long toY = Math.round(corners.get(i).getY());
      text.append(i == 0 ? 'M' : 'l').append(toX - x);
      text.append(toY < y ? "" : " ").append(toY - y); // a minus separates, too
      x = toX;
      y = toY;
    }
    text.append('z');
  }
}
