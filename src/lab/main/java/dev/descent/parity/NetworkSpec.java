package dev.descent.parity;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The network of a fixture, and the sizes that follow from its layers once {@link SetupCheck} has
 * found them good.
 *
 * @param layers in order; the last linear one may be followed by one activation
 */
record NetworkSpec(int inputs, List<LayerSpec> layers) {
  /** A layer: the one entry that is there names its kind. */
  @JsonNaming(SnakeCaseStrategy.class)
  record LayerSpec(
      @Nullable Integer linear,
      @Nullable Averages batchNorm,
      @Nullable Double dropout,
      @Nullable NoArguments relu,
      @Nullable NoArguments sigmoid,
      @Nullable NoArguments tanh) {

    /** Counts the kinds that it names. */
    long kinds() {
      return Stream.of(linear, batchNorm, dropout, relu, sigmoid, tanh)
          .filter(Objects::nonNull)
          .count();
    }

    boolean isActivation() {
      return relu != null || sigmoid != null || tanh != null;
    }
  }

  record NoArguments() {}

  record Averages(double eps, double momentum) {}

  /** Returns the index of the last linear layer, or -1. */
  int lastLinear() {
    return IntStream.range(0, layers.size())
        .filter(i -> layers.get(i).linear() != null)
        .max()
        .orElse(-1);
  }

  /** Returns the layers behind the last linear one. */
  List<LayerSpec> behindLastLinear() {
    return layers.subList(lastLinear() + 1, layers.size());
  }

  /** Returns how many numbers a row has before the layer of this index. */
  int width(int layer) {
    return layers.subList(0, layer).stream()
        .map(LayerSpec::linear)
        .filter(Objects::nonNull)
        .reduce(inputs, (earlier, later) -> later);
  }

  /** Returns how many numbers a row has behind the last layer. */
  int outputs() {
    return width(layers.size());
  }

  /** Counts the numbers that are learnt. */
  long parameters() {
    return indices().mapToLong(this::parameters).sum();
  }

  private long parameters(int layer) {
    Integer outputs = layers.get(layer).linear();
    return outputs != null ? (width(layer) + 1L) * outputs : buffers(layer);
  }

  /** Counts the running values of its batch normalisations. */
  long buffers() {
    return indices().mapToLong(this::buffers).sum();
  }

  /** A mean and a variance for each number; as many parameters, γ and β. */
  private long buffers(int layer) {
    return layers.get(layer).batchNorm() != null ? 2L * width(layer) : 0;
  }

  /** Returns how many numbers of a row each dropout layer drops from. */
  List<Integer> dropoutWidths() {
    return indices().filter(i -> layers.get(i).dropout() != null).mapToObj(this::width).toList();
  }

  private IntStream indices() {
    return IntStream.range(0, layers.size());
  }
}
