package dev.descent.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** A network of the functions that PyTorch's modules call, and its parameters. */
final class Model {
  private interface Step {
    Tensor apply(Tensor x, boolean training);
  }

  private final List<Step> steps = new ArrayList<>();
  private final List<Tensor> parameters = new ArrayList<>();
  private final List<Tensor> buffers = new ArrayList<>();
  private final ScalarType type;
  private final double[] start;
  private final double turned;
  private int taken;

  /** For each output of the last layer the sum of the sizes of its terms, if ReLUs are turned. */
  private @Nullable Tensor sizes;

  /**
   * Makes it.
   *
   * @param start its parameters, in its own order
   * @param turned where ReLUs open the other way in training: where their input is nearer to 0 than
   *     this share of the sizes of all that was added up to make it; 0 for PyTorch's own
   */
  Model(Setup setup, ScalarType type, double[] start, double turned) {
    this.type = type;
    this.start = start;
    this.turned = turned;
    for (Setup.Layer layer : setup.layers()) {
      steps.add(step(layer));
    }
  }

  private Step step(Setup.Layer layer) {
    return switch (layer.kind()) {
      case "linear" -> {
        Tensor weight = parameter(layer.outputs(), layer.inputs());
        Tensor bias = parameter(layer.outputs());
        yield (x, training) -> {
          if (turned > 0) {
            sizes = torch.linear(x.abs(), weight.abs(), new TensorOptional(bias.abs())).detach();
          }
          return torch.linear(x, weight, new TensorOptional(bias));
        };
      }
      case "batch_norm" -> batchNorm(layer);
      case "dropout" -> {
        double p = layer.value().doubleValue();
        yield (x, training) -> torch.dropout(x, p, training);
      }
      case "relu" -> (x, training) -> turned > 0 && training ? turned(x) : torch.relu(x);
      case "sigmoid" -> (x, training) -> torch.sigmoid(x);
      case "tanh" -> (x, training) -> torch.tanh(x);
      default -> throw new IllegalArgumentException("unknown layer " + layer.kind());
    };
  }

  private Step batchNorm(Setup.Layer layer) {
    Tensor weight = parameter(layer.outputs());
    TensorOptional bias = new TensorOptional(parameter(layer.outputs()));
    double[] variance = new double[layer.outputs()];
    Arrays.fill(variance, 1);
    Tensor runningMean = Tensors.of(new double[layer.outputs()], type, layer.outputs());
    Tensor runningVariance = Tensors.of(variance, type, layer.outputs());
    buffers.addAll(List.of(runningMean, runningVariance));
    double momentum = layer.value().get("momentum").doubleValue();
    double eps = layer.value().get("eps").doubleValue();
    return (x, training) -> {
      if (sizes != null && training) {
        Tensor deviation = x.detach().var(new long[] {0}, false, false);
        Tensor factor = weight.detach().abs().div(deviation.add(new Scalar(eps)).sqrt());
        sizes = sizes.mul(factor);
      }
      return torch.batch_norm(
          x,
          new TensorOptional(weight),
          bias,
          new TensorOptional(runningMean),
          new TensorOptional(runningVariance),
          training,
          momentum,
          eps,
          false);
    };
  }

  private Tensor turned(Tensor x) {
    Tensor terms = Objects.requireNonNull(sizes, "a linear layer before the ReLU");
    Tensor near = x.detach().abs().lt(terms.mul(new Scalar(turned)));
    return x.mul(x.detach().gt(new Scalar(0)).logical_xor(near));
  }

  private Tensor parameter(long... shape) {
    int size = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    double[] values = Arrays.copyOfRange(start, taken, taken + size);
    taken += size;
    Tensor parameter = Tensors.of(values, type, shape).set_requires_grad(true);
    parameters.add(parameter);
    return parameter;
  }

  Tensor forward(Tensor x, boolean training) {
    Tensor y = x;
    for (Step step : steps) {
      y = step.apply(y, training);
    }
    return y;
  }

  List<Tensor> parameters() {
    return parameters;
  }

  TensorVector parameterVector() {
    return new TensorVector(parameters.toArray(Tensor[]::new));
  }

  double[] values() {
    return flat(parameters);
  }

  double[] gradient() {
    return flat(parameters.stream().map(Tensor::grad).toList());
  }

  /** Returns the running means and variances, layer by layer. */
  double[] buffers() {
    return flat(buffers);
  }

  private static double[] flat(List<Tensor> tensors) {
    List<double[]> parts = tensors.stream().map(Tensors::values).toList();
    double[] all = new double[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (double[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  /**
   * What each dropout layer keeps in the forward pass that a seed starts, a digit for each element.
   * The generator is left as that seed makes it.
   */
  List<String> masks(Setup setup, Tensor x, long seed) {
    torch.manual_seed(seed);
    List<String> masks = new ArrayList<>();
    Tensor y = x;
    List<Setup.Layer> layers = setup.layers();
    for (int i = 0; i < layers.size(); i++) {
      if (layers.get(i).kind().equals("dropout")) {
        Tensor kept = steps.get(i).apply(torch.ones_like(y), true);
        StringBuilder mask = new StringBuilder();
        for (double value : Tensors.values(kept)) {
          mask.append(value == 0 ? '0' : '1');
        }
        masks.add(mask.toString());
      } else {
        y = steps.get(i).apply(y, false); // only its shape matters
      }
    }
    torch.manual_seed(seed);
    return masks;
  }
}
