package dev.descent.parity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came of trainings that PyTorch did {@link Live}.
 *
 * @param seed of what was drawn
 * @param drawn how ours follow the drawn ones
 * @param leftOut how many of the drawn ones left the finite numbers with PyTorch
 * @param versions whether the version of the committed fixtures and this one differ
 */
public record LiveResult(long seed, Parity drawn, int leftOut, Versions versions) {
  /** Of so many trainings in float32 one may leave PyTorch by chance. */
  private static final int CHANCE = 50;

  /**
   * Tells whether ours follow. Where the rounding of float32 opens a ReLU the other way, a training
   * goes on elsewhere, further than the few that measure its limit show. So one in fifty may leave
   * PyTorch in float32, if it follows the same case in float64 to 1e-9. A wrong formula shows
   * there.
   */
  @JsonProperty
  public boolean within() {
    long singles = drawn.results().stream().filter(LiveResult::isSingle).count();
    return drawn.results().stream().allMatch(r -> r.within() || isChance(r))
        && drawn.results().stream().filter(r -> !r.within()).count() <= singles / CHANCE;
  }

  /** Tells if a training left PyTorch in float32 alone. */
  boolean isChance(Result result) {
    return isSingle(result) && !result.within() && exactlyFollowed().contains(caseOf(result));
  }

  private Set<String> exactlyFollowed() {
    List<Result> results = drawn.results();
    return results.stream()
        .filter(r -> r.exact() && r.within())
        .map(LiveResult::caseOf)
        .collect(Collectors.toSet());
  }

  private static boolean isSingle(Result result) {
    return result.dtype().equals(Fixture.Dtype.FLOAT32.toString());
  }

  private static String caseOf(Result result) {
    return result.fixture().replaceFirst("\\..*", "");
  }
}
