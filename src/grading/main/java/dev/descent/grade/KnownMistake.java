package dev.descent.grade;

import dev.descent.BadInputException;
import dev.descent.catalog.Exercises;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A known wrong answer: its source, or in a handout its classes.
 *
 * @param file the name of the source file, such as {@code Adam.java}
 * @param source its text; null in a handout
 * @param jar its classes; null in the whole project
 */
record KnownMistake(String file, @Nullable String source, @Nullable String jar) {
  /** The folder where classes of mistakes are kept. */
  static Path kept(Exercises exercises) {
    return Folders.kept(exercises.home().resolve("exercises/target/graded")).resolve("mistakes");
  }

  static KnownMistake ofSource(String file, String source) {
    return new KnownMistake(file, source, null);
  }

  static KnownMistake ofClasses(String file, Path jar) {
    return new KnownMistake(file, null, jar.toString());
  }

  /**
   * The archive with its classes, compiled once.
   *
   * @param name of the exercise and the mistake
   * @param cache folder where it is, or is put
   * @throws BadInputException if it does not compile
   */
  Path classes(String name, Path cache) {
    return source == null
        ? Path.of(Objects.requireNonNull(jar, "no source and no classes"))
        : TestClasses.compiled(
            name,
            List.of(new Sources.Text(file, source)),
            cache,
            problem -> new BadInputException(name + ": " + problem));
  }
}
