package dev.descent.worker;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;
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
  record Request(String job, JsonNode input) {
    static Request of(Class<?> job, @Nullable Object input) {
      return new Request(job.getName(), JSON.valueToTree(input));
    }

    @SuppressWarnings("unchecked") // an engine sends the names of jobs
    Class<? extends Job<Object, Object, Object>> type() throws ClassNotFoundException {
      return (Class<? extends Job<Object, Object, Object>>) Class.forName(job);
    }

    /** Does the job in this process. */
    Object run(Consumer<Object> progress) throws Exception {
      Class<? extends Job<Object, Object, Object>> type = type();
      Object given = new JobTypes<>(type).input(input);
      return type.getDeclaredConstructor().newInstance().run(given, progress);
    }
  }

  /**
   * Worker to pool; one of the fields is set, or none where the worker has read its mark. {@code
   * kind} is the class of an exception.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reply(
      @Nullable JsonNode progress,
      @Nullable JsonNode result,
      @Nullable String error,
      @Nullable String kind) {
    static final Reply READY = new Reply(null, null, null, null);

    static Reply progress(Object report) {
      return new Reply(JSON.valueToTree(report), null, null, null);
    }

    static Reply result(Object result) {
      return new Reply(null, JSON.valueToTree(result), null, null);
    }

    static Reply failure(Throwable e) {
      String message =
          e instanceof OutOfMemoryError
              ? "out of memory: " + e.getMessage()
              : e.getMessage() == null ? e.toString() : e.getMessage();
      return new Reply(null, null, message, e.getClass().getName());
    }

    /** The result of a job, as its class declares it; or its own exception. */
    <O> O outcome(JobTypes<?, ?, O> types) throws JsonProcessingException {
      if (error == null) {
        return types.result(Objects.requireNonNull(result, "a reply without a result"));
      }
      String type = Objects.requireNonNull(kind, "an error without its kind");
      if (type.equals(BadInputException.class.getName())) {
        throw new BadInputException(error);
      }
      if (type.equals(UnfitMachineException.class.getName())) {
        throw new UnfitMachineException(error);
      }
      throw new JobFailedException(error.lines().findFirst().orElse(type));
    }
  }

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
