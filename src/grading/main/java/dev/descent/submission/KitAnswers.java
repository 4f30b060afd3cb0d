package dev.descent.submission;

import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The kit's own files that may be taken for a student's answer: the starts, and whatever else in
 * the project is called as an exercise's class is, such as the solutions. A handout has few.
 */
final class KitAnswers {
  /** The project's own: a class that is graded may lie beside them. */
  private static final List<String> FOLDERS = List.of("exercises", "lessons", "solutions", "src");

  private final Map<Exercise, String> starts = new HashMap<>();
  private final Map<String, String> others = new HashMap<>();

  /** The kit's files. */
  KitAnswers(Exercises exercises) {
    Set<String> names = new HashSet<>();
    Set<Path> answers = new HashSet<>();
    for (Exercise exercise : exercises.all()) {
      names.add(exercise.type() + ".java");
      answers.add(exercises.file(exercise));
      answers.add(exercises.start(exercise));
      starts.put(exercise, plain(exercises.start(exercise)));
    }
    Path home = exercises.home();
    for (String folder : FOLDERS) {
      for (Path file : sources(home.resolve(folder))) {
        if (names.contains(file.getFileName().toString()) && !answers.contains(file)) {
          others.put(home.relativize(file).toString().replace('\\', '/'), plain(file));
        }
      }
    }
  }

  private static List<Path> sources(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    } catch (IOException | UncheckedIOException e) {
      throw new UnfitMachineException(folder + ": cannot be read (" + e + ")", e);
    }
  }

  /** Tells whether a text is that of the start. */
  boolean isStart(Exercise exercise, String plain) {
    return plain.equals(starts.get(exercise));
  }

  /** Tells whether a file is another of the kit's own: it has the same text in the same place. */
  boolean isOther(SubmittedFile file, String plain) {
    return others.entrySet().stream()
        .anyMatch(other -> other.getValue().equals(plain) && file.endsWith(other.getKey()));
  }

  private static String plain(Path file) {
    try {
      return SourceText.of(Files.readAllBytes(file)).plain();
    } catch (IOException e) {
      throw new UnfitMachineException("the kit is not whole (" + e + ")", e);
    }
  }
}
