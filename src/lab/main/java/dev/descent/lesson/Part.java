package dev.descent.lesson;

import java.util.List;

/**
 * A part of a lesson, which runs by itself: prose, code, prose, code, from top to bottom.
 *
 * <p>A part has a public constructor without arguments, keeps nothing between runs, and takes all
 * chance from {@link Notebook#seed}: the same seed gives the same numbers and the same figures.
 */
public interface Part {
  /** The subject of this part, in a few words. */
  String title();

  /**
   * The names of the figures it draws, in their order: the lesson's id, a hyphen, and words, such
   * as {@code 3-ravine}. A run draws exactly these; many draw none.
   */
  default List<String> figures() {
    return List.of();
  }

  /** Runs this part, which writes all it has to say and to show into the notebook. */
  void run(Notebook out) throws Exception;
}
