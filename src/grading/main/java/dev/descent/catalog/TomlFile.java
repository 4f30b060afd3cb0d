package dev.descent.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.descent.BadInputException;
import dev.descent.Nearest;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A TOML file that somebody writes by hand. What is wrong in it is said with its line, which the
 * library tells of wrong TOML only, not of a field that should not be there.
 */
final class TomlFile {
  private static final TomlMapper TOML =
      TomlMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private static final Pattern TABLE = Pattern.compile("\\s*\\[+[\\w.\"-]+\\]+\\s*(#.*)?");
  private static final int LONGEST_VALUE = 60;

  private final Path file;
  private final List<String> lines;
  private final JsonNode tree;

  /**
   * @throws BadInputException if it is no TOML
   */
  TomlFile(Path file, String text) {
    this.file = file;
    lines = text.lines().toList();
    try {
      tree = TOML.readTree(text);
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      throw new BadInputException(place(line) + ": " + e.getOriginalMessage(), e);
    }
  }

  /** What an object looks like in such a file. */
  static String text(Object object) {
    try {
      return TOML.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  JsonNode tree() {
    return tree;
  }

  /**
   * A table as an object.
   *
   * @param header what the line before its fields has in brackets; empty for the top of the file
   * @param nth which of several tables of this header, from 0
   * @param owner who it is about, in words
   */
  <T> T read(JsonNode table, Class<T> type, String header, int nth, String owner) {
    try {
      return TOML.treeToValue(table, type);
    } catch (UnrecognizedPropertyException e) {
      String field = e.getPropertyName();
      List<String> known = e.getKnownPropertyIds().stream().map(String::valueOf).toList();
      throw error(
          header,
          nth,
          field,
          owner,
          "there is no field " + field + Nearest.didYouMean(field, known));
    } catch (JsonMappingException e) {
      List<String> fields =
          e.getPath().stream()
              .map(JsonMappingException.Reference::getFieldName)
              .filter(name -> name != null)
              .toList();
      String field = fields.isEmpty() ? "" : fields.get(0);
      throw error(header, nth, field, owner, field + ": " + e.getOriginalMessage());
    } catch (JsonProcessingException e) {
      throw error(header, nth, "", owner, e.getOriginalMessage());
    }
  }

  /**
   * A sentence with the place that it is about.
   *
   * @param field of the table; empty for the table itself
   * @param rule what must be, and what is
   */
  BadInputException error(String header, int nth, String field, String owner, String rule) {
    String who = owner.isEmpty() ? "" : ", " + owner;
    return new BadInputException(place(line(header, nth, field)) + who + ": " + rule);
  }

  /** A value as it may stand in a sentence. */
  static String shown(JsonNode value) {
    String text = value.toString();
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + " …" : text;
  }

  private String place(int line) {
    return file + (line > 0 ? ", line " + line : "");
  }

  /** The line of a field, or else of its table; 0 if it is written in a way that is not known. */
  private int line(String header, int nth, String field) {
    Pattern begins = Pattern.compile("\\s*\\[+\"?" + Pattern.quote(header) + "\"?\\]+.*");
    Pattern has = Pattern.compile("\\s*\"?" + Pattern.quote(field) + "\"?\\s*=.*");
    boolean inside = header.isEmpty();
    int seen = -1;
    int found = 0;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (TABLE.matcher(line).matches()) {
        inside = begins.matcher(line).matches() && ++seen == nth;
        found = inside ? i + 1 : found;
      } else if (inside && !field.isEmpty() && has.matcher(line).matches()) {
        return i + 1;
      }
    }
    return found;
  }
}
