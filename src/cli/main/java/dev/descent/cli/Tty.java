package dev.descent.cli;

import java.io.Console;
import java.io.IOException;
import java.util.OptionalInt;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;

/** The terminal that somebody may be watching. */
final class Tty {
  private Tty() {}

  /**
   * Tells whether there is one. From JDK 22 on there is a console without one too, which says so.
   */
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

  /** The width of one that can move its cursor; empty where there is none. */
  static OptionalInt columns() {
    if (!isThere()) {
      return OptionalInt.empty();
    }
    // Asked here: the progress bar's own way of asking takes Ctrl-C away from us.
    try (Terminal terminal = TerminalBuilder.builder().nativeSignals(false).dumb(true).build()) {
      boolean moves = terminal.getStringCapability(Capability.cursor_up) != null;
      return moves
          ? OptionalInt.of(terminal.getWidth() > 0 ? terminal.getWidth() : 80)
          : OptionalInt.empty();
    } catch (IOException e) {
      return OptionalInt.empty();
    }
  }
}
