package dev.descent;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** A path as a user writes it. */
public final class UserPath {
  private UserPath() {}

  /**
   * The path. A {@code ~} at its beginning is the user's home, as a shell would have it: within
   * {@code --out=~/x} or {@code csv:~/x.csv} no shell sees it.
   *
   * @throws BadInputException if it cannot be one
   */
  public static Path of(String text) {
    boolean isHome = text.equals("~") || text.startsWith("~/") || text.startsWith("~\\");
    try {
      if (!isHome) {
        return Path.of(text);
      }
      // Java does not know the home of an account that is in no list; a question mark is its word.
      String java = System.getProperty("user.home");
      Path home = Path.of(java.equals("?") ? System.getenv().getOrDefault("HOME", java) : java);
      if (!home.isAbsolute()) {
        throw new BadInputException(
            text + ": ~ is the home of this account, which has none; write the whole path");
      }
      return text.length() > 2 ? home.resolve(text.substring(2)) : home;
    } catch (InvalidPathException e) {
      throw new BadInputException(text + ": cannot be a path here: " + e.getReason(), e);
    }
  }
}
