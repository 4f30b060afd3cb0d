package dev.descent.parity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Setups for PyTorch's C++ library: fixtures without their outcome, as they are and drawn anew.
 *
 * <p>What is drawn: rows, initial parameters, seeds, and by one rule every setting of the loss, the
 * optimizer, the scheduler, clipping, penalty and layers. A number above 1 is multiplied by 2ᵘ, u
 * uniform in ±1; of one between 0 and 1 that is done to the odds x / (1 − x), so that it stays
 * there; 0 and 1 stay. A count n becomes one of 1 to 2n. All are exact in float32, as C++ keeps
 * some of them so.
 */
final class LiveSetups {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final Set<String> OUTCOME =
      Set.of(
          "format",
          "name",
          "dtype",
          "torch",
          "steps",
          "trajectory",
          "checkpoints",
          "outputs",
          "masks",
          "skipped",
          "rounding",
          "spread");
  private static final Set<String> COUNTS =
      Set.of("step_size", "patience", "cooldown", "growth_interval");

  /** Of the scaler only the interval: scales are powers of 2, or dividing by them would round. */
  private static final Set<String> KEPT =
      Set.of("init_scale", "growth_factor", "backoff_factor", "metrics", "linear");

  private final Random random;

  LiveSetups(long seed) {
    random = new Random(seed);
  }

  /** Returns the setup of a fixture. */
  static ObjectNode of(ObjectNode fixture) {
    return fixture.deepCopy().without(OUTCOME);
  }

  /** Tells if C++ has all that a setup names, whatever the numbers. */
  static boolean isInCpp(ObjectNode setup) {
    String scheduler = setup.at("/scheduler/name").asText("");
    return !setup.at("/optimizer/name").textValue().equals("Adadelta")
        && Set.of("", "StepLR", "ReduceLROnPlateau").contains(scheduler)
        && !setup.has("early_stopping");
  }

  /**
   * Tells if C++ takes these numbers as Python does. Its {@code ReduceLROnPlateau} keeps factor,
   * metrics and least rate in float32, and with the mode max no metric below 0 is an improvement.
   */
  static boolean isTheSameInCpp(ObjectNode setup) {
    JsonNode scheduler = setup.path("scheduler");
    boolean max = scheduler.path("mode").asText("min").equals("max");
    return !scheduler.has("metrics")
        || isSingle(scheduler.path("factor").asDouble(0.1))
            && isSingle(scheduler.path("min_lr").asDouble(0))
            && StreamSupport.stream(scheduler.get("metrics").spliterator(), false)
                .mapToDouble(JsonNode::doubleValue)
                .allMatch(metric -> isSingle(metric) && (!max || metric > 0));
  }

  private static boolean isSingle(double value) {
    return value == (float) value;
  }

  /** Draws a setup like another one. */
  ObjectNode fresh(ObjectNode setup, String name) {
    ObjectNode fresh = setup.deepCopy();
    fresh.put("about", "drawn from " + name);
    fresh.put("seed", seed());
    for (String entry :
        List.of("network", "loss", "optimizer", "scheduler", "clip", "penalty", "grad_scaler")) {
      if (fresh.has(entry)) {
        fresh.set(entry, drawn(entry, fresh.get(entry)));
      }
    }
    fresh.withObject("/network").set("inputs", setup.get("network").get("inputs"));
    drawRows(fresh.withObject("/data"));
    ObjectNode initial = fresh.withObject("/initial");
    if (initial.has("values")) {
      initial.set("values", grid(initial.get("values").size(), 0.7, 4096));
    } else {
      initial.put("splitmix64", seed());
    }
    if (fresh.at("/scheduler/metrics").isArray()) {
      drawMetrics((ObjectNode) fresh.get("scheduler"));
    }
    return fresh;
  }

  private int seed() {
    return random.nextInt(10_000);
  }

  private JsonNode drawn(String key, JsonNode node) {
    if (KEPT.contains(key)) {
      return node;
    } else if (node.isObject()) {
      ObjectNode drawn = NODES.objectNode();
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        drawn.set(entry.getKey(), drawn(entry.getKey(), entry.getValue()));
      }
      return drawn;
    } else if (node.isArray()) {
      ArrayNode drawn = NODES.arrayNode();
      node.forEach(element -> drawn.add(drawn(key, element)));
      return drawn;
    } else if (!node.isNumber()) {
      return node;
    }
    return COUNTS.contains(key)
        ? IntNode.valueOf(1 + random.nextInt(2 * Math.max(1, node.intValue())))
        : DoubleNode.valueOf(drawn(node.doubleValue()));
  }

  private double drawn(double value) {
    double factor = Math.pow(2, 2 * random.nextDouble() - 1);
    if (value == 0 || value == 1) {
      return value;
    } else if (value > 0 && value < 1) {
      double odds = factor * value / (1 - value);
      return (float) (odds / (1 + odds));
    }
    return (float) (factor * value);
  }

  private void drawRows(ObjectNode data) {
    if (data.has("splitmix64")) {
      data.put("splitmix64", seed());
      return;
    }
    ArrayNode features = NODES.arrayNode();
    data.get("features").forEach(row -> features.add(grid(row.size(), 2, 256)));
    data.set("features", features);
    List<JsonNode> targets = new ArrayList<>();
    data.get("targets").forEach(targets::add);
    Collections.shuffle(targets, random);
    data.set("targets", NODES.arrayNode().addAll(targets));
  }

  /** Draws numbers in ±limit that a reader can read. */
  private ArrayNode grid(int count, double limit, int steps) {
    ArrayNode numbers = NODES.arrayNode();
    for (int i = 0; i < count; i++) {
      numbers.add(Math.rint((2 * random.nextDouble() - 1) * limit * steps) / steps);
    }
    return numbers;
  }

  /** Draws metrics that move on and rest by turns, down or up as the mode is. */
  private void drawMetrics(ObjectNode scheduler) {
    boolean max = scheduler.path("mode").asText("min").equals("max");
    ArrayNode metrics = NODES.arrayNode();
    double metric = 1;
    for (int epoch = 0; epoch < scheduler.get("metrics").size(); epoch++) {
      if (random.nextInt(3) == 0) {
        double ratio = 0.9 + 0.12 * random.nextDouble();
        metric = (float) (max ? metric / ratio : metric * ratio);
      }
      metrics.add(metric);
    }
    scheduler.set("metrics", metrics);
  }
}
