package dev.descent.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.style.markers.Marker;

/**
 * The names of series beside the look of each, in as many rows as they need.
 *
 * @param keys in the order of the series; of one alone, the title says what it is
 */
record Legend(List<Key> keys) {
  private static final int ROW = 21;
  private static final int LINE = 36;
  private static final int GAP = 7;
  private static final int BETWEEN = 22;

  /**
   * A name and a look.
   *
   * @param line null for none
   * @param marker null for none
   */
  record Key(String label, Color color, @Nullable BasicStroke line, @Nullable Marker marker) {
    double width() {
      return symbol() + GAP + Style.width(label, Style.SMALL);
    }

    private int symbol() {
      return line == null ? Style.MARKER_SIZE : LINE;
    }

    private void paint(Graphics2D g, double x, double y) {
      g.setColor(color);
      if (line != null) {
        g.setStroke(line);
        g.draw(new Line2D.Double(x, y, x + LINE, y));
      }
      if (marker != null) {
        marker.paint(g, x + symbol() / 2.0, y, Style.MARKER_SIZE);
      }
      Style.write(g, label, Style.SMALL, Style.INK, x + symbol() + GAP, y, 0);
    }
  }

  static final Legend NONE = new Legend(List.of());

  /** Whether these are the first series here, but for markers: steps have none. */
  boolean beginsWith(Legend other) {
    int n = other.keys.size();
    return n <= keys.size()
        && other.withoutMarkers().equals(new Legend(keys.subList(0, n)).withoutMarkers());
  }

  private Legend withoutMarkers() {
    return new Legend(
        keys.stream()
            .map(key -> key.line() == null ? key : new Key(key.label, key.color, key.line, null))
            .toList());
  }

  long markers() {
    return keys.stream().filter(key -> key.marker() != null).count();
  }

  int height(double width) {
    return ROW * rows(width).size();
  }

  /** Paints the rows, each centred between x and x + width, from y downwards. */
  void paint(Graphics2D g, double x, double y, double width) {
    double middle = y + ROW / 2.0;
    for (List<Key> row : rows(width)) {
      double left = x + (width - width(row)) / 2;
      for (Key key : row) {
        key.paint(g, left, middle);
        left += key.width() + BETWEEN;
      }
      middle += ROW;
    }
  }

  private List<List<Key>> rows(double width) {
    List<List<Key>> rows = new ArrayList<>();
    for (Key key : keys) {
      List<Key> last = rows.isEmpty() ? List.of() : rows.get(rows.size() - 1);
      if (last.isEmpty() || width(last) + BETWEEN + key.width() > width) {
        rows.add(new ArrayList<>());
      }
      rows.get(rows.size() - 1).add(key);
    }
    return rows;
  }

  private static double width(List<Key> row) {
    return row.stream().mapToDouble(Key::width).sum() + BETWEEN * (row.size() - 1);
  }
}
