package dev.descent.reference;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.reference.Outcome.View;
import dev.descent.reference.Training.Variant;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * The fixtures of a {@link Setup}, as {@code torch_reference.py} writes them: what it says of
 * rounding and spread is done here. The optimizer's state is not in them, since C++ keeps it where
 * Java does not reach.
 */
final class FixtureWriter {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Runs of which one is the fixture's own. */
  private static final int RUNS = 5;

  private static final int EXACT_RUNS = 3;

  /** What float32, or float16, cannot tell from 0 in a sum: a share of the sizes of its terms. */
  private static final double NEAR = 0x1p-20;

  private static final double HALF_NEAR = 0x1p-8;
  private static final int EXACTLY = 17;

  /** The version of the library, which its jar has together with that of JavaCPP. */
  static final String TORCH =
      torch.class.getPackage().getImplementationVersion().replaceFirst("-.*", "");

  private FixtureWriter() {}

  /**
   * Trains and writes.
   *
   * @throws NotFiniteException if a number of the trainings is not
   */
  static List<ObjectNode> fixtures(Setup setup) {
    boolean mixed = setup.inMixedPrecision();
    boolean alone = setup.hasDropout(); // its masks are drawn anew in another order
    Outcome single = Training.run(setup, new Variant(false, null, 0, null));
    List<Boolean> skipped = mixed ? single.skipped : null;
    Outcome exact = Training.run(setup, new Variant(true, null, 0, skipped));
    List<Outcome> singles = new ArrayList<>(List.of(single));
    List<Outcome> exacts = new ArrayList<>(List.of(exact));
    if (!alone) {
      for (long seed = 1; seed < RUNS; seed++) {
        singles.add(Training.run(setup, new Variant(false, seed, 0, null)));
      }
      double near = mixed ? HALF_NEAR : NEAR;
      singles.add(Training.run(setup, new Variant(true, null, near, skipped)));
      for (long seed = 1; seed < EXACT_RUNS && !mixed; seed++) {
        exacts.add(Training.run(setup, new Variant(true, seed, 0, null)));
      }
    }
    ObjectNode low = fixture(setup, mixed ? "float16" : "float32", single);
    low.set("rounding", node(spread(List.of(single), exact)));
    low.set("spread", node(spread(singles, exact)));
    if (mixed) {
      return List.of(low);
    }
    ObjectNode high = fixture(setup, "float64", exact);
    high.set("spread", node(spread(exacts, exact)));
    return List.of(low, high);
  }

  /** Trains in float64 alone, and writes that without its spread. */
  static ObjectNode exact(Setup setup) {
    return fixture(setup, "float64", Training.run(setup, new Variant(true, null, 0, null)));
  }

  private static ObjectNode fixture(Setup setup, String dtype, Outcome outcome) {
    int wide = dtype.equals("float64") ? EXACTLY : 11;
    int narrow = dtype.equals("float64") ? 12 : 11;
    ObjectNode made = NODES.objectNode();
    made.put("format", 1).put("name", setup.name() + "." + dtype).put("dtype", dtype);
    made.put("torch", TORCH);
    made.setAll(setup.json());
    made.put("steps", outcome.steps());
    ObjectNode trajectory = made.putObject("trajectory");
    ObjectNode checkpoints = made.putObject("checkpoints");
    outcome.quantities.forEach(
        (name, views) -> {
          if (name.equals("gradient") && setup.has("penalty")) {
            return; // the penalty's part is in PyTorch's gradient; DL4J adds it later
          }
          boolean vector = views.get(0).fold() != null;
          int digits = vector ? narrow : name.equals("lr") || name.equals("scale") ? EXACTLY : wide;
          ArrayNode all = trajectory.putArray(name);
          for (int step = 1; step <= views.size(); step++) {
            View view = views.get(step - 1);
            if (!vector) {
              all.add(number(view.length(), digits));
              continue;
            }
            ArrayNode one = all.addArray().add(number(view.length(), digits));
            add(one, view.fold(), digits);
            if (view.checkpoint() != null) {
              add(
                  checkpoints.withObjectProperty(String.valueOf(step)).putArray(name),
                  view.checkpoint(),
                  wide);
            }
          }
        });
    add(made.putArray("outputs"), outcome.outputs, wide);
    if (!outcome.masks.isEmpty()) {
      ArrayNode masks = made.putArray("masks");
      outcome.masks.forEach(step -> step.forEach(masks.addArray()::add));
    }
    if (!outcome.skipped.isEmpty()) {
      outcome.skipped.forEach(made.withArrayProperty("skipped")::add);
    }
    return made;
  }

  private static void add(ArrayNode array, double @Nullable [] values, int digits) {
    if (values != null) {
      for (double value : values) {
        array.add(number(value, digits));
      }
    }
  }

  private static double number(double value, int digits) {
    if (!Double.isFinite(value)) {
      throw new NotFiniteException();
    }
    return new BigDecimal(value).round(new MathContext(digits)).doubleValue();
  }

  private static ObjectNode node(Map<String, Double> values) {
    ObjectNode node = NODES.objectNode();
    values.forEach((name, value) -> node.put(name, number(value, 3)));
    return node;
  }

  /**
   * The largest deviation of any of the runs, as far as they are finite and skip the same steps.
   */
  private static Map<String, Double> spread(List<Outcome> runs, Outcome exact) {
    Map<String, Double> largest = new LinkedHashMap<>();
    for (Outcome run : runs) {
      boolean alike = run.skipped.isEmpty() || run.skipped.equals(runs.get(0).skipped);
      Map<String, Double> deviations = alike ? deviations(run, exact) : Map.of();
      if (deviations.values().stream().allMatch(Double::isFinite)) {
        deviations.forEach((name, deviation) -> largest.merge(name, deviation, Math::max));
      }
    }
    if (largest.isEmpty()) {
      throw new NotFiniteException();
    }
    return largest;
  }

  /** The largest deviation of a run from the exact one, over the largest length so far. */
  private static Map<String, Double> deviations(Outcome run, Outcome exact) {
    Map<String, Double> result = new LinkedHashMap<>();
    run.quantities.keySet().forEach(name -> result.put(name, 0.0)); // no scale in float64
    exact.quantities.forEach(
        (name, views) -> {
          double largest = 0;
          double worst = 0;
          for (int i = 0; i < views.size(); i++) {
            largest = Math.max(largest, Math.abs(views.get(i).length()));
            double off = distance(run.views(name).get(i), views.get(i));
            worst = Math.max(worst, largest > 0 ? off / largest : off);
          }
          result.put(name, worst);
        });
    double length = Outcome.length(exact.outputs);
    double off = distance(run.outputs, exact.outputs);
    result.put("outputs", length > 0 ? off / length : off);
    return result;
  }

  private static double distance(View a, View b) {
    double off = Math.abs(a.length() - b.length());
    if (a.fold() != null && b.fold() != null) {
      off = Math.max(off, distance(a.fold(), b.fold()));
    }
    if (a.checkpoint() != null && b.checkpoint() != null) {
      off = Math.max(off, distance(a.checkpoint(), b.checkpoint()));
    }
    return off;
  }

  private static double distance(double[] a, double[] b) {
    double[] difference = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return Outcome.length(difference);
  }
}
