package dev.descent.cli;

import dev.descent.report.Paragraph;
import java.io.Console;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalExt;
import org.jline.utils.InfoCmp.Capability;
import picocli.CommandLine.Help.Ansi;

/** The terminal that somebody may be watching. */
final class Tty {
  private static final int NARROWEST = 40; // narrower lines are not easier to read
  private static final int USUAL = 80;

  /** A width that every line has: there is no terminal. */
  static final int ANY = Integer.MAX_VALUE;

  /** The width since the last resizing that was noted; 0 for none. */
  private static volatile int resized;

  private Tty() {}

  /**
   * A terminal as it is now.
   *
   * @param columns its width
   * @param moves whether it can move its cursor, and clear its screen
   * @param hasErrors whether errors go there, too
   */
  private record Look(int columns, boolean moves, boolean hasErrors) {}

  /** The terminal at the first question: to ask takes time, and there can be one at a time only. */
  private static final class First {
    static final Optional<Look> LOOK = look();
  }

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

  /** The columns for text: no more than the terminal has, and no more than is easy to read. */
  static int width() {
    return Math.max(NARROWEST, Math.min(Paragraph.WIDTH, outColumns()));
  }

  /** The most columns of a line of output that no terminal wraps. */
  static int outColumns() {
    int now = resized;
    return now > 0 ? now - 1 : First.LOOK.map(look -> look.columns - 1).orElse(ANY);
  }

  /** Takes note that the terminal has another width now. */
  static void resize(int columns) {
    resized = columns;
  }

  /** The same of errors. */
  static int errColumns() {
    return First.LOOK.filter(Look::hasErrors).map(look -> look.columns - 1).orElse(ANY);
  }

  /** The width of one that can move its cursor; empty where there is none. */
  static OptionalInt columns() {
    return First.LOOK
        .filter(Look::moves)
        .map(look -> OptionalInt.of(look.columns))
        .orElse(OptionalInt.empty());
  }

  /** The colours, where there is a terminal that understands them. */
  static Ansi ansi() {
    return isDumb() ? Ansi.OFF : Ansi.AUTO;
  }

  /** Tells whether the terminal says of itself that it shows letters and nothing else. */
  static boolean isDumb() {
    return "dumb".equals(System.getenv("TERM"));
  }

  private static Optional<Look> look() {
    if (!isThere()) {
      return Optional.empty();
    }
    // Asked here: the progress bar's own way of asking takes Ctrl-C away from us.
    TerminalBuilder builder = TerminalBuilder.builder().nativeSignals(false).dumb(true);
    if (isDumb()) {
      builder.type("ansi"); // of a dumb one the library does not ask how wide it is
    }
    try (Terminal terminal = builder.build()) {
      int columns = terminal.getWidth() > 0 ? terminal.getWidth() : USUAL;
      boolean moves = !isDumb() && terminal.getStringCapability(Capability.cursor_up) != null;
      boolean hasErrors =
          terminal instanceof TerminalExt known
              && known.getProvider() != null
              && known.getProvider().isSystemStream(SystemStream.Error);
      return Optional.of(new Look(columns, moves, hasErrors));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
