package dev.descent.grade;

import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folders that come and go, and what is in files.
 *
 * <p>All temporary folders of a JVM are in one, with a file that is locked as long as the JVM
 * lives. Who finds such a folder and can lock the file deletes it: a run that was killed leaves
 * nothing behind for longer than until the next one.
 */
public final class Folders {
  private static final Logger LOG = LoggerFactory.getLogger(Folders.class);
  private static final Path SYSTEM = Path.of(System.getProperty("java.io.tmpdir"));
  private static final String OURS = "descent-work-";
  private static final String LOCK = "lock";

  private static @Nullable Path own;
  private static @Nullable FileLock ownLock; // held until this JVM ends

  private Folders() {}

  /** A new, empty folder, which goes with this JVM at the latest. */
  public static Path temporary(String name) {
    try {
      return Files.createTempDirectory(own(), name + "-");
    } catch (IOException e) {
      throw new UnfitMachineException("no temporary folder can be made (" + e + ")", e);
    }
  }

  /** The folder of this JVM, made when it is first needed. */
  private static synchronized Path own() throws IOException {
    Path found = own;
    while (found == null) {
      deleteLeftBehind();
      Path folder = Files.createTempDirectory(SYSTEM, OURS);
      ownLock = lock(folder);
      if (ownLock != null && Files.exists(folder.resolve(LOCK))) {
        found = folder; // or another JVM has just thought that it was left behind
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder), "folders"));
      }
    }
    own = found;
    return found;
  }

  private static void deleteLeftBehind() {
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(SYSTEM, OURS + "*")) {
      for (Path folder : folders) {
        deleteIfLeftBehind(folder);
      }
    } catch (IOException e) {
      LOG.info("cannot look for folders that were left behind", e);
    }
  }

  private static void deleteIfLeftBehind(Path folder) {
    if (!Files.exists(folder.resolve(LOCK))) {
      return; // it is being made
    }
    try {
      FileLock lock = lock(folder);
      if (lock != null) {
        delete(folder);
        lock.acquiredBy().close();
      }
    } catch (IOException | OverlappingFileLockException e) {
      LOG.info("cannot delete {}", folder, e); // somebody else's
    }
  }

  /** The lock of a folder; null if another process has it. */
  private static @Nullable FileLock lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      channel.close();
    }
    return lock;
  }

  /**
   * A folder for what can be made again: the one that is wished for, or a temporary one where that
   * cannot be written, as it belongs to another account.
   */
  public static Path kept(Path wish) {
    try {
      Files.createDirectories(wish);
      if (Files.isWritable(wish)) {
        return wish;
      }
    } catch (IOException e) {
      LOG.info("{} cannot be made", wish, e);
    }
    return temporary("kept");
  }

  /**
   * Refuses a disk that is full: what a submission writes may not fail for that.
   *
   * @param folder on the disk
   * @param bytes that must be free
   * @throws UnfitMachineException if there are fewer
   */
  public static void requireRoom(Path folder, long bytes) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < bytes) {
        throw new UnfitMachineException(
            "the disk with the temporary folder %s must have %d MB free, got %d MB"
                .formatted(folder, bytes >> 20, free >> 20));
      }
    } catch (IOException e) {
      throw new UnfitMachineException(folder + " cannot be looked at (" + e + ")", e);
    }
  }

  /** Deletes a folder with all that is in it, as far as that can be done. */
  public static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      LOG.info("cannot delete {}", folder, e); // nobody's answer depends on it
    }
  }

  /** A short name for what a file holds. */
  static String sum(Path file) throws IOException {
    return sum(Files.readAllBytes(file));
  }

  /** A short name for this. */
  static String sum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return HexFormat.of().toHexDigits(sum.getValue(), 8);
  }
}
