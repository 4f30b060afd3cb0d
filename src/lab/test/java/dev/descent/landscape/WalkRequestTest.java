package dev.descent.landscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import dev.descent.BadInputException;
import dev.descent.landscape.WalkRequest.Chosen;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class WalkRequestTest {
  private static void assertRefused(String message, Executable making) {
    assertEquals(message, assertThrows(BadInputException.class, making).getMessage());
  }

  private static WalkRequest request(double x, double y, int steps, String... walkers) {
    return new WalkRequest(
        "ravine",
        x,
        y,
        steps,
        List.of(walkers).stream().map(key -> new Chosen(key, Map.of())).toList());
  }

  @Test
  void whatIsLeftOutHasItsStandard() {
    assertEquals(
        Map.of("lr", 0.3, "beta1", 0.9, "beta2", 0.999, "eps", 1e-8),
        new Chosen("adam", Map.of("lr", 0.3)).settings());
  }

  @Test
  void theBoundsThemselvesAreTaken() {
    request(-4.5, 1, 1, "sgd");
    request(1.5, -1, 1000);
    new Chosen("momentum", Map.of("lr", 1e-4, "momentum", 0.9999));
    new Chosen("adam", Map.of("lr", 100.0, "beta1", 0.0, "eps", 1.0));
  }

  @Test
  void whatIsOutsideIsNamed() {
    assertRefused("x must be -4.5 to 1.5, got 1.6", () -> request(1.6, 0, 10));
    assertRefused("y must be -1.0 to 1.0, got NaN", () -> request(0, Double.NaN, 10));
    assertRefused("steps must be 1 to 1000, got 0", () -> request(0, 0, 0));
    assertRefused("steps must be 1 to 1000, got 1001", () -> request(0, 0, 1001));
    assertRefused("walkers must differ, got sgd twice", () -> request(0, 0, 1, "sgd", "sgd"));
    assertRefused(
        "walker must be one of sgd, momentum, adagrad, adadelta, rmsprop, adam, got lion",
        () -> request(0, 0, 1, "lion"));
    assertRefused(
        "lr of sgd must be 1.0E-4 to 100.0, got Infinity",
        () -> new Chosen("sgd", Map.of("lr", Double.POSITIVE_INFINITY)));
    assertRefused(
        "beta2 of adam must be 0.0 to 0.9999, got 1.0",
        () -> new Chosen("adam", Map.of("beta2", 1.0)));
    assertRefused(
        "settings of sgd must be of [lr], got momentum",
        () -> new Chosen("sgd", Map.of("momentum", 0.9)));
  }

  @Test
  void fromJsonTheReasonIsTheCause() {
    String json =
        """
        {"surface": "ravine", "x": 0, "y": 0, "steps": 5,
         "walkers": [{"walker": "sgd", "settings": {"lr": null}}]}""";
    Throwable wrapped =
        assertThrows(
            ValueInstantiationException.class,
            () -> new ObjectMapper().readValue(json, WalkRequest.class));
    assertEquals("lr of sgd must be 1.0E-4 to 100.0, got NaN", wrapped.getCause().getMessage());
  }
}
