package dev.descent.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.bytedeco.pytorch.CompilationUnit;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.QualifiedName;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/** The gradient scaler, by the operations that Python's {@code GradScaler} calls. */
final class Scaler {
  /** Only TorchScript reaches them from here. */
  private final CompilationUnit script =
      torch.compile(
          """
          def unscale(gradient: Tensor, found: Tensor, inverse: Tensor):
              torch._amp_foreach_non_finite_check_and_unscale_([gradient], found, inverse)

          def update(scale: Tensor, tracker: Tensor, found: Tensor, growth: float, backoff: float, interval: int):
              torch._amp_update_scale_(scale, tracker, found, growth, backoff, interval)
          """);

  private final Tensor scale;
  private final Tensor tracker = Tensors.of(new double[1], ScalarType.Int, 1);
  private final double growth;
  private final double backoff;
  private final long interval;

  Scaler(JsonNode spec) {
    scale = Tensors.of(new double[] {spec.get("init_scale").doubleValue()}, ScalarType.Float, 1);
    growth = spec.get("growth_factor").doubleValue();
    backoff = spec.get("backoff_factor").doubleValue();
    interval = spec.get("growth_interval").longValue();
  }

  double scale() {
    return scale.item_double();
  }

  Tensor scale(Tensor loss) {
    return loss.mul(scale.select(0, 0));
  }

  /**
   * Divides gradients by the scale, and moves the scale.
   *
   * @return whether all of them are finite, so that the optimizer may step
   */
  boolean unscale(List<Tensor> gradients) {
    Tensor found = Tensors.of(new double[1], ScalarType.Float, 1);
    Tensor inverse = scale.to(ScalarType.Double).reciprocal().to(ScalarType.Float);
    for (Tensor gradient : gradients) {
      call("unscale", new IValue(gradient), new IValue(found), new IValue(inverse));
    }
    call(
        "update",
        new IValue(scale),
        new IValue(tracker),
        new IValue(found),
        new IValue(growth),
        new IValue(backoff),
        new IValue(interval));
    return found.item_double() == 0;
  }

  private void call(String function, IValue... arguments) {
    script.get_function(new QualifiedName(function)).apply(new IValueVector(arguments));
  }
}
