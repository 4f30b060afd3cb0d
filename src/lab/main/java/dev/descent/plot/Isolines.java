package dev.descent.plot;

import java.awt.geom.Path2D;
import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;

/**
 * The areas in which a function of two variables, known on a grid, is at least a level (marching
 * squares).
 *
 * @param columns of the grid
 * @param values row by row, from the lowest y, with a frame of minus infinity around the grid, so
 *     that every outline is closed
 */
record Isolines(int columns, double[] values) {

  /** Corners that are closer, in shares of the area, are left out: below two pixels. */
  private static final double CLOSE = 0.0025;

  /**
   * Asks f at columns x rows places, spread evenly over the area. Where f is no finite number, its
   * largest value elsewhere is taken.
   */
  static Isolines of(DoubleBinaryOperator f, Contours.Area area, int columns, int rows) {
    int wide = columns + 2;
    double[] values = new double[wide * (rows + 2)];
    Arrays.fill(values, Double.NEGATIVE_INFINITY);
    double highest = Double.NEGATIVE_INFINITY;
    for (int r = 0; r < rows; r++) {
      double y = area.yMin() + (area.yMax() - area.yMin()) * r / (rows - 1);
      for (int c = 0; c < columns; c++) {
        double x = area.xMin() + (area.xMax() - area.xMin()) * c / (columns - 1);
        double v = f.applyAsDouble(x, y);
        values[(r + 1) * wide + c + 1] = Double.isFinite(v) ? v : Double.NaN;
        highest = Double.isFinite(v) ? Math.max(highest, v) : highest;
      }
    }
    if (highest == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException(
          "f must be finite somewhere in the area, got no such value");
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.isNaN(values[i]) ? highest : values[i];
    }
    return new Isolines(columns, values);
  }

  double lowest() {
    return Arrays.stream(values).filter(Double::isFinite).min().orElseThrow();
  }

  double highest() {
    return Arrays.stream(values).max().orElseThrow();
  }

  /**
   * The outline of all places where f is at least the level, in the unit square: y upwards from 0
   * to 1. Holes turn the other way round than outer lines.
   */
  Path2D.Double atLeast(double level) {
    int wide = columns + 2;
    // An edge leads from node n to the right (2n) or upwards (2n + 1); next leads from an edge that
    // the outline crosses to the one that it crosses then.
    int[] next = new int[2 * values.length];
    Arrays.fill(next, -1);
    for (int n = 0; n + wide + 1 < values.length; n++) {
      if (n % wide == wide - 1) {
        continue;
      }
      int[] corners = {n, n + 1, n + wide + 1, n + wide};
      int[] edges = {2 * n, 2 * (n + 1) + 1, 2 * (n + wide), 2 * n + 1};
      for (int k = 0; k < 4; k++) {
        if (values[corners[k]] >= level && values[corners[(k + 1) % 4]] < level) {
          int m = k;
          while (values[corners[m]] >= level) {
            m = (m + 3) % 4;
          }
          next[edges[k]] = edges[m];
        }
      }
    }
    Path2D.Double outline = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    for (int start = 0; start < next.length; start++) {
      if (next[start] < 0) {
        continue;
      }
      double x = x(start, level);
      double y = y(start, level);
      outline.moveTo(x, y);
      int edge = start;
      while (next[edge] >= 0) {
        int following = next[edge];
        next[edge] = -1;
        edge = following;
        if (Math.hypot(x(edge, level) - x, y(edge, level) - y) > CLOSE) {
          x = x(edge, level);
          y = y(edge, level);
          outline.lineTo(x, y);
        }
      }
      outline.closePath();
    }
    return outline;
  }

  private double x(int edge, double level) {
    int c = edge / 2 % (columns + 2);
    return place(c + (edge % 2 == 0 ? share(edge, level) : 0), columns);
  }

  private double y(int edge, double level) {
    int r = edge / 2 / (columns + 2);
    return place(r + (edge % 2 == 0 ? 0 : share(edge, level)), values.length / (columns + 2) - 2);
  }

  /** The share of the edge, from its beginning, after which f reaches the level. */
  private double share(int edge, double level) {
    double from = values[edge / 2];
    double to = values[edge / 2 + (edge % 2 == 0 ? 1 : columns + 2)];
    // The frame lies on the grid's border.
    return Double.isInfinite(from) ? 1 : Double.isInfinite(to) ? 0 : (level - from) / (to - from);
  }

  private static double place(double index, int n) {
    return Math.min(1, Math.max(0, (index - 1) / (n - 1)));
  }
}
