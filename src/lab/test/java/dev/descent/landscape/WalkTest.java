package dev.descent.landscape;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.landscape.WalkJob.Walks;
import dev.descent.landscape.WalkRequest.Chosen;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WalkTest {
  private static Walk walk(
      Surface surface, Walker walker, Map<String, Double> settings, int steps) {
    Place start = surface.start();
    return new WalkJob()
        .run(
            new WalkRequest(
                surface.key(),
                start.x(),
                start.y(),
                steps,
                List.of(new Chosen(walker.key(), settings))),
            none -> {})
        .walks()
        .get(0);
  }

  @Test
  void sgdShrinksEachCoordinateByItsOwnFactor() {
    Walk walk = walk(Surfaces.RAVINE, Walker.SGD, Map.of("lr", 0.015), 300);
    for (int t = 0; t <= 300; t++) {
      assertEquals(-4 * Math.pow(1 - 0.015, t), walk.place().x()[t], 1e-9);
      assertEquals(0.8 * Math.pow(1 - 1.5, t), walk.place().y()[t], 1e-9);
    }
    assertEquals(Set.of(), walk.state().keySet());
    assertEquals((16 + 64) / 2.0, walk.f()[0]);
    assertArrayEquals(new double[] {-4, 80}, new double[] {g(walk).x()[0], g(walk).y()[0]});
    assertEquals(245, walk.settled()); // 4 · 0.985^245 < 0.1
    assertNull(walk.left());
  }

  private static Track g(Walk walk) {
    return walk.gradient();
  }

  @Test
  void theNextPlaceIsThePlaceLessTheStep() {
    for (Walker walker : Walker.values()) {
      Walk walk = walk(Surfaces.HIMMELBLAU, walker, Map.of("lr", 0.01), 20);
      for (int t = 0; t < 20; t++) {
        assertEquals(walk.place().x()[t] - walk.step().x()[t], walk.place().x()[t + 1]);
        assertEquals(walk.place().y()[t] - walk.step().y()[t], walk.place().y()[t + 1]);
      }
    }
  }

  @Test
  void theStateHasSeenTheGradientOfItsPlace() {
    Walk adam = walk(Surfaces.RAVINE, Walker.ADAM, Map.of("beta1", 0.8, "beta2", 0.9), 3);
    assertEquals(List.of("m", "v"), List.copyOf(adam.state().keySet()));
    assertEquals(0.2 * -4, adam.state().get("m").x()[0], 1e-15);
    assertEquals(0.1 * 80 * 80, adam.state().get("v").y()[0], 1e-12);
    assertEquals(
        0.8 * adam.state().get("m").x()[0] + 0.2 * g(adam).x()[1],
        adam.state().get("m").x()[1],
        1e-15);
    assertEquals(-0.001, adam.step().x()[0], 1e-11);

    Walk momentum = walk(Surfaces.RAVINE, Walker.MOMENTUM, Map.of("momentum", 0.5), 1);
    assertEquals(List.of("b"), List.copyOf(momentum.state().keySet()));
    assertEquals(0.5 * -4 + g(momentum).x()[1], momentum.state().get("b").x()[1], 1e-15);
    assertEquals(
        List.of("v", "u"),
        List.copyOf(walk(Surfaces.BOWL, Walker.ADADELTA, Map.of(), 1).state().keySet()));
  }

  @Test
  void aWalkEndsWhereNumbersAreNoLongerFinite() {
    Walk walk = walk(Surfaces.ROSENBROCK, Walker.SGD, Map.of("lr", 0.01), 100);
    Integer left = walk.left();
    assertNotNull(left);
    assertNull(walk.settled());
    for (double[] numbers :
        List.of(walk.place().x(), walk.f(), g(walk).x(), g(walk).y(), walk.step().y())) {
      assertEquals(left, numbers.length);
      assertTrue(Arrays.stream(numbers).allMatch(Double::isFinite), Arrays.toString(numbers));
    }
  }

  @Test
  void whoOnlyPassesAMinimumHasNotSettled() {
    Walk walk = walk(Surfaces.BOWL, Walker.MOMENTUM, Map.of("lr", 0.1), 200);
    Integer settled = walk.settled();
    assertNotNull(settled);
    assertTrue(distance(walk, settled - 1) >= Walk.NEAR && distance(walk, settled) < Walk.NEAR);
    for (int t = settled; t <= 200; t++) {
      assertTrue(distance(walk, t) < Walk.NEAR, "step " + t);
    }
    Walk circling = walk(Surfaces.BOWL, Walker.MOMENTUM, Map.of("momentum", 0.9999), 200);
    assertNull(circling.settled());
  }

  private static double distance(Walk walk, int t) {
    return Math.hypot(walk.place().x()[t], walk.place().y()[t]);
  }

  @Test
  void workersWriteAndReadIt() throws Exception {
    ObjectMapper json = new ObjectMapper();
    String request =
        """
        {"surface": "saddle", "x": -1.5, "y": 0.001, "steps": 4,
         "walkers": [{"walker": "sgd", "settings": {"lr": 0.02}}, {"walker": "adam"}]}""";
    Walks walks = new WalkJob().run(json.readValue(request, WalkRequest.class), none -> {});
    assertEquals(List.of("sgd", "adam"), walks.walks().stream().map(Walk::walker).toList());
    String written = json.writeValueAsString(walks);
    assertEquals(written, json.writeValueAsString(json.readValue(written, Walks.class)));
  }
}
