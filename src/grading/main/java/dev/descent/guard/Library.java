package dev.descent.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;

/** The classes of the JDK, the libraries and the kit, read without being loaded. */
final class Library {
  private static final Map<String, Optional<ClassSummary>> KNOWN = new ConcurrentHashMap<>();

  private Library() {}

  static Optional<ClassSummary> shape(String type) {
    return KNOWN.computeIfAbsent(type, Library::read);
  }

  private static Optional<ClassSummary> read(String type) {
    try (InputStream in = Library.class.getClassLoader().getResourceAsStream(type + ".class")) {
      return in == null ? Optional.empty() : Optional.of(ClassSummary.of(new ClassReader(in)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The type and all it extends and implements, in the order in which the JVM looks at them. */
  static Set<String> withSupertypes(String type) {
    Set<String> all = new LinkedHashSet<>();
    for (String next = type; next != null; next = superName(next)) {
      all.add(next);
    }
    for (String one : List.copyOf(all)) {
      addInterfaces(one, all);
    }
    return all;
  }

  private static @Nullable String superName(String type) {
    return shape(type).map(ClassSummary::superName).orElse(null);
  }

  private static void addInterfaces(String type, Set<String> all) {
    for (String one : shape(type).map(ClassSummary::interfaces).orElse(List.of())) {
      if (all.add(one)) {
        addInterfaces(one, all);
      }
    }
  }

  /** The class that declares it: the owner, or the first of its supertypes that does. */
  static Optional<String> declarer(Member member) {
    return withSupertypes(member.owner()).stream()
        .filter(type -> shape(type).filter(it -> it.members().contains(member.key())).isPresent())
        .findFirst();
  }
}
