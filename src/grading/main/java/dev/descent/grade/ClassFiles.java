package dev.descent.grade;

import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Compiled classes in a {@code .jar}. Their names are in UTF-8 there, whatever the system makes of
 * the names of files, and {@code A} and {@code a} are two.
 */
final class ClassFiles {
  private ClassFiles() {}

  /** The bytes of each class, by its path in the archive, such as {@code a/b/C.class}. */
  static SortedMap<String, byte[]> read(Path jar) throws IOException {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    try (InputStream in = Files.newInputStream(jar);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        classes.put(entry.getName(), zip.readAllBytes());
      }
    }
    return classes;
  }

  /**
   * Writes them, whole or not at all.
   *
   * @throws UnfitMachineException if they cannot be written
   */
  static void write(SortedMap<String, byte[]> classes, Path jar) {
    try {
      Files.createDirectories(jar.getParent());
      Path unfinished = Files.createTempFile(jar.getParent(), "half", ".jar");
      try {
        try (OutputStream out = Files.newOutputStream(unfinished);
            ZipOutputStream zip = new ZipOutputStream(out)) {
          zip.setLevel(1); // it is written as often as it is read
          for (var one : classes.entrySet()) {
            zip.putNextEntry(new ZipEntry(one.getKey()));
            zip.write(one.getValue());
          }
        }
        try { // another process may be reading the same file, which must not be away for a moment
          Files.move(unfinished, jar, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
          Files.move(unfinished, jar, StandardCopyOption.REPLACE_EXISTING);
        }
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (IOException e) {
      throw new UnfitMachineException("classes cannot be written to " + jar + " (" + e + ")", e);
    }
  }
}
