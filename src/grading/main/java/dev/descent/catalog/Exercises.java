package dev.descent.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

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
  private final List<Exercise> all = new ArrayList<>();
  private final Map<String, Map<String, Mistake>> mistakes = new HashMap<>();

  private record Content(List<Exercise> exercise) {}

  private Exercises(Path home) {
    this.home = home;
  }

  /**
   * Reads the file, and what is known of mistakes.
   *
   * @param home the folder of the project
   * @throws BadInputException if one cannot be read or breaks a rule
   */
  public static Exercises load(Path home) {
    Exercises exercises = new Exercises(home);
    Path list = exercises.list();
    for (Exercise exercise : requireRules(text(list), list)) {
      Path file = exercises.mistakes(exercise);
      Map<String, Mistake> mistakes =
          Files.exists(file) ? read(text(file), file, new TypeReference<>() {}) : Map.of();
      Map<String, String> says = new LinkedHashMap<>();
      mistakes.forEach(
          (name, mistake) -> {
            if (mistake.says() == null || mistake.says().isBlank()) {
              throw new BadInputException(file + ", " + name + ": must have says, got none");
            }
            says.put(name, mistake.says());
          });
      exercises.mistakes.put(exercise.id(), mistakes);
      exercises.all.add(exercise.with(says));
    }
    return exercises;
  }

  /**
   * Reads the list of exercises and holds it to its rules.
   *
   * @param file that it is in, or is to be in
   * @throws BadInputException if it breaks a rule
   */
  public static List<Exercise> requireRules(String list, Path file) {
    List<Exercise> listed = read(list, file, new TypeReference<Content>() {}).exercise();
    requireRules(listed == null ? List.of() : listed, file);
    return listed;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read (" + e + ")", e);
    }
  }

  private static <T> T read(String text, Path file, TypeReference<T> type) {
    try {
      return TOML.readValue(text, type);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      String where = line > 0 ? ", line " + line : "";
      if (e instanceof UnrecognizedPropertyException unknown) {
        String field =
            unknown.getPath().stream()
                .map(it -> it.getFieldName() == null ? "" + it.getIndex() : it.getFieldName())
                .collect(Collectors.joining("."));
        throw new BadInputException(file + where + ": there is no field " + field, e);
      }
      throw new BadInputException(file + where + ": " + e.getOriginalMessage(), e);
    }
  }

  /** Tells whether this JVM was started for a project. */
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

  private static void requireRules(List<Exercise> all, Path file) {
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
      if (!exercise.mistakes().isEmpty()) {
        throw new BadInputException(
            where
                + "mistakes must be in solutions/mistakes/"
                + exercise.id()
                + ".toml, got some here");
      }
    }
  }

  /** The exercises in the order in which students meet them. */
  public List<Exercise> all() {
    return Collections.unmodifiableList(all);
  }

  /** The points of all exercises together. */
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

  /** The file that says which exercises there are. */
  public Path list() {
    return home.resolve("exercises/exercises.toml");
  }

  /** Tells whether this is the whole project: a handout has no solutions. */
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

  /** The file that the student edits. */
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

  /** Another right answer. */
  public Path right(Exercise exercise, String name) {
    return rights(exercise).resolve(name + "/" + exercise.type() + ".java");
  }

  /** The folder of the other right answers, each in a folder of its own. */
  public Path rights(Exercise exercise) {
    return home.resolve("solutions/right").resolve(exercise.id());
  }

  /** The file of the known wrong answers: in a handout without their code. */
  public Path mistakes(Exercise exercise) {
    return home.resolve("solutions/mistakes").resolve(exercise.id() + ".toml");
  }

  /**
   * The text of a known wrong answer.
   *
   * @param name in {@link Exercise#mistakes}
   * @throws BadInputException if it cannot be made of a right answer
   */
  public String mistake(Exercise exercise, String name) {
    Mistake mistake = Objects.requireNonNull(mistakesOf(exercise).get(name), name);
    Path base = base(exercise, mistake);
    try {
      return mistake.in(Files.readString(base));
    } catch (IllegalArgumentException e) {
      throw new BadInputException(
          "%s, %s: %s (%s)".formatted(mistakes(exercise), name, e.getMessage(), base), e);
    } catch (IOException e) {
      throw new BadInputException(
          "%s, %s: the base cannot be read (%s)".formatted(mistakes(exercise), name, e), e);
    }
  }

  /** The classes of a known wrong answer, in a handout. */
  public Path mistakeJar(Exercise exercise, String name) {
    return home.resolve("solutions/mistakes").resolve(exercise.id() + "/" + name + ".jar");
  }

  /** All files that the known wrong answers are made of. */
  public List<Path> mistakesMadeOf(Exercise exercise) {
    List<Path> files = new ArrayList<>(List.of(mistakes(exercise)));
    mistakesOf(exercise)
        .forEach(
            (name, mistake) ->
                files.add(areWhole() ? base(exercise, mistake) : mistakeJar(exercise, name)));
    return files.stream().distinct().toList();
  }

  private Map<String, Mistake> mistakesOf(Exercise exercise) {
    return mistakes.getOrDefault(exercise.id(), Map.of());
  }

  private Path base(Exercise exercise, Mistake mistake) {
    return mistake.base() == null ? solution(exercise) : right(exercise, mistake.base());
  }

  /** The file of the known wrong answers without their code, as a handout has it. */
  public String sentences(Exercise exercise) {
    Map<String, Map<String, String>> says = new LinkedHashMap<>();
    exercise.mistakes().forEach((name, sentence) -> says.put(name, Map.of("says", sentence)));
    try {
      return TOML.writeValueAsString(says);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String path(String className) {
    return className.replace('.', '/') + ".java";
  }
}
