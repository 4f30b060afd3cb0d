package dev.descent.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.w3c.dom.Element;

class LineChartTest {
  private static final double NAN = Double.NaN;
  private static final String BLUE_LINE = "stroke:rgb(0,114,178);stroke-width:2.2;";
  private static final String BLUE_BAND = "fill-opacity:0.18";

  private static Figure draw(Series series, LineChart.Axis... axes) {
    return LineChart.draw("title", "x", "y", List.of(series), axes);
  }

  private static Series band(double[] y, double[] low, double[] high) {
    return new Series("s", Series.epochs(y.length), y, low, high);
  }

  /** The number of commands of one kind in a path: its starts (M) or its corners (L). */
  private static int count(Element path, char command) {
    return (int) path.getAttribute("d").chars().filter(c -> c == command).count();
  }

  @Test
  void peopleAreCountedInWholeNumbers() {
    Series few = new Series("s", Series.epochs(3), new double[] {0, 1, 2});
    AxisRanges limits = AxisRanges.of(List.of(few), false, false);
    assertEquals("1", limits.wholeYLabel(1));
    assertTrue(limits.wholeYLabel(0.5).isBlank() && limits.wholeYLabel(1.5).isBlank());
    byte[] halves = draw(few).svg();
    assertFalse(Arrays.equals(halves, draw(few, LineChart.Axis.WHOLE_Y).svg()), "no label is gone");
  }

  @Test
  void aCurveIsOnePathAndItsBandOnePolygon() {
    Figure figure =
        draw(band(new double[] {3, 2, 1}, new double[] {2, 1, 0}, new double[] {4, 3, 2}));
    List<Element> curves = Svg.elements(figure, "path", BLUE_LINE);
    assertEquals(1, curves.size());
    assertEquals(2, count(curves.get(0), 'L'));
    List<Element> bands = Svg.elements(figure, "path", BLUE_BAND);
    assertEquals(1, bands.size());
    assertEquals(5, count(bands.get(0), 'L'));
    assertEquals(1, count(bands.get(0), 'Z'));
  }

  @Test
  void withoutLowAndHighThereIsNoBand() {
    Figure figure = draw(new Series("s", Series.epochs(3), new double[] {3, 2, 1}));
    assertTrue(Svg.elements(figure, "path", BLUE_BAND).isEmpty());
  }

  @Test
  void nanInterruptsCurveAndBand() {
    double[] y = {5, 4, NAN, 3, Double.POSITIVE_INFINITY, 2, 1, 1e200};
    double[] low = {4, 3, NAN, 2, 2, NAN, 1, 0};
    Figure figure = draw(band(y, low, new double[] {6, 5, NAN, 4, 3, 3, 2, 1}));
    Element curve = Svg.elements(figure, "path", BLUE_LINE).get(0);
    assertEquals(2, count(curve, 'M'), "from 5 to 4, and from 2 to 1");
    assertEquals(2, count(curve, 'L'));
    assertEquals(5, Svg.elements(figure, "ellipse", "fill:rgb(0,114,178)").size(), "also at 3");
    assertEquals(3, Svg.elements(figure, "path", BLUE_BAND).size());
  }

  @Test
  void aLogAxisLeavesOutZeroAndClipsTheBand() {
    double[] y = {100, 10, 0, 1};
    Figure figure =
        draw(
            band(y, new double[] {90, -1, 0, -5}, new double[] {110, 20, 0, 2}),
            LineChart.Axis.LOG_Y);
    Element curve = Svg.elements(figure, "path", BLUE_LINE).get(0);
    assertEquals(2, count(curve, 'M'));
    assertFalse(curve.getAttribute("d").contains("NaN"));
    assertEquals(1, Svg.elements(figure, "path", BLUE_BAND).size());
    // 100 and 10 are one decade apart, of 3 decades on the axis: 0.1, clipped, to 110.
    String[] ends = curve.getAttribute("d").replaceAll("[ML]", "").split("[ ,]+");
    double decade = Double.parseDouble(ends[3]) - Double.parseDouble(ends[1]);
    double decades = Math.log10(110 / 0.1);
    assertTrue(decade * decades > 250 && decade * decades < 420, "decade of " + decade);
  }

