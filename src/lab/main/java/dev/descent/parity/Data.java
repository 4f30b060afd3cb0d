package dev.descent.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The rows of a fixture as DL4J takes them. */
final class Data {
  private final Fixture fixture;
  private final boolean oneHot;

  /** Takes the rows of a fixture; for DL4J's own cross entropy a class becomes a row of 0 and 1. */
  Data(Fixture fixture, Implementation implementation) {
    this.fixture = fixture;
    this.oneHot = implementation.isNearest(Construct.CROSS_ENTROPY_LOSS, fixture);
  }

  /** Returns the batches of an epoch, in order; the last may be short. */
  List<DataSet> batches() {
    Fixture.Rows rows = fixture.data();
    if (rows.splitmix64() == null) {
      return batches(
          Rules.there("data.features", rows.features()),
          Rules.there("data.targets", rows.targets()));
    }
    int classes = Rules.there("data.classes", rows.classes());
    double[][] features =
        SplitMix.rows(rows.splitmix64(), fixture.rows(), fixture.network().inputs(), classes);
    double[][] targets = new double[features.length][1];
    for (int r = 0; r < targets.length; r++) {
      targets[r][0] = r % classes;
    }
    return batches(features, targets);
  }

  private List<DataSet> batches(double[][] features, double[][] targets) {
    List<DataSet> batches = new ArrayList<>();
    int size = fixture.batches().size();
    for (int start = 0; start < features.length; start += size) {
      int end = Math.min(start + size, features.length);
      batches.add(
          dataSet(
              Arrays.copyOfRange(features, start, end), Arrays.copyOfRange(targets, start, end)));
    }
    return batches;
  }

  /** Returns all validation rows as one batch. */
  DataSet validation() {
    Fixture.Rows rows = Rules.there("validation", fixture.validation());
    return dataSet(
        Rules.there("validation.features", rows.features()),
        Rules.there("validation.targets", rows.targets()));
  }

  private DataSet dataSet(double[][] features, double[][] targets) {
    boolean classes = oneHot && targets[0].length == 1;
    return new DataSet(array(features), array(classes ? oneHot(targets) : targets));
  }

  private double[][] oneHot(double[][] targets) {
    double[][] rows = new double[targets.length][fixture.network().outputs()];
    for (int r = 0; r < targets.length; r++) {
      rows[r][(int) targets[r][0]] = 1;
    }
    return rows;
  }

  /** Goes by way of float32, as the generator: both precisions start from the same numbers. */
  private INDArray array(double[][] rows) {
    return Nd4j.createFromArray(rows).castTo(DataType.FLOAT).castTo(fixture.dtype().parameters());
  }
}
