package dev.descent.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
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

  /** How often a path starts anew, and how many corners follow. */
  private static int count(Element path, char command) {
    return (int) path.getAttribute("d").chars().filter(c -> c == command).count();
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
  }

  static void assertRefused(String argument, org.junit.jupiter.api.function.Executable call) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call);
    assertTrue(e.getMessage().startsWith(argument), e.getMessage());
    assertTrue(e.getMessage().contains("got "), e.getMessage());
  }
}
