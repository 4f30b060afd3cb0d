package dev.descent;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Writes a file whole or not at all: the bytes go to a temporary file in the same folder, which is
 * then renamed. A reader sees the old file or the new one, never half of one.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes the bytes, replacing a file that is there; missing folders are made.
   *
   * @return the file
   * @throws BadInputException when the folder or the file cannot be written; nothing stays behind
   */
  public static Path write(Path file, byte[] bytes) {
    if (Files.isDirectory(file)) {
      throw new BadInputException(file + ": must be a file, is a folder");
    }
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    // Not createTempFile, which makes files that only their owner can read.
    Path part =
        folder.resolve("." + file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
    try {
      Files.createDirectories(folder);
      Files.write(part, bytes);
      try {
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
      }
      return file;
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be written (" + e + ")", e);
    } finally {
      discard(part);
    }
  }

  /** Refuses a file whose folder {@link #requireFolder} refuses, or that can be none. */
  public static void requireFolderOf(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder == null || Files.isDirectory(file)) {
      throw new BadInputException(file + ": must be a file, is a folder");
    }
    requireFolder(folder);
  }

  /**
   * Refuses a folder that {@link #write} could not write to, before the work whose result goes
   * there. It tries, and leaves nothing.
   *
   * @throws BadInputException when it, or the folder it would be made in, is a file, not writable,
   *     a symbolic link that leads nowhere, on a drive that is not there, or cannot be made
   */
  public static void requireFolder(Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
      there = there.getParent();
    }
    if (there == null) {
      throw new BadInputException(folder + ": there is no such drive");
    }
    if (!Files.exists(there)) {
      throw new BadInputException(
          folder
              + ": must be a folder that can be written, "
              + there
              + " is a symbolic link that leads nowhere");
    }
    if (!Files.isDirectory(there) || !Files.isWritable(there)) {
      throw new BadInputException(
          folder
              + ": must be a folder that can be written, "
              + there
              + (Files.isDirectory(there) ? " is not writable" : " is a file"));
    }
    tryToWrite(folder);
  }

  /** Names may be too long, disks full, and file systems refuse what permissions allow. */
  private static void tryToWrite(Path folder) {
    Path wanted = folder.toAbsolutePath().normalize();
    Path kept = wanted;
    while (kept != null && !Files.exists(kept)) {
      kept = kept.getParent();
    }
    try {
      Files.createDirectories(wanted);
      Files.delete(Files.createTempFile(wanted, ".descent", ".part"));
    } catch (IOException e) {
      throw new BadInputException(folder + ": must be a folder that can be written (" + e + ")", e);
    } finally {
      for (Path made = wanted; made != null && !made.equals(kept); made = made.getParent()) {
        made.toFile().delete(); // unless somebody else has put something there
      }
    }
  }

  private static void discard(Path part) {
    try {
      Files.deleteIfExists(part);
    } catch (IOException e) {
      part.toFile().deleteOnExit();
    }
  }
}
