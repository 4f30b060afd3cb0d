package dev.descent;

import java.util.ArrayList;
import java.util.List;

/**
 * Samples for a test that could try more: {@code mvn verify} takes a sample, {@code mvn verify
 * -Pfull} takes all. Each test says what it took.
 */
public final class Thorough {
  private static final boolean FULL = Boolean.getBoolean("descent.full");

  private Thorough() {}

  /** Returns all, or every n-th of them. */
  public static <T> List<T> some(List<T> all, int n, String what) {
    List<T> some = new ArrayList<>();
    for (int i = 0; i < all.size(); i += FULL ? 1 : n) {
      some.add(all.get(i));
    }
    say(some.size(), all.size(), what);
    return some;
  }

  /** Returns the greater number, or the smaller one. */
  public static int count(int few, int all, String what) {
    int count = FULL ? all : few;
    say(count, all, what);
    return count;
  }

  private static void say(int taken, int all, String what) {
    if (taken < all) {
      System.out.println(taken + " of " + all + " " + what + "; -Pfull takes all");
    }
  }
}
