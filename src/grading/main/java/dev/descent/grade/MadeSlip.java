package dev.descent.grade;

import dev.descent.slip.Slip;
import java.util.List;

/**
 * A slip that a rule has made, and what the graded tests make of it.
 *
 * @param failed the names of the tests that it fails; none if it survives
 * @param names known mistakes with the same numbers
 */
public record MadeSlip(Slip slip, List<String> failed, List<String> names) {
  /** Tells whether no test fails. */
  public boolean survives() {
    return failed.isEmpty();
  }
}
