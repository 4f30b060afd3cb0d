package dev.descent.parity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** The rows of a fixture as DL4J takes them. */
final class Data {
  private final Fixture fixture;
  private final boolean oneHot;

  /**
   * @param oneHot whether classes become rows of 0 and 1, as DL4J's own cross entropy needs them
   */
  Data(Fixture fixture, boolean oneHot) {
    this.fixture = fixture;
    this.oneHot = oneHot && fixture.loss() instanceof LossSpec.CrossEntropyLoss;
  }

  /** The batches of an epoch, in order; the last may be short. */
  List<DataSet> batches() {
    Fixture.Rows rows = fixture.data();
    double[][] features = rows.features();
    double[][] targets = rows.targets();
    if (rows.splitmix64() != null) {
      int inputs = fixture.network().inputs();
      features = SplitMix.rows(rows.splitmix64(), rows.rows(), inputs, rows.classes());
      targets = new double[rows.rows()][1];
      for (int r = 0; r < targets.length; r++) {
        targets[r][0] = r % rows.classes();
      }
    }
    List<DataSet> batches = new ArrayList<>();
    int size = fixture.batches().size();
    for (int at = 0; at < features.length; at += size) {
      int end = Math.min(at + size, features.length);
      batches.add(
          dataSet(Arrays.copyOfRange(features, at, end), Arrays.copyOfRange(targets, at, end)));
    }
    return batches;
  }

  /** All validation rows as one batch. */
  DataSet validation() {
    return dataSet(fixture.validation().features(), fixture.validation().targets());
  }

  private DataSet dataSet(double[][] features, double[][] targets) {
    boolean classes = oneHot && targets[0].length == 1;
    return new DataSet(array(features), array(classes ? oneHot(targets) : targets));
  }

  private double[][] oneHot(double[][] targets) {
    int classes =
        fixture.network().layers().stream()
            .map(Fixture.LayerSpec::linear)
            .filter(Objects::nonNull)
            .reduce((earlier, later) -> later)
            .orElseThrow();
    double[][] rows = new double[targets.length][classes];
    for (int r = 0; r < targets.length; r++) {
      rows[r][(int) targets[r][0]] = 1;
    }
    return rows;
  }

  /** By way of float32, as the generator: both precisions start from the same numbers. */
  private INDArray array(double[][] rows) {
    return Nd4j.createFromArray(rows).castTo(DataType.FLOAT).castTo(fixture.dtype().parameters());
  }
}
