package dev.descent.grade;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.pool.Job;
import java.util.Map;
import java.util.function.Consumer;

/** Loads ND4J in a worker: the first to do so in an account unpacks its native libraries. */
public final class WarmUpJob implements Job {
  @Override
  public Object run(JsonNode input, Consumer<Object> progress) throws InterruptedException {
    RunJob.warmUp().join();
    return Map.of();
  }
}
