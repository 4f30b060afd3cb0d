package dev.descent.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.function.IntSupplier;

/**
 * Writes lines that are wider than the terminal as several, so that none cuts a word in two. What
 * is flushed before its line has ended, such as a question, goes out as it is.
 */
final class WrappingWriter extends FilterWriter {
  /**
   * So many letters, be they twice as wide as others, fit everywhere: nobody asks how wide it is.
   */
  private static final int SHORT = 20;

  private final IntSupplier width;
  private final StringBuilder line = new StringBuilder();
  private boolean begun;

  /**
   * @param width the most columns of a line
   */
  WrappingWriter(Writer out, IntSupplier width) {
    super(out);
    this.width = width;
  }

  @Override
  public void write(int c) throws IOException {
    if (c == '\n') {
      end();
    } else {
      line.append((char) c);
    }
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    write(new String(text, from, length), 0, length);
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    for (int i = from; i < from + length; i++) {
      write(text.charAt(i));
    }
  }

  private void end() throws IOException {
    String all = line.toString();
    String end = all.endsWith("\r") ? "\r\n" : "\n";
    if (begun || all.length() <= SHORT) {
      out.write(all + "\n");
    } else {
      for (String row : WordWrap.of(all.stripTrailing(), width.getAsInt())) {
        out.write(row + end);
      }
    }
    line.setLength(0);
    begun = false;
  }

  @Override
  public void flush() throws IOException {
    begun |= !line.isEmpty();
    out.write(line.toString());
    line.setLength(0);
    out.flush();
  }
}
