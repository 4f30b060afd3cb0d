package dev.descent.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.DeviceType;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** One training by PyTorch, as a {@link Setup} describes it. */
@SuppressWarnings("try") // scopes work by being there
final class Training {
  private static final int OUTPUT_ROWS = 8;

  private final Setup setup;
  private final Variant variant;
  private final ScalarType type;
  private final Order order;
  private final Model model;
  private final Optimizer optimizer;
  private final BinaryOperator<Tensor> loss;
  private final @Nullable Scaler scaler;
  private final Outcome outcome = new Outcome();

  /**
   * How a training is done.
   *
   * @param exact whether in float64, else in float32, or in mixed precision where the setup has a
   *     gradient scaler
   * @param order the seed of another {@link Order}; null for the usual one
   * @param turned the share of its terms' sizes within which a ReLU opens the other way; 0 for none
   * @param skipped in float64, the steps that mixed precision left out
   */
  record Variant(
      boolean exact, @Nullable Long order, double turned, @Nullable List<Boolean> skipped) {}

  private Training(Setup setup, Variant variant) {
    this.setup = setup;
    this.variant = variant;
    this.type = variant.exact() ? ScalarType.Double : ScalarType.Float;
    this.order = new Order(setup, variant.order());
    this.model = new Model(setup, type, order.parameters(setup.start()), variant.turned());
    this.optimizer = Optimizers.of(setup.get("optimizer"), model.parameterVector());
    this.loss = Losses.of(setup.get("loss"), type);
    boolean mixed = setup.inMixedPrecision() && !variant.exact();
    this.scaler = mixed ? new Scaler(setup.get("grad_scaler")) : null;
  }

  static Outcome run(Setup setup, Variant variant) {
    try (PointerScope scope = new PointerScope()) {
      Training training = new Training(setup, variant);
      training.run();
      return training.outcome;
    }
  }

  private void run() {
    Setup.Rows rows = setup.rows();
    double[][] features =
        Arrays.stream(rows.features()).map(order::inputs).toArray(double[][]::new);
    JsonNode schedule = setup.get("scheduler");
    Optimizers.Scheduler scheduler =
        schedule == null ? metric -> {} : Optimizers.scheduler(schedule, optimizer);
    boolean everyStep = schedule != null && schedule.get("unit").textValue().equals("iteration");
    int size = setup.get("batches").get("size").intValue();
    int epochs = setup.get("batches").get("epochs").intValue();
    for (int epoch = 0; epoch < epochs; epoch++) {
      for (int at = 0; at < features.length; at += size) {
        int start = at;
        int[] drawn =
            IntStream.of(order.shuffled(Math.min(size, features.length - at)))
                .map(row -> start + row)
                .toArray();
        try (PointerScope scope = new PointerScope()) {
          step(pick(features, drawn), pick(rows.targets(), drawn));
          if (everyStep) {
            scheduler.step(0);
          }
        }
      }
      if (!everyStep) {
        boolean metrics = schedule != null && schedule.has("metrics");
        scheduler.step(metrics ? schedule.get("metrics").get(epoch).doubleValue() : 0);
      }
    }
    outcome.outputs = outputs(Arrays.copyOf(features, Math.min(OUTPUT_ROWS, features.length)));
  }

  private static double[][] pick(double[][] rows, int[] drawn) {
    return IntStream.of(drawn).mapToObj(row -> rows[row]).toArray(double[][]::new);
  }

  private void step(double[][] features, double[][] targets) {
    Tensor x = Tensors.of(features, type);
    if (setup.hasDropout()) {
      long seed = setup.get("seed").longValue() * 100003 + outcome.steps();
      try (AutoGradMode none = new AutoGradMode(false)) {
        outcome.masks.add(model.masks(setup, x, seed));
      }
    }
    outcome.number("lr", optimizer.param_groups().get(0).options().get_lr());
    optimizer.zero_grad();
    autocast(scaler != null);
    Tensor value = loss.apply(model.forward(x, true), targets(targets));
    autocast(false);
    if (setup.has("penalty")) {
      value = value.add(penalty(setup.get("penalty")));
    }
    if (scaler != null) {
      outcome.number("scale", scaler.scale());
    }
    outcome.number("loss", value.item_double());
    boolean taken = backward(value);
    if (setup.has("clip")) {
      clip(setup.get("clip"), taken);
    }
    double[] gradient = order.usual(model.gradient());
    outcome.vector("gradient", taken ? gradient : new double[gradient.length]);
    if (taken) {
      optimizer.step();
    }
    if (setup.layers().stream().anyMatch(layer -> layer.kind().equals("batch_norm"))) {
      outcome.vector("buffers", order.usualBuffers(model.buffers()));
    }
    outcome.vector("parameters", order.usual(model.values()));
  }

  /** Takes the gradient, and tells whether the optimizer is to step. */
  private boolean backward(Tensor value) {
    if (scaler == null) {
      value.backward();
      List<Boolean> skipped = variant.skipped();
      return skipped == null || !skipped.get(outcome.views("parameters").size());
    }
    scaler.scale(value).backward();
    boolean taken = scaler.unscale(model.parameters().stream().map(Tensor::grad).toList());
    outcome.skipped.add(!taken);
    return taken;
  }

  private Tensor targets(double[][] targets) {
    Tensor y = Tensors.of(targets, type);
    return Losses.takesClasses(setup.get("loss"), targets) ? y.select(1, 0).to(ScalarType.Long) : y;
  }

  private static void autocast(boolean on) {
    torch.set_autocast_dtype(DeviceType.CPU, ScalarType.Half);
    torch.set_autocast_cache_enabled(false);
    torch.set_autocast_enabled(DeviceType.CPU, on);
  }

  /** The tutorial's terms l1 · Σ|p| + l2 · Σp², added to the loss by hand. */
  private Tensor penalty(JsonNode spec) {
    Tensor sum = Tensors.of(new double[1], type, 1).select(0, 0);
    for (Tensor parameter : model.parameters()) {
      if (parameter.dim() > 1 || spec.get("biases").booleanValue()) {
        Tensor l1 = parameter.abs().sum().mul(new Scalar(spec.get("l1").doubleValue()));
        Tensor l2 = parameter.pow(new Scalar(2)).sum();
        sum = sum.add(l1).add(l2.mul(new Scalar(spec.get("l2").doubleValue())));
      }
    }
    return sum;
  }

  private void clip(JsonNode spec, boolean taken) {
    if (spec.has("value")) {
      if (taken) {
        torch.clip_grad_value_(model.parameterVector(), spec.get("value").doubleValue());
      }
    } else {
      double limit = spec.get("norm").doubleValue();
      outcome.number("norm", taken ? torch.clip_grad_norm_(model.parameterVector(), limit) : 0);
    }
  }

  private double[] outputs(double[][] features) {
    try (PointerScope scope = new PointerScope();
        AutoGradMode none = new AutoGradMode(false)) {
      return Tensors.values(model.forward(Tensors.of(features, type), false));
    }
  }
}