  @Test
  void longCurvesHaveFewMarkersAndLonePointsHaveOne() {
    double[] y = new double[300];
    y[150] = 1;
    y[149] = NAN;
    y[151] = NAN;
    int circles =
        Svg.elements(draw(new Series("s", Series.epochs(300), y)), "ellipse", "fill:rgb(0,114,178)")
            .size();
    assertTrue(circles > 10 && circles < 20, circles + " markers");
    assertEquals(
        1,
        Svg.elements(
                draw(new Series("s", Series.epochs(3), new double[] {NAN, 1, NAN})),
                "ellipse",
                "fill:rgb(0,114,178)")
            .size());
  }

  @ParameterizedTest
  @EnumSource(LineChart.Axis.class)
  void strangeNumbersEndInAPicture(LineChart.Axis axis) {
    double[][] strange = {
      {NAN, NAN},
      {0, 0},
      {1},
      {1e-12, 2e-12},
      {1e9, 1e9 + 1e-6},
      {-1e38, 1e38},
      {Double.MIN_VALUE, Double.MAX_VALUE},
      {Double.NEGATIVE_INFINITY, 1},
    };
    for (double[] y : strange) {
      Series series = new Series("s", Series.epochs(y.length), y);
      Figure figure =
          assertTimeoutPreemptively(
              Duration.ofSeconds(10),
              () -> {
                Figure drawn = draw(series, axis);
                drawn.svg();
                return drawn;
              });
      Svg.elements(figure, "path", "")
          .forEach(path -> assertFalse(path.getAttribute("d").contains("NaN")));
    }
  }

  @Test
  void aLogXAxisGivesEachDecadeTheSameWidth() {
    Figure figure =
        draw(
            new Series("s", new double[] {0.001, 0.01, 1}, new double[] {1, 2, 3}),
            LineChart.Axis.LOG_X);
    double[] x = Svg.places(Svg.elements(figure, "path", BLUE_LINE).get(0), 0);
    assertEquals(2, (x[2] - x[1]) / (x[1] - x[0]), 0.01);
    assertRefused(
        "x of s",
        () ->
            draw(new Series("s", new double[] {0, 1}, new double[] {1, 2}), LineChart.Axis.LOG_X));
  }

  @Test
  void stepsHoldAValueUntilTheNext() {
    Figure figure = draw(Series.steps("s", new double[] {0, 1, 3}, new double[] {5, 2, 1}));
    Element curve = Svg.elements(figure, "path", BLUE_LINE).get(0);
    double[] x = Svg.places(curve, 0);
    double[] y = Svg.places(curve, 1);
    assertEquals(5, x.length);
    assertEquals(y[0], y[1]);
    assertEquals(x[1], x[2]);
    assertEquals(y[2], y[3]);
    assertEquals(2, (x[3] - x[2]) / (x[1] - x[0]), 0.01);
    assertTrue(y[4] > y[3] && y[3] > y[1], "downwards");
    assertTrue(Svg.elements(figure, "ellipse", "fill:rgb(0,114,178)").isEmpty(), "no markers");
  }

  @Test
  void pointsAreAllDrawnInAnyOrderWithoutALine() {
    double[] x = {3, 1, 2};
    Figure figure = draw(Series.points("s", x, new double[] {30, 10, NAN}));
    List<Element> points = Svg.elements(figure, "ellipse", "fill:rgb(0,114,178)");
    assertEquals(2, points.size());
    assertTrue(Svg.elements(figure, "path", BLUE_LINE).isEmpty());
    double left = Double.parseDouble(points.get(0).getAttribute("cx"));
    double low = Double.parseDouble(points.get(0).getAttribute("cy"));
    assertTrue(left < Double.parseDouble(points.get(1).getAttribute("cx")));
    assertTrue(low > Double.parseDouble(points.get(1).getAttribute("cy")));
    double[] many = new double[3000];
    assertEquals(
        3000, Svg.elements(draw(Series.points("s", many, many)), "ellipse", "fill-opacity").size());
    assertEquals("Line chart of y over x. Points: s 3.", figure.description());
  }

