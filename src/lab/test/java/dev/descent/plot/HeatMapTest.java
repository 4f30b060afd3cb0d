package dev.descent.plot;

import static dev.descent.plot.LineChartTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.plot.HeatMap.Cell;
import dev.descent.plot.HeatMap.Panel;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeatMapTest {
  private static Figure draw(int columns, int rows, int panels, Cell cell, int marked) {
    List<List<Cell>> cells = Collections.nCopies(rows, Collections.nCopies(columns, cell));
    return HeatMap.draw(
        "title",
        "best",
        "x",
        "y",
        IntStream.range(0, columns).mapToObj(i -> "column " + i).toList(),
        IntStream.range(0, rows).mapToObj(i -> "row " + i).toList(),
        Collections.nCopies(panels, new Panel("panel", cells, marked, marked)));
  }

  @Test
  void theMarkedCellIsNamed() {
    Figure figure = draw(2, 3, 2, new Cell(0.5, "98.7", "± 0.1"), 1);
    assertEquals(
        "Heat map over x and y. Marked: panel: 98.7 ± 0.1 at x column 1, y row 1; panel: 98.7 ± 0.1"
            + " at x column 1, y row 1.",
        figure.description());
    assertEquals("Heat map over x and y.", draw(2, 3, 2, new Cell(1, "1", ""), -1).description());
  }

  @Test
  void inkShowsOnItsCell() {
    String white = "fill:rgb(255,255,255)";
    int light = Svg.elements(draw(2, 2, 1, new Cell(0, "5", ""), -1), "path", white).size();
    int dark = Svg.elements(draw(2, 2, 1, new Cell(1, "5", ""), -1), "path", white).size();
    assertEquals(4, dark - light);
  }

  @Test
  void allSizesAreDrawn() {
    for (int n : new int[] {1, 12}) {
      for (int panels : new int[] {1, 7}) {
        Figure figure = draw(n, n, panels, new Cell(Double.NaN, "failed", ""), 0);
        assertTrue(figure.width() >= Size.WIDE.width, "" + figure.width());
        figure.narrow().ifPresent(Figure::svg);
      }
    }
    draw(9, 2, 2, new Cell(0.3, "12345.678", "± 123.45"), 1).svg();
  }

  @Test
  void badArgumentsAreRefused() {
    Panel panel = new Panel("p", List.of(List.of(new Cell(0, "", ""))), -1, -1);
    List<String> one = List.of("a");
    assertRefused(
        "columns", () -> HeatMap.draw("t", "k", "x", "y", List.of(), one, List.of(panel)));
    assertRefused("columns", () -> HeatMap.draw("t", "k", "x", "y", one, one, List.of()));
    assertRefused(
        "cells of p",
        () -> HeatMap.draw("t", "k", "x", "y", one, List.of("a", "b"), List.of(panel)));
  }
}
