package dev.descent.updater;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;

/** The state of an updater, and the buffers of its step. */
final class UpdaterState implements GradientUpdater<BaseUpdater> {
  private final BaseUpdater config;
  private final Map<String, INDArray> parts = new LinkedHashMap<>();
  private final List<INDArray> buffers = new ArrayList<>();

  UpdaterState(BaseUpdater config) {
    this.config = config;
  }

  @Override
  public BaseUpdater getConfig() {
    return config;
  }

  /** Returns the state by PyTorch's names. */
  @Override
  public Map<String, INDArray> getState() {
    return Collections.unmodifiableMap(parts);
  }

  @Override
  public void setState(Map<String, INDArray> state, boolean initialize) {
    if (!state.keySet().equals(Set.copyOf(config.stateNames()))) {
      throw new IllegalArgumentException(
          "the state must be " + config.stateNames() + ", got " + state.keySet());
    }
    parts.putAll(state);
    if (initialize) {
      parts.values().forEach(part -> part.assign(config.initialState()));
    }
  }

  /** Cuts the state into its parts, one after another, each of the gradient's shape. */
  @Override
  public void setStateViewArray(INDArray view, long[] shape, char order, boolean initialize) {
    Map<String, INDArray> state = new LinkedHashMap<>();
    long length = LongStream.of(shape).reduce(1, (a, b) -> a * b);
    for (String name : config.stateNames()) {
      long start = state.size() * length;
      INDArray flat = view.reshape(view.length());
      INDArray part = flat.get(NDArrayIndex.interval(start, start + length));
      state.put(name, shaped(part, shape, order));
    }
    setState(state, initialize);
  }

  /** Returns the part of a name that the updater's {@code stateNames} has. */
  INDArray part(String name) {
    return Objects.requireNonNull(parts.get(name), name);
  }

  /**
   * Returns a buffer with any content, made once. It must not come from a workspace: those are
   * closed after each step.
   */
  INDArray buffer(int index, INDArray like) {
    while (buffers.size() <= index) {
      buffers.add(Nd4j.createUninitializedDetached(like.dataType(), like.ordering(), like.shape()));
    }
    return buffers.get(index);
  }

  @Override
  public void applyUpdater(INDArray gradient, int iteration, int epoch) {
    INDArray g = gradient;
    if (!parts.isEmpty()) {
      INDArray like = parts.values().iterator().next();
      g = shaped(gradient, like.shape(), like.ordering());
    }
    config.step(g, this, config.getLearningRate(iteration, epoch), iteration);
  }

  /**
   * Returns the same elements in another shape and order. A copy would be no help, since the result
   * is written to. Even of vectors ND4J notes an order, and its operations take twice as long where
   * orders differ.
   */
  private static INDArray shaped(INDArray array, long[] shape, char order) {
    if (array.ordering() == order && Arrays.equals(array.shape(), shape)) {
      return array;
    }
    INDArray view = Shape.newShapeNoCopy(array, shape, order == 'f');
    if (view == null) {
      throw new IllegalArgumentException(
          "an array of shape "
              + Arrays.toString(array.shape())
              + " cannot be seen as "
              + Arrays.toString(shape)
              + " without a copy");
    }
    return view;
  }
}
