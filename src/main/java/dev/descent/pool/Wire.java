package dev.descent.pool;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the pool and its workers say to each other: one JSON object a line, on the worker's standard
 * input and output.
 *
 * <p>Native code prints to standard output past Java, so a message starts with a mark, and what
 * stands before the mark is somebody's print-out.
 */
final class Wire {
  static final ObjectMapper JSON = new ObjectMapper();
  private static final String MARK = "@descent@";

  /** Pool to worker. */
  record Request(String job, JsonNode input) {}

  /** Worker to pool; one of the fields is set. {@code kind} is the class of an exception. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reply(JsonNode progress, JsonNode result, String error, String kind) {}

  private Wire() {}

  static String line(Object message) throws JsonProcessingException {
    return MARK + JSON.writeValueAsString(message);
  }

  /** The message in a line, or null where the line has none. */
  static <T> T message(String line, Class<T> type) throws JsonProcessingException {
    int at = line.indexOf(MARK);
    return at < 0 ? null : JSON.readValue(line.substring(at + MARK.length()), type);
  }
}
