package dev.descent.plot;

import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A function f(x, y) seen from above, as on a map, and the paths that optimizers take over it.
 *
 * <p>The k-th line from the top, k = 1 to 12, is where f(x, y) = m + (M - m) 10^(-k/3), with m the
 * smallest and M the largest value of f in the area: so there are lines near the minimum, too. The
 * higher f, the darker the ground.
 */
public final class Contours {
  private static final int HEIGHT = 500;
  private static final int COLUMNS = 201;
  private static final int ROWS = 151;

  /** The area that is drawn: x from xMin to xMax, y from yMin to yMax. */
  public record Area(double xMin, double xMax, double yMin, double yMax) {
    public Area {
      if (!(xMin < xMax && yMin < yMax && Double.isFinite(xMax - xMin + yMax - yMin))) {
        throw new IllegalArgumentException(
            "xMin < xMax and yMin < yMax are needed, got "
                + (xMin + ", " + xMax + ", " + yMin + ", " + yMax));
      }
    }

    boolean contains(double x, double y) {
      return x >= xMin && x <= xMax && y >= yMin && y <= yMax;
    }
  }

  /**
   * The places that an optimizer visits, in this order. Outside the area the path is cut off, and
   * at the first place that is no finite number it ends.
   *
   * @param name as the legend shows it
   * @param x at least one
   * @param y as long as x
   */
  public record Path(String name, double[] x, double[] y) {
    public Path {
      name = Style.text("name", name);
      x = x.clone();
      y = y.clone();
      if (x.length == 0 || y.length != x.length) {
        throw new IllegalArgumentException(
            ("x and y of " + name + " must have the same length, at least 1, got ")
                + (x.length + " and " + y.length));
      }
    }

    /** The number of places before the first that is no finite number. */
    int length() {
      int n = 0;
      while (n < x.length && Double.isFinite(x[n]) && Double.isFinite(y[n])) {
        n++;
      }
      return n;
    }
  }

  private Contours() {}

  /**
   * The ground of such a figure, for who draws it elsewhere: from the lowest line up, the outline
   * of all that is as high or higher, in the unit square with y upwards. What is on the border of
   * the area closes outlines.
   */
  public static List<Path2D.Double> ground(DoubleBinaryOperator f, Area area) {
    Isolines lines = Isolines.of(f, area, COLUMNS, ROWS);
    return IntStream.rangeClosed(1, Isolines.LINES)
        .mapToObj(k -> lines.atLeast(lines.level(Isolines.LINES + 1 - k)))
        .toList();
  }

  /** Draws f and the paths, without a star at the minimum. */
  public static Figure draw(
      String title,
      String xLabel,
      String yLabel,
      Area area,
      DoubleBinaryOperator f,
      List<Path> paths) {
    return draw(title, xLabel, yLabel, area, f, paths, null);
  }

  /**
   * Draws f and the paths.
   *
   * @param f is asked at 201 x 151 places
   * @param paths each begins with a black dot and ends with its marker; their order chooses their
   *     colours
   * @param minimum x and y of the star, in the area; null for none
   */
  public static Figure draw(
      String title,
      String xLabel,
      String yLabel,
      Area area,
      DoubleBinaryOperator f,
      List<Path> paths,
      double @Nullable [] minimum) {
    if (minimum != null && (minimum.length != 2 || !area.contains(minimum[0], minimum[1]))) {
      throw new IllegalArgumentException(
          "minimum must be an x and a y in the area, got " + Arrays.toString(minimum));
    }
    String line = Style.text("title", title);
    Style.text("xLabel", xLabel);
    Style.text("yLabel", yLabel);
    Isolines lines = Isolines.of(f, area, COLUMNS, ROWS);
    List<Legend.Key> keys = new ArrayList<>();
    List<String> names = Style.shortened(paths.stream().map(Path::name).toList());
    for (int i = 0; i < paths.size(); i++) {
      keys.add(new Legend.Key(names.get(i), Style.color(i), Style.stroke(i), Style.marker(i)));
    }
    if (!paths.isEmpty()) {
      keys.add(new Legend.Key("start", Style.INK, null, SeriesMarkers.CIRCLE));
    }
    if (minimum != null) {
      keys.add(new Legend.Key("minimum", Style.INK, null, Terrain.STAR));
    }
    Content content =
        size -> {
          int height =
              size == Size.NARROW
                  ? 300
                  : size == Size.SLIDE ? size.height : HEIGHT * size.width / Size.WIDE.width;
          XYChart chart = new XYChart(size.width, height);
          Style.apply(chart, xLabel, yLabel);
          Style.axes(chart, area.xMin(), area.xMax(), area.yMin(), area.yMax());
          chart.getStyler().setPlotGridLinesVisible(false);
          chart.addAnnotation(
              new Overlay(on -> new Terrain(on, area).paint(lines, paths, minimum)));
          return Frame.of(chart, line, new Legend(keys), "", size.width, height);
        };
    return new Figure(content, title, describe(xLabel, yLabel, paths, minimum));
  }

  private static String describe(
      String xLabel, String yLabel, List<Path> paths, double @Nullable [] minimum) {
    String text = "Contour lines over " + xLabel + " and " + yLabel + ".";
    if (!paths.isEmpty()) {
      text +=
          paths.stream()
              .map(p -> p.name() + " " + end(p))
              .collect(Collectors.joining(", ", " Last places of the paths: ", "."));
    }
    return minimum == null ? text : text + " Minimum: " + place(minimum[0], minimum[1]) + ".";
  }

  private static String end(Path path) {
    int n = path.length();
    return n == 0 ? "none" : place(path.x()[n - 1], path.y()[n - 1]);
  }

  private static String place(double x, double y) {
    return "(" + Style.number(x) + ", " + Style.number(y) + ")";
  }
}
