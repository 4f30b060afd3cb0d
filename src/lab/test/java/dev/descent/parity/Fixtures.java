package dev.descent.parity;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The committed fixtures as files, and the same with one entry changed. */
final class Fixtures {
  static final Path FOLDER = Path.of("main", "resources", "dev", "descent", "parity");

  private static final ObjectMapper JSON = new ObjectMapper();

  private Fixtures() {}

  static String text(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name + ".json"));
  }

  static ObjectNode json(String name) throws IOException {
    return (ObjectNode) JSON.readTree(text(name));
  }

  static Fixture fixture(JsonNode json) throws IOException {
    return FixtureReader.read(JSON.writeValueAsBytes(json), json.path("name").asText() + ".json");
  }

  static Fixture fixture(String name) throws IOException {
    return fixture(json(name));
  }

  /**
   * Changes one entry.
   *
   * @param pointer where
   * @param value the new one, as JSON; or {@code GONE}; or {@code SHORTER} or {@code LONGER} by its
   *     last element
   */
  static void change(ObjectNode json, String pointer, String value) throws IOException {
    JsonPointer place = JsonPointer.compile(pointer);
    JsonNode parent = json.at(place.head());
    String name = place.last().getMatchingProperty();
    switch (value) {
      case "GONE" -> ((ObjectNode) parent).remove(name);
      case "SHORTER" -> ((ArrayNode) json.at(place)).remove(json.at(place).size() - 1);
      case "LONGER" -> {
        ArrayNode array = (ArrayNode) json.at(place);
        array.add(array.get(array.size() - 1));
      }
      default -> {
        JsonNode made = JSON.readTree(value);
        if (parent instanceof ArrayNode array) {
          array.set(place.last().getMatchingIndex(), made);
        } else {
          ((ObjectNode) parent).set(name, made);
        }
      }
    }
  }
}
