package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercises;
import dev.descent.lesson.Curriculum;
import dev.descent.lesson.Lesson;
import java.nio.file.Path;
import java.util.List;

/** The project that this JVM was started for: the launchers say which it is. */
final class Project {
  private static final String HOME = "descent.home";

  private Project() {}

  /** Tells whether there is one. */
  static boolean isHere() {
    return System.getProperty(HOME) != null;
  }

  /**
   * Its folder.
   *
   * @throws UnfitMachineException if the project is not known
   */
  static Path home() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new UnfitMachineException(
          "the folder of the project is not known: start with ./descent, or give Java"
              + " -Ddescent.home=FOLDER");
    }
    return Path.of(home);
  }

  /**
   * Its exercises, each of a lesson that there is.
   *
   * @throws UnfitMachineException if the project is not known
   * @throws BadInputException if its list of exercises breaks a rule
   */
  static Exercises exercises() {
    Exercises exercises = Exercises.load(home());
    exercises.requireLessons(lessons());
    return exercises;
  }

  /** The ids of its lessons. */
  static List<String> lessons() {
    return Curriculum.load().lessons().stream().map(Lesson::id).toList();
  }
}
