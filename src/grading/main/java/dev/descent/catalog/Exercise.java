package dev.descent.catalog;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * An exercise, as {@code exercises/exercises.toml} describes it.
 *
 * @param id its package below {@code dev.descent.exercises}, such as {@code ex01step}: a number,
 *     which is never used again, and a word for the meaning
 * @param lesson the id of the lesson it follows from
 * @param title what a student sees
 * @param type the simple name of the one class to edit; the tests are in {@code <type>Test}
 * @param points what it is worth; its tests' points add up to that
 * @param seconds what one test may take
 * @param hints shown one after another
 * @param kit what an answer may use of the kit beside {@code dev.descent.exercise}: classes by
 *     their full names, and packages such as {@code dev.descent.plot.*}
 * @param open whether answers are judged only by what they reach: the solution is one of many, so
 *     that a slip in it is another choice and no mistake
 */
public record Exercise(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) String lesson,
    @JsonProperty(required = true) String title,
    @JsonProperty(value = "class", required = true) String type,
    @JsonProperty(required = true) int points,
    int seconds,
    @JsonProperty(required = true) List<String> hints,
    List<String> kit,
    boolean open) {
  private static final int SECONDS = 10;

  public Exercise {
    seconds = seconds == 0 ? SECONDS : seconds;
    hints = List.copyOf(hints);
    kit = kit == null ? List.of() : List.copyOf(kit);
  }

  /** Its number, from 1. The order is that of the list: a later exercise may come earlier. */
  public int number() {
    return Integer.parseInt(id.substring(2, 4));
  }

  /** Tells whether it follows a practice, not a lesson: its answers train networks. */
  public boolean inPractice() {
    return lesson.startsWith("p");
  }

  /** The package of its class and its tests. */
  public String packageName() {
    return "dev.descent.exercises." + id;
  }

  /** The full name of the class to edit. */
  public String className() {
    return packageName() + "." + type;
  }

  /** The full name of the class of its tests. */
  public String testName() {
    return className() + "Test";
  }
}
