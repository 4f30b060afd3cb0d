package dev.descent.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * All exercises in their order, and where their files are. One file, {@code
 * exercises/exercises.toml}, says which there are.
 */
public final class Exercises {
  private static final String LIST = "exercises/exercises.toml";
  private static final String EQUIVALENT = "solutions/equivalent.toml";

  private final Path home;
  private final ExerciseList list;

  /** Those of an exercise, once somebody has asked for them. */
  private final Map<String, Map<String, Mistake>> mistakes = new ConcurrentHashMap<>();

  private Exercises(Path home, ExerciseList list) {
    this.home = home;
    this.list = list;
  }

  /**
   * Reads the file.
   *
   * @param home the folder of the project
   * @throws BadInputException if it cannot be read or breaks a rule
   */
  public static Exercises load(Path home) {
    Path list = home.resolve(LIST);
    return new Exercises(home, new ExerciseList(list, text(list)));
  }

  private static Map<String, Mistake> mistakes(Path path) {
    TomlFile file = new TomlFile(path, text(path));
    Map<String, Mistake> mistakes = new LinkedHashMap<>();
    file.tree()
        .properties()
        .forEach(
            table -> {
              String name = table.getKey();
              Mistake mistake = file.read(table.getValue(), Mistake.class, name, 0, name);
              if (mistake.says() == null || mistake.says().isBlank()) {
                throw file.error(name, 0, "says", name, "must have says, got none");
              }
              mistakes.put(name, mistake);
            });
    return mistakes;
  }

  /**
   * Holds a list of exercises to its rules.
   *
   * @param file that it is in, or is to be in
   * @throws BadInputException if it breaks one
   */
  public static void requireRules(String list, Path file) {
    new ExerciseList(file, list);
  }

