package dev.descent;

/**
 * A machine or an installation that cannot do what was asked: it has no native libraries for its
 * processor, too little memory, or a damaged build.
 *
 * <p>The message says what is missing and what to do. Commands print it and end with exit code 3.
 */
public final class UnfitMachineException extends RuntimeException {
  public UnfitMachineException(String message) {
    super(message);
  }

  public UnfitMachineException(String message, Throwable cause) {
    super(message, cause);
  }
}
