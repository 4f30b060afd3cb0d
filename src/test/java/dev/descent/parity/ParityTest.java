package dev.descent.parity;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.train.Backend;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract: every training by PyTorch, repeated with ours, stays within its limits. */
class ParityTest {
  /**
   * Of the 251 in low precision, how many may go over their limit where PyTorch itself does: 13 did
   * on the machine that wrote this, and which ones is chance.
   */
  private static final int EXCUSED = 25;

  private static Map<String, List<Fixture>> fixtures;
  private static final List<String> excused = new ArrayList<>();

  @BeforeAll
  static void read() {
    Backend.start();
    fixtures =
        FixtureFile.committed().stream()
            .map(file -> Fixture.read(file.read(), file.name()))
            .collect(Collectors.groupingBy(Fixture::family));
  }

  @AfterAll
  static void fewAreExcused() {
    fixtures = null;
    assertTrue(excused.size() <= EXCUSED, () -> "over their limits: " + excused);
  }

  private static Stream<Named<Fixture>> family(String name) {
    return fixtures.get(name).stream().map(f -> Named.of(f.name() + ": " + f.about(), f));
  }

  static Stream<Named<Fixture>> losses() {
    return family("loss");
  }

  static Stream<Named<Fixture>> updaters() {
    return family("updater");
  }

  static Stream<Named<Fixture>> schedules() {
    return family("schedule");
  }

  static Stream<Named<Fixture>> techniques() {
    return family("technique");
  }

  static Stream<Named<Fixture>> trainings() {
    return family("training");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  @DisplayName("losses: values, gradients and 100 steps are PyTorch's")
  void loss(Fixture fixture) {
    holds(fixture);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("updaters")
  @DisplayName("updaters: 100 steps and their state are PyTorch's")
  void updater(Fixture fixture) {
    holds(fixture);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("schedules")
  @DisplayName("schedules: the rate of every step, and the steps, are PyTorch's")
  void schedule(Fixture fixture) {
    holds(fixture);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("techniques")
  @DisplayName(
      "techniques: decay, clipping, layers, penalties, precision and stopping are PyTorch's")
  void technique(Fixture fixture) {
    holds(fixture);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("trainings")
  @DisplayName("whole trainings of the document's network are PyTorch's")
  void training(Fixture fixture) {
    holds(fixture);
  }

  private static void holds(Fixture fixture) {
    Deviation deviation = Replay.run(fixture, Side.OURS);
    assertNull(deviation.departure(), () -> fixture.name() + " leaves PyTorch");
    if (deviation.beyond() != null) {
      assertNotEquals(Fixture.Dtype.FLOAT64, fixture.dtype(), () -> "" + deviation.beyond());
      excused.add(fixture.name());
    }
    // Whatever was compared: a fixture without parameters would prove nothing.
    assertTrue(deviation.worst().containsKey("parameters"), "the parameters were compared");
  }
}
