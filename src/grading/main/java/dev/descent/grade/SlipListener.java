package dev.descent.grade;

import dev.descent.catalog.Exercise;

/** Hears how far slips are, where they are run for the first time and somebody waits. */
@FunctionalInterface
public interface SlipListener {
  /**
   * A slip was run.
   *
   * @param number the slip's, from 1
   * @param of number of the slips that are made of the same answer
   */
  void ran(Exercise exercise, int number, int of);
}
