package dev.descent.slip;

import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An operation of ND4J on two operands, by its name.
 *
 * @param family add, sub, mul, div, rsub or rdiv
 * @param inPlace whether it changes the first operand
 * @param vector RowVector or ColumnVector, or nothing
 */
record Operation(String family, boolean inPlace, String vector) {
  private static final Pattern NAME =
      Pattern.compile("(r?sub|r?div|add|mul)(i?)((?:Row|Column)Vector)?");
  private static final Map<String, String> OPPOSITES =
      Map.of("add", "sub", "sub", "add", "mul", "div", "div", "mul", "rsub", "add", "rdiv", "mul");

  private static final Map<String, String> SIGNS =
      Map.of("add", "+", "sub", "-", "mul", "*", "div", "/");

  /** The operation that gives a new array for a sign of Java; null if it is none. */
  static @Nullable Operation ofSign(String sign) {
    return SIGNS.entrySet().stream()
        .filter(one -> one.getValue().equals(sign))
        .findFirst()
        .map(one -> new Operation(one.getKey(), false, ""))
        .orElse(null);
  }

  /** The operation of this name, or null if it is none. */
  static @Nullable Operation of(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? new Operation(
            matcher.group(1),
            !matcher.group(2).isEmpty(),
            matcher.group(3) == null ? "" : matcher.group(3))
        : null;
  }

  String name() {
    return family + (inPlace ? "i" : "") + vector;
  }

  /** The call, in Java. */
  String of(String self, String argument) {
    return self + "." + name() + "(" + argument + ")";
  }

  /** The same with a new array for what comes out. */
  Operation onNew() {
    return new Operation(family, false, vector);
  }

  /** Tells whether both are sums and differences, or both products and quotients. */
  boolean isOfKind(Operation other) {
    Set<String> sums = Set.of("add", "sub");
    Set<String> products = Set.of("mul", "div");
    return sums.contains(family) && sums.contains(other.family)
        || products.contains(family) && products.contains(other.family);
  }

  /** Tells whether it does not matter which of the two comes first. */
  boolean isAssociativeWith(Operation other) {
    return Set.of("add", "mul").contains(family) && isOfKind(other);
  }

  /** Its sign in Java; null if it has none. */
  @Nullable String sign() {
    return SIGNS.get(family);
  }

  /** + for −, · for /, and so on. */
  Operation opposite() {
    return new Operation(OPPOSITES.getOrDefault(family, family), inPlace, vector);
  }

  /** The same with its operands swapped, or null where that gives the same. */
  @Nullable Operation swapped() {
    return switch (family) {
      case "sub", "div" -> new Operation("r" + family, inPlace, vector);
      case "rsub", "rdiv" -> new Operation(family.substring(1), inPlace, vector);
      default -> null;
    };
  }

  /** The same in place, or in a new array. */
  Operation otherPlace() {
    return new Operation(family, !inPlace, vector);
  }
}
