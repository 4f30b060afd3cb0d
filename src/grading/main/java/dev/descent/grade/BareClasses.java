package dev.descent.grade;

import dev.descent.BadInputException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * @param sources text of each by the name of its file; no two with the same class
   * @return for each source path, as in a {@code .jar}, and bytes of each class
   * @throws BadInputException if one does not compile
   */
  public static Map<String, SortedMap<String, byte[]>> of(Map<String, String> sources) {
    List<Sources.Text> texts = new ArrayList<>();
    sources.forEach((name, text) -> texts.add(new Sources.Text(name, text)));
    Sources all = Sources.of(texts, Sources.Debug.LINES);
    Optional<String> problem = all.compile();
    if (problem.isPresent()) {
      throw new BadInputException("a known mistake " + problem.get());
    }
    Map<String, SortedMap<String, byte[]>> classes = new LinkedHashMap<>();
    for (Sources.Text text : texts) {
      classes.put(text.name(), all.classes(classes.size()));
    }
    return classes;
  }
}
