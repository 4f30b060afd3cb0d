package dev.descent.plot;

import dev.descent.plot.Series.Kind;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.util.List;
import java.util.stream.IntStream;

/** Paints series over the axes of a chart. */
final class Curves {

  /** More points than this, and only some of them get a marker. */
  private static final int MOST_MARKERS = 16;

  /**
   * A noisy curve, this many times as long as the plot is wide, is drawn thin and half transparent,
   * so that others show through; dashes would be lost in it.
   */
  private static final double NOISY = 6;

  /** Of more points than this, each is small. */
  private static final int MOST_LARGE_POINTS = 100;

  /** Markers that are closer, in pixels, are taken for one. */
  private static final double CLOSE = 2;

  /** A covered marker is so many pixels larger than the one on top. */
  private static final int RIM = 4;

  /** More rims than this would hide other curves. */
  private static final int MOST_RIMS = 3;

  private Curves() {}

  static void paint(Overlay on, List<Series> series, AxisRanges limits) {
    if (limits.logY()) {
      for (double y : limits.yLogGrid()) {
        on.draw(
            Style.GRID,
            Style.THIN,
            new Line2D.Double(on.x(limits.xMin()), on.y(y), on.x(limits.xMax()), on.y(y)));
      }
    }
    for (int i = 0; i < series.size(); i++) {
      paintBand(on, series.get(i), i, limits);
    }
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).kind() == Kind.PATH) {
        paintCurve(on, series, i, limits, false);
      }
    }
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).kind() == Kind.POINTS) {
        paintPoints(on, series, i, limits);
      }
    }
    boolean overPoints = series.stream().anyMatch(s -> s.kind() == Kind.POINTS);
    for (int i = 0; i < series.size(); i++) {
      Kind kind = series.get(i).kind();
      if (kind.isLine() && kind != Kind.PATH) {
        paintCurve(on, series, i, limits, overPoints);
      }
    }
    for (Series s : series) {
      if (s.kind() == Kind.MARKS) {
        paintMarks(on, s, limits);
      }
    }
  }

  /** The colour of a series: what is no outcome of its own, a boundary or a mark, is black. */
  static Color color(Series s, int index) {
    return s.kind() == Kind.MARKS || s.kind() == Kind.PATH ? Style.INK : Style.color(index);
  }

  static BasicStroke stroke(Series s, int index) {
    return Style.stroke(s.kind() == Kind.PATH ? 0 : index); // the first is solid
  }

  private static void paintBand(Overlay on, Series s, int index, AxisRanges limits) {
    int from = 0;
    for (int i = 0; i <= s.low().length; i++) {
      if (i < s.low().length && limits.shows(s.high()[i]) && !Double.isNaN(s.low()[i])) {
        continue;
      }
      if (i - from > 1) {
        Path2D.Double band = new Path2D.Double();
        band.moveTo(on.x(s.x()[from]), on.y(s.high()[from]));
        for (int k = from + 1; k < i; k++) {
          band.lineTo(on.x(s.x()[k]), on.y(s.high()[k]));
        }
        for (int k = i - 1; k >= from; k--) {
          band.lineTo(on.x(s.x()[k]), on.y(limits.clip(s.low()[k])));
        }
        band.closePath();
        on.fill(Style.wash(index), band);
      }
      from = i + 1;
    }
  }

  private static void paintCurve(
      Overlay on, List<Series> series, int index, AxisRanges limits, boolean overPoints) {
    Series s = series.get(index);
    Path2D.Double curve = new Path2D.Double();
    int n = s.x().length;
    for (int from = 0; from < n; from++) {
      int to = from;
      while (to < n && limits.shows(s.y()[to])) { // which NaN is not
        to++;
      }
      if (to > from && s.kind() == Kind.LINE) {
        addLine(on, s, from, to, curve);
      } else if (to > from && s.kind() == Kind.PATH) {
        addPath(on, s, from, to, curve);
      } else if (to > from) {
        addSteps(on, s, from, to, curve);
      }
      from = to;
    }
    boolean noisy =
        s.kind() == Kind.LINE
            && length(curve) > NOISY * (on.x(limits.xMax()) - on.x(limits.xMin()));
    if (noisy) {
      on.draw(Style.translucent(index), Style.THIN, curve);
    } else {
      if (overPoints) {
        on.draw(Color.WHITE, Style.HALO, curve);
      }
      on.draw(color(s, index), stroke(s, index), curve);
    }
    if (s.kind() == Kind.LINE) {
      paintMarkers(on, series, index, limits);
    }
  }

  /**
   * Adds the pairs from..to-1, without a gap. A noisy curve may have hundreds of pairs in one
   * column of pixels: the first, lowest, highest and last of them look the same as all.
   */
  private static void addLine(Overlay on, Series s, int from, int to, Path2D.Double curve) {
    curve.moveTo(on.x(s.x()[from]), on.y(s.y()[from]));
    for (int first = from; first < to; ) {
      double column = Math.floor(on.x(s.x()[first]));
      int lowest = first;
      int highest = first;
      int end = first;
      for (; end < to && Math.floor(on.x(s.x()[end])) == column; end++) {
        lowest = s.y()[end] < s.y()[lowest] ? end : lowest;
        highest = s.y()[end] > s.y()[highest] ? end : highest;
      }
      IntStream.of(first, lowest, highest, end - 1)
          .sorted()
          .distinct()
          .filter(i -> i > from)
          .forEach(i -> curve.lineTo(on.x(s.x()[i]), on.y(s.y()[i])));
      first = end;
    }
  }

  private static void addPath(Overlay on, Series s, int from, int to, Path2D.Double curve) {
    curve.moveTo(on.x(s.x()[from]), on.y(s.y()[from]));
    for (int i = from + 1; i < to; i++) {
      curve.lineTo(on.x(s.x()[i]), on.y(s.y()[i]));
    }
  }

  private static void addSteps(Overlay on, Series s, int from, int to, Path2D.Double curve) {
    curve.moveTo(on.x(s.x()[from]), on.y(s.y()[from]));
    for (int i = from + 1; i < to; i++) {
      curve.lineTo(on.x(s.x()[i]), on.y(s.y()[i - 1]));
      curve.lineTo(on.x(s.x()[i]), on.y(s.y()[i]));
    }
    if (to < s.x().length) { // the last step holds until the gap
      curve.lineTo(on.x(s.x()[to]), on.y(s.y()[to - 1]));
    }
  }

  private static double length(Path2D curve) {
    double length = 0;
    double[] from = new double[2];
    double[] to = new double[2];
    for (PathIterator i = curve.getPathIterator(null); !i.isDone(); i.next()) {
      if (i.currentSegment(to) == PathIterator.SEG_LINETO) {
        length += Math.hypot(to[0] - from[0], to[1] - from[1]);
      }
      from = to.clone();
    }
    return length;
  }

  private static void paintMarkers(Overlay on, List<Series> series, int index, AxisRanges limits) {
    Series s = series.get(index);
    int n = s.x().length;
    int step = Math.max(1, (int) Math.ceil(n / (double) MOST_MARKERS));
    for (int i = 0; i < n; i++) {
      boolean alone =
          (i == 0 || !limits.shows(s.y()[i - 1])) && (i + 1 == n || !limits.shows(s.y()[i + 1]));
      // Curves begin their markers at different points, so that these do not cover each other.
      if (limits.shows(s.y()[i]) && (alone || (i + index * step / 4) % step == 0)) {
        mark(on, index, Style.color(index), size(on, series, index, i, limits), s, i);
      }
    }
  }

  private static void paintPoints(Overlay on, List<Series> series, int index, AxisRanges limits) {
    // Where many points lie on each other, the colour is deeper.
    Series s = series.get(index);
    boolean large = s.x().length <= MOST_LARGE_POINTS;
    Color color = large ? Style.color(index) : Style.translucent(index);
    for (int i = 0; i < s.x().length; i++) {
      if (limits.shows(s.y()[i])) {
        int size = large ? size(on, series, index, i, limits) : Style.MARKER_SIZE / 2;
        mark(on, index, color, size, s, i);
      }
    }
  }

  /**
   * The size of a marker: the larger, the more series of its kind will put one on top of it, so
   * that its rim is seen around theirs. Curves with few markers do not, as theirs lie apart.
   */
  private static int size(Overlay on, List<Series> series, int index, int i, AxisRanges limits) {
    Series s = series.get(index);
    int most = s.kind() == Kind.LINE ? MOST_MARKERS : MOST_LARGE_POINTS;
    int size = Style.MARKER_SIZE;
    for (Series later : series.subList(index + 1, series.size())) {
      if (later.kind() == s.kind()
          && Math.max(s.x().length, later.x().length) <= most
          && covers(on, later, s.x()[i], s.y()[i], limits)) {
        size += RIM;
      }
    }
    return Math.min(size, Style.MARKER_SIZE + MOST_RIMS * RIM);
  }

  private static boolean covers(Overlay on, Series later, double x, double y, AxisRanges limits) {
    for (int k = 0; k < later.x().length; k++) {
      if (limits.shows(later.y()[k])
          && Math.hypot(on.x(later.x()[k]) - on.x(x), on.y(later.y()[k]) - on.y(y)) < CLOSE) {
        return true;
      }
    }
    return false;
  }

  private static void paintMarks(Overlay on, Series s, AxisRanges limits) {
    for (int i = 0; i < s.x().length; i++) {
      if (limits.shows(s.y()[i])) {
        on.graphics().setColor(Color.WHITE);
        Terrain.STAR.paint(on.graphics(), on.x(s.x()[i]), on.y(s.y()[i]), 13);
        on.graphics().setColor(Style.INK);
        Terrain.STAR.paint(on.graphics(), on.x(s.x()[i]), on.y(s.y()[i]), 9);
      }
    }
  }

  private static void mark(Overlay on, int index, Color color, int size, Series s, int i) {
    on.graphics().setColor(color);
    Style.marker(index).paint(on.graphics(), on.x(s.x()[i]), on.y(s.y()[i]), size);
  }
}
