package dev.descent.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
  private static final Pattern PACKAGE = Pattern.compile("dev/descent/exercises/ex\\d\\d[a-z0-9]*");

  private static final Comparator<Refusal> ORDER =
      Comparator.comparing(Refusal::file)
          .thenComparingInt(Refusal::line)
          .thenComparing(Refusal::what);

  private Guard() {}

  /**
   * Checks the classes of an exercise, and writes those again of which something had to go. What is
   * in the folder then has been checked as it is.
   *
   * @param classes the folder that javac wrote them to, and nothing else
   * @param kit what the exercise may use of the kit, such as {@code dev.descent.plot.*}
   */
  public static Verdict check(Path classes, Collection<String> kit) throws IOException {
    List<Refusal> refusals = new ArrayList<>();
    Map<String, byte[]> read = read(classes, refusals);
    if (!refusals.isEmpty()) {
      return new Verdict(sorted(refusals), List.of());
    }
    Answer answer = new Answer(read, kit);
    Verdict verdict = answer.cut();
    if (verdict.mayRun()) {
      answer.write(classes);
    }
    return verdict;
  }

  /** All that is refused of classes, before anything is cut. */
  static List<Refusal> refusals(Path classes, Collection<String> kit) throws IOException {
    List<Refusal> refusals = new ArrayList<>();
    Map<String, byte[]> read = read(classes, refusals);
    refusals.addAll(new Answer(read, kit).refusals());
    return sorted(refusals);
  }

  /** Whether the list has the name, of a class of the kit or of all in a package of it. */
  public static boolean knows(String kit) {
    return Kit.isKnown(kit);
  }

  /** Each once, in order of the lines. */
  static List<Refusal> sorted(Collection<Refusal> refusals) {
    // A type that a field is declared with, without a line, is used in lines as well.
    Set<Refusal> inLines =
        refusals.stream()
            .filter(it -> it.line() > 0)
            .map(it -> new Refusal(it.what(), it.sentence(), it.file(), 0))
            .collect(Collectors.toSet());
    return refusals.stream().filter(it -> !inLines.contains(it)).distinct().sorted(ORDER).toList();
  }

  private static Map<String, byte[]> read(Path classes, List<Refusal> refusals) throws IOException {
    Map<String, byte[]> read = new TreeMap<>();
    for (Path file : files(classes)) {
      String path = classes.relativize(file).toString().replace('\\', '/');
      // A link could lead out of the folder, so it is no file here.
      if (!path.endsWith(".class") || Files.isSymbolicLink(file) || !Files.isRegularFile(file)) {
        refusals.add(refused("a file that is no class", path));
        continue;
      }
      byte[] bytes = Files.readAllBytes(file);
      String name = path.substring(0, path.length() - ".class".length());
      String strange = strange(name, bytes);
      if (strange == null) {
        read.put(name, StandIns.in(bytes));
      } else {
        refusals.add(refused(strange, path));
      }
    }
    if (read.keySet().stream().map(Shape::packageOf).distinct().count() > 1) {
      refusals.add(refused("classes in more than one package", ""));
    }
    return read;
  }

  private static Refusal refused(String what, String file) {
    return new Refusal(what, Refused.of(what, null).sentence(), file, 0);
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path)).toList();
    }
  }

  /** Why it is no class that a compiler has made of an exercise; null if it is one. */
  private static String strange(String name, byte[] bytes) {
    try {
      ClassReader reader = new ClassReader(bytes);
      if (!PACKAGE.matcher(Shape.packageOf(name)).matches()) {
        return "a class that is not in the package of an exercise";
      }
      if (!reader.getClassName().equals(name)) {
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
}
