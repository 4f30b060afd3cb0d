package dev.descent.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.Thorough;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is refused of code that javac has made. */
class GuardTest {
  private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
  private static final Pattern MARK = Pattern.compile("//!([01]?)(.*)");

  @TempDir Path folder;

  /** Lines of a class; the name is what they show. */
  private record Snippet(String name, String code) {
    /** What the marks in it say must be refused. */
    List<String> refused() {
      TreeSet<String> refused = new TreeSet<>();
      List<String> lines = code.lines().toList();
      for (int i = 0; i < lines.size(); i++) {
        Matcher mark = MARK.matcher(lines.get(i));
        if (mark.find()) {
          // The first line of the class is that of Compiled.
          int line = mark.group(1).isEmpty() ? i + 2 : Integer.parseInt(mark.group(1));
          Arrays.stream(mark.group(2).split(" \\| "))
              .map(String::strip)
              .filter(what -> !what.isEmpty())
              .forEach(what -> refused.add(line + " " + what));
        }
      }
      return List.copyOf(refused);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static List<Snippet> hostile() throws IOException {
    return snippets("hostile.txt");
  }

  static List<Snippet> honest() throws IOException {
    return snippets("honest.txt");
  }

  private static List<Snippet> snippets(String file) throws IOException {
    try (InputStream in = GuardTest.class.getResourceAsStream(file)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Arrays.stream(text.split("(?m)^--- "))
          .skip(1)
          .map(part -> part.split("\n", 2))
          .map(part -> new Snippet(part[0], part[1]))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("hostile")
  @DisplayName(
      "Each line that is marked is refused; the rest can be loaded, and nothing that is refused is in it.")
  void refuses(Snippet snippet) throws Exception {
    Map<String, byte[]> classes = Compiled.compile(snippet.code(), folder);
    List<Refusal> refusals = Guard.refusals(classes, Compiled.WHOLE_KIT);
    assertEquals(
        String.join("\n", snippet.refused()),
        String.join(
            "\n",
            new TreeSet<>(refusals.stream().map(it -> it.line() + " " + it.what()).toList())));
    assertTrue(
        !refusals.isEmpty() && refusals.stream().allMatch(it -> it.file().equals("Answer.java")));
    Verdict verdict = Guard.check(classes, Compiled.WHOLE_KIT);
    assertTrue(verdict.mayRun(), verdict::toString);
    assertEquals(
        List.of(),
        Guard.refusals(verdict.classes(), Compiled.WHOLE_KIT).stream()
            .filter(it -> !it.what().startsWith("dev.descent.exercise.NotAllowed"))
            .toList());
    new Loaded(verdict.classes()).all();
  }

  @ParameterizedTest
  @MethodSource("honest")
  void allows(Snippet snippet) {
    Map<String, byte[]> classes = Compiled.compile(snippet.code(), folder);
    assertEquals(List.of(), Guard.refusals(classes, Compiled.WHOLE_KIT));
    assertEquals(List.of(), Guard.check(classes, Compiled.WHOLE_KIT).cuts());
  }

  @Test
  @DisplayName("Starts, solutions and other right answers are all allowed.")
  void project() throws IOException {
    assumeTrue(Files.isDirectory(PROJECT.resolve("solutions/src")), "a handout has no solutions");
    List<Path> sources = new ArrayList<>();
    for (String part :
        List.of(
            "exercises/src/main/java",
            "exercises/starts",
            "solutions/src/main/java",
            "solutions/right")) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(part))) {
        List<Path> found =
            files
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> !file.endsWith("package-info.java"))
                .toList();
        assertTrue(found.size() >= 25, part + " has " + found.size());
        sources.addAll(found);
      }
    }
    Map<String, List<String>> kit =
        Exercises.load(PROJECT).all().stream()
            .collect(Collectors.toMap(Exercise::id, Exercise::kit));
    List<String> refused = new ArrayList<>();
    for (Path source : Thorough.some(sources, 4, "starts and right answers")) {
      String exercise =
          StreamSupport.stream(source.spliterator(), false)
              .map(Path::toString)
              .filter(kit::containsKey)
              .findFirst()
              .orElseThrow();
      Guard.refusals(Compiled.compile(source, folder), kit.get(exercise))
          .forEach(it -> refused.add(source + ": " + it));
    }
    assertEquals(List.of(), refused);
  }
}
