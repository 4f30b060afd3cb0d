package dev.descent.web.page;

import dev.descent.BadInputException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.lesson.Curriculum;
import dev.descent.lesson.Lesson;
import dev.descent.web.run.LessonRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The course as its pages need it.
 *
 * @param exercises of the project, with its folder
 * @param progress how far the student is; null in the static site, which is nobody's
 * @param run the last run of a lesson, by its id; empty if there is none
 */
public record Course(
    Curriculum curriculum,
    Exercises exercises,
    @Nullable Progress progress,
    Function<String, Optional<LessonRun>> run) {

  /** The exercises that follow a lesson. */
  List<Exercise> exercises(Lesson lesson) {
    return exercises.all().stream()
        .filter(exercise -> exercise.lesson().equals(lesson.id()))
        .toList();
  }

  /** Tells whether there is a server, and somebody who learns. */
  boolean isServed() {
    return progress != null;
  }

  /** Reads a file of the project. */
  String read(Path file) {
    try {
      return Files.readString(exercises.home().resolve(file));
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read (" + e + ")", e);
    }
  }

  /** The page of a lesson. */
  public static String file(Lesson lesson) {
    return "lesson-" + lesson.id() + ".html";
  }

  /** The page of an exercise. */
  public static String file(Exercise exercise) {
    return "exercise-" + exercise.id() + ".html";
  }
}
