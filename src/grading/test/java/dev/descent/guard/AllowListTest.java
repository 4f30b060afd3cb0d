package dev.descent.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A line for a class or a member that is not there protects nobody: it is spelt wrongly. */
class AllowListTest {
  private static final AllowList LIST = AllowList.THIS;

  /** Since Java 21. */
  private static final Set<String> OF_LATER_JDKS =
      Set.of(
          "java/lang/MatchException",
          "java/util/SequencedCollection",
          "java/util/SequencedMap",
          "java/util/SequencedSet");

  /** Allowed whatever the list says of a class; a constructor is not inherited. */
  private static final Set<String> OF_ALL = Set.of("new", "equals", "hashCode", "toString");

  @Test
  void namesClassesThatAreThere() {
    List<String> missing =
        LIST.named().keySet().stream()
            .filter(type -> !OF_LATER_JDKS.contains(type))
            .filter(type -> Library.shape(type).isEmpty())
            .toList();
    assertEquals(List.of(), missing);
  }

  @Test
  void namesMembersThatAreThere() {
    Set<String> missing = new TreeSet<>();
    LIST.named()
        .forEach(
            (type, members) -> {
              Set<String> there = members(type);
              members.stream()
                  .filter(member -> !there.contains(member))
                  .forEach(member -> missing.add(Member.words(type) + "# " + member));
            });
    assertEquals(Set.of(), missing);
  }

  @Test
  void namesWhatThereIsInsteadOf() {
    Set<String> missing = new TreeSet<>();
    for (String name : LIST.insteadOf()) {
      String[] parts = name.split("#");
      boolean isPackage = parts.length == 1 && LIST.knowsPackage(name);
      boolean there =
          parts.length == 1
              ? isPackage || Library.shape(name).isPresent()
              : members(parts[0]).contains(parts[1]);
      if (!there) {
        missing.add(name);
      }
    }
    assertEquals(Set.of(), missing);
  }

  private static List<Member> declared(String type) {
    return Library.shape(type).stream()
        .flatMap(shape -> shape.members().stream())
        .map(key -> key.split(" "))
        .map(key -> new Member(type, key[0], key[1]))
        .toList();
  }

  /** Names, with and without parameters, of the members of a class and of what it extends. */
  private static Set<String> members(String type) {
    return Library.withSupertypes(type).stream()
        .flatMap(it -> declared(it).stream())
        .flatMap(
            member ->
                member.isMethod()
                    ? Stream.of(member.plainName(), member.withParameters())
                    : Stream.of(member.plainName()))
        .collect(Collectors.toSet());
  }

  @Test
  void whatMayBeExtendedMayBeNamed() {
    List<String> unnamed =
        LIST.extendable().stream()
            .filter(type -> Library.shape(type).isPresent() && !LIST.names(type))
            .toList();
    assertEquals(List.of(), unnamed);
  }

  /** Or code would reach what is refused of a class by the name of what it extends. */
  @Test
  void whatIsRefusedOfAClassIsRefusedAboveIt() {
    Set<String> around = new TreeSet<>();
    for (String type : LIST.named().keySet()) {
      for (Member member : declared(type)) {
        if (!OF_ALL.contains(member.plainName())
            && (LIST.excludes(member) || !LIST.allows(member))) {
          Library.withSupertypes(type).stream()
              .map(member::of)
              .filter(above -> Library.declarer(above).filter(above.owner()::equals).isPresent())
              .filter(above -> !LIST.excludes(above) && LIST.allows(above))
              .forEach(above -> around.add(member.words() + " by " + above.words()));
        }
      }
    }
    assertEquals(Set.of(), around);
  }
}
