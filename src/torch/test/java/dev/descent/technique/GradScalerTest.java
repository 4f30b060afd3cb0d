package dev.descent.technique;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GradScalerTest {
  private static void finite(GradScaler scaler, int steps) {
    for (int i = 0; i < steps; i++) {
      scaler.update(false);
    }
  }

  @Test
  @DisplayName("PyTorch's defaults: 65536, doubled after 2000 finite steps, halved by others")
  void defaults() {
    GradScaler scaler = new GradScaler();
    assertEquals(65536, scaler.scale());
    finite(scaler, 1999);
    assertEquals(65536, scaler.scale());
    finite(scaler, 1);
    assertEquals(131072, scaler.scale());
    finite(scaler, 1999);
    scaler.update(true);
    assertEquals(65536, scaler.scale());
    finite(scaler, 1999);
    assertEquals(65536, scaler.scale(), "the count starts again");
    finite(scaler, 1);
    assertEquals(131072, scaler.scale());
  }

  @RepeatedTest(20)
  @DisplayName("any run of steps gives the scale that the rule gives step by step")
  void simulation(RepetitionInfo repetition) throws Exception {
    Random random = new Random(repetition.getCurrentRepetition());
    double growth = 1 + 3 * random.nextDouble();
    double backoff = 0.1 + 0.8 * random.nextDouble();
    int interval = 1 + random.nextInt(5);
    double share = random.nextDouble();
    float scale = 1000 * random.nextFloat() + 1;
    GradScaler scaler = new GradScaler(scale, growth, backoff, interval);
    int inARow = 0;
    for (int step = 0; step < 1000; step++) {
      boolean foundInf = random.nextDouble() < share;
      scaler.update(foundInf);
      inARow = foundInf ? 0 : inARow + 1;
      double next = scale;
      if (foundInf) {
        next = scale * backoff;
      } else if (inARow % interval == 0) {
        next = scale * growth;
      }
      if (next < Float.MAX_VALUE) {
        scale = (float) next;
      }
      assertEquals(scale, scaler.scale(), "step " + step);
      if (step == 500) {
        ObjectMapper json = new ObjectMapper();
        scaler =
            new GradScaler(
                json.readValue(json.writeValueAsString(scaler.state()), GradScaler.State.class));
      }
    }
  }

  @Test
  @DisplayName("growth stops at the largest float32 and counts anew; backing off ends at 0")
  void ends() {
    GradScaler scaler = new GradScaler(0x1p127, 2, 0.5, 3);
    finite(scaler, 3);
    assertEquals(0x1p127, scaler.scale());
    assertEquals(0, scaler.state().growthTracker());
    for (int i = 0; i < 127 + 149; i++) {
      scaler.update(true);
    }
    assertEquals(Float.MIN_VALUE, scaler.scale());
    scaler.update(true);
    assertEquals(0, scaler.scale());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 2, 0.5, 1, 'initScale must be above 0, got 0.0'",
    "1e-60, 2, 0.5, 1, 'initScale must be above 0, got 1.0E-60'",
    "-1, 2, 0.5, 1, 'scale must be a float32 of at least 0, got -1.0'",
    "1e39, 2, 0.5, 1, 'scale must be a float32 of at least 0, got Infinity'",
    "NaN, 2, 0.5, 1, 'scale must be a float32 of at least 0, got NaN'",
    "1, 1, 0.5, 1, 'growthFactor must be above 1, got 1.0'",
    "1, NaN, 0.5, 1, 'growthFactor must be above 1, got NaN'",
    "1, 2, 1, 1, 'backoffFactor must be in (0, 1), got 1.0'",
    "1, 2, 0, 1, 'backoffFactor must be in (0, 1), got 0.0'",
    "1, 2, NaN, 1, 'backoffFactor must be in (0, 1), got NaN'",
    "1, 2, 0.5, 0, 'growthInterval must be at least 1, got 0'"
  })
  @DisplayName("settings that make no sense are refused")
  void rejections(double scale, double growth, double backoff, int interval, String message) {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> new GradScaler(scale, growth, backoff, interval));
    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"-1", "5"})
  @DisplayName("a state that no scaler can be in is refused")
  void stateRejections(int tracker) {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> new GradScaler.State(1, 2, 0.5, 5, tracker));
    assertEquals("growthTracker must be from 0 to below 5, got " + tracker, e.getMessage());
  }
}
