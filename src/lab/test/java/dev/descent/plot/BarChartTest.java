package dev.descent.plot;

import static dev.descent.plot.LineChartTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class BarChartTest {
  private static final String BLUE = "fill:rgb(0,114,178)";
  private static final String ORANGE = "fill:rgb(230,159,0)";
  private static final double NAN = Double.NaN;

  private static double width(Figure figure, String color) {
    List<Element> bars = Svg.elements(figure, "rect", color);
    assertEquals(1, bars.size());
    return Double.parseDouble(bars.get(0).getAttribute("width"));
  }

  @Test
  void barsAreAsLongAsTheirValues() {
    Figure figure =
        BarChart.draw(
            "title",
            "epochs",
            "optimizer",
            List.of(new Bar("a", 6, 5, 8, ""), new Bar("b", 3, NAN, NAN, "2 of 3 seeds")));
    assertEquals(2, width(figure, BLUE) / width(figure, ORANGE), 0.01);
    assertEquals(1, Svg.elements(figure, "path", "stroke:rgb(34,34,34);stroke-width:1.8;").size());
    assertEquals("Bar chart of epochs: a 6, b 3 (2 of 3 seeds).", figure.description());
  }

  @Test
  void aMissingValueHasNoBarButIsNamed() {
    List<Bar> bars = List.of(new Bar("a", 6, NAN, NAN, ""), Bar.missing("b", "not reached"));
    Figure figure = BarChart.draw("title", "epochs", "optimizer", bars);
    assertTrue(Svg.elements(figure, "rect", ORANGE).isEmpty());
    assertEquals(1, Svg.elements(figure, "path", "fill:rgb(89,89,89)").size(), "the note");
    assertTrue(figure.description().endsWith("b not reached."), figure.description());
    BarChart.draw("title", "epochs", "optimizer", List.of(bars.get(1))).svg();
  }

  @Test
  void manyBarsHaveOneColour() {
    List<Bar> bars =
        IntStream.range(0, 25).mapToObj(i -> new Bar("bar " + i, i + 1, NAN, NAN, "")).toList();
    Figure figure = BarChart.draw("title", "%", "exercise", bars);
    assertEquals(25, Svg.elements(figure, "rect", BLUE).size());
  }

  @Test
  void badArgumentsAreRefused() {
    assertRefused("bars", () -> BarChart.draw("t", "x", "y", List.of()));
    assertRefused("value of a", () -> new Bar("a", -1, NAN, NAN, ""));
    assertRefused("0 <= low <= high", () -> new Bar("a", 3, 4, 2, ""));
    assertRefused("0 <= low <= high", () -> new Bar("a", 3, 2, NAN, ""));
    assertRefused("0 <= low <= high", () -> new Bar("a", NAN, 2, 4, "not reached"));
    assertRefused("note of a", () -> Bar.missing("a", ""));
  }
}
