package dev.descent.lessons.p3overfitting;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.PointSets;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Points on two spirals that run into each other: few to learn from, many to judge by. Each part is
 * drawn by itself, so what is learnt by heart from one is of no use for another.
 *
 * @param train 90 points, or a multiple of that
 * @param validation chooses: the epoch, the remedy and its strength
 * @param test tells at the very end how good the choice was
 */
record Points(Dataset train, Dataset validation, Dataset test) {
  private static final int ROWS = 90;
  private static final double NOISE = 0.2;

  /**
   * @param times how many times 90 points to learn from; they begin with the same 90
   */
  static Points of(int times, long seed) {
    return new Points(
        PointSets.spirals(times * ROWS, 2, NOISE, seed),
        PointSets.spirals(500, 2, NOISE, 1_000 + seed),
        PointSets.spirals(2_000, 2, NOISE, 2_000 + seed));
  }

  /** A whole part as one batch: features [rows, 2], labels [rows, 2]. */
  static DataSet all(Dataset part) {
    return Batches.inOrder(part, part.size()).next();
  }
}
