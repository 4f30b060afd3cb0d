package dev.descent.cli;

import java.io.Console;

/** The terminal that somebody may be watching. */
final class Tty {
  private Tty() {}

  /** Whether there is one. From JDK 22 on there is a console without one too, which says so. */
  static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
