package dev.descent.exercise;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All exercises in their order, and where their files are. One file, {@code
 * exercises/exercises.toml}, says which there are.
 */
public final class Exercises {
  private static final String HOME = "descent.home";
  private static final int TITLE = 40; // so that a list of them fits a terminal
  private static final TomlMapper TOML =
      TomlMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final Path home;
  private final List<Exercise> all;

  private record Content(List<Exercise> exercise) {}

  private Exercises(Path home, List<Exercise> all) {
    this.home = home;
    this.all = all;
  }

  /**
   * Reads the file.
   *
   * @param home the folder of the project
   * @throws BadInputException if it cannot be read or breaks a rule
   */
  public static Exercises load(Path home) {
    Path file = home.resolve("exercises/exercises.toml");
    try {
      Content content = TOML.readValue(Files.readString(file), Content.class);
      List<Exercise> all = content.exercise();
      Exercises exercises = new Exercises(home, all == null ? List.of() : List.copyOf(all));
      exercises.requireRules(file);
      return exercises;
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new BadInputException(
          file + (line > 0 ? ", line " + line : "") + ": " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read (" + e + ")", e);
    }
  }

  /** Whether this JVM was started for a project. */
  public static boolean areHere() {
    return System.getProperty(HOME) != null;
  }

  /**
   * The project that this JVM was started for: the launchers say which it is.
   *
   * @throws UnfitMachineException if it is not known
   */
  public static Exercises ofThisProject() {
    String home = System.getProperty(HOME);
    if (home == null) {
      throw new UnfitMachineException(
          "the folder of the project is not known: start with ./descent, or give Java"
              + " -Ddescent.home=FOLDER");
    }
    return load(Path.of(home));
  }

  private void requireRules(Path file) {
    if (all.isEmpty()) {
      throw new BadInputException(file + ": must have an [[exercise]], got none");
    }
    Set<String> ids = new HashSet<>();
    int last = 0;
    for (Exercise exercise : all) {
      String where = file + ", " + exercise.id() + ": ";
      if (!exercise.id().matches("ex\\d\\d[a-z]+")) {
        throw new BadInputException(
            where + "id must be ex, two digits and a word in small letters, got " + exercise.id());
      }
      if (!ids.add(exercise.id()) || exercise.number() <= last) {
        throw new BadInputException(
            where + "numbers must rise from one exercise to the next, got this one after " + last);
      }
      last = exercise.number();
      if (exercise.points() < 1) {
        throw new BadInputException(where + "points must be at least 1, got " + exercise.points());
      }
      if (exercise.seconds() < 1) {
        throw new BadInputException(
            where + "seconds must be at least 1, got " + exercise.seconds());
      }
      if (exercise.title().length() > TITLE) {
        throw new BadInputException(
            where + "title must have " + TITLE + " letters at most, got " + exercise.title());
      }
      if (exercise.hints().isEmpty()) {
        throw new BadInputException(where + "hints must not be empty, got none");
      }
    }
  }

  /** In the order in which students meet them. */
  public List<Exercise> all() {
    return all;
  }

  /** What all are worth. */
  public int points() {
    return all.stream().mapToInt(Exercise::points).sum();
  }

  /**
   * The exercise of this name: its id, its number, the word in its id or its class.
   *
   * @throws BadInputException if there is none
   */
  public Exercise get(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    return all.stream()
        .filter(
            exercise ->
                exercise.id().equals(wanted)
                    || exercise.id().substring(0, 4).equals(wanted)
                    || exercise.id().substring(4).equals(wanted)
                    || exercise.type().toLowerCase(Locale.ROOT).equals(wanted)
                    || wanted.matches("0?" + exercise.number()))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "no exercise '"
                        + name
                        + "'; give a number or a name that ./descent list shows, from "
                        + all.get(0).id()
                        + " to "
                        + all.get(all.size() - 1).id()));
  }

  /** The folder of the project. */
  public Path home() {
    return home;
  }

  /** Whether this is the whole project: a handout has no solutions. */
  public boolean areWhole() {
    return Files.isDirectory(home.resolve("solutions/src"));
  }

  /**
   * Refuses a handout.
   *
   * @param why what cannot be done with one, in words
   * @throws UnfitMachineException if this is not the whole project
   */
  public void requireWhole(String why) {
    if (!areWhole()) {
      throw new UnfitMachineException("this is a handout, without solutions: " + why);
    }
  }

  /** What the student edits. */
  public Path file(Exercise exercise) {
    return home.resolve("exercises/src/main/java").resolve(path(exercise.className()));
  }

  /** The graded tests. */
  public Path tests(Exercise exercise) {
    return home.resolve("exercises/src/test/java").resolve(path(exercise.testName()));
  }

  /** The file as a student gets it, untouched. */
  public Path start(Exercise exercise) {
    return home.resolve("exercises/starts")
        .resolve(exercise.id() + "/" + exercise.type() + ".java");
  }

  /** The reference. */
  public Path solution(Exercise exercise) {
    return home.resolve("solutions/src/main/java").resolve(path(exercise.className()));
  }

  /** A known wrong answer, by its name in {@link Exercise#mistakes}. */
  public Path mistake(Exercise exercise, String name) {
    return variant("mistakes", exercise).resolve(name).resolve(exercise.type() + ".java");
  }

  /** The same as classes, in a handout, which has no sources of it. */
  public Path mistakeJar(Exercise exercise, String name) {
    return variant("mistakes", exercise).resolve(name + ".jar");
  }

  /** A known wrong answer as this project has it: its source, or its classes; empty if neither. */
  public Optional<Path> knownMistake(Exercise exercise, String name) {
    return Stream.of(mistake(exercise, name), mistakeJar(exercise, name))
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** The folder of one kind of variants of an exercise: {@code mistakes} or {@code right}. */
  public Path variant(String kind, Exercise exercise) {
    return home.resolve("solutions").resolve(kind).resolve(exercise.id());
  }

  private static String path(String className) {
    return className.replace('.', '/') + ".java";
  }
}
