package dev.descent.guard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Type;

/** Says of a name in a student's code why it is refused; null where it is allowed. */
final class Permissions {
  private static final AllowList LIST = AllowList.THIS;
  private static final String OBJECT = "java/lang/Object";

  /** Members that every object has, however a class on the list declares them. */
  private static final Set<String> OF_ALL =
      Set.of("equals (Ljava/lang/Object;)Z", "hashCode ()I", "toString ()Ljava/lang/String;");

  private final Map<String, ClassSummary> classes;
  private final Kit kit;
  private final Cuttings cuttings;

  /**
   * Permissions of a submission.
   *
   * @param classes its classes; code may name and use all of them
   * @param cuttings what has been cut out of them
   */
  Permissions(Map<String, ClassSummary> classes, Kit kit, Cuttings cuttings) {
    this.classes = classes;
    this.kit = kit;
    this.cuttings = cuttings;
  }

  boolean isOwn(String type) {
    return classes.containsKey(type);
  }

  /** A class that is named: used, cast to, caught, taken, given back. */
  @Nullable Refused type(String type) {
    if (isOwn(type) || cuttings.any() && type.equals(Cutter.INSTEAD)) {
      return null;
    }
    if (LIST.names(type)) {
      return kit.refuse(type);
    }
    String pack = ClassSummary.packageOf(type);
    if (classes.keySet().stream().anyMatch(it -> ClassSummary.packageOf(it).equals(pack))) {
      return cuttings.leftOut(type);
    }
    return Refused.of(
        LIST.knowsPackage(pack) || pack.startsWith("dev/descent/exercises")
            ? Member.words(type)
            : "the package " + Member.words(pack),
        LIST.instead(type));
  }

  /** A class that is extended, or an interface that is implemented. */
  @Nullable Refused supertype(String type, String how) {
    return isOwn(type) || LIST.extendable(type)
        ? null
        : Refused.of("a class of the kind " + Member.words(type) + " (" + how + ")");
  }

  /** A member that is used; it is refused as well for a type that it takes or gives. */
  @Nullable Refused use(Member member) {
    Refused refused = member(member);
    if (refused != null) {
      return refused;
    }
    for (Type type : types(member)) {
      Refused named = type(type.getInternalName());
      if (named != null) {
        return isOwn(member.owner()) || kit.refuse(type.getInternalName()) != null
            ? named
            : refused(member);
      }
    }
    return null;
  }

  /** The classes in its descriptor. */
  private static List<Type> types(Member member) {
    Type type = Type.getType(member.descriptor());
    return (member.isMethod()
            ? Stream.concat(Stream.of(type.getArgumentTypes()), Stream.of(type.getReturnType()))
            : Stream.of(type))
        .map(it -> it.getSort() == Type.ARRAY ? it.getElementType() : it)
        .filter(it -> it.getSort() == Type.OBJECT)
        .toList();
  }

  private static Refused refused(Member member) {
    return Refused.of(member.words(), LIST.instead(member));
  }

  private @Nullable Refused member(Member member) {
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
      return cuttings.leftOut(member, supertypes);
    }
    return inherited.stream()
        .flatMap(type -> Optional.ofNullable(ofLibrary(member.of(type))).stream())
        .findFirst()
        .orElse(null);
  }

  private @Nullable Refused ofLibrary(Member member) {
    String owner = member.owner();
    Refused named = type(owner);
    if (named != null) {
      return named;
    }
    if (owner.equals(Cutter.INSTEAD)) {
      return null; // and so it has been cut
    }
    for (String type : Library.withSupertypes(owner)) {
      if (LIST.excludes(member.of(type))) {
        return refused(member.of(type));
      }
    }
    if (OF_ALL.contains(member.key()) || !LIST.allOf(owner) && LIST.allows(member)) {
      return null;
    }
    Optional<String> declarer = Library.declarer(member);
    if (declarer.isEmpty()) {
      return refused(member);
    }
    Member declared = member.of(declarer.get());
    // A class that is on the list as a whole brings what it inherits from classes that are not.
    boolean allowed = LIST.names(declared.owner()) ? LIST.allows(declared) : LIST.allOf(owner);
    return allowed ? null : refused(declared);
  }

  /**
   * Members that a class of the student's gets from the library, and that an interface of the
   * student's declares too: a call by the interface would reach them under a name of its classes.
   */
  List<Refused> disguised(String type) {
    Set<String> supertypes = withSupertypes(type);
    Set<String> declared =
        supertypes.stream()
            .flatMap(it -> Optional.ofNullable(classes.get(it)).stream())
            .filter(ClassSummary::isInterface)
            .flatMap(it -> it.members().stream())
            .collect(Collectors.toSet());
    supertypes.stream()
        .flatMap(it -> Optional.ofNullable(classes.get(it)).stream())
        .filter(it -> !it.isInterface())
        .forEach(it -> declared.removeAll(it.members()));
    return declared.stream()
        .filter(key -> !key.startsWith("<"))
        .map(key -> key.split(" "))
        .flatMap(
            key ->
                supertypes.stream()
                    .filter(it -> !isOwn(it))
                    .map(it -> new Member(it, key[0], key[1])))
        .filter(member -> Library.declarer(member).isPresent())
        .flatMap(member -> Optional.ofNullable(ofLibrary(member)).stream())
        .distinct()
        .toList();
  }

  private boolean declares(String type, Member member) {
    ClassSummary summary = classes.get(type);
    return summary != null && summary.members().contains(member.key());
  }

  /** The type, the student's own classes above it, and the first of the library above those. */
  private Set<String> withSupertypes(String type) {
    Set<String> all = new LinkedHashSet<>();
    addSupertypes(type, all);
    all.add(OBJECT);
    return all;
  }

  private void addSupertypes(String type, Set<String> all) {
    ClassSummary summary = classes.get(type);
    if (all.add(type) && summary != null) {
      if (summary.superName() != null) {
        addSupertypes(summary.superName(), all);
      }
      summary.interfaces().forEach(it -> addSupertypes(it, all));
    }
  }
}
