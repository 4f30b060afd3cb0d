package dev.descent.plot;

import static dev.descent.plot.LineChartTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.internal.chartpart.IChart;

class PanelsTest {
  private static Figure line(String title) {
    return LineChart.draw(
        title, "x", "y", List.of(new Series("s", Series.epochs(2), new double[] {1, 2})));
  }

  private static Figure bars() {
    return BarChart.draw("bars", "x", "y", List.of(new Bar("b", 3, Double.NaN, Double.NaN, "")));
  }

  private static BufferedImage pixels(Figure figure) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(figure.png()));
  }

  @Test
  void everyFigureIsThereUnchangedInItsCell() throws IOException {
    List<Figure> figures = List.of(line("one"), line("two"), bars());
    BufferedImage all = pixels(Panels.of("All", 2, figures));
    List<IChart> charts = figures.stream().map(figure -> figure.content().at(Size.HALF)).toList();
    int row = charts.get(0).getHeight();
    int title = all.getHeight() / Figure.SCALE - row - charts.get(2).getHeight();
    assertTrue(title > 0, "room for the title");
    assertEquals(2 * 600 * Figure.SCALE, all.getWidth());
    int[][] corners = {{0, title}, {600, title}, {0, title + row}};
    for (int i = 0; i < 3; i++) {
      IChart chart = charts.get(i);
      BufferedImage one = pixels(new Figure(size -> chart, "one", "one"));
      BufferedImage cell =
          all.getSubimage(
              corners[i][0] * Figure.SCALE,
              corners[i][1] * Figure.SCALE,
              one.getWidth(),
              one.getHeight());
      assertArrayEquals(rgb(one), rgb(cell), "figure " + i);
    }
  }

  private static Figure curve(String xLabel, double[] y, String... names) {
    List<Series> series =
        Arrays.stream(names).map(name -> new Series(name, Series.epochs(y.length), y)).toList();
    return LineChart.draw("title", xLabel, "y", series);
  }

  /** Where the first and the last place of each blue curve is. */
  private static List<double[]> ends(Figure figure) {
    return Svg.elements(figure, "path", "fill:none;stroke:rgb(0,114,178)").stream()
        .map(path -> Svg.places(path, 0))
        .map(x -> new double[] {x[0], x[x.length - 1]})
        .toList();
  }

  @Test
  void curvesBelowEachOtherHaveTheSameXAxisToThePixel() {
    double[] small = {1, 2, 3};
    double[] large = {1e6, 2e6, 3.5e6};
    for (String[] names : new String[][] {{"s"}, {"s", "a name of some length"}}) {
      List<double[]> ends =
          ends(
              Panels.of(
                  "All", 1, List.of(curve("epoch", small, names), curve("epoch", large, "s"))));
      assertEquals(2, ends.size());
      assertArrayEquals(ends.get(0), ends.get(1), 0.51);
    }
  }

  @Test
  void ofTheSameQuantityTheyHaveTheSameRange() {
    double[] three = {1, 2, 3};
    double[] five = {1, 2, 3, 4, 5};
    List<double[]> same =
        ends(Panels.of("All", 1, List.of(curve("epoch", three, "s"), curve("epoch", five, "s"))));
    double step = (same.get(1)[1] - same.get(1)[0]) / 4;
    assertEquals(same.get(1)[0] + 2 * step, same.get(0)[1], 0.51, "epoch 3 is below epoch 3");
    List<double[]> other =
        ends(Panels.of("All", 1, List.of(curve("epoch", three, "s"), curve("step", five, "s"))));
    assertEquals(other.get(0)[1], other.get(1)[1], 8, "each fills its axis");
  }

  @Test
  void oneLegendServesPanelsWithTheSameSeries() {
    double[] y = {1, 2};
    Figure same = Panels.of("All", 2, List.of(curve("x", y, "a", "b"), curve("x", y, "a", "b")));
    Figure different =
        Panels.of("All", 2, List.of(curve("x", y, "a", "b"), curve("x", y, "a", "c")));
    String key = "stroke:rgb(0,114,178);stroke-width:2.2;"; // of a's lines
    Figure more =
        Panels.of("All", 1, List.of(curve("x", y, "a", "b"), curve("x", y, "a", "b", "c")));
    assertEquals(1 + 2, Svg.elements(more, "path", key).size() + lines(more, key), "the longer");
    assertEquals(1 + 2, Svg.elements(same, "path", key).size() + lines(same, key));
    assertEquals(2 + 2, Svg.elements(different, "path", key).size() + lines(different, key));
  }

  private static int lines(Figure figure, String style) {
    return Svg.elements(figure, "line", style).size();
  }

  @Test
  void onAPhonePanelsAreBelowEachOther() {
    Figure wide = Panels.of("All", 3, List.of(line("one"), bars(), line("two")));
    Figure narrow = wide.narrow().orElseThrow();
    assertEquals(1800, wide.width());
    assertEquals(360, narrow.width());
  }

  private static int[] rgb(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  @Test
  void saysWhatIsInThePanels() {
    Figure figure = Panels.of("All", 3, List.of(line("one"), bars()));
    assertEquals("All", figure.title());
    assertEquals(
        "Panel 1, one: Line chart of y over x. Last values drawn: s 2."
            + " Panel 2, bars: Bar chart of x: b 3.",
        figure.description());
    assertEquals(1, Svg.elements(figure, "path", "stroke:rgb(0,114,178)").size(), "the curve");
    assertEquals(1, Svg.elements(figure, "rect", "fill:rgb(0,114,178)").size(), "the bar");
  }

  @Test
  void sameNumbersSameBytes() {
    assertArrayEquals(
        Panels.of("All", 1, List.of(line("one"), bars())).png(),
        Panels.of("All", 1, List.of(line("one"), bars())).png());
    assertArrayEquals(
        Panels.of("All", 1, List.of(line("one"), bars())).svg(),
        Panels.of("All", 1, List.of(line("one"), bars())).svg());
  }

  @Test
  void badArgumentsAreRefused() {
    assertRefused("columns and figures", () -> Panels.of("t", 0, List.of(bars())));
    assertRefused("columns and figures", () -> Panels.of("t", 1, List.of()));
    assertRefused("title", () -> Panels.of(" ", 1, List.of(bars())));
  }

  @Test
  void slidesAreSixteenToNineWithOneForEachPanel() throws IOException {
    Figure one =
        LineChart.draw(
            "Loss",
            "epoch",
            "loss",
            List.of(new Series("a", new double[] {0, 1}, new double[] {1, 2})));
    Figure both = Panels.of("Training", 2, List.of(one, one));
    List<Figure> slides = both.slides("1-loss");
    assertEquals(2, slides.size());
    assertEquals("Loss", slides.get(0).title());
    assertEquals(1, one.slides("1-loss").size());
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(slides.get(0).png()));
    assertEquals(1920, image.getWidth());
    assertEquals(1080, image.getHeight());
  }
}
