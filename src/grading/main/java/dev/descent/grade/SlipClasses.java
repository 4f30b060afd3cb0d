package dev.descent.grade;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.slip.Slip;
import dev.descent.slip.Slips;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;

/**
 * The slips that rules make in a right answer to an exercise, compiled as one class, and what each
 * says, in an archive.
 */
public final class SlipClasses {
  private static final String LIST = "slips.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private SlipClasses() {}

  /**
   * The slips, and where in the class they are.
   *
   * @param all those that compile
   * @param methods the methods of each, as bits of {@link Slips#REACHED}
   */
  record Listed(List<Slip> all, List<Long> methods) {}

  /**
   * The archive, made once for the slips that the rules of today make.
   *
   * @param answer the file
   * @param pairs slips of which two at a time are made; where there are none, each is made alone
   * @param cache folder where it is, or is put
   */
  static Path of(Exercise exercise, Path answer, List<Integer> pairs, Path cache)
      throws IOException {
    Slips all = Slips.of(Files.readString(answer));
    Slips slips = pairs.isEmpty() ? all : all.pairs(pairs);
    String made = slips.slips() + slips.source();
    Path jar =
        cache.resolve(
            "%s-slips-java%d-%s.jar"
                .formatted(
                    exercise.id(),
                    Runtime.version().feature(),
                    Folders.sum(made.getBytes(StandardCharsets.UTF_8))));
    if (!Files.isRegularFile(jar)) {
      ClassFiles.write(compiled(answer.getFileName().toString(), slips), jar);
    }
    return jar;
  }

  /** What is in the archive: no source, but for what the slips say. */
  public static SortedMap<String, byte[]> of(Exercises exercises, Exercise exercise, Path answer)
      throws IOException {
    return ClassFiles.read(of(exercise, answer, List.of(), KnownMistake.kept(exercises)));
  }

  private static SortedMap<String, byte[]> compiled(String file, Slips drafts) throws IOException {
    Slips slips = compiling(file, drafts);
    Sources sources = sources(file, slips);
    sources
        .compile()
        .ifPresent(
            problem -> {
              throw new IllegalStateException("slips of " + file + ": " + problem);
            });
    SortedMap<String, byte[]> classes = sources.classes(0);
    List<Slip> all = List.copyOf(slips.slips().values());
    Listed listed = new Listed(all, all.stream().map(slips::methods).toList());
    classes.put(LIST, JSON.writeValueAsBytes(listed));
    return classes;
  }

  private static Sources sources(String file, Slips slips) {
    return Sources.of(List.of(new Sources.Text(file, slips.source())), Sources.Debug.LINES);
  }

  /** Those that compile. Where the compiler breaks at one of many, it is asked about fewer. */
  private static Slips compiling(String file, Slips drafts) {
    Slips slips = drafts;
    while (true) {
      Sources sources = sources(file, slips);
      try {
        if (sources.compile().isEmpty()) {
          return slips;
        }
      } catch (IllegalStateException | AssertionError e) {
        List<Integer> numbers = List.copyOf(slips.slips().keySet());
        int half = numbers.size() / 2;
        if (half == 0) {
          return slips.without(numbers);
        }
        Slips first = compiling(file, slips.without(numbers.subList(half, numbers.size())));
        Slips second = compiling(file, slips.without(numbers.subList(0, half)));
        Set<Integer> broken = new HashSet<>(numbers);
        broken.removeAll(first.slips().keySet());
        broken.removeAll(second.slips().keySet());
        return slips.without(broken);
      }
      Slips fewer = slips.without(slips.at(sources.wrongPlaces()));
      if (fewer.slips().size() == slips.slips().size()) {
        throw new IllegalStateException("the answer with its slips does not compile: " + file);
      }
      slips = fewer;
    }
  }

  /** The slips of an archive. */
  static Listed listed(Path jar) {
    try {
      byte[] list = ClassFiles.read(jar).get(LIST);
      return JSON.readValue(list, Listed.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
