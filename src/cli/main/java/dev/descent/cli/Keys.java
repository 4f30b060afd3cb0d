package dev.descent.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.NonBlockingReader;

/**
 * The keys that somebody presses, one at a time. Pasted text is none: the terminal is asked to put
 * it in brackets, and where it does not, the text comes faster than anybody types. Nothing of it is
 * left to the shell.
 */
final class Keys implements AutoCloseable {
  /** No key was pressed. */
  static final String NONE = "";

  /** There are no more keys: the terminal is gone. */
  static final String END = "end";

  static final String CTRL_C = "\u0003";
  static final String UP = "\u001b[a";
  static final String DOWN = "\u001b[b";
  static final String PAGE_UP = "\u001b[5~";
  static final String PAGE_DOWN = "\u001b[6~";

  private static final String PASTE = "\u001b[200~";
  private static final String PASTE_ENDS = "\u001b[201~";
  private static final String BRACKETS_ON = "\u001b[?2004h";
  private static final String BRACKETS_OFF = "\u001b[?2004l";

  /** The code of an arrow and its like. No text has it, so nothing is waited for behind it. */
  private static final Pattern CODE = Pattern.compile("\u001b[\\[O]\\d*[A-Z~]");

  /** A letter, also where its key was held down. */
  private static final Pattern LETTER = Pattern.compile("([^\u001b])\\1*");

  /** Letters that come faster than this are no keys; on a busy machine a paste comes slowly. */
  private static final int TOGETHER = 50; // milliseconds

  /** A paste may pause for so long; one without an end is over then. */
  private static final int PAUSE = 1000;

  /** When nothing has come for so long, nothing is on its way. */
  private static final int QUIET = 200;

  private static final Duration LONGEST_DRAIN = Duration.ofSeconds(3);

  private final NonBlockingReader in;
  private final PrintWriter out;
  private final Runnable restore;
  private final int together;

  /**
   * @param out takes the codes that the terminal understands
   * @param restore leaves the terminal as it was
   * @param together for so many milliseconds after a letter, another one makes both of them a text
   */
  Keys(NonBlockingReader in, PrintWriter out, Runnable restore, int together) {
    this.in = in;
    this.out = out;
    this.restore = restore;
    this.together = together;
    tell(BRACKETS_ON);
  }

  /** The keys of a terminal, which shows none of them until this is closed. */
  static Keys of(Terminal terminal) {
    Attributes before = terminal.enterRawMode();
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(LocalFlag.ISIG, false); // Ctrl-C is a key like q
    terminal.setAttributes(raw);
    return new Keys(
        terminal.reader(), terminal.writer(), () -> terminal.setAttributes(before), TOGETHER);
  }

  /**
   * The next key.
   *
   * @param millis for so long it is waited for
   * @return a small letter, one of the names above, or something that is no key
   */
  String read(long millis) throws IOException {
    StringBuilder burst = new StringBuilder();
    boolean pasting = false;
    int c = in.read(millis);
    while (c >= 0) {
      if (c == CTRL_C.charAt(0) && !pasting) {
        return CTRL_C;
      }
      burst.append((char) c);
      pasting = endsWith(burst, PASTE) || pasting && !endsWith(burst, PASTE_ENDS);
      if (!pasting && CODE.matcher(burst).matches()) {
        return burst.toString().replace("\u001bO", "\u001b[").toLowerCase(Locale.ROOT);
      }
      c = in.read(pasting ? PAUSE : together);
    }
    if (burst.isEmpty()) {
      return c == NonBlockingReader.EOF ? END : NONE;
    }
    Matcher letter = LETTER.matcher(burst);
    String key = letter.matches() ? letter.group(1) : burst.toString();
    return key.toLowerCase(Locale.ROOT);
  }

  private static boolean endsWith(StringBuilder text, String end) {
    return text.length() >= end.length() && text.indexOf(end, text.length() - end.length()) >= 0;
  }

  private void tell(String code) {
    out.print(code);
    out.flush();
  }

  /** Takes what is still coming, so that no shell runs it, and leaves the terminal as it was. */
  @Override
  public void close() throws IOException {
    tell(BRACKETS_OFF);
    long end = System.nanoTime() + LONGEST_DRAIN.toNanos();
    while (in.read(QUIET) >= 0 && System.nanoTime() < end) {}
    restore.run();
  }
}
