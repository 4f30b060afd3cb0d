package dev.descent.exercise;

/** Thrown by a start where the student has something to write. */
public final class Todo extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param number of the task, from 1
   */
  public Todo(int number) {
    super("TODO " + number + " is still to be done");
  }
}
