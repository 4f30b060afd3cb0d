package dev.descent.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Map;

/** Writes in plain letters the few signs of Descent that a terminal's encoding does not have. */
final class PlainWriter extends FilterWriter {
  private static final Map<Character, String> PLAIN =
      Map.of(
          '±', "+/-", '–', "-", '−', "-", '━', "=", '─', "-", '→', "->", '×', "x", '…', "...", '✓',
          "+", '✗', "x");

  private final CharsetEncoder encoder;

  PlainWriter(Writer out, Charset charset) {
    super(out);
    encoder = charset.newEncoder();
  }

  /** The encoding of "stdout" or "stderr"; JDK 17 and 19 name it differently. */
  static Charset charset(String name) {
    return Charset.forName(
        System.getProperty(
            name + ".encoding",
            System.getProperty(
                "sun." + name + ".encoding", System.getProperty("native.encoding"))));
  }

  /** Prints to "stdout" or "stderr". */
  static PrintWriter printing(OutputStream stream, String name) {
    Charset charset = charset(name);
    return new PrintWriter(new PlainWriter(new OutputStreamWriter(stream, charset), charset), true);
  }

  @Override
  public void write(int c) throws IOException {
    String plain = PLAIN.get((char) c);
    if (plain == null || encoder.canEncode((char) c)) {
      out.write(c);
    } else {
      out.write(plain);
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
}
