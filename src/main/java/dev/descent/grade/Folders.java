package dev.descent.grade;

import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders that come and go, and what is in files. */
public final class Folders {
  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);
  private static final Set<Path> TEMPORARY = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> TEMPORARY.forEach(Folders::delete), "folders"));
  }

  private Folders() {}

  /** A new, empty folder, which goes with this JVM at the latest. */
  public static Path temporary(String name) {
    try {
      Path folder =
          Files.createTempDirectory("descent-" + ProcessHandle.current().pid() + "-" + name);
      TEMPORARY.add(folder);
      return folder;
    } catch (IOException e) {
      throw new UnfitMachineException("no temporary folder can be made (" + e + ")", e);
    }
  }

  /** Deletes a folder with all that is in it, as far as that can be done. */
  public static void delete(Path folder) {
    TEMPORARY.remove(folder);
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      LOG.info("cannot delete {}", folder, e); // nobody's answer depends on it
    }
  }

  /** A short name for what a file holds. */
  static String sum(Path file) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(Files.readAllBytes(file));
    return HexFormat.of().toHexDigits(sum.getValue(), 8);
  }
}