  /**
   * Refuses exercises of lessons that do not exist, which no student would be shown.
   *
   * @param lessons the ids of those that do
   * @throws BadInputException if there is such an exercise
   */
  public void requireLessons(Collection<String> lessons) {
    list.requireLessons(lessons);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read (" + e + ")", e);
    }
  }

  /** The exercises in the order in which students meet them. */
  public List<Exercise> all() {
    return Collections.unmodifiableList(list.exercises());
  }

  /** The points of all exercises together. */
  public int points() {
    return all().stream().mapToInt(Exercise::points).sum();
  }

  /**
   * The exercise of this name: its id, its number, the word in its id, its class, its file, or the
   * beginning of such a name that no other has.
   *
   * @throws BadInputException if there is none
   */
  public Exercise get(String name) {
    return new ExerciseNames(this).one(name);
  }

  /**
   * The exercises that some words stand for, each once: besides names {@code 1-5}, {@code lesson3},
   * {@code p1}, {@code all}, and several with commas between them.
   *
   * @return in the order of the words
   * @throws BadInputException if one of the words stands for none
   */
  public List<Exercise> named(List<String> words) {
    ExerciseNames names = new ExerciseNames(this);
    return words.stream().flatMap(names::all).distinct().toList();
  }

  /** The folder of the project. */
  public Path home() {
    return home;
  }

  /** The file that says which exercises there are. */
  public Path list() {
    return home.resolve(LIST);
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
  public Path mistakesFile(Exercise exercise) {
    return home.resolve("solutions/mistakes").resolve(exercise.id() + ".toml");
  }

  /**
   * The known wrong answers: the name of each, and the sentence that explains it to a student.
   *
   * @throws BadInputException if their file cannot be read or breaks a rule
   */
  public Map<String, String> mistakes(Exercise exercise) {
    Map<String, String> says = new LinkedHashMap<>();
    mistakesOf(exercise).forEach((name, mistake) -> says.put(name, mistake.says()));
    return says;
  }

  /** The sentence of a known wrong answer; what is no name of one is a sentence itself. */
  public String sentence(Exercise exercise, String mistake) {
    return mistakes(exercise).getOrDefault(mistake, mistake);
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
          "%s, %s: %s (%s)".formatted(mistakesFile(exercise), name, e.getMessage(), base), e);
    } catch (IOException e) {
      throw new BadInputException(
          "%s, %s: the base cannot be read (%s)".formatted(mistakesFile(exercise), name, e), e);
    }
  }

  /** The classes of a known wrong answer, in a handout. */
  public Path mistakeJar(Exercise exercise, String name) {
    return madeOf(exercise).resolve(name + ".jar");
  }

  /** The names of the other right answers, in order. */
  public List<String> rightNames(Exercise exercise) {
    return children(rights(exercise)).stream().map(child -> "" + child.getFileName()).toList();
  }

  /**
   * What rules make slips in: the solution, and after it the other right answers, but not those to
   * a practice, whose slips would be trained for minutes; nothing where the exercise is open. In a
   * handout these are archives with the slips.
   */
  public List<Path> slipped(Exercise exercise) {
    if (exercise.open()) {
      return List.of();
    }
    if (areWhole()) {
      Stream<Path> others =
          exercise.inPractice()
              ? Stream.empty()
              : rightNames(exercise).stream().map(name -> right(exercise, name));
      return Stream.concat(Stream.of(solution(exercise)), others)
          .filter(Files::isRegularFile)
          .toList();
    }
    return children(slips(exercise));
  }

  /** The archive with the slips of the nth right answer in a handout. */
  public Path slips(Exercise exercise, int nth) {
    return slips(exercise).resolve("%02d.jar".formatted(nth));
  }

  private Path slips(Exercise exercise) {
    return madeOf(exercise).resolve("slips");
  }

  /** The folder of the classes of mistakes and slips in a handout. */
  private Path madeOf(Exercise exercise) {
    return home.resolve("solutions/mistakes").resolve(exercise.id());
  }

  /** What is in a folder, in order; nothing if it is not there. */
  public static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The slips of a solution that are no mistakes.
   *
   * @throws BadInputException if the file that tells them breaks a rule
   */
  public List<Equivalent> equivalents(Exercise exercise) {
    Path path = home.resolve(EQUIVALENT);
    if (!Files.isRegularFile(path)) {
      return List.of();
    }
    TomlFile file = new TomlFile(path, text(path));
    List<Equivalent> all = new ArrayList<>();
    for (JsonNode table : file.tree().path("slip")) {
      int nth = all.size();
      Equivalent one = file.read(table, Equivalent.class, "slip", nth, "slip " + (nth + 1));
      if (Stream.of(one.exercise(), one.method(), one.rule(), one.why())
          .anyMatch(value -> value == null || value.isBlank())) {
        throw file.error(
            "slip", nth, "", "slip " + (nth + 1), "must have exercise, method, rule and why");
      }
      if (all().stream().noneMatch(known -> known.id().equals(one.exercise()))) {
        throw file.error("slip", nth, "exercise", "", "there is no exercise " + one.exercise());
      }
      all.add(one);
    }
    return all.stream().filter(one -> one.exercise().equals(exercise.id())).toList();
  }

  /** All files that known wrong answers and slips are made of. */
  public List<Path> mistakesMadeOf(Exercise exercise) {
    List<Path> files = new ArrayList<>(List.of(mistakesFile(exercise)));
    mistakesOf(exercise)
        .forEach(
            (name, mistake) ->
                files.add(areWhole() ? base(exercise, mistake) : mistakeJar(exercise, name)));
    files.addAll(slipped(exercise));
    return files.stream().distinct().toList();
  }

  private Map<String, Mistake> mistakesOf(Exercise exercise) {
    Path file = mistakesFile(exercise);
    return mistakes.computeIfAbsent(
        exercise.id(), unknown -> Files.exists(file) ? mistakes(file) : Map.of());
  }

  private Path base(Exercise exercise, Mistake mistake) {
    return mistake.base() == null ? solution(exercise) : right(exercise, mistake.base());
  }

  /** The file of the known wrong answers without their code, as a handout has it. */
  public String sentences(Exercise exercise) {
    Map<String, Map<String, String>> says = new LinkedHashMap<>();
    mistakes(exercise).forEach((name, sentence) -> says.put(name, Map.of("says", sentence)));
    return TomlFile.text(says);
  }

  private static String path(String className) {
    return className.replace('.', '/') + ".java";
  }
}
