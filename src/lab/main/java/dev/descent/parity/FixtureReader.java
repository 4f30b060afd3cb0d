package dev.descent.parity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.descent.BadInputException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The way from a file's bytes to a {@link Fixture}, or to a line that says why it is none. */
final class FixtureReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          // PyTorch makes no number of a missing value or a word, as Jackson would.
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private FixtureReader() {}

  /**
   * Reads a fixture.
   *
   * @param source named in messages
   * @throws BadInputException if it is none; the message says where and why
   */
  static Fixture read(byte[] bytes, String source) {
    try {
      Fixture fixture = JSON.readValue(bytes, Fixture.class);
      Rules.that(fixture != null, "a fixture", "a JSON object", "null");
      fixture.check();
      return fixture;
    } catch (JsonProcessingException e) {
      throw new BadInputException(source + ": " + place(e) + ": " + problem(e), e);
    } catch (IllegalArgumentException e) {
      throw new BadInputException(source + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // not from an array of bytes
    }
  }

  private static String place(JsonProcessingException e) {
    StringBuilder path = new StringBuilder();
    if (e instanceof JsonMappingException mapping) {
      for (JsonMappingException.Reference reference : mapping.getPath()) {
        path.append(reference.getFieldName() == null ? "" : "." + reference.getFieldName());
        path.append(reference.getIndex() < 0 ? "" : "[" + reference.getIndex() + "]");
      }
    }
    int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    return path.length() == 0 ? "line " + line : "at " + path.substring(1);
  }

  /** Says what is wrong, in Jackson's words where there are no better ones. */
  private static String problem(JsonProcessingException e) {
    if (e instanceof UnrecognizedPropertyException) {
      return "no such entry is known";
    } else if (e instanceof InvalidTypeIdException unknown) {
      return "unknown name " + unknown.getTypeId();
    } else if (e instanceof InvalidFormatException wrong
        && wrong.getTargetType() == Construct.class) {
      return "unknown name " + wrong.getValue();
    }
    String text = e.getOriginalMessage();
    if (text.startsWith("Cannot map `null`") || text.startsWith("Cannot coerce `null`")) {
      return "a number or a truth value is missing";
    }
    boolean list =
        e instanceof MismatchedInputException wrong
            && wrong.getTargetType() != null
            && wrong.getTargetType().isArray();
    return list ? "must be numbers" : text.lines().findFirst().orElse("");
  }
}
