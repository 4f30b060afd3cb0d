package dev.descent.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.schedule.ISchedule;

class SchedulesTest {
  private static void check(String text, IntToDoubleFunction formula) {
    ISchedule schedule = Schedules.parse(text, 0.1);
    for (int epoch = 0; epoch < 100; epoch++) {
      // 1000 iterations: what counts is the epoch
      assertEquals(formula.applyAsDouble(epoch), schedule.valueAt(1000, epoch), 1e-15, text);
    }
  }

  @Test
  @DisplayName("step, multistep and exponential follow their formulas in every epoch")
  void formulas() {
    check("step:30,0.1", e -> 0.1 * Math.pow(0.1, e / 30));
    check("exponential:0.95", e -> 0.1 * Math.pow(0.95, e));
    check("multistep:30/60/90,0.1", e -> 0.1 * (e < 30 ? 1 : e < 60 ? 0.1 : e < 90 ? 0.01 : 0.001));
  }

  @Test
  @DisplayName("a repeated milestone counts twice, as in PyTorch")
  void repeated() {
    check("multistep:5/5,0.5", e -> e < 5 ? 0.1 : 0.025);
  }

  @Test
  @DisplayName("a constant rate needs no schedule")
  void constant() {
    assertNull(Schedules.parse(" constant", 0.1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "steps:3,0.1",
        "step:3",
        "step:0,0.1",
        "step:2.5,0.1",
        "step:3,0",
        "step:3,x",
        "step:3,NaN",
        "multistep:9/3,0.1",
        "multistep:,0.1",
        "exponential:-1",
        "exponential:1,2"
      })
  @DisplayName("anything else is refused with the text in the message")
  void refused(String text) {
    var e = assertThrows(BadInputException.class, () -> Schedules.parse(text, 0.1));
    assertTrue(e.getMessage().contains("'" + text + "'"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }
}
