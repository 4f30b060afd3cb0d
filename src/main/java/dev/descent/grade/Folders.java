package dev.descent.grade;

import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Folders that come and go, and what is in files. */
final class Folders {
  private Folders() {}

  /** A new, empty folder. */
  static Path temporary(String name) {
    try {
      return Files.createTempDirectory("descent-" + ProcessHandle.current().pid() + "-" + name);
    } catch (IOException e) {
      throw new UnfitMachineException("no temporary folder can be made (" + e + ")", e);
    }
  }

  /** Deletes a folder with all that is in it. */
  static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A short name for what a file holds. */
  static String sum(Path file) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(Files.readAllBytes(file));
    return HexFormat.of().toHexDigits(sum.getValue(), 8);
  }
}
