package dev.descent.guard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Says of a name in a student's code whether it is allowed. Each answer is what is refused, in
 * words; or null.
 */
final class Judge {
  private static final AllowList LIST = AllowList.THIS;
  private static final String OBJECT = "java/lang/Object";

  /** What every object has, however a class on the list declares it. */
  private static final Set<String> OF_ALL =
      Set.of("equals (Ljava/lang/Object;)Z", "hashCode ()I", "toString ()Ljava/lang/String;");

  private final Map<String, Shape> own;

  /**
   * For a submission.
   *
   * @param own its classes; code may name and use all of them
   */
  Judge(Map<String, Shape> own) {
    this.own = own;
  }

  boolean isOwn(String type) {
    return own.containsKey(type);
  }

  /** A class that is named: used, cast to, caught, taken, given back. */
  String type(String type) {
    if (isOwn(type) || LIST.names(type)) {
      return null;
    }
    String pack = Shape.packageOf(type);
    return LIST.knowsPackage(pack) || pack.startsWith("dev/descent/exercises")
        ? Member.words(type)
        : "the package " + Member.words(pack);
  }

  /** A class that is extended, or an interface that is implemented. */
  String supertype(String type, String how) {
    return isOwn(type) || LIST.extendable(type)
        ? null
        : "a class of the kind " + Member.words(type) + " (" + how + ")";
  }

  /** A member that is used. */
  String member(Member member) {
    if (!isOwn(member.owner())) {
      return ofLibrary(member);
    }
    Set<String> supertypes = withSupertypes(member.owner());
    if (supertypes.stream().anyMatch(type -> declares(type, member))) {
      return null;
    }
    List<String> inherited =
        supertypes.stream()
            .filter(type -> !isOwn(type) && Library.declarer(member.of(type)).isPresent())
            .toList();
    if (inherited.isEmpty()) {
      return member.words();
    }
    return inherited.stream()
        .map(type -> ofLibrary(member.of(type)))
        .filter(what -> what != null)
        .findFirst()
        .orElse(null);
  }

  private String ofLibrary(Member member) {
    String owner = member.owner();
    if (type(owner) != null) {
      return type(owner);
    }
    for (String type : Library.withSupertypes(owner)) {
      if (LIST.excludes(member.of(type))) {
        return member.of(type).words();
      }
    }
    if (OF_ALL.contains(member.key()) || !LIST.allOf(owner) && LIST.allows(member)) {
      return null;
    }
    Optional<String> declarer = Library.declarer(member);
    if (declarer.isEmpty()) {
      return member.words();
    }
    Member declared = member.of(declarer.get());
    // A class that is on the list as a whole brings what it inherits from classes that are not.
    boolean allowed = LIST.names(declared.owner()) ? LIST.allows(declared) : LIST.allOf(owner);
    return allowed ? null : declared.words();
  }

  /**
   * Members that a class of the student's gets from the library, and that an interface of the
   * student's declares too: a call by the interface would reach them under a name of its own.
   */
  List<String> disguised(String type) {
    Set<String> supertypes = withSupertypes(type);
    Set<String> declared =
        supertypes.stream()
            .filter(it -> isOwn(it) && own.get(it).isInterface())
            .flatMap(it -> own.get(it).members().stream())
            .collect(Collectors.toSet());
    supertypes.stream()
        .filter(it -> isOwn(it) && !own.get(it).isInterface())
        .forEach(it -> declared.removeAll(own.get(it).members()));
    return declared.stream()
        .filter(key -> !key.startsWith("<"))
        .map(key -> key.split(" "))
        .flatMap(
            key ->
                supertypes.stream()
                    .filter(it -> !isOwn(it))
                    .map(it -> new Member(it, key[0], key[1])))
        .filter(member -> Library.declarer(member).isPresent())
        .map(this::ofLibrary)
        .filter(what -> what != null)
        .distinct()
        .toList();
  }

  private boolean declares(String type, Member member) {
    return isOwn(type) && own.get(type).members().contains(member.key());
  }

  /** The type, the student's own classes above it, and the first of the library above those. */
  private Set<String> withSupertypes(String type) {
    Set<String> all = new LinkedHashSet<>();
    addSupertypes(type, all);
    all.add(OBJECT);
    return all;
  }

  private void addSupertypes(String type, Set<String> all) {
    if (all.add(type) && isOwn(type)) {
      Shape shape = own.get(type);
      if (shape.superName() != null) {
        addSupertypes(shape.superName(), all);
      }
      shape.interfaces().forEach(it -> addSupertypes(it, all));
    }
  }
}
