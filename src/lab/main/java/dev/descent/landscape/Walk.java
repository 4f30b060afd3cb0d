package dev.descent.landscape;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The places that a walker passes, from its start on, with all numbers of its steps. All are
 * finite: the walk ends before the first place with a number that is not.
 *
 * @param walker the walker's key
 * @param place x and y
 * @param f the loss there
 * @param gradient its derivatives
 * @param state the walker's buffers, by their letters, after they have seen that gradient
 * @param step what is then taken off the parameters; at the last place, too
 * @param left the step that would have led to a place that is not finite, or null
 * @param settled the step after which it stays closer than 0.1 to a minimum, or null
 */
public record Walk(
    String walker,
    Track place,
    double[] f,
    Track gradient,
    Map<String, Track> state,
    Track step,
    @Nullable Integer left,
    @Nullable Integer settled) {

  /** So near to a minimum counts as there. */
  public static final double NEAR = 0.1;

  /**
   * Walks, in double precision. A network does no more with an updater: gradient in, step out.
   *
   * @param steps at least 1
   */
  static Walk of(Surface surface, Place start, Walker walker, IUpdater config, int steps) {
    long size = config.stateSize(2);
    INDArray buffers = Nd4j.create(DataType.DOUBLE, size);
    GradientUpdater<?> updater = config.instantiate(buffers, true);
    INDArray g = Nd4j.create(DataType.DOUBLE, 2);

    Track place = Track.ofLength(steps + 1);
    double[] f = new double[steps + 1];
    Track gradient = Track.ofLength(steps + 1);
    Map<String, Track> state = new LinkedHashMap<>();
    Track step = Track.ofLength(steps + 1);
    double x = start.x();
    double y = start.y();
    int n = 0; // places with finite numbers
    while (n <= steps) {
      place.set(n, x, y);
      f[n] = surface.f().applyAsDouble(x, y);
      gradient.set(n, surface.dx().applyAsDouble(x, y), surface.dy().applyAsDouble(x, y));
      g.putScalar(0, gradient.x()[n]);
      g.putScalar(1, gradient.y()[n]);
      updater.applyUpdater(g, n, 0); // in place, epoch 0
      step.set(n, g.getDouble(0), g.getDouble(1));
      boolean isFinite = Double.isFinite(f[n]) && gradient.isFinite(n) && step.isFinite(n);
      for (Map.Entry<String, INDArray> part : updater.getState().entrySet()) {
        Track track =
            state.computeIfAbsent(
                walker.symbol(part.getKey()), symbol -> Track.ofLength(steps + 1));
        track.set(n, part.getValue().getDouble(0), part.getValue().getDouble(1));
        isFinite &= track.isFinite(n);
      }
      if (!isFinite) {
        break;
      }
      x -= step.x()[n]; // PyTorch: optimizer.step()
      y -= step.y()[n];
      n++;
    }
    int length = n;
    state.replaceAll((symbol, track) -> track.first(length));
    return new Walk(
        walker.key(),
        place.first(n),
        Arrays.copyOf(f, n),
        gradient.first(n),
        state,
        step.first(n),
        n > steps ? null : n,
        n > steps ? settled(surface, place) : null);
  }

  private static @Nullable Integer settled(Surface surface, Track place) {
    int step = place.x().length;
    while (step > 0 && surface.distance(place.x()[step - 1], place.y()[step - 1]) < NEAR) {
      step--;
    }
    return step == place.x().length ? null : step;
  }
}
