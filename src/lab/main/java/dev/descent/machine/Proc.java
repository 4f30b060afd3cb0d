package dev.descent.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Linux's files of lines {@code key : value}. */
final class Proc {
  private Proc() {}

  /** The first value of a key; empty on other systems. */
  static Optional<String> value(String file, String key) {
    try (var lines = Files.lines(Path.of(file))) {
      return lines
          .map(line -> line.split(":", 2))
          .filter(pair -> pair.length == 2 && pair[0].strip().equals(key))
          .map(pair -> pair[1].strip())
          .findFirst();
    } catch (IOException notLinux) {
      return Optional.empty();
    }
  }
}
