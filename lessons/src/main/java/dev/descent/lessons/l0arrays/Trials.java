package dev.descent.lessons.l0arrays;

import dev.descent.lesson.Notebook;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Lines of ND4J, each tried in this run: another version of ND4J would show itself. */
final class Trials {
  /** The outcome of a line that throws. */
  static final String REFUSED = "throws";

  private final List<List<String>> table = new ArrayList<>();
  private final List<String> surprises = new ArrayList<>();

  Trials() {
    table.add(List.of("line", "gives"));
  }

  /**
   * Tries a line.
   *
   * @param expected what the lesson's text says that it gives
   */
  Trials add(String line, String expected, Supplier<?> tried) {
    String gives = outcome(tried);
    table.add(List.of(line, gives));
    if (!gives.equals(expected)) {
      surprises.add(line + " gives " + gives + ", not " + expected);
    }
    return this;
  }

  /**
   * Writes the table and promises that it is as the lesson's text says.
   *
   * @param subject what the lines are about
   */
  void show(Notebook out, String subject) {
    out.table(table);
    out.see(
        surprises.isEmpty(),
        "All %d lines on %s give what the text says of ND4J 1.0.0-M2.1%s",
        table.size() - 1,
        subject,
        surprises.isEmpty() ? "." : ", but: " + String.join("; ", surprises));
  }

  private static String outcome(Supplier<?> tried) {
    try {
      Object result = tried.get();
      return result instanceof INDArray array ? numbers(array) : String.valueOf(result);
    } catch (RuntimeException e) {
      return REFUSED;
    }
  }

  /** True if the line throws. */
  static boolean isRefused(Supplier<?> line) {
    return outcome(line).equals(REFUSED);
  }

  /** True if changes of what is taken from an array show in the array. */
  static boolean writesThrough(INDArray whole, INDArray taken) {
    double before = whole.sumNumber().doubleValue();
    taken.addi(1);
    return whole.sumNumber().doubleValue() != before;
  }

  /** The numbers of a row, or of rows: (1, 3 | 10, 30). */
  static String numbers(INDArray array) {
    if (array.rank() < 2) {
      return "(" + row(array) + ")";
    }
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < array.rows(); i++) {
      rows.add(row(array.getRow(i)));
    }
    return "(" + String.join(" | ", rows) + ")";
  }

  private static String row(INDArray row) {
    return DoubleStream.of(row.castTo(DataType.DOUBLE).dup().data().asDouble())
        .mapToObj(Trials::number)
        .collect(Collectors.joining(", "));
  }

  /** At most six digits: 5, 6.66667, 1e-05. */
  static String number(double x) {
    String text = new BigDecimal(x, new MathContext(6)).stripTrailingZeros().toPlainString();
    return x != 0 && Math.abs(x) < 1e-3 ? String.format(Locale.ROOT, "%.0e", x) : text;
  }
}
