package dev.descent.reference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * A training to be done, as the entries of a fixture describe it; {@code docs/fixture.schema.json}
 * says what each means.
 *
 * @param name of its case
 */
record Setup(String name, ObjectNode json) {

  /** A layer: its kind, and what follows it in the setup. */
  record Layer(String kind, JsonNode value, int inputs, int outputs) {
    /** Counts its parameters. */
    int parameters() {
      return switch (kind) {
        case "linear" -> outputs * inputs + outputs;
        case "batch_norm" -> 2 * outputs;
        default -> 0;
      };
    }
  }

  /** Rows, and for each what is expected. */
  record Rows(double[][] features, double[][] targets) {}

  boolean has(String entry) {
    return json.has(entry);
  }

  JsonNode get(String entry) {
    return json.get(entry);
  }

  boolean inMixedPrecision() {
    return has("grad_scaler");
  }

  boolean hasDropout() {
    return layers().stream().anyMatch(layer -> layer.kind().equals("dropout"));
  }

  List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    int width = get("network").get("inputs").intValue();
    for (JsonNode node : get("network").get("layers")) {
      String kind = node.fieldNames().next();
      JsonNode value = node.get(kind);
      int outputs = kind.equals("linear") ? value.intValue() : width;
      layers.add(new Layer(kind, value, width, outputs));
      width = outputs;
    }
    return layers;
  }

  /** Returns the rows, all of them exact in float32. */
  Rows rows() {
    JsonNode data = get("data");
    if (!data.has("splitmix64")) {
      return new Rows(matrix(data.get("features")), matrix(data.get("targets")));
    }
    int inputs = get("network").get("inputs").intValue();
    int classes = data.get("classes").intValue();
    long seed = data.get("splitmix64").longValue();
    double[][] features = new double[data.get("rows").intValue()][inputs];
    double[][] targets = new double[features.length][1];
    for (int r = 0; r < features.length; r++) {
      targets[r][0] = r % classes;
      for (int j = 0; j < inputs; j++) {
        double pattern = uniform(seed, (long) (r % classes) * inputs + j);
        features[r][j] = (float) (0.5 * pattern + 0.5 * uniform(seed + 1, (long) r * inputs + j));
      }
    }
    return new Rows(features, targets);
  }

  /** Returns all parameters at the start, in PyTorch's order, exact in float32. */
  double[] start() {
    JsonNode initial = get("initial");
    if (initial.has("values")) {
      return vector(initial.get("values"));
    }
    long seed = initial.get("splitmix64").longValue();
    double[] values = new double[layers().stream().mapToInt(Layer::parameters).sum()];
    int at = 0;
    for (Layer layer : layers()) {
      double bound = 1 / Math.sqrt(layer.inputs());
      for (int i = 0; i < layer.parameters(); i++, at++) {
        values[at] =
            layer.kind().equals("batch_norm")
                ? i < layer.outputs() ? 1 : 0
                : (float) ((2 * uniform(seed, at) - 1) * bound);
      }
    }
    return values;
  }

  /** The number of a seed: SplitMix64's mix, its upper 24 bits, in [0, 1). */
  private static double uniform(long seed, long i) {
    long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 40) * 0x1p-24;
  }

  static double[] vector(JsonNode numbers) {
    return StreamSupport.stream(numbers.spliterator(), false)
        .mapToDouble(JsonNode::doubleValue)
        .toArray();
  }

  /** Reads rows; a number by itself is a row of one. */
  private static double[][] matrix(JsonNode rows) {
    double[][] matrix = new double[rows.size()][];
    for (int r = 0; r < matrix.length; r++) {
      JsonNode row = rows.get(r);
      matrix[r] = row.isArray() ? vector(row) : new double[] {row.doubleValue()};
    }
    return matrix;
  }
}
