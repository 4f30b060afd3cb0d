package dev.descent.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.BadInputException;
import dev.descent.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The list of exercises, {@code exercises.toml}, held to its rules. Where one is broken, the line,
 * the exercise and the field are named.
 */
final class ExerciseList {
  private static final String TABLE = "exercise";
  private static final int TITLE = 40; // so that a list of them fits a terminal

  /** What a field is written as. */
  private enum Kind {
    TEXT("a text in quotes"),
    NUMBER("a whole number"),
    TEXTS("texts in quotes, in square brackets"),
    YES_OR_NO("true or false");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    boolean is(JsonNode value) {
      return switch (this) {
        case TEXT -> value.isTextual();
        case NUMBER -> value.isInt();
        case YES_OR_NO -> value.isBoolean();
        case TEXTS -> value.isArray() && all(value).stream().allMatch(JsonNode::isTextual);
      };
    }
  }

  private static final Map<String, Kind> FIELDS =
      Map.of(
          "id", Kind.TEXT,
          "lesson", Kind.TEXT,
          "title", Kind.TEXT,
          "class", Kind.TEXT,
          "points", Kind.NUMBER,
          "seconds", Kind.NUMBER,
          "hints", Kind.TEXTS,
          "kit", Kind.TEXTS,
          "open", Kind.YES_OR_NO);

  /** In the order in which they are asked for. */
  private static final List<String> REQUIRED =
      List.of("id", "lesson", "title", "class", "points", "hints");

  private final TomlFile file;
  private final List<Exercise> exercises = new ArrayList<>();

  /**
   * @param path of the file that the text is in, or is to be in
   * @throws BadInputException if a rule is broken
   */
  ExerciseList(Path path, String text) {
    file = new TomlFile(path, text);
    file.tree()
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!name.equals(TABLE)) {
                throw file.error(name, 0, "", "", unknown(name, List.of(TABLE)));
              }
            });
    List<JsonNode> tables = all(file.tree().path(TABLE));
    if (tables.isEmpty() || !tables.stream().allMatch(JsonNode::isObject)) {
      throw new BadInputException(path + ": must have an [[exercise]], got none");
    }
    for (JsonNode table : tables) {
      requireFields(table);
      Exercise exercise = file.read(table, Exercise.class, TABLE, exercises.size(), name(table));
      requireRules(exercise);
      exercises.add(exercise);
    }
  }

  List<Exercise> exercises() {
    return exercises;
  }

  /**
   * Refuses exercises of lessons that do not exist, which no student would be shown.
   *
   * @param lessons the ids of those that do
   */
  void requireLessons(Collection<String> lessons) {
    for (int i = 0; i < exercises.size(); i++) {
      Exercise exercise = exercises.get(i);
      if (!lessons.contains(exercise.lesson())) {
        throw file.error(
            TABLE,
            i,
            "lesson",
            exercise.id(),
            "lesson must be one of " + String.join(", ", lessons) + ", got " + exercise.lesson());
      }
    }
  }

  private void requireFields(JsonNode table) {
    table.fieldNames().forEachRemaining(field -> requireField(table, field));
    for (String field : REQUIRED) {
      if (!table.has(field)) {
        throw broken(name(table), field, field + " must be given, got none");
      }
    }
  }

  private void requireField(JsonNode table, String field) {
    if (field.equals("mistakes")) {
      throw broken(
          name(table), field, "mistakes must be in a file in solutions/mistakes, got some here");
    }
    Kind kind = FIELDS.get(field);
    if (kind == null) {
      throw broken(name(table), field, unknown(field, FIELDS.keySet()));
    }
    JsonNode value = table.get(field);
    if (!kind.is(value)) {
      throw broken(
          name(table), field, field + " must be " + kind.words + ", got " + TomlFile.shown(value));
    }
    if (kind == Kind.NUMBER && value.asInt() < 1) {
      throw broken(name(table), field, field + " must be at least 1, got " + value);
    }
  }

  private void requireRules(Exercise exercise) {
    String id = exercise.id();
    if (!id.matches("ex\\d\\d[a-z]+")) {
      throw broken(id, "id", "id must be ex, two digits and a word in small letters, got " + id);
    }
    for (Exercise other : exercises) {
      if (other.number() == exercise.number()) {
        throw broken(
            id, "id", "each exercise must have a number of its own, got that of " + other.id());
      }
    }
    if (!exercise.type().matches("[A-Z][A-Za-z0-9]*")) {
      throw broken(
          id,
          "class",
          "class must be a name as Java's classes have it, without package and ending, got "
              + exercise.type());
    }
    if (exercise.title().isBlank()) {
      throw broken(id, "title", "title must not be blank, got '" + exercise.title() + "'");
    }
    if (exercise.title().length() > TITLE) {
      throw broken(
          id, "title", "title must have " + TITLE + " letters at most, got " + exercise.title());
    }
    if (exercise.hints().isEmpty()) {
      throw broken(id, "hints", "hints must not be empty, got none");
    }
  }

  private static String unknown(String field, Collection<String> known) {
    return "there is no field " + field + Nearest.didYouMean(field, known);
  }

  /** What is wrong with the exercise that is being read. */
  private BadInputException broken(String id, String field, String rule) {
    return file.error(TABLE, exercises.size(), field, id, rule);
  }

  /** The exercise in words: its id, or else its place. */
  private String name(JsonNode table) {
    JsonNode id = table.path("id");
    return id.isTextual() ? id.asText() : "exercise " + (exercises.size() + 1) + " of the file";
  }

  private static List<JsonNode> all(JsonNode list) {
    List<JsonNode> all = new ArrayList<>();
    list.elements().forEachRemaining(all::add);
    return all;
  }
}
