package dev.descent.plot;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** The number of lines on a map. */
  static final int LINES = 12;

  /**
   * Asks f at columns x rows places, spread evenly over the area. Where f is no finite number, its
   * largest value elsewhere is taken.
   */
  static Isolines of(DoubleBinaryOperator f, Contours.Area area, int columns, int rows) {
    double[] grid = new double[columns * rows];
    for (int r = 0; r < rows; r++) {
      double y = area.yMin() + (area.yMax() - area.yMin()) * r / (rows - 1);
      for (int c = 0; c < columns; c++) {
        double x = area.xMin() + (area.xMax() - area.xMin()) * c / (columns - 1);
        grid[r * columns + c] = f.applyAsDouble(x, y);
      }
    }
    return of(grid, columns);
  }

  /**
   * @param grid values of the function, row by row, from the lowest y; where one is no finite
   *     number, the largest that is one is taken
   */
  static Isolines of(double[] grid, int columns) {
    double highest =
        Arrays.stream(grid)
            .filter(Double::isFinite)
            .max()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "f must be finite somewhere in the area, got no such value"));
    int wide = columns + 2;
    double[] values = new double[wide * (grid.length / columns + 2)];
    Arrays.fill(values, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < grid.length; i++) {
      values[(i / columns + 1) * wide + i % columns + 1] =
          Double.isFinite(grid[i]) ? grid[i] : highest;
    }
    return new Isolines(columns, values);
  }

  /**
   * The places, in the unit square, of the lines on which the function reaches the level: without
   * the border of the area, which closes {@link #atLeast}. Before each line there is a place of
   * NaN.
   */
  List<double[]> at(double level) {
    List<double[]> places = new ArrayList<>();
    PathIterator outline = atLeast(level).getPathIterator(null);
    double[] start = {0, 0};
    double[] from = {0, 0};
    boolean drawn = false; // whether the last place is from
    for (; !outline.isDone(); outline.next()) {
      double[] to = new double[2];
      int kind = outline.currentSegment(to);
      if (kind == PathIterator.SEG_MOVETO) {
        start = to;
      } else {
        to = kind == PathIterator.SEG_CLOSE ? start : to;
        if (isOnBorder(from, to)) {
          drawn = false;
        } else {
          if (!drawn) {
            places.add(new double[] {Double.NaN, Double.NaN});
            places.add(from);
          }
          places.add(to);
          drawn = true;
        }
      }
      drawn = drawn && kind == PathIterator.SEG_LINETO;
      from = to;
    }
    return places;
  }

  private static boolean isOnBorder(double[] from, double[] to) {
    for (int i = 0; i < 2; i++) {
      if (from[i] == to[i] && (from[i] == 0 || from[i] == 1)) {
        return true;
      }
    }
    return false;
  }

  double lowest() {
    return Arrays.stream(values).filter(Double::isFinite).min().orElseThrow();
  }

  double highest() {
    return Arrays.stream(values).max().orElseThrow();
  }

  /**
   * The level of the k-th line of a map from the top, k = 1 to {@link #LINES}, as {@link Contours}
   * defines it.
   */
  double level(int k) {
    return lowest() + (highest() - lowest()) * Math.pow(10, -k / 3.0);
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
