package dev.descent.lessons.l1loop;

import dev.descent.data.Dataset;
import dev.descent.plot.SampleSheet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;

/** The rows of a set in an order that this lesson needs. */
final class Rows {
  private Rows() {}

  /** As in a file that is sorted: all zeros first, then all ones, and so on. */
  static Dataset sortedByClass(Dataset data) {
    return data.rows(
        IntStream.range(0, data.size())
            .boxed()
            .sorted(Comparator.comparingInt(data::label))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  /** The classes of a batch, row by row. */
  static int[] classes(DataSet batch) {
    return batch.getLabels().argMax(1).toIntVector();
  }

  /** The first images of a batch, in a line. */
  static SampleSheet.Row images(String name, DataSet batch) {
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      images.add(batch.getFeatures().getRow(i).toFloatVector());
    }
    return new SampleSheet.Row(name, images);
  }
}
