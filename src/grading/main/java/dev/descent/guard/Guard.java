package dev.descent.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Reads a student's compiled classes, and cuts out of them what is not on the list of what they may
 * use. Nothing is loaded: a class is judged by the names in its file.
 *
 * <p>The list keeps honest code to what an exercise needs, and hostile code from the grader that
 * runs it. It does not limit time, memory, or the files that are written; that is for others.
 */
public final class Guard {
  private static final String ENDING = ".class";
  private static final Pattern PACKAGE = Pattern.compile("dev/descent/exercises/ex\\d\\d[a-z0-9]*");

  private static final Comparator<Refusal> ORDER =
      Comparator.comparing(Refusal::file)
          .thenComparingInt(Refusal::line)
          .thenComparing(Refusal::what);

  private Guard() {}

  /**
   * Checks the classes of an exercise. Those that may run have been checked as they are.
   *
   * @param classes as javac made them, by path, such as {@code a/b/C.class}
   * @param kit what the exercise may use of the kit, such as {@code dev.descent.plot.*}
   */
  public static Verdict check(Map<String, byte[]> classes, Collection<String> kit) {
    List<Refusal> refusals = new ArrayList<>();
    Answer answer = read(classes, kit, refusals);
    if (refusals.isEmpty()) {
      refusals.addAll(answer.cut());
    }
    if (!refusals.isEmpty()) {
      return new Verdict(sorted(refusals), List.of(), new TreeMap<>());
    }
    TreeMap<String, byte[]> left = new TreeMap<>();
    answer.classes().forEach((name, bytes) -> left.put(name + ENDING, bytes));
    return new Verdict(List.of(), answer.cuts(), left);
  }

  /** All that is refused of classes, before anything is cut. */
  static List<Refusal> refusals(Map<String, byte[]> classes, Collection<String> kit) {
    List<Refusal> refusals = new ArrayList<>();
    Answer answer = read(classes, kit, refusals);
    refusals.addAll(answer.refusals());
    return sorted(refusals);
  }

  /** Tells whether the list has the name, of a class of the kit or of all in a package of it. */
  public static boolean knows(String kit) {
    return Kit.isKnown(kit);
  }

  private static Answer read(
      Map<String, byte[]> classes, Collection<String> kit, List<Refusal> refusals) {
    Map<String, byte[]> read = new TreeMap<>();
    classes.forEach(
        (path, bytes) -> {
          String strange = strange(path, bytes);
          if (strange == null) {
            read.put(name(path), StandIns.in(bytes));
          } else {
            refusals.add(refused(strange, path));
          }
        });
    if (read.keySet().stream().map(ClassSummary::packageOf).distinct().count() > 1) {
      refusals.add(refused("classes in more than one package", ""));
    }
    return new Answer(read, kit);
  }

  private static String name(String path) {
    return path.substring(0, path.length() - ENDING.length());
  }

  /** The reason why it is no class that a compiler has made of an exercise; null if it is one. */
  private static @Nullable String strange(String path, byte[] bytes) {
    if (!path.endsWith(ENDING)) {
      return "a file that is no class";
    }
    try {
      ClassReader reader = new ClassReader(bytes);
      if (!PACKAGE.matcher(ClassSummary.packageOf(path)).matches()) {
        return "a class that is not in the package of an exercise";
      }
      if (!reader.getClassName().equals(name(path))) {
        return "a class whose name is not that of its file";
      }
      // Before Java 7 the JVM checks code less strictly, and subroutines hide where it goes.
      if (reader.readUnsignedShort(6) < Opcodes.V1_7) {
        return "a class file of an old kind";
      }
      StandIns.in(bytes); // which reads all of it
      return null;
    } catch (RuntimeException e) {
      // ASM throws whatever it stumbles over, where a class file is broken.
      return "a class that cannot be read";
    }
  }

  private static Refusal refused(String what, String file) {
    return new Refusal(what, Refused.of(what).sentence(), file, 0);
  }

  /** Each once, in order of the lines. */
  private static List<Refusal> sorted(Collection<Refusal> refusals) {
    // A type that a field is declared with, without a line, is used in lines as well.
    Set<Refusal> inLines =
        refusals.stream()
            .filter(it -> it.line() > 0)
            .map(it -> new Refusal(it.what(), it.sentence(), it.file(), 0))
            .collect(Collectors.toSet());
    return refusals.stream().filter(it -> !inLines.contains(it)).distinct().sorted(ORDER).toList();
  }
}
