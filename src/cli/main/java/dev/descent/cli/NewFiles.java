package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * Brings new files into a folder, which is made if needed. A file that is there is left as it is.
   *
   * @throws BadInputException if there can be no such folder
   * @throws UnfitMachineException if a file cannot be written, or is there already; none of the new
   *     ones is there then
   */
  static void into(Path folder, Writer writer) {
    Path workshop;
    try {
      Files.createDirectories(folder.toAbsolutePath());
      workshop = Files.createTempDirectory(folder.toAbsolutePath(), ".descent-");
    } catch (IOException e) {
      throw new BadInputException(folder + ": nothing can be written there: " + e, e);
    }
    List<Path> moved = new ArrayList<>();
    try {
      try {
        writer.write(workshop);
        for (Path file : files(workshop)) {
          // Not ATOMIC_MOVE, which would replace a file that came in the meantime.
          moved.add(Files.move(file, folder.resolve(file.getFileName())));
        }
      } catch (IOException | RuntimeException e) {
        for (Path file : moved) {
          Files.delete(file);
        }
        throw e;
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
