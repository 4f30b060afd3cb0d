package dev.descent.web.server;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;

/**
 * What tells the server's own pages from all others, see {@link Access}.
 *
 * @param token in the address that opens a session
 * @param session the session's cookie
 * @param key what pages hold, and a cookie does not
 */
public record Secrets(String token, String session, String key) {
  private static final int BYTES = 24;
  private static final String SECRET = "[0-9a-f]{" + 2 * BYTES + "}";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** New ones, which nobody knows. */
  public static Secrets fresh() {
    SecureRandom random = new SecureRandom();
    return new Secrets(secret(random), secret(random), secret(random));
  }

  private static String secret(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /**
   * Those of the last server that was started with this file, so that its pages go on with the
   * next. The file is for its owner alone; if it is not, or cannot be read or written, they are
   * new.
   */
  public static Secrets kept(Path file) {
    try {
      if (isOwners(file)) {
        Secrets kept = JSON.readValue(Files.readAllBytes(file), Secrets.class);
        if (kept != null && kept.isWhole()) {
          return kept;
        }
      }
    } catch (IOException e) {
      // Broken: new ones take its place.
    }
    Secrets fresh = fresh();
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path own = Files.createTempFile(folder, "open", ".json"); // for nobody else, from the first
      try {
        Files.write(own, JSON.writeValueAsBytes(fresh));
        Files.move(own, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(own);
      }
    } catch (IOException e) {
      // Then pages end with this server.
    }
    return fresh;
  }

  /** Tells whether nobody but the owner could have read the file. */
  private static boolean isOwners(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    if (!Files.getFileStore(file).supportsFileAttributeView("posix")) {
      return true; // Windows: the folder's rights are its own
    }
    return Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE)
        .containsAll(Files.getPosixFilePermissions(file));
  }

  private boolean isWhole() {
    return token != null
        && session != null
        && key != null
        && token.matches(SECRET)
        && session.matches(SECRET)
        && key.matches(SECRET);
  }

  /** Without them: it may stand in a log. */
  @Override
  public String toString() {
    return "Secrets";
  }
}
