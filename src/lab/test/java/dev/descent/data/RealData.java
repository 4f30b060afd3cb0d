package dev.descent.data;

import java.nio.file.Files;
import java.nio.file.Path;

/** Real files for tests that can use them; the project never contains them. */
final class RealData {
  private RealData() {}

  /**
   * The folder with MNIST's test half, {@code shared/data/mnist} beside this folder or one above,
   * or the one named by the property {@code descent.mnist}; null if there is none.
   */
  static Path mnist() {
    String named = System.getProperty("descent.mnist");
    if (named != null) {
      return Path.of(named);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      Path mnist = at.resolve("shared/data/mnist");
      if (Files.isDirectory(mnist)) {
        return mnist;
      }
    }
    return null;
  }
}
