package dev.descent.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Slips of a solution that change nothing that the exercise asks for, as {@code
 * solutions/equivalent.toml} tells them: no test has to fail.
 *
 * @param exercise its id
 * @param method that they are in
 * @param rule that makes them
 * @param says a part of what they say; null for all of this rule in the method
 * @param why it is no mistake
 */
public record Equivalent(
    String exercise, String method, String rule, @Nullable String says, String why) {
  /** Tells whether it is about a slip. */
  public boolean isOf(String slipsMethod, String slipsRule, String slipSays) {
    return method.equals(slipsMethod)
        && rule.equals(slipsRule)
        && (says == null || slipSays.contains(says));
  }
}
