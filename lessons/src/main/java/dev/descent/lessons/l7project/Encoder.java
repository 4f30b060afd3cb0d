package dev.descent.lessons.l7project;

import dev.descent.data.Dataset;
import java.io.Serializable;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes eight numbers of a row of the table. It belongs to the model, and is saved with it.
 *
 * @param types the words of the column "type", in the order of their columns
 * @param fill what stands in for a missing vibration: the mean of the training part
 */
record Encoder(List<String> types, double fill) implements Serializable {
  static final List<String> COLUMNS =
      List.of(
          "temperature", "pressure", "vibration", "missing", "type a", "type b", "type c", "hours");

  private static final List<String> TYPES = List.of("a", "b", "c");

  /** Fits it on the training part. */
  static Encoder of(Dataset training) {
    float[] row = new float[training.width()];
    double sum = 0;
    int known = 0;
    for (int i = 0; i < training.size(); i++) {
      training.read(i, row, 0);
      if (row[2] != PumpTable.MISSING) {
        sum += row[2];
        known++;
      }
    }
    return new Encoder(TYPES, sum / known);
  }

  /** The five columns that are known before a repair, with the number of the type. */
  static float[] numbers(String[] cells) {
    return new float[] {
      Float.parseFloat(cells[0]), // °C
      Float.parseFloat(cells[1]), // Pa
      Float.parseFloat(cells[2]), // mm/s
      TYPES.indexOf(cells[3]),
      Float.parseFloat(cells[4]) // hours
    };
  }

  // @start region=encode
  /** [temperature, pressure, vibration, missing, type a, type b, type c, hours] */
  float[] encode(float[] raw) {
    boolean isMissing = raw[2] == PumpTable.MISSING; // -999 is no vibration
    float[] row = new float[5 + types.size()];
    row[0] = raw[0];
    row[1] = raw[1];
    row[2] = isMissing ? (float) fill : raw[2];
    row[3] = isMissing ? 1 : 0; // that it is missing may itself say something
    row[4 + (int) raw[3]] = 1; // one-hot: a column for each type
    row[4 + types.size()] = raw[4];
    return row;
  }

  // @end

  /** A line as a user has it: no days, no label. */
  INDArray encode(String line) {
    return Nd4j.createFromArray(new float[][] {encode(numbers(line.split(",")))}); // [1, 8]
  }

  /** A part of the raw table. */
  Dataset encode(Dataset part) {
    int width = COLUMNS.size();
    float[] raw = new float[part.width()];
    float[] values = new float[part.size() * width];
    float[] labels = new float[part.size()];
    for (int i = 0; i < part.size(); i++) {
      part.read(i, raw, 0);
      System.arraycopy(encode(raw), 0, values, i * width, width);
      labels[i] = part.label(i);
    }
    return Dataset.regression(part.name(), values, width, labels);
  }
}
