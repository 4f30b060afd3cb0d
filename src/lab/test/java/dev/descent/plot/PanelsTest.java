package dev.descent.plot;

import static dev.descent.plot.LineChartTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

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
    int title = all.getHeight() - (480 + 190) * Figure.SCALE;
    assertTrue(title > 0, "room for the title");
    assertEquals(2 * 800 * Figure.SCALE, all.getWidth());
    int[][] corners = {{0, title}, {800 * Figure.SCALE, title}, {0, title + 480 * Figure.SCALE}};
    for (int i = 0; i < 3; i++) {
      BufferedImage one = pixels(figures.get(i));
      BufferedImage cell =
          all.getSubimage(corners[i][0], corners[i][1], one.getWidth(), one.getHeight());
      assertArrayEquals(rgb(one), rgb(cell), "figure " + i);
    }
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
}
