package dev.descent.technique;

/**
 * The scale of the loss in mixed precision, as PyTorch's {@code torch.cuda.amp.GradScaler}. Small
 * gradients are 0 in half precision; multiplied by the scale s they are not, and where s is too
 * large they become infinite. So s is searched for all the time: after a step
 *
 * <pre>
 *   s ← s · backoffFactor   where a gradient was not finite
 *   s ← s · growthFactor    after growthInterval finite steps in a row
 * </pre>
 *
 * and s stays as it is otherwise. It is a float32 number; growth stops at the largest, whereas
 * enough backing off ends at 0, as in PyTorch.
 *
 * <p>Source: P. Micikevicius et al., Mixed Precision Training (2018).
 */
public final class GradScaler {
  /**
   * All that a scaler is: take it out with {@link GradScaler#state()}, keep it beside the saved
   * network, and go on with {@link GradScaler#GradScaler(State)}.
   *
   * @param scale s, above 0 unless backed off to 0
   * @param growthFactor above 1
   * @param backoffFactor in (0, 1)
   * @param growthInterval steps, at least 1
   * @param growthTracker finite steps in a row, from 0 to below growthInterval
   */
  public record State(
      float scale,
      double growthFactor,
      double backoffFactor,
      int growthInterval,
      int growthTracker) {
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

  /** With PyTorch's defaults: 65536, 2, 0.5, 2000. */
  public GradScaler() {
    this(65536, 2, 0.5, 2000);
  }

  /**
   * @param initScale s at the start, above 0
   * @param growthFactor above 1
   * @param backoffFactor in (0, 1)
   * @param growthInterval steps, at least 1
   */
  public GradScaler(
      double initScale, double growthFactor, double backoffFactor, int growthInterval) {
    this(new State((float) initScale, growthFactor, backoffFactor, growthInterval, 0));
    if (state.scale() == 0) {
      throw new IllegalArgumentException("initScale must be above 0, got " + initScale);
    }
  }

  /** Goes on from there. */
  public GradScaler(State state) {
    this.state = state;
  }

  public State state() {
    return state;
  }

  /** s. */
  public double scale() {
    return state.scale();
  }

  /**
   * Ends a step.
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
