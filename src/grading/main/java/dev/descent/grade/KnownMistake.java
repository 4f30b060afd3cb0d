package dev.descent.grade;

import dev.descent.BadInputException;
import java.nio.file.Path;
import java.util.List;

/**
 * A known wrong answer: its source, or in a handout its classes.
 *
 * @param file the name of the source file, such as {@code Adam.java}
 * @param source its text; null in a handout
 * @param jar its classes; null in the whole project
 */
record KnownMistake(String file, String source, String jar) {
  /**
   * The archive with its classes, compiled once.
   *
   * @param name of the exercise and the mistake
   * @param cache folder where it is, or is put
   * @throws BadInputException if it does not compile
   */
  Path classes(String name, Path cache) {
    return jar != null
        ? Path.of(jar)
        : TestClasses.compiled(
            name,
            List.of(new Sources.Text(file, source)),
            cache,
            problem -> new BadInputException(name + ": " + problem));
  }
}
