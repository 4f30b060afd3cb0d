package dev.descent.lessons.l1loop;

import dev.descent.data.Dataset;
import dev.descent.plot.SampleSheet;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The digits that a network takes for others, to be looked at. */
final class WrongDigits {
  private static final int ROWS = 3;
  private static final int COLUMNS = 6;

  private WrongDigits() {}

  /** The first of them, as they were before they were standardised. */
  static List<SampleSheet.Row> of(Dataset data, INDArray logits) {
    int[] predicted = logits.argMax(1).toIntVector();
    List<float[]> images = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    for (int i = 0; i < data.size() && images.size() < ROWS * COLUMNS; i++) {
      if (predicted[i] != data.label(i)) {
        float[] image = new float[28 * 28];
        data.read(i, image, 0);
        images.add(image);
        captions.add(data.label(i) + " taken for " + predicted[i]);
      }
    }
    List<SampleSheet.Row> rows = new ArrayList<>();
    for (int from = 0; from < images.size(); from += COLUMNS) {
      int to = Math.min(from + COLUMNS, images.size());
      rows.add(new SampleSheet.Row("", images.subList(from, to), captions.subList(from, to)));
    }
    return rows;
  }
}
