package dev.descent.doctor;

/**
 * A question about the machine, answered.
 *
 * @param name what was looked at, one or two words
 * @param status the verdict
 * @param found what was found, one line
 * @param advice what to do, one line; empty if nothing
 */
public record Check(String name, Status status, String found, String advice) {
  /** A verdict. Only {@code FAIL} means that Descent cannot work here. */
  public enum Status {
    OK,
    WARN,
    FAIL
  }

  static Check ok(String name, String found) {
    return new Check(name, Status.OK, found, "");
  }

  static Check ok(String name, String found, String advice) {
    return new Check(name, Status.OK, found, advice);
  }

  static Check warn(String name, String found, String advice) {
    return new Check(name, Status.WARN, found, advice);
  }

  static Check fail(String name, String found, String advice) {
    return new Check(name, Status.FAIL, found, advice);
  }
}
