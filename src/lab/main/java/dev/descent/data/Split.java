package dev.descent.data;

import dev.descent.BadInputException;
import dev.descent.Count;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;

/**
 * A set in three parts: the network learns from {@code train}, choices (early stopping, learning
 * rates) are made on {@code validation}, and {@code test} is looked at once, at the end.
 */
public record Split(Dataset train, Dataset validation, Dataset test) {

  /** The numbers of the rows of each part, in order. */
  record Rows(int[] train, int[] validation, int[] test) {
    /** Draws them, see {@link Split#of}. */
    static Rows of(Dataset data, double validation, double test, long seed) {
      if (!(validation > 0 && test >= 0 && validation + test < 1)) {
        throw new IllegalArgumentException(
            "validation > 0, test >= 0 and validation + test < 1, got "
                + validation
                + " and "
                + test);
      }
      TreeMap<Integer, List<Integer>> byClass = new TreeMap<>();
      for (int i = 0; i < data.size(); i++) {
        int key = data.isClassification() ? data.label(i) : 0;
        byClass.computeIfAbsent(key, k -> new ArrayList<>()).add(i);
      }
      Random random = new Random(seed);
      List<Integer> train = new ArrayList<>();
      List<Integer> held = new ArrayList<>();
      List<Integer> unseen = new ArrayList<>();
      for (List<Integer> rows : byClass.values()) {
        Collections.shuffle(rows, random);
        int forTest = (int) Math.round(rows.size() * test);
        int forValidation = (int) Math.round(rows.size() * validation);
        unseen.addAll(rows.subList(0, forTest));
        held.addAll(rows.subList(forTest, forTest + forValidation));
        train.addAll(rows.subList(forTest + forValidation, rows.size()));
      }
      if (train.isEmpty() || held.isEmpty() || (test > 0 && unseen.isEmpty())) {
        throw new BadInputException(
            data.name() + ": too few rows to split into three parts, got " + data.size());
      }
      return new Rows(sorted(train), sorted(held), sorted(unseen));
    }

    private static int[] sorted(List<Integer> rows) {
      return rows.stream().mapToInt(Integer::intValue).sorted().toArray();
    }

    /** The parts of a set. */
    Split of(Dataset data) {
      return new Split(data.rows(train), data.rows(validation), data.rows(test));
    }
  }

  /**
   * Splits a set by chance, each class by itself, so that every part has the classes in the same
   * proportion.
   *
   * @param validation share of the rows for validation, 0 to 1
   * @param test share of the rows for the test, 0 to 1
   * @param seed the same seed gives the same parts
   */
  public static Split of(Dataset data, double validation, double test, long seed) {
    return Rows.of(data, validation, test, seed).of(data);
  }

  /**
   * Checks that there is at least one full batch to learn from.
   *
   * @return this
   * @throws BadInputException if the training part has fewer rows
   */
  public Split requireBatch(int batchSize) {
    if (train.size() < batchSize) {
      throw new BadInputException(
          "--batch-size "
              + batchSize
              + ": the training part of "
              + train.name()
              + " has only "
              + Count.of(train.size(), "row"));
    }
    return this;
  }

  /** Refuses a batch size whose last batch has one row, which batch normalisation cannot take. */
  public Split requireNoLoneRow(int batchSize) {
    if ((train.size() - 1) % batchSize == 0) {
      throw new BadInputException(
          "--batch-size "
              + batchSize
              + ": of "
              + Count.of(train.size(), "row")
              + " to train on the last batch has one, and --batch-norm needs two or more; take another"
              + " size");
    }
    return this;
  }
}
