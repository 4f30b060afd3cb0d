package dev.descent.lessons.p4gallery;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** A training of a patient, with all that is measured on the way. */
final class Examination {
  private final Patient patient;
  private final MultiLayerNetwork network;
  private final Batches batches;
  private final DataSet training;
  private final DataSet validation;
  private final DataSet test;
  private final INDArray sum;

  private Examination(Patient patient, Ward ward, long seed) {
    this.patient = patient;
    network = patient.network(seed);
    batches = ward.batches(patient.rows().apply(ward), patient.isShuffled());
    training = Ward.all(patient.rows().apply(ward));
    validation = Ward.all(ward.validation());
    test = Ward.all(ward.test());
    sum = network.params().ulike();
  }

  /** Trains a patient and measures. */
  static Signs of(Patient patient, Ward ward, Notebook out, String task) {
    return new Examination(patient, ward, out.seed()).run(out, task);
  }

  private Signs run(Notebook out, String task) {
    int epochs = patient.epochs();
    double firstScore = network.score(validation, false);
    double firstLoss = score(validation)[0];
    double shrinks = shrinks();
    double[][] train = new double[2][epochs];
    double[][] valid = new double[2][epochs];
    double update = 0;
    List<Double> steps = new ArrayList<>();
    for (int epoch : out.progress(task, epochs)) {
      steps.clear();
      batches.startEpoch(epoch);
      while (batches.hasNext()) {
        boolean isFirst = epoch == 0 && steps.isEmpty();
        INDArray before = isFirst ? network.params().dup() : network.params();
        steps.add(step(batches.next()));
        if (isFirst) {
          double length = network.params().sub(before).norm2Number().doubleValue();
          update = length / before.norm2Number().doubleValue();
        }
      }
      double[] trained = score(training);
      double[] validated = score(validation);
      for (int i = 0; i < 2; i++) {
        train[i][epoch] = trained[i];
        valid[i][epoch] = validated[i];
      }
    }
    return new Signs(
        firstScore,
        firstLoss,
        train[0],
        train[1],
        valid[0],
        valid[1],
        score(test)[1],
        steps.stream().mapToDouble(it -> it).max().orElseThrow(),
        update,
        closed(),
        shrinks,
        differs());
  }

  /** Whether the same rows are evaluated in two ways. */
  private boolean differs() {
    double once = score(validation)[0];
    double again = score(validation)[0];
    return once != again;
  }

  /** A step by fit, or by a loop that forgets to zero the gradients; the loss before it. */
  private double step(DataSet batch) {
    if (!patient.addsGradientsUp()) {
      network.fit(batch);
      return network.score();
    }
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    INDArray gradient = network.getFlattenedGradients(); // a sum over the batch
    sum.addi(gradient.reshape(sum.shape())); // PyTorch: backward() without zero_grad()
    gradient.assign(sum.reshape(gradient.shape()));
    int step = network.getIterationCount();
    LayerWorkspaceMgr none = LayerWorkspaceMgr.noWorkspaces();
    int rows = batch.numExamples();
    network.getUpdater().update(network, network.gradient(), step, 0, rows, none);
    network.params().subi(gradient.reshape(network.params().shape()));
    network.setIterationCount(step + 1);
    return network.score();
  }

  /** Cross entropy of what the network gives to its loss, and accuracy in percent. */
  private double[] score(DataSet rows) {
    float[][] outputs =
        network.output(rows.getFeatures(), patient.isInTrainingMode()).toFloatMatrix();
    int[] labels = rows.getLabels().argMax(1).toIntVector();
    double loss = 0;
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      int best = 0;
      for (int k = 1; k < outputs[i].length; k++) {
        best = outputs[i][k] > outputs[i][best] ? k : best;
      }
      double all = 0;
      for (float z : outputs[i]) {
        all +=
            Math.exp(z - outputs[i][best]); // the largest is taken out, so that nothing overflows
      }
      loss += Math.log(all) + outputs[i][best] - outputs[i][labels[i]];
      right += best == labels[i] ? 1 : 0;
    }
    return new double[] {loss / labels.length, 100.0 * right / labels.length};
  }

  private double closed() {
    return closed(network, training);
  }

  /** The share of the first layer's units that are 0 for every row, in percent. */
  static double closed(MultiLayerNetwork network, DataSet rows) {
    INDArray first = network.feedForward(rows.getFeatures()).get(1); // [rows, units]
    return 100 * first.max(0).lte(0).castTo(first.dataType()).meanNumber().doubleValue();
  }

  private double shrinks() {
    List<INDArray> layers = network.feedForward(validation.getFeatures()); // with the input
    INDArray last = layers.get(patient.hidden().size() * (patient.dropout() > 0 ? 2 : 1));
    return deviation(last) / deviation(layers.get(1));
  }

  /** The mean deviation of a unit from row to row. */
  private static double deviation(INDArray units) {
    return units.std(0).meanNumber().doubleValue();
  }
}
