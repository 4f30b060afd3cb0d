package dev.descent.course;

import dev.descent.exercise.CheckFailure.Curves;
import dev.descent.grade.TestGrade;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.List;
import java.util.Optional;

/** The figure of a training that went another way than expected. */
public final class StudentCurves {
  private StudentCurves() {}

  /**
   * The student's curve over the expected one; nothing if the test says of none, or where nothing
   * can be drawn.
   */
  public static Optional<Figure> draw(TestGrade test) {
    Curves curves = test.curves();
    if (curves == null
        || curves.expected().length == 0
        || curves.found().length == 0
        || Figure.trouble().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        LineChart.draw(
            test.sentence(),
            curves.x(),
            curves.what(),
            List.of(series("expected", curves.expected()), series("yours", curves.found()))));
  }

  private static Series series(String name, double[] y) {
    return new Series(name, Series.epochs(y.length), y);
  }
}
