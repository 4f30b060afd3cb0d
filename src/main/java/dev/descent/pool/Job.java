package dev.descent.pool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/**
 * Work for a {@link WorkerPool}. It has a public constructor without arguments, and runs in a
 * worker JVM, one job at a time; what it keeps in static fields is still there for the worker's
 * next job.
 */
public interface Job {
  /**
   * Does the work.
   *
   * @param input what {@link WorkerPool#submit} was given, as JSON
   * @param progress takes reports on the way, any object that Jackson can write
   * @return the result, any object that Jackson can write
   * @throws Exception fails this job with the exception's message; the worker lives on
   */
  Object run(JsonNode input, Consumer<Object> progress) throws Exception;
}
