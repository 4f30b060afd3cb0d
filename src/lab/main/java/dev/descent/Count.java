package dev.descent;

/** Numbers of things in words. */
public final class Count {
  private Count() {}

  /**
   * A number and its things.
   *
   * @param thing one of them
   */
  public static String of(long n, String thing) {
    return n + " " + thing + (n == 1 ? "" : "s");
  }
}
