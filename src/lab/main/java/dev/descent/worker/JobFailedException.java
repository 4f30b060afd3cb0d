package dev.descent.worker;

import org.jspecify.annotations.Nullable;

/** A job ended without a result; the message says why, in one line. */
public final class JobFailedException extends RuntimeException {
  private final boolean stopped;
  private final @Nullable String exceeded;

  public JobFailedException(String message) {
    this(message, false, null);
  }

  private JobFailedException(String message, boolean stopped, @Nullable String exceeded) {
    super(message);
    this.stopped = stopped;
    this.exceeded = exceeded;
  }

  /** A job that did not end because its pool was closed. */
  public static JobFailedException stopped() {
    return new JobFailedException("stopped", true, null);
  }

  /** A job whose worker was killed as it was past a limit. */
  static JobFailedException exceeded(String words) {
    return new JobFailedException("was stopped: it " + words, false, words);
  }

  /** The limit that the job was past, see {@link Watch#exceeded}; null if it was past none. */
  public @Nullable String exceeded() {
    return exceeded;
  }

  /** True if the pool was closed before the job could end. */
  public boolean isStopped() {
    return stopped;
  }
}