  @Test
  void aHistogramCountsSharesAndPutsWhatIsOutsideAtTheEnds() {
    double[] values = {-7, 0, 0.4, 1, 1.5, 2, 9, 3};
    Series series = Series.histogram("s", values, 0, 3, 3);
    assertArrayEquals(new double[] {0, 0, 1, 2, 3}, series.x());
    assertArrayEquals(new double[] {0, 3 / 8.0, 2 / 8.0, 3 / 8.0, 0}, series.y());
    Figure figure = draw(series);
    double[] y = Svg.places(Svg.elements(figure, "path", BLUE_LINE).get(0), 1);
    assertEquals(y[0], y[y.length - 1], "begins and ends at zero");
    assertEquals("Line chart of y over x. Highest: s 0.375 from 0 to 1.", figure.description());
  }

  @Test
  void aCurveOfManyPairsIsThinnedButKeepsItsPeaks() {
    double[] y = new double[100_000];
    for (int i = 0; i < y.length; i++) {
      y[i] = i == 77_777 ? 5 : i % 2;
    }
    Figure figure = draw(new Series("s", Series.epochs(y.length), y));
    Element curve = Svg.elements(figure, "path", "stroke:rgb(0,114,178);stroke-opacity").get(0);
    double[] heights = Svg.places(curve, 1);
    assertTrue(heights.length < 4 * 800, heights.length + " corners");
    double[] ends = Arrays.stream(heights).sorted().toArray();
    double bottom = ends[ends.length - 1];
    assertEquals(5, (bottom - ends[0]) / (bottom - ends[1]), 0.05, "the one peak of 5");
  }

  @Test
  void sameNumbersSameBytes() {
    double[] values = new Random(1).doubles(500).toArray();
    List<Series> series =
        List.of(
            Series.points("points", Series.epochs(500), values),
            Series.steps("steps", Series.epochs(500), values),
            Series.histogram("histogram", values, 0.1, 400, 9));
    Supplier<Figure> draw =
        () -> LineChart.draw("t", "x", "y", series, LineChart.Axis.LOG_X, LineChart.Axis.LOG_Y);
    assertArrayEquals(draw.get().png(), draw.get().png());
    assertArrayEquals(draw.get().svg(), draw.get().svg());
  }

  @Test
  void sharesEndAtAll() {
    for (double[] y : new double[][] {{74.8}, {99, 100}, {100, 100}}) {
      Series series = new Series("s", Series.epochs(y.length), y);
      Lines shares = lines("accuracy (%)", series);
      assertTrue(shares.limits().yMax() <= 101, shares.limits().toString());
      assertTrue(lines("loss", series).limits().yMax() > 101 || y[0] < 100);
    }
    Series more = new Series("s", Series.epochs(1), new double[] {130});
    assertTrue(lines("growth (%)", more).limits().yMax() > 130);
  }

  private static Lines lines(String yLabel, Series series) {
    return new Lines("title", "x", yLabel, List.of(series), Set.of());
  }

  @Test
  void aLogGridHasALineForEachLabel() {
    for (double[] y : new double[][] {{1, 1e6}, {3, 40}, {0.02, 0.11}}) {
      Series series = new Series("s", Series.epochs(2), y);
      AxisRanges limits = AxisRanges.of(List.of(series), false, true);
      int lines =
          Svg.elements(draw(series, LineChart.Axis.LOG_Y), "line", "stroke:rgb(224,224,224)")
              .size();
      assertEquals(limits.yLogGrid().length, lines);
      assertTrue(lines >= 2 && lines <= 8, lines + " lines");
    }
  }

  @Test
  void aBoundaryIsOneLineWithoutTheBorder() {
    int n = 41;
    double[] circle = new double[n * n];
    double[] slope = new double[n * n];
    for (int i = 0; i < n * n; i++) {
      double x = i % n / 20.0 - 1;
      double y = i / n / 20.0 - 1;
      circle[i] = x * x + y * y - 0.25;
      slope[i] = x + y - 0.3;
    }
    Contours.Area area = new Contours.Area(-1, 1, -1, 1);
    Series round = Series.boundary("s", area, n, circle);
    List<Element> paths =
        Svg.elements(draw(round), "path", "stroke:rgb(34,34,34);stroke-width:2.2;");
    assertEquals(1, paths.size());
    assertEquals(1, count(paths.get(0), 'M'), "one line");
    for (int i = 1; i < round.x().length; i++) {
      assertEquals(0.5, Math.hypot(round.x()[i], round.y()[i]), 0.01);
    }
    Series straight = Series.boundary("s", area, n, slope);
    for (int i = 1; i < straight.x().length; i++) {
      assertEquals(0.3, straight.x()[i] + straight.y()[i], 0.01, "not along the border");
    }
    Series none = Series.boundary("s", area, 2, new double[] {1, 1, 1, 1});
    draw(none).svg();
    assertRefused("columns of s", () -> Series.boundary("s", area, 3, new double[] {1, 1, 1, 1}));
  }

