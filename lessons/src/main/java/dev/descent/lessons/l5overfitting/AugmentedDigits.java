package dev.descent.lessons.l5overfitting;

import dev.descent.data.Dataset;
import dev.descent.plot.Figure;
import dev.descent.plot.SampleSheet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The figure of the digits 0 to 9: one row each, first as it is, then changed. */
final class AugmentedDigits {
  private AugmentedDigits() {}

  /**
   * @param names what stands below the changed digits
   * @param changes as many as names
   */
  static Figure draw(Dataset data, List<String> names, List<Augment> changes) {
    INDArray images = FewDigits.all(data).getFeatures(); // [rows, 784]
    List<SampleSheet.Row> rows = new ArrayList<>();
    for (int digit = 0; digit < 10; digit++) {
      int label = digit;
      int first =
          IntStream.range(0, data.size())
              .filter(i -> data.label(i) == label)
              .findFirst()
              .orElseThrow();
      List<float[]> tiles = new ArrayList<>();
      tiles.add(images.getRow(first).toFloatVector());
      for (Augment change : changes) {
        tiles.add(change.apply(images.getRow(first, true)).toFloatVector());
      }
      List<String> captions = new ArrayList<>();
      if (digit == 9) {
        captions.add("original");
        captions.addAll(names);
      }
      rows.add(new SampleSheet.Row(Integer.toString(digit), tiles, captions));
    }
    return SampleSheet.draw("Ten digits, and what augmentation makes of them", 28, 28, rows);
  }
}
