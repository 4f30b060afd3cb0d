package dev.descent.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.BinaryOperator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** PyTorch's losses, with the arguments of its Python classes. */
final class Losses {
  /** PyTorch's numbers of the reductions. */
  private static final int MEAN = 1;

  private static final int SUM = 2;

  private static final long IGNORED = -100;

  private Losses() {}

  /** Returns the loss of outputs and targets. */
  static BinaryOperator<Tensor> of(JsonNode spec, ScalarType type) {
    int reduction = spec.path("reduction").asText("mean").equals("sum") ? SUM : MEAN;
    TensorOptional weight = tensor(spec.get("weight"), type);
    return switch (spec.get("name").textValue()) {
      case "CrossEntropyLoss" -> {
        double smoothing = spec.path("label_smoothing").doubleValue();
        yield (x, y) -> torch.cross_entropy_loss(x, y, weight, reduction, IGNORED, smoothing);
      }
      case "BCELoss" -> (x, y) -> torch.binary_cross_entropy(x, y, weight, reduction);
      case "BCEWithLogitsLoss" -> {
        TensorOptional positive = tensor(spec.get("pos_weight"), type);
        yield (x, y) -> torch.binary_cross_entropy_with_logits(x, y, weight, positive, reduction);
      }
      case "MSELoss" -> (x, y) -> torch.mse_loss(x, y, reduction);
      case "L1Loss" -> (x, y) -> torch.l1_loss(x, y, reduction);
      case "SmoothL1Loss" -> {
        double beta = spec.path("beta").asDouble(1);
        yield (x, y) -> torch.smooth_l1_loss(x, y, reduction, beta);
      }
      default -> throw new IllegalArgumentException("unknown loss " + spec.get("name"));
    };
  }

  /** Tells if these targets are classes, as whole numbers. */
  static boolean takesClasses(JsonNode spec, double[][] targets) {
    return spec.get("name").textValue().equals("CrossEntropyLoss") && targets[0].length == 1;
  }

  private static TensorOptional tensor(JsonNode numbers, ScalarType type) {
    if (numbers == null) {
      return new TensorOptional();
    }
    double[] values = Setup.vector(numbers);
    return new TensorOptional(Tensors.of(values, type, values.length));
  }
}
