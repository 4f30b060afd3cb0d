package dev.descent.grade;

import dev.descent.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The classes of known mistakes, to be handed on without their sources: for Java 17, without the
 * names of variables.
 */
public final class BareClasses {
  private BareClasses() {}

  /**
   * Compiles several together, which is much quicker than one by one.
   *
   * @param sources no two with the same class
   * @return for each source path, as in a {@code .jar}, and bytes of each class
   * @throws BadInputException if one does not compile
   */
  public static Map<Path, SortedMap<String, byte[]>> of(List<Path> sources) {
    Path folder = Folders.temporary("classes");
    try {
      Map<Path, Path> folders = new LinkedHashMap<>();
      sources.forEach(source -> folders.put(source, folder.resolve("" + folders.size())));
      String problem = new Sources(folders, Sources.Debug.LINES).compile(null);
      if (problem != null) {
        throw new BadInputException("a known mistake " + problem);
      }
      Map<Path, SortedMap<String, byte[]>> classes = new LinkedHashMap<>();
      for (var compiled : folders.entrySet()) {
        classes.put(compiled.getKey(), bytes(compiled.getValue()));
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      Folders.delete(folder);
    }
  }

  private static SortedMap<String, byte[]> bytes(Path folder) throws IOException {
    SortedMap<String, byte[]> bytes = new TreeMap<>();
    for (Path file : files(folder)) {
      String path = folder.relativize(file).toString().replace('\\', '/');
      bytes.put(path, Files.readAllBytes(file));
    }
    return bytes;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
