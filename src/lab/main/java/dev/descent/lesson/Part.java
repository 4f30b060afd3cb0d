package dev.descent.lesson;

import java.util.List;

/**
 * A stretch of a lesson that runs by itself: prose, code, prose, code, from top to bottom.
 *
 * <p>A part has a public constructor without arguments, keeps nothing between runs, and takes all
 * chance from {@link Notebook#seed}: the same seed gives the same numbers and the same figures.
 */
public interface Part {
  /** What it is about, in a few words. */
  String title();

  /**
   * The names of the figures it draws, in their order: the lesson's id, a hyphen, and words, such
   * as {@code 3-ravine}. A run draws exactly these.
   */
  List<String> figures();

  /** Runs it: everything it has to say and to show goes to the notebook. */
  void run(Notebook out) throws Exception;
}
