package dev.descent.plot;

import dev.descent.plot.Series.Kind;
import java.awt.Color;
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

  private Curves() {}

  static void paint(Overlay on, List<Series> series, AxisRanges limits) {
    for (int i = 0; i < series.size(); i++) {
      paintBand(on, series.get(i), i, limits);
    }
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).kind() == Kind.POINTS) {
        paintPoints(on, series.get(i), i, limits);
      }
    }
    boolean overPoints = series.stream().anyMatch(s -> s.kind() == Kind.POINTS);
    for (int i = 0; i < series.size(); i++) {
      if (series.get(i).kind() != Kind.POINTS) {
        paintCurve(on, series.get(i), i, limits, overPoints);
      }
    }
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
      Overlay on, Series s, int index, AxisRanges limits, boolean overPoints) {
    Path2D.Double curve = new Path2D.Double();
    int n = s.x().length;
    for (int from = 0; from < n; from++) {
      int to = from;
      while (to < n && limits.shows(s.y()[to])) {
        to++;
      }
      if (to > from && s.kind() == Kind.LINE) {
        addLine(on, s, from, to, curve);
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
      on.draw(Style.color(index), Style.stroke(index), curve);
    }
    if (s.kind() == Kind.LINE) {
      paintMarkers(on, s, index, limits);
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

  private static void paintMarkers(Overlay on, Series s, int index, AxisRanges limits) {
    int n = s.x().length;
    int step = Math.max(1, (int) Math.ceil(n / (double) MOST_MARKERS));
    for (int i = 0; i < n; i++) {
      boolean alone =
          (i == 0 || !limits.shows(s.y()[i - 1])) && (i + 1 == n || !limits.shows(s.y()[i + 1]));
      // Curves begin their markers at different points, so that these do not cover each other.
      if (limits.shows(s.y()[i]) && (alone || (i + index * step / 4) % step == 0)) {
        mark(on, index, Style.color(index), Style.MARKER_SIZE, s, i);
      }
    }
  }

  private static void paintPoints(Overlay on, Series s, int index, AxisRanges limits) {
    // Where many points lie on each other, the colour is deeper.
    boolean large = s.x().length <= MOST_LARGE_POINTS;
    int size = large ? Style.MARKER_SIZE : Style.MARKER_SIZE / 2;
    Color color = large ? Style.color(index) : Style.translucent(index);
    for (int i = 0; i < s.x().length; i++) {
      if (limits.shows(s.y()[i])) {
        mark(on, index, color, size, s, i);
      }
    }
  }

  private static void mark(Overlay on, int index, Color color, int size, Series s, int i) {
    on.graphics().setColor(color);
    Style.marker(index).paint(on.graphics(), on.x(s.x()[i]), on.y(s.y()[i]), size);
  }
}
