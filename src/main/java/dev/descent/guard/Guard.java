package dev.descent.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;

/**
 * Reads a student's compiled classes, and refuses what is not on the list of what they may use.
 * Nothing is loaded: a class is judged by the names in its file.
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
   * Checks the classes of an exercise.
   *
   * @param classes the folder that javac wrote them to, and nothing else
   * @return what is refused, each once, in order of the lines; empty where all is allowed
   */
  public static List<Refusal> check(Path classes) throws IOException {
    List<Refusal> refusals = new ArrayList<>();
    Map<String, byte[]> files = new HashMap<>();
    for (Path file : files(classes)) {
      String path = classes.relativize(file).toString().replace('\\', '/');
      // A link could lead out of the folder, so it is no file here.
      if (!path.endsWith(".class") || Files.isSymbolicLink(file) || !Files.isRegularFile(file)) {
        refusals.add(new Refusal("a file that is no class", path, 0));
        continue;
      }
      files.put(path, Files.readAllBytes(file));
    }
    refusals.addAll(check(files));
    return refusals;
  }

  /**
   * Checks the classes of an exercise.
   *
   * @param classes by path, such as {@code a/b/C.class}
   * @return what is refused, each once, in order of the lines; empty where all is allowed
   */
  public static List<Refusal> check(Map<String, byte[]> classes) {
    List<Refusal> refusals = new ArrayList<>();
    Map<String, byte[]> read = new HashMap<>();
    Map<String, Shape> own = new HashMap<>();
    for (var file : classes.entrySet()) {
      String path = file.getKey();
      byte[] bytes = file.getValue();
      String name = path.substring(0, path.length() - ".class".length());
      try {
        own.put(name, shape(name, bytes));
        read.put(name, bytes);
      } catch (RuntimeException e) {
        refusals.add(new Refusal(words(e), path, 0));
      }
    }
    if (own.keySet().stream().map(Shape::packageOf).distinct().count() > 1) {
      refusals.add(new Refusal("classes in more than one package", "", 0));
    }
    Judge judge = new Judge(own);
    read.forEach((name, bytes) -> refusals.addAll(check(name, bytes, judge)));
    // A type that a field is declared with, without a line, is used in lines as well.
    Set<Refusal> inLines =
        refusals.stream()
            .filter(it -> it.line() > 0)
            .map(it -> new Refusal(it.what(), it.file(), 0))
            .collect(Collectors.toSet());
    return refusals.stream().filter(it -> !inLines.contains(it)).distinct().sorted(ORDER).toList();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path)).toList();
    }
  }

  /** What the class declares; throws a {@link Strange} where it is none of an exercise's. */
  private static Shape shape(String name, byte[] bytes) {
    ClassReader reader = new ClassReader(bytes);
    if (!PACKAGE.matcher(Shape.packageOf(name)).matches()) {
      throw new Strange("a class that is not in the package of an exercise");
    }
    if (!reader.getClassName().equals(name)) {
      throw new Strange("a class whose name is not that of its file");
    }
    // Before Java 7 the JVM checks code less strictly, and subroutines hide where it goes.
    if (reader.readUnsignedShort(6) < Opcodes.V1_7) {
      throw new Strange("a class file of an old kind");
    }
    return Shape.of(reader);
  }

  private static List<Refusal> check(String name, byte[] bytes, Judge judge) {
    Findings findings = new Findings(judge, name + ".class");
    try {
      new ClassReader(bytes).accept(new ClassCheck(findings), 0);
      return findings.refusals();
    } catch (RuntimeException e) {
      return List.of(new Refusal(words(e), name + ".class", 0));
    }
  }

  /** ASM throws whatever it stumbles over, where a class file is broken. */
  private static String words(RuntimeException e) {
    return e instanceof Strange ? e.getMessage() : "a class that cannot be read";
  }

  /** A class file that can be read, and that no compiler has made of an exercise. */
  private static final class Strange extends RuntimeException {
    private static final long serialVersionUID = 1;

    Strange(String words) {
      super(words);
    }
  }
}
