package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;

/** The documented form of results.json. */
public final class ResultsSchema {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ResultsSchema() {}

  static JsonNode text() throws IOException {
    return text("results");
  }

  static JsonNode text(String name) throws IOException {
    return JSON.readTree(Path.of("../..", "docs", name + ".schema.json").toFile());
  }

  /** Returns the entries of a text that do not follow the schema. */
  static Set<ValidationMessage> problems(JsonNode results) throws IOException {
    return problems("results", results);
  }

  private static Set<ValidationMessage> problems(String name, JsonNode results) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text(name));
    return schema.validate(results);
  }

  /** Reads results, which must follow the schema. */
  public static JsonNode read(String results) throws IOException {
    return read("results", results);
  }

  /** Reads the results of a sweep, which must follow theirs. */
  public static JsonNode readSweep(String results) throws IOException {
    return read("sweep", results);
  }

  private static JsonNode read(String name, String results) throws IOException {
    JsonNode read = JSON.readTree(results);
    assertEquals(Set.of(), problems(name, read));
    return read;
  }
}
