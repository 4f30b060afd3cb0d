package dev.descent.grade;

import dev.descent.catalog.Exercise;

/** Hears how far slips are, where they are run for the first time and somebody waits. */
@FunctionalInterface
public interface SlipListener {
  /**
   * A slip was run.
   *
   * @param task what is being run, in words
   * @param place of the slip among all of one answer, from 1
   * @param of number of all
   */
  void ran(Exercise exercise, String task, int place, int of);
}
