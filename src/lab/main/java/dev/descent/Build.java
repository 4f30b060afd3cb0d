package dev.descent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/**
 * The versions that this build of Descent was made of.
 *
 * @param version the kit's version
 * @param dl4j the version of Deeplearning4j and ND4J
 * @param natives the native libraries it was built with, such as {@code linux-x86_64-avx2}
 */
public record Build(String version, String dl4j, String natives) {
  /** The build these classes came from. */
  public static final Build THIS = read();

  private static Build read() {
    Properties properties = new Properties();
    try (InputStream in = Build.class.getResourceAsStream("build.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Build(
        properties.getProperty("version"),
        properties.getProperty("dl4j"),
        properties.getProperty("natives"));
  }
}
