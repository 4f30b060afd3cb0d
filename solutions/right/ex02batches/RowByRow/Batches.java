package dev.descent.exercises.ex02batches;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.ops.transforms.Transforms;

public final class Batches {
  private Batches() {}

  public record Split(DataSet training, DataSet validation) {}

  public static DataSet shuffled(DataSet data, int[] order) {
    INDArray x = data.getFeatures().dup();
    INDArray y = data.getLabels().dup();
    for (int i = 0; i < order.length; i++) {
      x.putRow(i, data.getFeatures().getRow(order[i]));
      y.putRow(i, data.getLabels().getRow(order[i]));
    }
    return new DataSet(x, y);
  }

  public static Split split(DataSet data, int validation) {
    int rows = data.numExamples();
    return new Split(rows(data, 0, rows - validation), rows(data, rows - validation, rows));
  }

  public static Split standardised(Split split) {
    INDArray x = split.training().getFeatures();
    INDArray mean = x.mean(0); // [width]
    INDArray deviation = Transforms.sqrt(Transforms.pow(x.subRowVector(mean), 2).mean(0));
    return new Split(
        standardised(split.training(), mean, deviation),
        standardised(split.validation(), mean, deviation));
  }

  private static DataSet standardised(DataSet data, INDArray mean, INDArray deviation) {
    INDArray x = data.getFeatures().subRowVector(mean).diviRowVector(deviation);
    return new DataSet(x, data.getLabels());
  }

  public static List<DataSet> batches(DataSet data, int size) {
    List<DataSet> batches = new ArrayList<>();
    for (int from = 0; from < data.numExamples(); from += size) {
      batches.add(rows(data, from, Math.min(from + size, data.numExamples())));
    }
    return batches;
  }

  private static DataSet rows(DataSet data, int from, int to) {
    int[] chosen = IntStream.range(from, to).toArray();
    return new DataSet(data.getFeatures().getRows(chosen), data.getLabels().getRows(chosen));
  }
}
