package dev.descent.exercises.ex02batches;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.SplitTestAndTrain;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.indexing.NDArrayIndex;

public final class Batches {
  private Batches() {}

  public record Split(DataSet training, DataSet validation) {}

  public static DataSet shuffled(DataSet data, int[] order) {
    return new DataSet(data.getFeatures().getRows(order), data.getLabels().getRows(order));
  }

  public static Split split(DataSet data, int validation) {
    SplitTestAndTrain split = data.splitTestAndTrain(data.numExamples() - validation);
    return new Split(split.getTrain(), split.getTest());
  }

  public static Split standardised(Split split) {
    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fit(split.training());
    DataSet training = split.training().copy();
    DataSet validation = split.validation().copy();
    normalizer.transform(training);
    normalizer.transform(validation);
    return new Split(training, validation);
  }

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
