package dev.descent;

/**
 * An input of the user that cannot be used: a wrong argument or a bad file.
 *
 * <p>The message is one line. It names the argument, or the file and the place in it, the rule, and
 * the value received. Commands print it and end with exit code 2.
 */
public final class BadInputException extends RuntimeException {
  public BadInputException(String message) {
    super(message);
  }

  public BadInputException(String message, Throwable cause) {
    super(message, cause);
  }
}
