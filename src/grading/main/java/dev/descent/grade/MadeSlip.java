package dev.descent.grade;

import dev.descent.slip.Slip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slip that a rule has made, and what the graded tests make of it.
 *
 * @param failed the names of the tests that it fails; none if it survives
 * @param names known mistakes with the same numbers
 * @param why it is no mistake; null where nobody has said so
 */
public record MadeSlip(Slip slip, List<String> failed, List<String> names, @Nullable String why) {
  /** Tells whether no test fails, and nobody has said why none has to. */
  public boolean survives() {
    return failed.isEmpty() && why == null;
  }

  /** The place, what became of it, the rule and what it says, in a line. */
  public String inWords() {
    String fate =
        why != null
            ? "no mistake, " + why
            : survives() ? "SURVIVES" : "killed by " + String.join(", ", failed);
    String known = names.isEmpty() ? "" : " | known as " + String.join(", ", names);
    return "%s, line %d: %s | %s | %s%s"
        .formatted(slip.method(), slip.line(), fate, slip.rule(), slip.says(), known);
  }
}
