package dev.descent.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.BadInputException;
import dev.descent.schedule.Schedules;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.schedule.FixedSchedule;
import org.nd4j.linalg.schedule.ISchedule;

class ScheduleTest {
  private static void means(ISchedule schedule, String text) {
    assertEquals(Optional.of(schedule), Schedule.parse(text).formula(0.1), text);
  }

  @Test
  @DisplayName("each form means its schedule, counted in epochs")
  void forms() {
    ISchedule step = Schedules.stepLR(EPOCH, 0.1, 30, 0.5);
    means(step, "step:30,0.5");
    means(
        Schedules.multiStepLR(EPOCH, 0.1, List.of(0, 30, 30, 60), 0.5), "multistep:0/30/30/60,0.5");
    means(Schedules.multiStepLR(EPOCH, 0.1, List.of(30), 0.5), "multistep:30, 0.5");
    means(Schedules.exponentialLR(EPOCH, 0.1, 0.95), "exponential:0.95");
    means(Schedules.cosineAnnealingLR(EPOCH, 0.1, 50, 0), "cosine:50");
    means(Schedules.cosineAnnealingLR(EPOCH, 0.1, 50, 1e-3), "cosine:50,1e-3");
    means(Schedules.linearDecay(EPOCH, 0.1, 100), "linear:100");
    means(Schedules.warmUp(EPOCH, 0.1, 3, 1 / 3.0, step), "warmup:3,step:30,0.5");
    means(Schedules.warmUp(EPOCH, 0.1, 3, 1 / 3.0, new FixedSchedule(0.1)), "warmup:3,constant");
  }

  @Test
  @DisplayName("a constant rate needs no schedule, and a plateau is none")
  void withoutFormula() {
    assertEquals(Schedule.CONSTANT, Schedule.parse("constant"));
    assertEquals(new Schedule.Plateau(0.5, 3), Schedule.parse("plateau:0.5,3"));
    for (String text : List.of("constant", "plateau:0.5,3")) {
      assertEquals(Optional.empty(), Schedule.parse(text).formula(0.1));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "constant | constant",
        "step:30,0.1 | step:30,0.1",
        "step: 30,.5 | step:30,0.5",
        "multistep:30/60/90,2.0 | multistep:30/60/90,2",
        "exponential:1e-5 | exponential:0.00001",
        "cosine:50 | cosine:50",
        "cosine:50,0.0 | cosine:50",
        "cosine:50,1e-3 | cosine:50,0.001",
        "linear:100 | linear:100",
        "warmup:5,warmup:3,cosine:45,0.01 | warmup:5,warmup:3,cosine:45,0.01",
        "plateau:0.1,10 | plateau:0.1,10",
      })
  @DisplayName("a schedule is written as it is read, in JSON too, with plain numbers")
  void text(String read, String written) throws Exception {
    Schedule schedule = Schedule.parse(read);
    assertEquals(written, schedule.text());
    ObjectMapper json = new ObjectMapper();
    assertEquals('"' + written + '"', json.writeValueAsString(schedule));
    assertEquals(schedule, json.readValue('"' + read + '"', Schedule.class));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "step:0,0.1 | stepSize must be at least 1, got 0",
        "step:2.5,0.1 | a whole number is needed, got \"2.5\"",
        "step:3,x | a number is needed, got \"x\"",
        "step:3, | a number is needed, got \"\"",
        "step:3,NaN | gamma must be finite and at least 0, got NaN",
        "step:3,-1 | gamma must be finite and at least 0, got -1.0",
        "multistep:9/3,0.1 | milestones must be at least 0 and in rising order, got [9, 3]",
        "multistep:,0.1 | a whole number is needed, got \"\"",
        "multistep:3/,0.1 | a whole number is needed, got \"\"",
        "exponential:-1 | gamma must be finite and at least 0, got -1.0",
        "cosine:0 | tMax must be at least 1, got 0",
        "cosine:5,-1 | etaMin must be finite and at least 0, got -1.0",
        "linear:0 | total must be at least 1, got 0",
        "warmup:-1,linear:3 | steps must be at least 0, got -1",
        "warmup:3,linear:0 | total must be at least 1, got 0",
        "warmup:3,plateau:0.1,3 | no plateau can follow a warm-up, got plateau:0.1,3",
        "plateau:1,3 | factor must be at least 0 and below 1, got 1.0",
        "plateau:0.1,-3 | patience must be at least 0, got -3",
        "plateau:0.1,x | a whole number is needed, got \"x\""
      })
  @DisplayName("arguments that do not fit are refused in the form's own words")
  void refused(String text, String message) {
    var e = assertThrows(BadInputException.class, () -> Schedule.parse(text));
    assertEquals("schedule '" + text + "': " + message, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "\"\"",
        "steps:3",
        "step:3",
        "\"step:3,1,1\"",
        "step:3:0.1",
        "warmup:3:linear:5",
        "\"step,3:0.1\"",
        "\"step,3,0.1\"",
        "constant:",
        "constant:1",
        "\"warmup:3,x\"",
        "warmup:3",
        "plateau:0.1"
      })
  @DisplayName("anything else is refused with the forms there are")
  void unknown(String text) {
    var e = assertThrows(BadInputException.class, () -> Schedule.parse(text));
    String got = text.equals("warmup:3,x") ? "x" : text;
    assertEquals(
        "unknown schedule '"
            + got
            + "'; write constant, step:30,0.1, multistep:30/60/90,0.1, exponential:0.95,"
            + " cosine:50, linear:100, warmup:5,cosine:45 or plateau:0.1,10",
        e.getMessage());
  }
}
