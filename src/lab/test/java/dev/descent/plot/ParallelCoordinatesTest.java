package dev.descent.plot;

import static dev.descent.plot.LineChartTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.descent.plot.ParallelCoordinates.Axis;
import dev.descent.plot.ParallelCoordinates.Line;
import dev.descent.plot.ParallelCoordinates.Tick;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ParallelCoordinatesTest {
  private static final Axis RATE = new Axis("rate", List.of(new Tick(0, "0.1"), new Tick(1, "10")));
  private static final Axis RESULT =
      new Axis("result", List.of(new Tick(0, "bad"), new Tick(1, "good")));

  @Test
  void theBestIsMarkedAndNamed() {
    List<Line> lines =
        List.of(
            new Line(List.of(0.9, 1.0), 1),
            new Line(List.of(0.5, 0.2), 0.2),
            new Line(List.of(0.1, Double.NaN), Double.NaN));
    Figure figure = ParallelCoordinates.draw("title", "best", List.of(RATE, RESULT), lines);
    assertEquals(
        "Parallel coordinates of 3 points: rate, result. The best, at or near: rate 10, result good.",
        figure.description());
    // The star in the legend, the line's end, and the line itself.
    assertEquals(2, Svg.elements(figure, "path", "fill:rgb(213,94,0)").size());
    Figure failed =
        ParallelCoordinates.draw("title", "best", List.of(RATE, RESULT), lines.subList(2, 3));
    assertEquals("Parallel coordinates of 1 points: rate, result.", failed.description());
    assertEquals(0, Svg.elements(failed, "path", "fill:rgb(213,94,0)").size());
  }

  @Test
  void manyAxesAndLinesAreDrawn() {
    List<Double> places = Collections.nCopies(9, 0.5);
    ParallelCoordinates.draw(
            "title",
            "best",
            Collections.nCopies(9, RATE),
            Collections.nCopies(500, new Line(places, 0.5)))
        .svg();
  }

  @Test
  void badArgumentsAreRefused() {
    Line line = new Line(List.of(0.1, 0.2), 1);
    assertRefused("axes", () -> ParallelCoordinates.draw("t", "k", List.of(RATE), List.of(line)));
    assertRefused(
        "axes", () -> ParallelCoordinates.draw("t", "k", List.of(RATE, RESULT), List.of()));
    assertRefused(
        "places",
        () -> ParallelCoordinates.draw("t", "k", List.of(RATE, RATE, RATE), List.of(line)));
  }
}
