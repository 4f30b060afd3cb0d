package dev.descent.parity;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * How far two versions of PyTorch are from each other in float64, over the same trainings.
 *
 * @param older the version that made the committed fixtures
 * @param newer the other one
 * @param trainings how many were compared
 * @param equal in how many of them every number is the same to the last digit that fixtures store
 * @param largest deviation, of any quantity, of its largest value
 * @param furthest the training in which that is
 */
public record Versions(
    String older, String newer, int trainings, int equal, double largest, String furthest) {

  /** A training by both. */
  record Pair(JsonNode older, JsonNode newer) {}

  static Versions of(List<Pair> pairs) {
    int equal = 0;
    double largest = 0;
    String furthest = "";
    for (Pair pair : pairs) {
      double deviation = deviation(pair);
      equal += deviation == 0 ? 1 : 0;
      if (deviation > largest) {
        largest = deviation;
        furthest = pair.older().get("name").textValue();
      }
    }
    Pair first = pairs.get(0);
    return new Versions(
        first.older().get("torch").textValue(),
        first.newer().get("torch").textValue(),
        pairs.size(),
        equal,
        largest,
        furthest);
  }

  /** Returns the largest deviation of what both have; C++ gives no state of the optimizer. */
  private static double deviation(Pair pair) {
    if (!pair.older().path("masks").equals(pair.newer().path("masks"))) {
      return Double.POSITIVE_INFINITY;
    }
    double largest = deviation(pair.older().get("outputs"), pair.newer().get("outputs"));
    largest =
        Math.max(largest, largest(pair.older().get("trajectory"), pair.newer().get("trajectory")));
    JsonNode checkpoints = pair.newer().path("checkpoints");
    for (String step : (Iterable<String>) checkpoints::fieldNames) {
      JsonNode older = pair.older().get("checkpoints").get(step);
      largest = Math.max(largest, largest(older, checkpoints.get(step)));
    }
    return largest;
  }

  private static double largest(JsonNode older, JsonNode newer) {
    double largest = 0;
    for (String quantity : (Iterable<String>) newer::fieldNames) {
      largest = Math.max(largest, deviation(older.get(quantity), newer.get(quantity)));
    }
    return largest;
  }

  private static double deviation(JsonNode older, JsonNode newer) {
    List<Double> a = numbers(older, new ArrayList<>());
    List<Double> b = numbers(newer, new ArrayList<>());
    if (a.size() != b.size()) {
      return Double.POSITIVE_INFINITY;
    }
    double size = a.stream().mapToDouble(Math::abs).max().orElse(0);
    double off = 0;
    for (int i = 0; i < a.size(); i++) {
      off = Math.max(off, Math.abs(a.get(i) - b.get(i)));
    }
    return size > 0 ? off / size : off;
  }

  private static List<Double> numbers(JsonNode node, List<Double> found) {
    if (node.isNumber()) {
      found.add(node.doubleValue());
    }
    node.forEach(element -> numbers(element, found));
    return found;
  }
}
