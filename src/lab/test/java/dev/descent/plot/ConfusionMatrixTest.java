package dev.descent.plot;

import static dev.descent.plot.LineChartTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.HeatMapChart;
import org.w3c.dom.Element;

class ConfusionMatrixTest {
  private static final List<String> CLASSES = List.of("cat", "dog");

  @Test
  void rowsAreTrueClassesFromTheTop() {
    // Row cat: all taken for dogs, so only the upper right cell is of the darkest shade.
    Figure figure = ConfusionMatrix.draw("title", CLASSES, new int[][] {{0, 7}, {2, 2}});
    List<Element> darkest = Svg.elements(figure, "rect", "fill:rgb(8,48,107)");
    assertEquals(1, darkest.size());
    double x = Double.parseDouble(darkest.get(0).getAttribute("x"));
    double y = Double.parseDouble(darkest.get(0).getAttribute("y"));
    assertTrue(x > 320 && y < 300, "at " + x + ", " + y);
    assertEquals(
        "Confusion matrix: 2 of 11 on the diagonal, which is right."
            + " The most frequent mistake: cat taken for dog, 7 times.",
        figure.description());
  }

  @Test
  void countsAreWrittenInInkThatShowsOnTheCell() {
    Figure figure = ConfusionMatrix.draw("title", CLASSES, new int[][] {{100, 0}, {1, 99}});
    List<Element> white = Svg.elements(figure, "path", "fill:rgb(255,255,255)");
    assertEquals(2, white.size(), "100 and 99");
    assertEquals(1, Svg.elements(figure, "path", "fill:rgb(89,89,89)").size(), "0");
  }

  @Test
  void allZeroAndManyClassesAreDrawn() {
    ConfusionMatrix.draw("title", CLASSES, new int[2][2]).svg();
    int n = ConfusionMatrix.MOST_CLASSES;
    ConfusionMatrix.draw("title", Collections.nCopies(n, "a name"), new int[n][n]).svg();
  }

  @Test
  void badArgumentsAreRefused() {
    assertRefused("classes", () -> ConfusionMatrix.draw("t", List.of("a"), new int[1][1]));
    assertRefused("counts must", () -> ConfusionMatrix.draw("t", CLASSES, new int[3][2]));
    assertRefused("counts[1]", () -> ConfusionMatrix.draw("t", CLASSES, new int[][] {{1, 2}, {3}}));
    assertRefused(
        "counts[0]", () -> ConfusionMatrix.draw("t", CLASSES, new int[][] {{1, -2}, {3, 4}}));
    assertRefused("name", () -> ConfusionMatrix.draw("t", List.of("a", " "), new int[2][2]));
    int n = ConfusionMatrix.MOST_CLASSES + 1;
    assertRefused(
        "classes", () -> ConfusionMatrix.draw("t", Collections.nCopies(n, "a"), new int[n][n]));
  }

  @Test
  void longNamesStayApart() {
    String same = "collected in the northern part of the valley, plot ";
    List<String> names =
        List.of(
            same + "A", same + "B", same + "A of the long name", "x".repeat(60), "x".repeat(61));
    List<String> cut = Style.shortened(names);
    assertEquals(names.size(), Set.copyOf(cut).size(), cut.toString());
    assertEquals("collected in t…alley, plot A", cut.get(0));
    assertTrue(cut.stream().allMatch(name -> name.length() <= 28), cut.toString());
    Figure figure =
        ConfusionMatrix.draw(
            "t",
            names,
            new int[][] {
              {1, 0, 0, 0, 0}, {0, 1, 0, 0, 0}, {0, 0, 1, 0, 0}, {0, 3, 0, 1, 0}, {0, 0, 0, 0, 1}
            });
    assertTrue(figure.description().contains(same + "B, 3 times"), figure.description());
  }

  @Test
  void everyColumnHasALabelHoweverLongTheNames() {
    for (int n : new int[] {3, 10, 26}) {
      List<String> names =
          IntStream.range(0, n).mapToObj(i -> "a name of some length, number " + i).toList();
      Figure figure = ConfusionMatrix.draw("t", names, new int[n][n]);
      for (Size size : Size.values()) {
        var chart = ((Frame) figure.content().at(size)).chart();
        assertEquals("predicted class, by its number", chart.getXAxisTitle());
        List<?> labels = ((HeatMapChart) chart).getHeatMapSeries().getXData();
        assertEquals(
            IntStream.rangeClosed(1, n).mapToObj(String::valueOf).toList(), List.copyOf(labels));
      }
    }
  }

  @Test
  void aNameThatNoFontCanWriteHasANumber() {
    String unknown = new String(Character.toChars(0x10FFFD)); // of nobody's alphabet
    assertEquals(
        List.of("no. 1 (no font)", "a", "no. 3 (no font)"),
        Style.shortened(List.of(unknown, "a", unknown + unknown)));
  }
}
