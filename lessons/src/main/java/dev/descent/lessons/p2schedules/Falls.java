package dev.descent.lessons.p2schedules;

import dev.descent.experiment.Epoch;
import dev.descent.experiment.Run;
import java.util.List;
import java.util.stream.IntStream;

/** What the falls of a rate leave in the record of a training. */
final class Falls {
  private Falls() {}

  /** The epochs, from 1, whose rate is lower than that of the one before. */
  static List<Integer> of(Run run) {
    List<Epoch> epochs = run.epochs();
    return IntStream.range(1, epochs.size())
        .filter(i -> epochs.get(i).learningRate() < epochs.get(i - 1).learningRate())
        .mapToObj(i -> i + 1)
        .toList();
  }

  /** The same in a word, such as {@code 10/19/28}, or {@code none}. */
  static String named(Run run) {
    String falls = String.join("/", of(run).stream().map(String::valueOf).toList());
    return falls.isEmpty() ? "none" : falls;
  }

  /** Mean over some epochs: the first by its index, the last not included. */
  static double validationLoss(Run run, int from, int to) {
    return run.epochs().subList(from, to).stream()
        .mapToDouble(Epoch::validationLoss)
        .average()
        .orElseThrow();
  }

  /** The first epoch, from 1, in which two trainings have not one and the same training loss. */
  static int apart(Run a, Run b) {
    int epoch = 1;
    while (epoch < a.epochs().size() && lossOf(a, epoch) == lossOf(b, epoch)) {
      epoch++;
    }
    return epoch;
  }

  private static double lossOf(Run run, int epoch) {
    return run.epochs().get(epoch - 1).trainingLoss();
  }
}
