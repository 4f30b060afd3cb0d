package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** Files that appear whole or not at all: written beside their place, then moved to it. */
final class NewFiles {
  /** Writes files into a folder. */
  interface Writer {
    void write(Path folder) throws IOException;
  }

  private NewFiles() {}

  /**
   * Brings files into a folder, which is made if needed.
   *
   * @throws BadInputException if there can be no such folder
   * @throws UnfitMachineException if the files cannot be written; none of them is there then
   */
  static void into(Path folder, Writer writer) {
    Path workshop;
    try {
      Files.createDirectories(folder.toAbsolutePath());
      workshop = Files.createTempDirectory(folder.toAbsolutePath(), ".descent-");
    } catch (IOException e) {
      throw new BadInputException(folder + ": nothing can be written there: " + e, e);
    }
    try {
      try {
        writer.write(workshop);
        for (Path file : files(workshop)) {
          Files.move(file, folder.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        for (Path file : files(workshop)) {
          Files.delete(file);
        }
        Files.delete(workshop);
      }
    } catch (IOException e) {
      throw new UnfitMachineException(folder + ": cannot be written: " + e, e);
    }
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }
}
