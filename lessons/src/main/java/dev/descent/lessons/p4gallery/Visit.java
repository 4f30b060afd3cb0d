package dev.descent.lessons.p4gallery;

import dev.descent.lesson.Notebook;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A visit to three patients: their curves, their numbers, and what the tree says. */
final class Visit {
  private Visit() {}

  /**
   * Trains them, draws, and answers.
   *
   * @param first number of the first
   * @param figure its name
   */
  static void to(Notebook out, int first, String figure, Diagnosis... patients) {
    Ward ward = new Ward(out.seed());
    List<Figure> panels = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "no.", "first", "signal", "update", "step", "loss", "shut %", "train %", "valid %",
            "test %"));
    for (int i = 0; i < patients.length; i++) {
      int number = first + i;
      Signs signs = Examination.of(Patient.of(patients[i]), ward, out, "patient " + number);
      panels.add(loss(number, signs));
      panels.add(accuracy(number, signs));
      table.add(row(out, number, signs));
      Diagnosis told = Diagnosis.of(signs);
      out.answer(
          "patient-" + number,
          told.words.substring(0, 1).toUpperCase(Locale.ROOT) + told.words.substring(1));
      out.see(
          told == patients[i],
          "patient %d: the tree finds from the signs alone what was done to it: %s",
          number,
          told.words);
    }
    out.text(
        "Loss before the first step; deviation of the last hidden layer's units as a share of the first"
            + " one's; length of the first step as a share of the parameters'; largest loss"
            + " of a step in the last epoch; loss of the training rows at the end; units of the first"
            + " layer that are shut for every row; accuracies at the end.");
    out.table(table);
    out.figure(figure, Panels.of(title(first, patients.length), 2, panels));
  }

  private static String title(int first, int count) {
    return count == 1
        ? "A healthy training"
        : "Patients %d to %d".formatted(first, first + count - 1);
  }

  private static List<String> row(Notebook out, int number, Signs signs) {
    String id = "-" + number;
    return List.of(
        String.valueOf(number),
        out.value("first" + id, "%.3f", signs.firstScore()),
        out.value("shrinks" + id, "%.3f", signs.shrinks()),
        out.value("update" + id, "%.0e", signs.update()),
        out.value("largest" + id, "%.2f", signs.largestStepLoss()),
        out.value("loss" + id, "%.3f", Signs.last(signs.loss())),
        out.value("shut" + id, "%.0f", signs.closed()),
        out.value("train" + id, "%.1f", Signs.last(signs.accuracy())),
        out.value("valid" + id, "%.1f", Signs.last(signs.validationAccuracy())),
        out.value("test" + id, "%.1f", signs.testAccuracy()));
  }

  private static Figure loss(int number, Signs signs) {
    int epochs = signs.loss().length;
    double[] x = Series.epochs(epochs);
    double[] guessing = new double[epochs];
    Arrays.fill(guessing, Diagnosis.GUESSING);
    return LineChart.draw(
        (number == 0 ? "" : "Patient " + number + ": ") + "loss",
        "epoch",
        "cross entropy (nats)",
        List.of(
            new Series("training", x, signs.loss()),
            new Series("validation", x, signs.validationLoss()),
            new Series("guessing, ln 10", x, guessing)),
        Axis.WHOLE_X,
        Axis.LOG_Y);
  }

  private static Figure accuracy(int number, Signs signs) {
    double[] x = Series.epochs(signs.loss().length);
    return LineChart.draw(
        (number == 0 ? "" : "Patient " + number + ": ") + "right answers",
        "epoch",
        "% right",
        List.of(
            new Series("training", x, signs.accuracy()),
            new Series("validation", x, signs.validationAccuracy())),
        Axis.WHOLE_X);
  }
}
