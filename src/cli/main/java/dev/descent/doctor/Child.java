package dev.descent.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Another program's output and its end.
 *
 * @param exit its exit code; empty if it did not end in time and was killed
 * @param output what it wrote, standard output and error together
 */
record Child(Optional<Integer> exit, String output) {

  /**
   * Runs a program to its end, or kills it with all that it started.
   *
   * <p>Its output goes through a file: a pipe would stay open as long as any process that the
   * program started.
   *
   * @param folder where its output, and whatever a crash leaves behind, may be written
   * @throws IOException if it cannot be started
   */
  static Child run(ProcessBuilder program, Path folder, Duration limit) throws IOException {
    Path output = folder.resolve("output");
    Process process =
        program
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .redirectInput(ProcessBuilder.Redirect.PIPE)
            .start();
    process.getOutputStream().close();
    boolean ended;
    try {
      ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ended = false;
    }
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    // Any byte is a character of ISO 8859-1, so no output can fail to be read.
    String text = Files.readString(output, java.nio.charset.StandardCharsets.ISO_8859_1);
    return new Child(ended ? Optional.of(process.exitValue()) : Optional.empty(), text.strip());
  }

  /** A new folder for the files of one child. */
  static Path newFolder() throws IOException {
    return Files.createTempDirectory("descent-doctor");
  }

  static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