  @Test
  void marksAreStarsOverTheCurvesAndAreNamed() {
    double[] y = {3, 2, 1};
    Figure figure =
        LineChart.draw(
            "title",
            "x",
            "y",
            List.of(
                new Series("a", Series.epochs(3), y),
                Series.marks("kept", new double[] {2}, new double[] {2})));
    assertTrue(figure.description().endsWith("Marked: kept (2, 2)."), figure.description());
    Element curve = Svg.elements(figure, "path", BLUE_LINE).get(0);
    long stars =
        Svg.elements(figure, "path", "fill:rgb(34,34,34)").stream()
            .filter(
                star ->
                    count(star, 'L') == 9
                        && Math.abs(middle(Svg.places(star, 0)) - Svg.places(curve, 0)[1]) < 1)
            .count();
    assertEquals(1, stars);
  }

  private static double middle(double[] values) {
    var statistics = Arrays.stream(values).summaryStatistics();
    return (statistics.getMin() + statistics.getMax()) / 2;
  }

  @Test
  void pointsInOnePlaceDoNotHideEachOther() {
    double[] one = {1};
    Figure figure =
        LineChart.draw(
            "title", "x", "y", List.of(Series.points("a", one, one), Series.points("b", one, one)));
    List<Element> circles = Svg.elements(figure, "ellipse", "fill:rgb(0,114,178)");
    List<Element> squares = Svg.elements(figure, "rect", "fill:rgb(230,159,0)");
    double radius = Double.parseDouble(circles.get(1).getAttribute("rx")); // 0: in the legend
    double width = Double.parseDouble(squares.get(1).getAttribute("width"));
    assertTrue(2 * radius >= width + 3, "a rim of " + (2 * radius - width));
  }

  @Test
  void aSeriesWithoutValuesIsNamedAsSuch() {
    Figure figure = draw(new Series("diverged", Series.epochs(2), new double[] {NAN, NAN}));
    assertTrue(figure.description().contains("diverged none"), figure.description());
  }

  @Test
  void badArgumentsAreRefused() {
    double[] two = {1, 2};
    assertRefused("series", () -> LineChart.draw("t", "x", "y", List.of()));
    assertRefused("title", () -> LineChart.draw(" ", "x", "y", List.of(new Series("s", two, two))));
    assertRefused("y of s", () -> new Series("s", two, new double[] {1}));
    assertRefused("x of s", () -> new Series("s", new double[0], new double[0]));
    assertRefused("x of s", () -> new Series("s", new double[] {2, 1}, two));
    assertRefused("x of s", () -> new Series("s", new double[] {1, NAN}, two));
    assertRefused("low and high of s", () -> new Series("s", two, two, two, new double[0]));
    assertRefused("low of s", () -> new Series("s", two, two, new double[] {3, 3}, two));
    assertRefused("name", () -> new Series("", two, two));
    assertRefused("y of s", () -> Series.points("s", two, new double[] {1}));
    assertRefused("x of s", () -> Series.points("s", new double[] {1, NAN}, two));
    assertRefused("from < to", () -> Series.histogram("s", two, 1, 1, 3));
    assertRefused("from < to", () -> Series.histogram("s", two, 1, 2, 0));
    assertRefused("values of s", () -> Series.histogram("s", new double[] {NAN}, 0, 1, 3));
    assertRefused("values of s", () -> Series.histogram("s", new double[0], 0, 1, 3));
  }

  static void assertRefused(String argument, org.junit.jupiter.api.function.Executable call) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call);
    assertTrue(e.getMessage().startsWith(argument), e.getMessage());
    assertTrue(e.getMessage().contains("got "), e.getMessage());
  }
}
