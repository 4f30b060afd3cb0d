package dev.descent.worker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * The types that a class of jobs is declared with, by which JSON becomes objects.
 *
 * @param <I> what a job is given
 * @param <P> a report on the way
 * @param <O> its result
 */
final class JobTypes<I, P, O> {
  private final JavaType declared;

  JobTypes(Class<? extends Job<I, P, O>> job) {
    declared = Wire.JSON.getTypeFactory().constructType(job).findSuperType(Job.class);
  }

  I input(JsonNode json) throws JsonProcessingException {
    return read(json, 0);
  }

  P progress(JsonNode json) throws JsonProcessingException {
    return read(json, 1);
  }

  O result(JsonNode json) throws JsonProcessingException {
    return read(json, 2);
  }

  private <T> T read(JsonNode json, int place) throws JsonProcessingException {
    return Wire.JSON.treeToValue(json, declared.containedType(place));
  }
}
