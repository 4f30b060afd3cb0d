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
    return JSON.readTree(Path.of("../..", "docs", "results.schema.json").toFile());
  }

  /** Returns the entries of a text that do not follow the schema. */
  static Set<ValidationMessage> problems(JsonNode results) throws IOException {
    JsonSchema schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(text());
    return schema.validate(results);
  }

  /** Reads results, which must follow the schema. */
  public static JsonNode read(String results) throws IOException {
    JsonNode read = JSON.readTree(results);
    assertEquals(Set.of(), problems(read));
    return read;
  }
}
