package dev.descent.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.AxesChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The look that all figures share: fonts, sizes, grid, and for the i-th series a colour, a dash
 * pattern and a marker.
 *
 * <p>The colours are those of Okabe and Ito ("Color Universal Design", 2008), which people with any
 * of the common kinds of colour blindness can tell apart. Their yellow is left out, as it vanishes
 * on white; the order is chosen so that neighbours also differ as greys.
 */
final class Style {
  private static final int LONGEST_NAME = 28;
  static final Color INK = new Color(0x22, 0x22, 0x22);
  static final Color FAINT_INK = new Color(0x59, 0x59, 0x59);
  static final Color GRID = new Color(0xE0, 0xE0, 0xE0);
  private static final Color AXIS = new Color(0x80, 0x80, 0x80);

  static final Font SMALL = font(Font.PLAIN, 13);

  private static final Color[] COLORS = {
    new Color(0x00, 0x72, 0xB2), // blue, grey 87 of 255
    new Color(0xE6, 0x9F, 0x00), // orange, 162
    new Color(0x00, 0x9E, 0x73), // green, 106
    new Color(0xCC, 0x79, 0xA7), // purple, 151
    new Color(0x00, 0x00, 0x00), // black, 0
    new Color(0x56, 0xB4, 0xE9), // sky blue, 158
    new Color(0xD5, 0x5E, 0x00), // vermilion, 119
  };

  /** Shades of one hue from light to dark, which all eyes tell apart, and also in grey. */
  static final Color[] SHADES = {
    new Color(0xF4F7FB),
    new Color(0xBCD5EA),
    new Color(0x6CA9D5),
    new Color(0x22699F),
    new Color(0x08306B),
  };

  /** From this darkness on, white is easier to read on a shade than black. */
  static final double DARK = 0.62;

  /** What is marked among many, such as the best; it differs from the shades as a grey, too. */
  static final Color MARK = new Color(0xD5, 0x5E, 0x00);

