package dev.descent.worker;

import org.jspecify.annotations.Nullable;

/**
 * A look at a worker from outside, taken a few times a second while it has a job: limits that the
 * worker itself could not keep, as it may be out of memory, or run code that wants to break them.
 */
public interface Watch {
  /** Sees nothing. */
  Watch NONE = worker -> null;

  /**
   * Looks.
   *
   * @param worker the process that was started, which may have others below it
   * @return which limit it is past, in words that follow the name of what runs in it, such as
   *     {@code took longer than 10 s}; null if it may go on
   */
  @Nullable String exceeded(ProcessHandle worker);

  /** This one, and then another. */
  default Watch and(Watch other) {
    return worker -> {
      String words = exceeded(worker);
      return words == null ? other.exceeded(worker) : words;
    };
  }
}
