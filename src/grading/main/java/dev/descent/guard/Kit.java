package dev.descent.guard;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kit's own classes that an exercise may use, beside those that every start needs: many of them
 * are what an exercise asks for.
 *
 * @param exercise its id
 * @param names such as {@code dev.descent.updater.SGD} and {@code dev.descent.plot.*}
 */
record Kit(String exercise, Collection<String> names) {
  private static final String OURS = "dev/descent/";
  private static final String OF_STARTS = OURS + "exercise/";

  /** Refuses a type that is on the list; null if the exercise may use it. */
  @Nullable Refused refuse(String type) {
    if (!type.startsWith(OURS) || type.startsWith(OF_STARTS)) {
      return null;
    }
    String outermost = type.replaceFirst("\\$.*", "").replace('/', '.');
    String all = ClassSummary.packageOf(type).replace('/', '.') + ".*";
    if (names.contains(outermost) || names.contains(all)) {
      return null;
    }
    String name = Member.words(type);
    return new Refused(
        name,
        "%s is about writing this yourself: %s may not be used in it".formatted(exercise, name));
  }

  /** Tells whether the name is one that the list has: a class, or a package of which it has any. */
  static boolean isKnown(String name) {
    String type = name.replace('.', '/');
    return type.startsWith(OURS)
        && (type.endsWith("/*")
            ? AllowList.THIS.knowsPackage(type.substring(0, type.length() - 2))
            : AllowList.THIS.names(type) && Library.shape(type).isPresent());
  }

  static final Kit NONE = new Kit("", List.of());
}