  static final BasicStroke THIN =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10);

  /** White under a line, so that it shows on whatever lies below. */
  static final BasicStroke HALO =
      new BasicStroke(4.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10);

  private static final float[][] DASHES = {
    null, {9, 4}, {2.5f, 3.5f}, {11, 4, 2.5f, 4}, {16, 5}, {7, 3, 2.5f, 3, 2.5f, 3},
  };

  private static final Marker[] MARKERS = {
    SeriesMarkers.CIRCLE,
    SeriesMarkers.SQUARE,
    SeriesMarkers.TRIANGLE_UP,
    SeriesMarkers.DIAMOND,
    SeriesMarkers.TRIANGLE_DOWN,
  };

  static final int TITLE = 17;
  static final int MARKER_SIZE = 8;
  private static final float LINE_WIDTH = 2.2f;

  private Style() {}

  static Color color(int i) {
    return COLORS[i % COLORS.length];
  }

  /** The shade of a darkness from 0 to 1. */
  static Color shade(double darkness) {
    double place = Math.max(0, Math.min(1, darkness)) * (SHADES.length - 1);
    int i = (int) Math.min(SHADES.length - 2, place);
    Color from = SHADES[i];
    Color to = SHADES[i + 1];
    double share = place - i;
    return new Color(
        between(from.getRed(), to.getRed(), share),
        between(from.getGreen(), to.getGreen(), share),
        between(from.getBlue(), to.getBlue(), share));
  }

  private static int between(int from, int to, double share) {
    return (int) Math.round(from + share * (to - from));
  }

  /** The same colour, mostly transparent, for bands. */
  static Color wash(int i) {
    return seeThrough(i, 48);
  }

  /** The same colour, half transparent, for many points. */
  static Color translucent(int i) {
    return seeThrough(i, 128);
  }

  private static Color seeThrough(int i, int alpha) {
    Color c = color(i);
    return new Color(c.getRed(), c.getGreen(), c.getBlue(), alpha);
  }

  static BasicStroke stroke(int i) {
    return new BasicStroke(
        LINE_WIDTH, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, DASHES[i % DASHES.length], 0);
  }

  static Marker marker(int i) {
    return MARKERS[i % MARKERS.length];
  }

  static Font font(int style, float size) {
    return Fonts.BASE.deriveFont(style, size);
  }

  /** The largest font of at most {@code size}, and at least 8, in which the text fits. */
  static Font fitting(String text, int style, float size, double width) {
    float s = size;
    while (s > 8 && width(text, font(style, s)) > width) {
      s -= 0.5f;
    }
    return font(style, s);
  }

  /** The width of a text; 0 where nothing can be drawn, for a figure that is never painted. */
  static double width(String text, Font font) {
    return text.isEmpty() || Fonts.TROUBLE.isPresent() ? 0 : layout(text, font).getAdvance();
  }

  private static TextLayout layout(String text, Font font) {
    return new TextLayout(text, font, new FontRenderContext(null, true, true));
  }

  /**
   * Writes text, as outlines, whose middle line is at y; empty text leaves nothing.
   *
   * @param align 0: begins at x, 0.5: is centred there, 1: ends there
   */
  static void write(
      Graphics2D g, String text, Font font, Color color, double x, double y, double align) {
    if (text.isEmpty()) {
      return;
    }
    TextLayout layout = layout(text, font);
    // Centred on digits and capitals, so that words with descenders do not sit higher than others.
    Rectangle2D height = layout("0", font).getBounds();
    double left = x - align * layout.getAdvance();
    g.setColor(color);
    g.fill(
        layout.getOutline(AffineTransform.getTranslateInstance(left, y + height.getHeight() / 2)));
  }

  /** The height of a title: of one line, or of two where in one it would be much smaller. */
  static int titleHeight(String title, int size, double width) {
    return (size + 5) * titleLines(title, size, width).size();
  }

  /** Writes a title, centred between x and x + width, from y downwards. */
  static void title(Graphics2D g, String title, int size, double x, double y, double width) {
    double middle = y + (size + 5) / 2.0;
    List<String> lines = titleLines(title, size, width);
    Font font = font(Font.BOLD, size);
    for (String line : lines) {
      font = smaller(font, fitting(line, Font.BOLD, size, width));
    }
    for (String line : lines) {
      write(g, line, font, INK, x + width / 2, middle, 0.5);
      middle += size + 5;
    }
  }

  private static List<String> titleLines(String title, int size, double width) {
    Font least = font(Font.BOLD, 0.8f * size);
    if (width(title, least) <= width) {
      return List.of(title);
    }
    int end = title.lastIndexOf(' ');
    while (end > 0 && width(title.substring(0, end), least) > width) {
      end = title.lastIndexOf(' ', end - 1);
    }
    return end < 0 ? List.of(title) : List.of(title.substring(0, end), title.substring(end + 1));
  }

  /** Three significant digits, as in 0.971, 12, 1.2E-7: for what is written in figures. */
  static String number(double value) {
    return number(value, 3);
  }

  /** For the ticks of an axis, which may lie close together; XChart's own lack the leading zero. */
  static String tick(double value) {
    return number(value, 8);
  }

  private static String number(double value, int digits) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        new BigDecimal(value, new MathContext(digits, RoundingMode.HALF_UP)).stripTrailingZeros();
    double size = Math.abs(value);
    return size >= 1e-4 && size < 1e7 ? rounded.toPlainString() : rounded.toString();
  }

  /** Gives a chart the axis labels, a blank one for none, and the look that all charts share. */
  static void apply(AxesChart<?, ?> chart, String xLabel, String yLabel) {
    chart.setXAxisTitle(xLabel);
    chart.setYAxisTitle(yLabel);
    AxesChartStyler styler = chart.getStyler();
    styler
        .setXAxisTitleVisible(!xLabel.isBlank())
        .setYAxisTitleVisible(!yLabel.isBlank())
        .setXAxisTickMarkSpacingHint(70)
        .setYAxisTickMarkSpacingHint(44)
        .setAxisTitleFont(
            smaller(
                fitting(xLabel, Font.PLAIN, 14, chart.getWidth() - 90),
                fitting(yLabel, Font.PLAIN, 14, chart.getHeight() - 50)))
        .setAxisTitlePadding(12)
        .setAxisTickLabelsFont(SMALL)
        .setAxisTickLabelsColor(INK)
        .setAxisTickMarksColor(AXIS)
        .setAxisTickPadding(5)
        .setAxisTickMarkLength(5)
        .setPlotGridLinesColor(GRID)
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setPlotTicksMarksVisible(false)
        .setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right)
        .setPlotMargin(0);
    styler
        .setLocale(Locale.ROOT)
        .setChartBackgroundColor(Color.WHITE)
        .setChartFontColor(INK)
        .setChartPadding(Frame.MARGIN)
        .setChartTitleVisible(false)
        .setLegendVisible(false)
        // Painted over the axes' lines, some of which it would cover.
        .setPlotBackgroundColor(new Color(0, true))
        .setPlotBorderVisible(false)
        // Not 1: XChart leaves out the label of a tick at the very end of an axis.
        .setPlotContentSize(0.998)
        .setXAxisTitleColor(INK)
        .setYAxisTitleColor(INK);
  }

  /** Gives a chart axes from and to these values, over which something else is painted. */
  static void axes(XYChart chart, double xMin, double xMax, double yMin, double yMax) {
    AxesChartStyler styler = chart.getStyler();
    styler.setXAxisMin(xMin).setXAxisMax(xMax).setYAxisMin(yMin).setYAxisMax(yMax);
    styler.setXAxisTickLabelsFormattingFunction(Style::tick);
    styler.setYAxisTickLabelsFormattingFunction(Style::tick);
    double[] none = {Double.NaN}; // XChart draws no axes without a series
    chart.addSeries("none", none, none).setMarker(SeriesMarkers.NONE);
  }

  private static Font smaller(Font a, Font b) {
    return a.getSize2D() < b.getSize2D() ? a : b;
  }

  /** The width of the longest of these names, in a legend or at an axis. */
  static double width(List<String> names) {
    return names.stream().mapToDouble(n -> width(n, SMALL)).max().orElse(0);
  }

  /** A note: on one line, and not too long for an axis. */
  static String shortened(String note) {
    return shortened(List.of(note)).get(0);
  }

  /**
   * Names that may come from a file: on one line, and not too long for an axis. Long ones that
   * begin alike are cut in their middle, and if they end alike, too, get a number. So do those that
   * no font can write.
   */
  static List<String> shortened(List<String> names) {
    List<String> lines = names.stream().map(name -> text("name", name).strip()).toList();
    List<String> cut = lines.stream().map(line -> cut(line, LONGEST_NAME - 1)).toList();
    List<String> result = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String name = cut.get(i);
      if (isCutAs(name, i, cut, lines)) {
        name = cut(lines.get(i), LONGEST_NAME / 2);
      }
      for (int n = 2; isCutAs(name, i, result, lines); n++) {
        name = lines.get(i).substring(0, LONGEST_NAME - 6) + "… (" + n + ")";
      }
      result.add(name);
    }
    for (int i = 0; i < result.size(); i++) {
      if (!canDraw(result.get(i))) {
        result.set(i, "no. " + (i + 1) + " (no font)");
      }
    }
    return result;
  }

  /** Whether there is a font with all letters of a text: others would be boxes. */
  private static boolean canDraw(String text) {
    return Fonts.TROUBLE.isPresent() || Fonts.BASE.canDisplayUpTo(text) < 0;
  }

  /** Whether another name, cut or not, would look the same. */
  private static boolean isCutAs(String name, int i, List<String> others, List<String> lines) {
    for (int j = 0; j < others.size(); j++) {
      if (others.get(j).equals(name) && !lines.get(j).equals(lines.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** So many signs of a long line's beginning, and as much of its end as there is room for. */
  private static String cut(String line, int beginning) {
    if (line.length() <= LONGEST_NAME) {
      return line;
    }
    return line.substring(0, beginning)
        + "…"
        + line.substring(line.length() - (LONGEST_NAME - 1 - beginning));
  }

  /** Text that can be drawn: not blank, and on one line; control characters become blanks. */
  static String text(String argument, String value) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException(argument + " must not be blank, got '" + value + "'");
    }
    return value.replaceAll("\\p{Cntrl}", " ");
  }
}
