package dev.descent.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines that somebody else writes: none takes more memory than the longest may. */
final class BoundedLines implements AutoCloseable {
  private final BufferedReader in;
  private final int longest;

  /**
   * @param longest characters of a line
   */
  BoundedLines(InputStream in, int longest) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.longest = longest;
  }

  /**
   * The next line, without its end.
   *
   * @return its beginning if it is too long, one character more than the longest may have; null at
   *     the end
   */
  @Nullable String next() throws IOException {
    int c = in.read();
    if (c < 0) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    for (; c >= 0 && c != '\n'; c = in.read()) {
      if (line.length() <= longest) {
        line.append((char) c);
      }
    }
    if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
      line.setLength(line.length() - 1);
    }
    return line.toString();
  }

  boolean isTooLong(String line) {
    return line.length() > longest;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
