package dev.descent.technique;

/**
 * Scale of the loss in mixed precision, as PyTorch's {@code torch.amp.GradScaler}. Small gradients
 * are 0 in half precision; multiplied by the scale s they are not, and where s is too large they
 * become infinite. So s is searched for all the time: after a step
 *
 * <pre>
 *   s ← s · backoffFactor   where a gradient was not finite
 *   s ← s · growthFactor    after growthInterval finite steps in a row
 * </pre>
 *
 * and s stays as it is otherwise. It is a float32 number; growth stops at the largest, whereas
 * enough backing off ends at 0, as in PyTorch. {@link MixedPrecision} works with it.
 *
 * <pre>{@code
 * // PyTorch: torch.amp.GradScaler(init_scale=1024, growth_interval=2)
 * GradScaler scaler = new GradScaler(1024, 2, 0.5, 2);
 * // update(true) says that a gradient was not finite
 * scaler.update(true);
 * scaler.scale(); // 512
 * scaler.update(false);
 * scaler.update(false);
 * scaler.scale(); // 1024
 * GradScaler restored = new GradScaler(scaler.state());
 * }</pre>
 *
 * <p>Source: P. Micikevicius et al., Mixed Precision Training (2018).
 */
public final class GradScaler {
  /**
   * Settings and count of a scaler: take them out with {@link GradScaler#state()}, keep them beside
   * the saved network, and go on with {@link GradScaler#GradScaler(State)}.
   *
   * @param scale s, 0 once it was backed off that far
   * @param growthFactor factor of s after enough finite steps
   * @param backoffFactor factor of s after a step that was not finite
   * @param growthInterval finite steps in a row after which s grows
   * @param growthTracker finite steps in a row so far
   */
  public record State(
      float scale,
      double growthFactor,
      double backoffFactor,
      int growthInterval,
      int growthTracker) {
    /**
     * Creates the state.
     *
     * @param scale at least 0
     * @param growthFactor above 1
     * @param backoffFactor in (0, 1)
     * @param growthInterval at least 1
     * @param growthTracker at least 0 and below growthInterval
     * @throws IllegalArgumentException where a value is not in its range
     */
    public State {
      if (!(scale >= 0 && Float.isFinite(scale))) {
        throw new IllegalArgumentException("scale must be a float32 of at least 0, got " + scale);
      }
      if (!(growthFactor > 1 && Double.isFinite(growthFactor))) {
        throw new IllegalArgumentException("growthFactor must be above 1, got " + growthFactor);
      }
      if (!(backoffFactor > 0 && backoffFactor < 1)) {
        throw new IllegalArgumentException("backoffFactor must be in (0, 1), got " + backoffFactor);
      }
      if (growthInterval < 1) {
        throw new IllegalArgumentException(
            "growthInterval must be at least 1, got " + growthInterval);
      }
      if (growthTracker < 0 || growthTracker >= growthInterval) {
        throw new IllegalArgumentException(
            "growthTracker must be from 0 to below " + growthInterval + ", got " + growthTracker);
      }
    }
  }

  private State state;

  /** Creates a scaler with PyTorch's defaults: 65536, 2, 0.5, 2000. */
  public GradScaler() {
    this(65536, 2, 0.5, 2000);
  }

  /**
   * Creates a scaler with all settings.
   *
   * @param initScale s at the start, above 0
   * @param growthFactor factor of s after enough finite steps, above 1
   * @param backoffFactor factor of s after a step that was not finite, in (0, 1)
   * @param growthInterval finite steps in a row after which s grows, at least 1
   * @throws IllegalArgumentException where a value is not in its range
   */
  public GradScaler(
      double initScale, double growthFactor, double backoffFactor, int growthInterval) {
    this(new State((float) initScale, growthFactor, backoffFactor, growthInterval, 0));
    if (state.scale() == 0) {
      throw new IllegalArgumentException("initScale must be above 0, got " + initScale);
    }
  }

  /**
   * Creates a scaler that goes on from a state.
   *
   * @param state the state of another scaler
   */
  public GradScaler(State state) {
    this.state = state;
  }

  /**
   * Returns settings and count, to be saved beside the network.
   *
   * @return the state after the last step
   */
  public State state() {
    return state;
  }

  /**
   * Returns the factor of the loss.
   *
   * @return s
   */
  public double scale() {
    return state.scale();
  }

  /**
   * Ends a step: s falls, grows or stays.
   *
   * @param foundInf whether a gradient was infinite or NaN, and so the step left out
   */
  public void update(boolean foundInf) {
    if (foundInf) {
      set((float) (state.scale() * state.backoffFactor()), 0);
    } else if (state.growthTracker() + 1 < state.growthInterval()) {
      set(state.scale(), state.growthTracker() + 1);
    } else {
      float grown = (float) (state.scale() * state.growthFactor());
      set(Float.isFinite(grown) ? grown : state.scale(), 0);
    }
  }

  private void set(float scale, int tracker) {
    state =
        new State(
            scale, state.growthFactor(), state.backoffFactor(), state.growthInterval(), tracker);
  }
}
