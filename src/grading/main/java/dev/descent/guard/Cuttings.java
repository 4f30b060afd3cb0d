package dev.descent.guard;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parts that have been cut out of an answer so far, and why. */
final class Cuttings {
  /** The reason for each class, and each member of a class, that is gone. */
  private final Map<String, Refusal> gone = new HashMap<>();

  /** Methods whose code has been replaced. */
  private final Set<String> replaced = new HashSet<>();

  void gone(String type, Refusal why) {
    gone.put(type, why);
  }

  void gone(String type, String member, Refusal why) {
    gone.put(type + " " + member, why);
  }

  void replaced(String type, String member) {
    replaced.add(type + " " + member);
  }

  boolean isReplaced(String type, String member) {
    return replaced.contains(type + " " + member);
  }

  /** Tells whether what the {@link Cutter} writes is somewhere. */
  boolean any() {
    return !replaced.isEmpty();
  }

  /** A class of the student's own that is not there, or not any more. */
  Refused leftOut(String type) {
    return leftOut(Member.words(type), gone.get(type));
  }

  /** A member of one. */
  Refused leftOut(Member member, Collection<String> supertypes) {
    return leftOut(
        member.words(),
        supertypes.stream()
            .flatMap(type -> Optional.ofNullable(gone.get(type + " " + member.key())).stream())
            .findFirst()
            .orElse(null));
  }

  private static Refused leftOut(String what, @Nullable Refusal why) {
    String simple = what.replaceFirst("^(new )?([a-z]\\w*\\.)*", "$1");
    return new Refused(what, simple + " is left out" + (why == null ? "" : ": " + why.sentence()));
  }
}
