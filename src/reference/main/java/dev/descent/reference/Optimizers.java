package dev.descent.reference;

import com.fasterxml.jackson.databind.JsonNode;
import org.bytedeco.javacpp.BoolPointer;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.pytorch.Adagrad;
import org.bytedeco.pytorch.AdagradOptions;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.RMSprop;
import org.bytedeco.pytorch.RMSpropOptions;
import org.bytedeco.pytorch.ReduceLROnPlateauScheduler;
import org.bytedeco.pytorch.ReduceLROnPlateauScheduler.SchedulerMode;
import org.bytedeco.pytorch.ReduceLROnPlateauScheduler.ThresholdMode;
import org.bytedeco.pytorch.SGD;
import org.bytedeco.pytorch.SGDOptions;
import org.bytedeco.pytorch.StepLR;
import org.bytedeco.pytorch.TensorVector;

/** PyTorch's optimizers and schedulers, with the arguments of its Python classes. */
final class Optimizers {
  private Optimizers() {}

  static Optimizer of(JsonNode spec, TensorVector parameters) {
    return switch (spec.get("name").textValue()) {
      case "SGD" -> {
        SGDOptions options = new SGDOptions(lr(spec, 0.001));
        put(spec, "momentum", options.momentum());
        put(spec, "dampening", options.dampening());
        put(spec, "weight_decay", options.weight_decay());
        put(spec, "nesterov", options.nesterov());
        yield new SGD(parameters, options);
      }
      case "Adam" -> {
        AdamOptions options = new AdamOptions(lr(spec, 0.001));
        betas(spec, options.betas());
        put(spec, "eps", options.eps());
        put(spec, "weight_decay", options.weight_decay());
        put(spec, "amsgrad", options.amsgrad());
        yield new Adam(parameters, options);
      }
      case "AdamW" -> {
        AdamWOptions options = new AdamWOptions(lr(spec, 0.001));
        betas(spec, options.betas());
        put(spec, "eps", options.eps());
        put(spec, "weight_decay", options.weight_decay());
        put(spec, "amsgrad", options.amsgrad());
        yield new AdamW(parameters, options);
      }
      case "RMSprop" -> {
        RMSpropOptions options = new RMSpropOptions(lr(spec, 0.01));
        put(spec, "alpha", options.alpha());
        put(spec, "eps", options.eps());
        put(spec, "momentum", options.momentum());
        put(spec, "weight_decay", options.weight_decay());
        put(spec, "centered", options.centered());
        yield new RMSprop(parameters, options);
      }
      case "Adagrad" -> {
        AdagradOptions options = new AdagradOptions(lr(spec, 0.01));
        put(spec, "lr_decay", options.lr_decay());
        put(spec, "initial_accumulator_value", options.initial_accumulator_value());
        put(spec, "eps", options.eps());
        put(spec, "weight_decay", options.weight_decay());
        yield new Adagrad(parameters, options);
      }
      default -> throw new IllegalArgumentException("unknown optimizer " + spec.get("name"));
    };
  }

  private static double lr(JsonNode spec, double otherwise) {
    return spec.path("lr").asDouble(otherwise);
  }

  private static void put(JsonNode spec, String setting, DoublePointer option) {
    if (spec.has(setting)) {
      option.put(spec.get(setting).doubleValue());
    }
  }

  private static void put(JsonNode spec, String setting, BoolPointer option) {
    if (spec.has(setting)) {
      option.put(spec.get(setting).booleanValue());
    }
  }

  /** Both betas lie in a tuple, which has its last element first in memory. */
  private static void betas(JsonNode spec, DoublePointer option) {
    if (spec.has("betas")) {
      option.put(1, spec.get("betas").get(0).doubleValue());
      option.put(0, spec.get("betas").get(1).doubleValue());
    }
  }

  /** A step of a scheduler: the metric is used by ReduceLROnPlateau alone. */
  interface Scheduler {
    void step(double metric);
  }

  static Scheduler scheduler(JsonNode spec, Optimizer optimizer) {
    if (spec.get("name").textValue().equals("StepLR")) {
      StepLR scheduler =
          new StepLR(optimizer, spec.get("step_size").intValue(), spec.path("gamma").asDouble(0.1));
      scheduler.step(); // Python's takes this first step when it is made, and C++'s does not
      return metric -> scheduler.step();
    }
    ReduceLROnPlateauScheduler scheduler =
        new ReduceLROnPlateauScheduler(
            optimizer,
            spec.path("mode").asText("min").equals("max") ? SchedulerMode.max : SchedulerMode.min,
            (float) spec.path("factor").asDouble(0.1),
            spec.path("patience").asInt(10),
            spec.path("threshold").asDouble(1e-4),
            spec.path("threshold_mode").asText("rel").equals("abs")
                ? ThresholdMode.abs
                : ThresholdMode.rel,
            spec.path("cooldown").asInt(0),
            new float[] {(float) spec.path("min_lr").asDouble(0)},
            spec.path("eps").asDouble(1e-8),
            false);
    return metric -> scheduler.step((float) metric);
  }
}
