package dev.descent.grade;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks that the files of the exercises are all there, and no others. */
final class AuthorFiles {
  private static final int MISTAKES = 4;
  private static final int HINTS = 2;

  private final Exercises exercises;

  AuthorFiles(Exercises exercises) {
    this.exercises = exercises;
  }

  /** The broken rules of an exercise's files. */
  List<String> problems(Exercise exercise) {
    List<String> problems = new ArrayList<>();
    for (Path file :
        List.of(
            exercises.file(exercise),
            exercises.tests(exercise),
            exercises.start(exercise),
            exercises.solution(exercise))) {
      if (!Files.isRegularFile(file)) {
        problems.add(exercise.id() + ": " + exercises.home().relativize(file) + " is missing");
      }
    }
    int mistakes = exercises.mistakes(exercise).size();
    if (mistakes < MISTAKES) {
      problems.add(
          exercise.id() + ": must have " + MISTAKES + " mistakes or more, got " + mistakes);
    }
    if (exercise.hints().size() < HINTS) {
      problems.add(
          exercise.id()
              + ": must have "
              + HINTS
              + " hints or more, got "
              + exercise.hints().size());
    }
    return problems;
  }

  /** Files below the folders of exercises and solutions that belong to no exercise. */
  List<String> stray() {
    Set<Path> known = new TreeSet<>();
    for (Exercise exercise : exercises.all()) {
      known.addAll(
          List.of(
              exercises.file(exercise).getParent(),
              exercises.tests(exercise).getParent(),
              exercises.start(exercise).getParent(),
              exercises.solution(exercise).getParent(),
              exercises.rights(exercise),
              exercises.mistakesFile(exercise)));
    }
    List<String> stray = new ArrayList<>();
    for (String folder :
        List.of(
            "exercises/src/main/java/dev/descent/exercises",
            "exercises/src/test/java/dev/descent/exercises",
            "exercises/starts",
            "solutions/src/main/java/dev/descent/exercises",
            "solutions/right",
            "solutions/mistakes")) {
      Path parent = exercises.home().resolve(folder);
      Exercises.children(parent).stream()
          .filter(child -> !child.endsWith("package-info.java"))
          .filter(child -> !known.contains(child))
          .forEach(child -> stray.add(exercises.home().relativize(child) + ": of no exercise"));
    }
    return stray;
  }
}
