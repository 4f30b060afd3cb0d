package dev.descent.grade;

import dev.descent.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

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
    try {
      Sources all = Sources.read(sources, Sources.Debug.LINES);
      String problem = all.compile();
      if (problem != null) {
        throw new BadInputException("a known mistake " + problem);
      }
      Map<Path, SortedMap<String, byte[]>> classes = new LinkedHashMap<>();
      for (int i = 0; i < sources.size(); i++) {
        classes.put(sources.get(i), all.classes(i));
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
