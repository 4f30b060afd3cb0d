package dev.descent.data;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** A set as a CSV file, which {@code --data csv:FILE} reads. */
public final class CsvFile {
  private CsvFile() {}

  /**
   * Writes a set with a header: features x1, x2, ..., then {@code label} or {@code target}. Numbers
   * have the nine digits that tell every 32-bit float from the next.
   */
  public static void write(Dataset data, Path file) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();
    try (CSVPrinter out = new CSVPrinter(Files.newBufferedWriter(file), format)) {
      List<String> cells = new ArrayList<>();
      for (int i = 1; i <= data.width(); i++) {
        cells.add("x" + i);
      }
      cells.add(data.isClassification() ? "label" : "target");
      out.printRecord(cells);
      float[] row = new float[data.width()];
      for (int i = 0; i < data.size(); i++) {
        data.read(i, row, 0);
        cells.clear();
        for (float value : row) {
          cells.add(digits(value));
        }
        cells.add(
            data.isClassification() ? data.classes().get(data.label(i)) : digits(data.target(i)));
        out.printRecord(cells);
      }
    }
  }

  /** Not Float.toString, whose digits are others from Java 19 on. */
  private static String digits(float value) {
    return new BigDecimal(value).round(new MathContext(9)).stripTrailingZeros().toPlainString();
  }
}
