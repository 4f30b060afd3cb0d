package dev.descent.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The list {@code allowed.txt}, whose head says how to read it. Here names are those of class
 * files, such as {@code java/util/Map$Entry}.
 */
final class AllowList {
  /** A word, names with {@code {A,B}} for several, members, and what to use instead. */
  private static final Pattern LINE =
      Pattern.compile(
          "(?:(not|extend|instead of) )?([\\w.$]+?)(?:\\.\\*|\\.\\{([\\w$, ]+)}|)(#.*?)?(?: -> (.+))?");

  static final AllowList THIS = read();

  private final Set<String> packages = new HashSet<>();

  /** By class; null for all of its members. */
  private final Map<String, @Nullable Set<String>> classes = new HashMap<>();

  private final Set<String> notClasses = new HashSet<>();
  private final Map<String, Set<String>> notMembers = new HashMap<>();
  private final Set<String> extendable = new HashSet<>();

  /** By class, or class and member as the list has it. */
  private final Map<String, String> instead = new HashMap<>();

  /** Packages of which the list names anything. */
  private final Set<String> knownPackages = new HashSet<>();

  private AllowList() {}

  private static AllowList read() {
    try (InputStream in = AllowList.class.getResourceAsStream("allowed.txt")) {
      AllowList list = new AllowList();
      lines(new String(in.readAllBytes(), StandardCharsets.UTF_8)).forEach(list::add);
      return list;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Without comments; a line that is indented continues the one before it. */
  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    for (String line : text.lines().map(it -> it.replaceFirst("(^|\\s)# .*|^#$", "")).toList()) {
      if (line.startsWith(" ")) {
        lines.set(lines.size() - 1, lines.get(lines.size() - 1) + " " + line.strip());
      } else if (!line.isBlank()) {
        lines.add(line.strip());
      }
    }
    return lines;
  }

  private void add(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw new IllegalStateException("allowed.txt: cannot be understood: " + line);
    }
    String word = parts.group(1) == null ? "" : parts.group(1);
    String prefix = parts.group(2).replace('.', '/');
    Set<String> members = parts.group(4) == null ? null : words(parts.group(4).substring(1), " ");
    if (word.equals("instead of")) {
      addInstead(prefix, parts.group(3), members, parts.group(5));
      return;
    }
    if (line.endsWith(".*")) {
      (word.equals("extend") ? extendable : packages).add(prefix);
      knownPackages.add(prefix);
      return;
    }
    Set<String> names = parts.group(3) == null ? Set.of("") : words(parts.group(3), ",");
    for (String name : names) {
      String type = name.isEmpty() ? prefix : prefix + "/" + name;
      knownPackages.add(ClassSummary.packageOf(type));
      switch (word) {
        case "extend" -> extendable.add(type);
        case "not" -> {
          if (members == null) {
            notClasses.add(type);
          } else {
            notMembers.computeIfAbsent(type, it -> new HashSet<>()).addAll(members);
          }
        }
        default -> classes.put(type, members);
      }
    }
  }

  private void addInstead(
      String prefix, @Nullable String names, @Nullable Set<String> members, String words) {
    for (String name : names == null ? Set.of("") : words(names, ",")) {
      String type = name.isEmpty() ? prefix : prefix + "/" + name;
      if (members == null) {
        instead.put(type, words);
      } else {
        members.forEach(member -> instead.put(type + "#" + member, words));
      }
    }
  }

  private static Set<String> words(String text, String between) {
    Set<String> words = new HashSet<>();
    Arrays.stream(text.split(between))
        .map(String::strip)
        .filter(it -> !it.isEmpty())
        .forEach(words::add);
    return words;
  }

  /** Tells whether code may name the type at all. */
  boolean names(String type) {
    if (notClasses.contains(type)) {
      return false;
    }
    if (classes.containsKey(type)) {
      return true;
    }
    int outer = type.lastIndexOf('$');
    // Of a class with chosen members, those within it are not chosen.
    return outer > 0
        ? names(type.substring(0, outer)) && classes.get(type.substring(0, outer)) == null
        : packages.contains(ClassSummary.packageOf(type));
  }

  /** Tells whether all members of the type are allowed but those that are excluded. */
  boolean allOf(String type) {
    return names(type) && classes.get(type) == null;
  }

  /** Tells whether the owner's line in the list allows it. */
  boolean allows(Member member) {
    return allOf(member.owner())
        || names(member.owner()) && contains(classes.get(member.owner()), member);
  }

  /** Tells whether the list excludes it, for the owner and all that extends it. */
  boolean excludes(Member member) {
    return contains(notMembers.getOrDefault(member.owner(), Set.of()), member);
  }

  /** A replacement for a member that is refused; null where there is none. */
  @Nullable String instead(Member member) {
    String type = member.owner() + "#";
    return Stream.of(type + member.withParameters(), type + member.plainName())
        .filter(instead::containsKey)
        .findFirst()
        .map(instead::get)
        .orElseGet(() -> instead(member.owner()));
  }

  /**
   * A replacement for a class that is refused, or for all of its package; null where there is none.
   */
  @Nullable String instead(String type) {
    String words = instead.get(type);
    return words != null ? words : instead.get(ClassSummary.packageOf(type));
  }

  /** Names that have a replacement: classes, packages, and members as {@code C#m(int)}. */
  Set<String> insteadOf() {
    return instead.keySet();
  }

  private static boolean contains(@Nullable Set<String> members, Member member) {
    return members != null
        && (members.contains(member.plainName())
            || member.isMethod() && members.contains(member.withParameters()));
  }

  /** Tells whether a student's class may extend or implement it. */
  boolean extendable(String type) {
    return extendable.contains(type) || extendable.contains(ClassSummary.packageOf(type));
  }

  boolean knowsPackage(String name) {
    return knownPackages.contains(name);
  }

  /** Every class that the list names, with the members that it names of it. */
  Map<String, Set<String>> named() {
    Map<String, Set<String>> named = new HashMap<>();
    Stream.of(classes, notMembers)
        .flatMap(lines -> lines.entrySet().stream())
        .forEach(
            line ->
                named
                    .computeIfAbsent(line.getKey(), it -> new HashSet<>())
                    .addAll(line.getValue() == null ? Set.of() : line.getValue()));
    notClasses.forEach(type -> named.putIfAbsent(type, Set.of()));
    return named;
  }

  /** The classes and packages that may be extended. */
  Set<String> extendable() {
    return extendable;
  }
}
