package dev.descent.exercises.ex02batches;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The way from rows to batches: rows shuffled, split into two parts, standardised, in batches. */
public final class Batches {
  private Batches() {}

  /** The rows to learn from, and those to judge by. */
  public record Split(DataSet training, DataSet validation) {}

  /** Row order[i] of the data comes to row i. */
  public static DataSet shuffled(DataSet data, int[] order) {
    return new DataSet(data.getFeatures().getRows(order), data.getLabels().getRows(order));
  }

  /** The last {@code validation} rows are the validation part, those before the training part. */
  public static Split split(DataSet data, int validation) {
    int rows = data.numExamples();
    return new Split(rows(data, 0, rows - validation), rows(data, rows - validation, rows));
  }

  /** Both parts standardised by mean and standard deviation of the training part. */
  public static Split standardised(Split split) {
    INDArray x = split.training().getFeatures();
    INDArray mean = x.mean(0); // [width]
    INDArray deviation = x.std(false, 0); // [width]; false: divided by n, not n − 1
    return new Split(
        standardised(split.training(), mean, deviation),
        standardised(split.validation(), mean, deviation));
  }

  private static DataSet standardised(DataSet data, INDArray mean, INDArray deviation) {
    INDArray x = data.getFeatures().subRowVector(mean).diviRowVector(deviation);
    return new DataSet(x, data.getLabels());
  }

  /** Batches of {@code size} rows, in the order of the data; the last one may be shorter. */
  public static List<DataSet> batches(DataSet data, int size) {
    List<DataSet> batches = new ArrayList<>();
    for (int from = 0; from < data.numExamples(); from += size) {
      batches.add(rows(data, from, Math.min(from + size, data.numExamples())));
    }
    return batches;
  }

  private static DataSet rows(DataSet data, int from, int to) {
    return new DataSet(rows(data.getFeatures(), from, to), rows(data.getLabels(), from, to));
  }

  private static INDArray rows(INDArray x, int from, int to) {
    return x.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }
}
