package dev.descent.lessons.l3optimizers;

import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Table and figure of losses over the values of a setting. */
final class SettingCurves {
  private SettingCurves() {}

  static List<List<String>> table(
      String setting, double[] values, List<String> names, double[]... losses) {
    List<List<String>> lines = new ArrayList<>();
    List<String> head = new ArrayList<>(List.of(setting));
    head.addAll(names);
    lines.add(head);
    for (int i = 0; i < values.length; i++) {
      List<String> line = new ArrayList<>(List.of(Numbers.setting(values[i])));
      for (double[] column : losses) {
        line.add(Numbers.loss(column[i]));
      }
      lines.add(line);
    }
    return lines;
  }

  static Figure draw(String title, double[] values, List<String> names, double[]... losses) {
    double[] steps = Arrays.stream(values).map(value -> 1 / (1 - value)).toArray();
    List<Series> curves = new ArrayList<>();
    for (int i = 0; i < losses.length; i++) {
      curves.add(
          new Series(
              names.get(i), steps, Arrays.stream(losses[i]).map(y -> Math.min(y, 5)).toArray()));
    }
    return LineChart.draw(
        title,
        "steps that count, 1 / (1 - value)",
        "training loss at the end (above 5: drawn at 5)",
        curves,
        Axis.LOG_X,
        Axis.LOG_Y);
  }
}
