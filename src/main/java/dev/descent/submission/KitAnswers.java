package dev.descent.submission;

import dev.descent.UnfitMachineException;
import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.exercise.SourceText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The kit's own files for each exercise: its start, and what the kit's authors have answered. */
final class KitAnswers {
  private final Exercises exercises;
  private final Map<Exercise, String> starts = new HashMap<>();
  private final Map<Exercise, Map<String, String>> solutions = new HashMap<>();

  KitAnswers(Exercises exercises) {
    this.exercises = exercises;
  }

  /** Whether a text is that of the start. */
  boolean isStart(Exercise exercise, String plain) {
    return starts.computeIfAbsent(exercise, one -> plain(exercises.start(one))).equals(plain);
  }

  /**
   * Whether a file is the kit's own solution, known mistake or other right answer: it has the same
   * text in the same place. A handout has none of these.
   */
  boolean isSolution(Exercise exercise, SubmittedFile file, String plain) {
    return solutions.computeIfAbsent(exercise, this::solutions).entrySet().stream()
        .anyMatch(own -> file.endsWith(own.getKey()) && own.getValue().equals(plain));
  }

  private Map<String, String> solutions(Exercise exercise) {
    List<Path> files = new ArrayList<>();
    if (exercises.areWhole()) {
      files.add(exercises.solution(exercise));
      for (String kind : List.of("right", "mistakes")) {
        files.addAll(sources(exercises.variant(kind, exercise)));
      }
    }
    Map<String, String> texts = new HashMap<>();
    for (Path file : files) {
      texts.put(exercises.home().relativize(file).toString().replace('\\', '/'), plain(file));
    }
    return texts;
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

  private static String plain(Path file) {
    try {
      return SourceText.of(Files.readAllBytes(file)).plain();
    } catch (IOException e) {
      throw new UnfitMachineException("the kit is not whole (" + e + ")", e);
    }
  }
}
