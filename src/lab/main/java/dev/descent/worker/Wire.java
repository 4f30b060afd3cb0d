package dev.descent.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The messages between the pool and its workers: one JSON object a line, on the worker's standard
 * input and output.
 *
 * <p>Native code prints to standard output past Java, so a message starts with a mark, and what
 * stands before the mark is somebody's print-out. The mark is a secret of the pool and the one
 * worker, who reads it as its first line: no print-out can pass for a message.
 */
final class Wire {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Pool to worker. */
  record Request(String job, JsonNode input) {}

  /** Worker to pool; one of the fields is set. {@code kind} is the class of an exception. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reply(
      @Nullable JsonNode progress,
      @Nullable JsonNode result,
      @Nullable String error,
      @Nullable String kind) {}

  private final String mark;

  Wire(String mark) {
    this.mark = mark;
  }

  static String newMark() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return "@" + HexFormat.of().formatHex(bytes) + "@";
  }

  String line(Object message) throws JsonProcessingException {
    return mark + JSON.writeValueAsString(message);
  }

  /** The message in a line, or null where the line has none. */
  <T> @Nullable T message(String line, Class<T> type) throws JsonProcessingException {
    int at = line.indexOf(mark);
    return at < 0 ? null : JSON.readValue(line.substring(at + mark.length()), type);
  }
}
