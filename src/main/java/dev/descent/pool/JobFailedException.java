package dev.descent.pool;

/** A job ended without a result; the message says why, in one line. */
public final class JobFailedException extends RuntimeException {
  private final boolean stopped;

  public JobFailedException(String message) {
    this(message, false);
  }

  private JobFailedException(String message, boolean stopped) {
    super(message);
    this.stopped = stopped;
  }

  /** A job that did not end because its pool was closed. */
  static JobFailedException stopped() {
    return new JobFailedException("stopped", true);
  }

  /** Whether the pool was closed before the job could end. */
  public boolean isStopped() {
    return stopped;
  }
}
