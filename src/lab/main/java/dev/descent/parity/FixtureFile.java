package dev.descent.parity;

import dev.descent.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The place of a fixture.
 *
 * @param folder its folder; null for those that come with Descent
 * @param name its file name
 * @param listed the SHA-256 that the folder's SHA256SUMS has for it; null where it has none
 */
public record FixtureFile(@Nullable String folder, String name, @Nullable String listed) {
  private static final String SUMS = "SHA256SUMS";

  /** Lists those that come with Descent, by name. */
  public static List<FixtureFile> committed() {
    return sums(resource(SUMS)).entrySet().stream()
        .map(e -> new FixtureFile(null, e.getKey(), e.getValue()))
        .toList();
  }

  /**
   * Lists all {@code *.json} of a folder, by name.
   *
   * @throws BadInputException if there are none
   */
  public static List<FixtureFile> in(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException("fixtures: no such folder: " + folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      Path sums = folder.resolve(SUMS);
      Map<String, String> listed = Files.exists(sums) ? sums(Files.readAllBytes(sums)) : Map.of();
      List<FixtureFile> found =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".json"))
              .sorted()
              .map(name -> new FixtureFile(folder.toString(), name, listed.get(name)))
              .toList();
      if (found.isEmpty()) {
        throw new BadInputException("fixtures: no *.json in " + folder);
      }
      return found;
    } catch (IOException e) {
      throw new BadInputException("fixtures: cannot read " + folder + ": " + e.getMessage(), e);
    }
  }

  /** Reads the file. */
  byte[] read() {
    if (folder == null) {
      return resource(name);
    }
    Path file = Path.of(folder, name);
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInputException("fixtures: cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = FixtureFile.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new BadInputException("fixtures: no " + name + " in this build");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads lines of hash, two blanks, name. */
  private static Map<String, String> sums(byte[] text) {
    Map<String, String> sums = new TreeMap<>();
    new String(text, StandardCharsets.UTF_8)
        .lines()
        .map(line -> line.split(" [ *]", 2))
        .filter(parts -> parts.length == 2)
        .forEach(parts -> sums.put(parts[1], parts[0]));
    return sums;
  }
}
