package dev.descent.plot;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.knowm.xchart.internal.chartpart.IChart;

/** Several figures in one, in a grid under a common title. */
public final class Panels {
  private static final int TITLE = 21;
  private static final int MARGIN = 16;

  private Panels() {}

  /**
   * Lays the figures out row by row: a column is as wide as its widest figure, a row as high as its
   * highest. Line charts in a column have their x axes exactly below each other, and of the same
   * range where they are of the same quantity. Where all line charts have the same series, the
   * legend stands once, below the title.
   *
   * @param title of the whole; each figure keeps its own
   * @param columns at least 1; on the screen of a phone there is one
   * @param figures at least one
   */
  public static Figure of(String title, int columns, List<Figure> figures) {
    if (columns < 1 || figures.isEmpty()) {
      throw new IllegalArgumentException(
          "columns and figures must be at least 1, got " + columns + " and " + figures.size());
    }
    String line = Style.text("title", title);
    List<Content> contents = figures.stream().map(Figure::content).toList();
    return new Figure(
        size ->
            size == Size.NARROW
                ? layOut(line, 1, size, contents)
                : layOut(line, columns, columns == 1 ? Size.WIDE : Size.HALF, contents),
        title,
        describe(figures),
        figures);
  }

  private static Drawing layOut(String title, int columns, Size size, List<Content> contents) {
    Legend legend = common(contents);
    List<IChart> charts = new ArrayList<>();
    for (int i = 0; i < contents.size(); i++) {
      if (contents.get(i) instanceof Lines lines) {
        Legend own = legend.keys().isEmpty() ? lines.legend() : Legend.NONE;
        charts.add(lines.at(size, limits(contents, i, columns), own));
      } else {
        charts.add(contents.get(i).at(size));
      }
    }
    align(charts, contents, columns);
    int n = charts.size();
    int[] right = new int[Math.min(columns, n)]; // where each column ends
    int[] bottom = new int[(n + columns - 1) / columns]; // where each row ends
    for (int i = 0; i < n; i++) {
      right[i % columns] = Math.max(right[i % columns], charts.get(i).getWidth());
      bottom[i / columns] = Math.max(bottom[i / columns], charts.get(i).getHeight());
    }
    for (int c = 1; c < right.length; c++) {
      right[c] += right[c - 1];
    }
    int width = right[right.length - 1];
    int room = width - 2 * MARGIN;
    int below = MARGIN + Style.titleHeight(title, TITLE, room) + 6;
    int head = below + (legend.keys().isEmpty() ? 0 : legend.height(room) + 6);
    bottom[0] += head;
    for (int r = 1; r < bottom.length; r++) {
      bottom[r] += bottom[r - 1];
    }
    return new Drawing(
        width,
        bottom[bottom.length - 1],
        title,
        g -> {
          Style.title(g, title, TITLE, MARGIN, MARGIN, room);
          legend.paint(g, MARGIN, below, room);
          for (int i = 0; i < n; i++) {
            int x = i % columns == 0 ? 0 : right[i % columns - 1];
            int y = i / columns == 0 ? head : bottom[i / columns - 1];
            g.translate(x, y);
            charts.get(i).paint(g, charts.get(i).getWidth(), charts.get(i).getHeight());
            g.translate(-x, -y);
          }
        });
  }

  /**
   * The legend for all line charts, if there are several and the one with the most series begins
   * with the series of each other.
   */
  private static Legend common(List<Content> contents) {
    List<Legend> all = lines(contents).stream().map(lines -> new Legend(lines.keys())).toList();
    return all.stream()
        .max(
            Comparator.comparingInt((Legend one) -> one.keys().size())
                .thenComparing(Legend::markers))
        .filter(most -> all.size() > 1 && most.keys().size() > 1)
        .filter(most -> all.stream().allMatch(most::beginsWith))
        .orElse(Legend.NONE);
  }

  private static List<Lines> lines(List<Content> contents) {
    return contents.stream().filter(Lines.class::isInstance).map(Lines.class::cast).toList();
  }

  /** The limits of the i-th, with an x axis as long as that of its like in the same column. */
  private static AxisRanges limits(List<Content> contents, int i, int columns) {
    Lines lines = (Lines) contents.get(i);
    AxisRanges limits = lines.limits();
    for (int k = i % columns; k < contents.size(); k += columns) {
      if (contents.get(k) instanceof Lines other
          && other.xLabel().equals(lines.xLabel())
          && other.limits().logX() == limits.logX()) {
        limits = limits.withXOf(other.limits());
      }
    }
    return limits;
  }

  /** Moves frames so that plots in a row begin at the same height, and curves in a column below. */
  private static void align(List<IChart> charts, List<Content> contents, int columns) {
    double[] left = new double[charts.size()];
    for (int i = 0; i < left.length; i++) {
      left[i] = contents.get(i) instanceof Lines ? ((Frame) charts.get(i)).left() : 0;
    }
    for (int i = 0; i < left.length; i++) {
      if (charts.get(i) instanceof Frame frame) {
        int head = 0;
        int row = i - i % columns;
        for (IChart chart : charts.subList(row, Math.min(row + columns, left.length))) {
          head = chart instanceof Frame other ? Math.max(head, other.head()) : head;
        }
        double farthest = 0;
        for (int k = i % columns; k < left.length && left[i] > 0; k += columns) {
          farthest = Math.max(farthest, left[k]);
        }
        charts.set(i, frame.moved(head, (int) Math.round(Math.max(0, farthest - left[i]))));
      }
    }
  }

  private static String describe(List<Figure> figures) {
    return IntStream.range(0, figures.size())
        .mapToObj(
            i ->
                ("Panel " + (i + 1) + ", ")
                    + (figures.get(i).title() + ": " + figures.get(i).description()))
        .collect(Collectors.joining(" "));
  }
}
