package dev.descent.cli;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes in plain letters the signs of Descent that a terminal's encoding does not have. */
final class PlainWriter extends FilterWriter {
  private static final Map<Character, String> PLAIN =
      Map.ofEntries(
          Map.entry('±', "+/-"),
          Map.entry('–', "-"),
          Map.entry('−', "-"),
          Map.entry('━', "="),
          Map.entry('─', "-"),
          Map.entry('→', "->"),
          Map.entry('←', "<-"),
          Map.entry('⇒', "=>"),
          Map.entry('×', "x"),
          Map.entry('·', "*"),
          Map.entry('✓', "+"),
          Map.entry('✗', "x"),
          Map.entry('²', "^2"),
          Map.entry('³', "^3"),
          Map.entry('⁻', "^-"),
          Map.entry('½', "1/2"),
          Map.entry('¼', "1/4"),
          Map.entry('√', "sqrt "),
          Map.entry('Σ', "sum "),
          Map.entry('∇', "grad "),
          Map.entry('∂', "d"),
          Map.entry('′', "'"),
          Map.entry('″', "\""),
          Map.entry('‴', "\"'"),
          Map.entry('‖', "||"),
          Map.entry('⌊', "floor("),
          Map.entry('⌋', ")"),
          Map.entry('≤', "<="),
          Map.entry('≥', ">="),
          Map.entry('≈', "~"),
          Map.entry('∞', "inf"),
          Map.entry('°', " degrees"));

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

  @Override
  public void write(int c) throws IOException {
    String plain = c < 128 || encoder.canEncode((char) c) ? null : plain((char) c);
    if (plain == null) {
      out.write(c);
    } else {
      out.write(plain);
    }
  }

  /** A sign in ASCII; null where there is no way to write it. */
  static @Nullable String plain(char c) {
    if (PLAIN.containsKey(c)) {
      return PLAIN.get(c);
    }
    String name = Character.getName(c);
    if (name != null && name.startsWith("GREEK SMALL LETTER ")) {
      return name.substring("GREEK SMALL LETTER ".length()).toLowerCase(Locale.ROOT);
    }
    if (Character.getType(c) == Character.NON_SPACING_MARK) {
      return "^"; // the hat of an estimate
    }
    // Letters with dots or accents, small letters above or below the line.
    String base = Normalizer.normalize(String.valueOf(c), Form.NFKD).replaceAll("\\p{M}", "");
    return base.chars().allMatch(b -> b < 128) ? base : null;
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
