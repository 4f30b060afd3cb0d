package dev.descent.catalog;

import dev.descent.BadInputException;
import dev.descent.Nearest;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The ways to name exercises: the words that somebody types for them. */
final class ExerciseNames {
  private static final Pattern RANGE = Pattern.compile("(?:ex)?(\\d+)-(?:ex)?(\\d+)");
  private static final Pattern LESSON =
      Pattern.compile("lesson[- ]?(p?\\d+)|practice[- ]?(\\d+)|(p\\d+)");

  private final Exercises exercises;

  ExerciseNames(Exercises exercises) {
    this.exercises = exercises;
  }

  /** All that a word stands for, which may have commas. */
  Stream<Exercise> all(String words) {
    return Stream.of(words.strip().split("\\s*,\\s*")).flatMap(word -> several(word).stream());
  }

  private List<Exercise> several(String word) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    if (wanted.equals("all")) {
      return exercises.all();
    }
    Matcher range = RANGE.matcher(wanted);
    if (range.matches()) {
      int first = one(range.group(1)).number();
      int last = one(range.group(2)).number();
      if (first > last) {
        throw new BadInputException("exercises must be from a lower to a higher, got " + word);
      }
      return those(exercise -> exercise.number() >= first && exercise.number() <= last);
    }
    Matcher lesson = LESSON.matcher(wanted);
    if (lesson.matches()) {
      String id =
          lesson.group(1) != null
              ? lesson.group(1)
              : lesson.group(2) != null ? "p" + lesson.group(2) : lesson.group(3);
      List<Exercise> its = those(exercise -> exercise.lesson().equals(id));
      if (its.isEmpty()) {
        throw new BadInputException("no exercise belongs to a lesson " + id + ", got " + word);
      }
      return its;
    }
    return List.of(one(word));
  }

  /** The one exercise of a name. */
  Exercise one(String name) {
    String wanted = name.strip().toLowerCase(Locale.ROOT);
    Optional<Exercise> named =
        those(
                exercise ->
                    exercise.id().equals(wanted)
                        || exercise.id().substring(0, 4).equals(wanted)
                        || wanted.matches("(ex)?0?" + exercise.number())
                        || wanted.equals(exercise.title().toLowerCase(Locale.ROOT))
                        || names(exercise).anyMatch(wanted::equals))
            .stream()
            .findFirst()
            .or(() -> ofFile(name.strip()));
    if (named.isPresent()) {
      return named.get();
    }
    List<Exercise> begin =
        wanted.isEmpty()
            ? List.of()
            : those(
                exercise ->
                    exercise.id().startsWith(wanted)
                        || names(exercise).anyMatch(it -> it.startsWith(wanted)));
    if (begin.size() == 1) {
      return begin.get(0);
    }
    if (name.contains(",") || RANGE.matcher(wanted).matches() || LESSON.matcher(wanted).matches()) {
      throw new BadInputException("one exercise must be given, got " + name);
    }
    throw new BadInputException(
        begin.isEmpty()
            ? "no exercise '" + name + "'" + Nearest.didYouMean(name, shown(), range())
            : "'%s' must be the beginning of one exercise's name, got that of %s"
                .formatted(name, String.join(", ", begin.stream().map(Exercise::id).toList())));
  }

  /** The word of its id, and its class. */
  private static Stream<String> names(Exercise exercise) {
    return Stream.of(exercise.id().substring(4), exercise.type().toLowerCase(Locale.ROOT));
  }

  /** The names as they are written, which a wrong one may be near. */
  private List<String> shown() {
    return exercises.all().stream()
        .flatMap(exercise -> Stream.of(exercise.id(), exercise.id().substring(4), exercise.type()))
        .toList();
  }

  private String range() {
    List<Exercise> byNumber =
        exercises.all().stream().sorted(Comparator.comparingInt(Exercise::number)).toList();
    return "; give a number or a name that ./descent list shows, from %s to %s"
        .formatted(byNumber.get(0).id(), byNumber.get(byNumber.size() - 1).id());
  }

  /** The exercise whose file or folder this is; nothing if it is no path. */
  private Optional<Exercise> ofFile(String name) {
    boolean java = name.toLowerCase(Locale.ROOT).endsWith(".java");
    if (!java && !name.matches("[.]{1,2}|.*[/\\\\].*")) {
      return Optional.empty();
    }
    Path path;
    try {
      path = Path.of(name).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
    for (Exercise exercise : exercises.all()) {
      Path file = exercises.file(exercise).toAbsolutePath().normalize();
      Path tests = exercises.tests(exercise).toAbsolutePath().normalize();
      if (List.of(file, file.getParent(), tests).contains(path)) {
        return Optional.of(exercise);
      }
    }
    String last = path.getFileName() == null ? "" : path.getFileName().toString();
    Optional<Exercise> named =
        those(exercise -> last.matches("(?i)" + exercise.type() + "(Test)?[.]java")).stream()
            .findFirst();
    if (Files.exists(path)) { // another file, which nobody would look at
      throw new BadInputException(
          name
              + " must be the file of an exercise"
              + named.map(it -> ", as " + exercises.file(it) + " is").orElse("")
              + ", and is another one");
    }
    return named;
  }

  private List<Exercise> those(Predicate<Exercise> which) {
    List<Exercise> those = new ArrayList<>(exercises.all());
    those.removeIf(which.negate());
    return those;
  }
}
