package dev.descent.pack;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/**
 * An archive with what {@code java.util.zip} has not: modes. The same files give the same bytes.
 */
final class Zip {
  /** An archive has local times, so this one is the same everywhere. */
  private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 1, 0, 0);

  private static final int FILE = 0100644;
  private static final int PROGRAM = 0100755;

  private final SortedMap<String, Entry> entries = new TreeMap<>();

  private record Entry(byte[] bytes, int mode) {}

  /**
   * Adds a file.
   *
   * @param path with slashes
   */
  Zip add(String path, byte[] bytes) {
    return add(path, new Entry(bytes, FILE));
  }

  /** Adds a file that can be started. */
  Zip addProgram(String path, byte[] bytes) {
    return add(path, new Entry(bytes, PROGRAM));
  }

  private Zip add(String path, Entry entry) {
    if (entries.put(path, entry) != null) {
      throw new IllegalArgumentException(path + " is there already");
    }
    return this;
  }

  /**
   * The archive.
   *
   * @param comment says what it is
   */
  byte[] bytes(String comment) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setComment(comment);
      for (var named : entries.entrySet()) {
        ZipArchiveEntry entry = new ZipArchiveEntry(named.getKey());
        entry.setTime(TIME.atZone(ZoneId.systemDefault()).toInstant().toEpochMilli());
        entry.setUnixMode(named.getValue().mode());
        zip.putArchiveEntry(entry);
        zip.write(named.getValue().bytes());
        zip.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory
    }
    return bytes.toByteArray();
  }
}
