package dev.descent.course;

import dev.descent.Count;
import dev.descent.course.ClassStatistics.Rate;
import dev.descent.plot.Bar;
import dev.descent.plot.BarChart;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.Arrays;
import java.util.List;

/** The figures of a class report. */
final class ClassFigures {
  private static final int BINS = 10;

  private ClassFigures() {}

  /**
   * The figure of how many students have how many points.
   *
   * @param points of each student
   * @param worth the most that one may have
   */
  static Figure points(double[] points, int worth) {
    Series shares = Series.histogram("students", points, 0, worth, Math.min(BINS, worth));
    double[] counts =
        Arrays.stream(shares.y()).map(share -> Math.rint(share * points.length)).toArray();
    double[] none = new double[0];
    return LineChart.draw(
        "Points of " + Count.of(points.length, "student"),
        "points, of " + worth,
        "students",
        List.of(new Series("students", shares.kind(), shares.x(), counts, none, none)),
        LineChart.Axis.WHOLE_Y);
  }

  /**
   * The figure of how many of those who handed something in have passed.
   *
   * @param what one bar stands for
   */
  static Figure rates(String title, String what, List<? extends Rate> rates) {
    return BarChart.draw(
        title, "% of those who handed it in", what, rates.stream().map(ClassFigures::bar).toList());
  }

  private static Bar bar(Rate rate) {
    return rate.tried() == 0
        ? Bar.missing(rate.name(), "not handed in")
        : new Bar(rate.name(), 100 * rate.share(), Double.NaN, Double.NaN, rate.words());
  }
}
