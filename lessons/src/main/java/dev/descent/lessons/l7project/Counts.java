package dev.descent.lessons.l7project;

import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The four numbers of a confusion matrix.
 *
 * @param found failing pumps that were called failing: true positives
 * @param alarms others that were called failing: false positives
 * @param missed failing pumps that were not: false negatives
 * @param calm the rest: true negatives
 */
record Counts(int found, int alarms, int missed, int calm) {
  static final int ALARM = 200; // euros for a look at a pump that is well
  static final int MISS = 3_800; // euros for a pump that stands still

  /** Of a network, where a pump is called failing from a probability on. */
  static Counts of(MultiLayerNetwork network, DataSet data, double threshold) {
    return of(probabilities(network, data), labels(data), threshold);
  }

  static double[] probabilities(MultiLayerNetwork network, DataSet data) {
    return network.output(data.getFeatures()).toDoubleVector();
  }

  static double[] labels(DataSet data) {
    return data.getLabels().toDoubleVector();
  }

  static Counts of(double[] probabilities, double[] labels, double threshold) {
    int[] counts = new int[4];
    for (int i = 0; i < labels.length; i++) {
      boolean called = probabilities[i] >= threshold;
      counts[labels[i] == 1 ? (called ? 0 : 2) : called ? 1 : 3]++;
    }
    return new Counts(counts[0], counts[1], counts[2], counts[3]);
  }

  int rows() {
    return found + alarms + missed + calm;
  }

  /** In %. */
  double accuracy() {
    return 100.0 * (found + calm) / rows();
  }

  /** Of those called failing, how many are? In %. */
  double precision() {
    return 100.0 * found / Math.max(1, found + alarms);
  }

  /** Of those that fail, how many were called so? In %. */
  double recall() {
    return 100.0 * found / Math.max(1, found + missed);
  }

  /** In euros a pump, beyond what right answers cost. */
  double cost() {
    return (double) (ALARM * alarms + MISS * missed) / rows();
  }
}
