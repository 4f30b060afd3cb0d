package dev.descent.plot;

import dev.descent.Count;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.theme.XChartTheme;

/**
 * A confusion matrix: the counts of each class taken for each other one, with a row for each true
 * class, from the top, and a column for each predicted class.
 *
 * <p>A cell is darker the larger its share s of its row, by the square root of s: so that the few
 * mistakes show beside the many right answers, and large classes look like small ones.
 */
public final class ConfusionMatrix {

  /** With more classes than this, nothing could be read. */
  public static final int MOST_CLASSES = 100;

  private static final int LONGEST_ON_PHONE = 12;

  private ConfusionMatrix() {}

  /**
   * Draws the matrix.
   *
   * @param classes the names of the classes, 2 to {@link #MOST_CLASSES}
   * @param counts counts[t][p]: rows of class t that were taken for class p
   */
  public static Figure draw(String title, List<String> classes, int[][] counts) {
    check(classes.size(), counts);
    String line = Style.text("title", title);
    List<String> names = Style.shortened(classes);
    return new Figure(size -> layOut(size, line, names, counts), title, describe(classes, counts));
  }

  private static Frame layOut(Size room, String title, List<String> names, int[][] counts) {
    int n = names.size();
    int wide = Math.min(1400, Math.max(600, 120 + 34 * n));
    // With many classes it stays wide on a phone, too.
    int size = room.isSmall() ? Math.max(Size.NARROW.width - 40, 120 + 20 * n) : wide;
    HeatMapChart chart = new HeatMapChart(size + 40, size - 20, new XChartTheme());
    double cell = (size - (room.isSmall() ? 80.0 : 150.0)) / n;
    // Names that are too long for the columns stand at the rows alone, with numbers for both.
    boolean numbered = Style.width(names) > cell - 6;
    List<String> across = numbered ? numbers(n) : names;
    List<String> down = numbered ? numbered(names, room) : names;
    Style.apply(
        chart, numbered ? "predicted class, by its number" : "predicted class", "true class");
    HeatMapStyler styler = chart.getStyler();
    styler.setRangeColors(Style.SHADES).setShowValue(false).setMin(0).setMax(1);
    styler
        .setPlotGridLinesVisible(false)
        .setXAxisTickMarkSpacingHint(13); // leaves out numbers where they would touch
    // XChart counts rows from the bottom, and writes in one colour, unreadable on dark or on light.
    List<String> upwards = new ArrayList<>(down);
    Collections.reverse(upwards);
    List<Number[]> cells = new ArrayList<>();
    for (int t = 0; t < n; t++) {
      for (int p = 0; p < n; p++) {
        cells.add(new Number[] {p, n - 1 - t, darkness(counts[t], p)});
      }
    }
    chart.addSeries("counts", across, upwards, cells);
    styler.setXAxisMin(0.0).setXAxisMax((double) n).setYAxisMin(0.0).setYAxisMax((double) n);
    Font font = font(counts, cell - 4);
    if (font != null) {
      chart.addAnnotation(new Overlay(on -> paint(on, counts, font)));
    }
    return Frame.of(chart, title, Legend.NONE, "", size + 40, size - 20);
  }

  private static List<String> numbers(int n) {
    return IntStream.rangeClosed(1, n).mapToObj(String::valueOf).toList();
  }

  /** The names with their numbers, cut where a phone has no room. */
  private static List<String> numbered(List<String> names, Size room) {
    int most = room.isSmall() ? LONGEST_ON_PHONE : Integer.MAX_VALUE;
    return IntStream.range(0, names.size())
        .mapToObj(
            i -> {
              String name = names.get(i);
              return (name.length() > most ? name.substring(0, most - 1) + "…" : name)
                  + " "
                  + (i + 1);
            })
        .toList();
  }

  private static void check(int n, int[][] counts) {
    if (n < 2 || n > MOST_CLASSES) {
      throw new IllegalArgumentException("classes must be 2 to " + MOST_CLASSES + ", got " + n);
    }
    if (counts.length != n) {
      throw new IllegalArgumentException("counts must have " + n + " rows, got " + counts.length);
    }
    for (int t = 0; t < n; t++) {
      if (counts[t].length != n) {
        throw new IllegalArgumentException(
            "counts[" + t + "] must have " + n + " columns, got " + counts[t].length);
      }
      for (int count : counts[t]) {
        if (count < 0) {
          throw new IllegalArgumentException(
              "counts[" + t + "] must not be negative, got " + count);
        }
      }
    }
  }

  private static double darkness(int[] row, int p) {
    long sum = Arrays.stream(row).asLongStream().sum();
    return sum == 0 ? 0 : Math.sqrt(row[p] / (double) sum);
  }

  /** The font for the counts, or null where no readable one is small enough. */
  private static @Nullable Font font(int[][] counts, double width) {
    String longest =
        String.valueOf(Arrays.stream(counts).flatMapToInt(Arrays::stream).max().orElse(0));
    Font font = Style.fitting(longest, Font.PLAIN, 15, width);
    return Style.width(longest, font) > width ? null : font;
  }

  private static void paint(Overlay on, int[][] counts, Font font) {
    int n = counts.length;
    for (int t = 0; t < n; t++) {
      for (int p = 0; p < n; p++) {
        Color ink = counts[t][p] == 0 ? Style.FAINT_INK : Style.INK;
        on.text(
            String.valueOf(counts[t][p]),
            font,
            darkness(counts[t], p) > Style.DARK ? Color.WHITE : ink,
            on.x(p + 0.5),
            on.y(n - t - 0.5),
            0.5);
      }
    }
  }

  private static String describe(List<String> classes, int[][] counts) {
    long all = 0;
    long right = 0;
    int worstTrue = 0;
    int worstPredicted = 1;
    for (int t = 0; t < counts.length; t++) {
      for (int p = 0; p < counts.length; p++) {
        all += counts[t][p];
        right += t == p ? counts[t][p] : 0;
        if (t != p && counts[t][p] > counts[worstTrue][worstPredicted]) {
          worstTrue = t;
          worstPredicted = p;
        }
      }
    }
    String text = "Confusion matrix: " + right + " of " + all + " on the diagonal, which is right.";
    int worst = counts[worstTrue][worstPredicted];
    return worst == 0
        ? text
        : text
            + (" The most frequent mistake: " + classes.get(worstTrue) + " taken for ")
            + (classes.get(worstPredicted) + ", " + Count.of(worst, "time") + ".");
  }
}
