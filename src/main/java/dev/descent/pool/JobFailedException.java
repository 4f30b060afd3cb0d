package dev.descent.pool;

/** A job ended without a result; the message says why, in one line. */
public final class JobFailedException extends RuntimeException {
  public JobFailedException(String message) {
    super(message);
  }
}
