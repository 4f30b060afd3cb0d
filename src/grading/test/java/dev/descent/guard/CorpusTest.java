package dev.descent.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Every public class and member of what computes, in the JDK and the libraries, used once. What is
 * refused of them must be of a kind that corpus.txt has a reason for, and what is of such a kind
 * must be refused: so a method that was forgotten shows, and so does one that slipped in.
 */
class CorpusTest {
  private static final String ANSWER = "dev/descent/exercises/ex01step/Answer";

  /** What of the JDK computes, but for what corpus.txt names. */
  private static final List<String> JDK =
      List.of(
          "java/lang",
          "java/util",
          "java/util/concurrent",
          "java/util/concurrent/atomic",
          "java/util/function",
          "java/util/random",
          "java/util/regex",
          "java/util/stream",
          "java/io",
          "java/math",
          "java/nio/charset",
          "java/text",
          "java/time",
          "java/time/chrono",
          "java/time/format",
          "java/time/temporal",
          "java/time/zone");

  /** What of the libraries computes: packages, as class files name them. */
  private static final Pattern LIBRARIES =
      Pattern.compile(
          "org/nd4j/linalg/(factory/Nd4j|factory/ops/\\w+|ops/transforms/\\w+|indexing/\\w+"
              + "|indexing/conditions/\\w+|api/ndarray/INDArray|api/buffer/DataType"
              + "|activations/\\w+|activations/impl/\\w+|lossfunctions/\\w+|lossfunctions/impl/\\w+"
              + "|learning/config/\\w+|schedule/\\w+|dataset/DataSet|dataset/api/DataSet)"
              + "|org/nd4j/evaluation/(classification|regression)/\\w+"
              + "|org/deeplearning4j/nn/multilayer/MultiLayerNetwork"
              + "|org/deeplearning4j/nn/conf/(layers|dropout|inputs|distribution|constraint)/\\w+");

  /** A kind of thing that is refused: types by name, members as {@code Class.name(Parameters)}. */
  private record Kind(Pattern pattern, String reason) {}

  private static final List<Kind> KINDS = new ArrayList<>();
  private static final Map<String, byte[]> TYPES = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = CorpusTest.class.getResourceAsStream("corpus.txt")) {
      String reason = "";
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        if (line.startsWith("#")) {
          reason = line;
        } else if (!line.isBlank()) {
          KINDS.add(new Kind(Pattern.compile(line), reason));
        }
      }
    }
    FileSystem jdk = FileSystems.getFileSystem(URI.create("jrt:/"));
    for (String pack : JDK) {
      try (Stream<Path> files = Files.list(jdk.getPath("modules/java.base", pack))) {
        add(files);
      }
    }
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      if (entry.matches(".*(nd4j-api|deeplearning4j-nn)-[^/\\\\]*\\.jar")) {
        try (FileSystem jar = FileSystems.newFileSystem(Path.of(entry));
            Stream<Path> files = Files.walk(jar.getPath("/org"))) {
          add(
              files.filter(
                  file ->
                      LIBRARIES
                          .matcher(file.toString().substring(1).replaceFirst("\\.class$", ""))
                          .matches()));
        }
      }
    }
  }

  private static void add(Stream<Path> files) throws IOException {
    for (Path file : (Iterable<Path>) files::iterator) {
      if (file.toString().endsWith(".class")) {
        byte[] bytes = Files.readAllBytes(file);
        ClassReader reader = new ClassReader(bytes);
        String name = reader.getClassName();
        boolean isShown =
            (reader.getAccess() & Opcodes.ACC_PUBLIC) != 0
                && !name.matches(".*\\$\\d.*")
                && !name.endsWith("-info");
        if (isShown && (!name.contains("$") || isNestedPublic(reader))) {
          TYPES.put(name, bytes);
        }
      }
    }
  }

  private static boolean isNestedPublic(ClassReader reader) {
    boolean[] isPublic = {false};
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public void visitInnerClass(String name, String outer, String simple, int access) {
            isPublic[0] |= name.equals(reader.getClassName()) && (access & Opcodes.ACC_PUBLIC) != 0;
          }
        },
        ClassReader.SKIP_CODE);
    return isPublic[0];
  }

  private static List<Kind> kinds(String what) {
    return KINDS.stream().filter(kind -> kind.pattern().matcher(what).matches()).toList();
  }

  /** Each public member of a class. */
  private static List<Use> uses(String type, byte[] bytes) {
    List<Use> uses = new ArrayList<>();
    ClassReader reader = new ClassReader(bytes);
    boolean isInterface = (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0;
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public FieldVisitor visitField(
              int access, String name, String descriptor, String signature, Object value) {
            add(access, name, descriptor);
            return null;
          }

          @Override
          public MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            add(access, name, descriptor);
            return null;
          }

          private void add(int access, String name, String descriptor) {
            if ((access & Opcodes.ACC_PUBLIC) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0) {
              uses.add(new Use(new Member(type, name, descriptor), access, isInterface));
            }
          }
        },
        ClassReader.SKIP_CODE);
    return uses;
  }

  private record Use(Member member, int access, boolean ofInterface) {
    /** In a method of its own, whose line says which it is. */
    void write(ClassWriter answer, int number) {
      MethodVisitor method =
          answer.visitMethod(Opcodes.ACC_STATIC, "use" + number, "()V", null, null);
      method.visitCode();
      org.objectweb.asm.Label start = new org.objectweb.asm.Label();
      method.visitLabel(start);
      method.visitLineNumber(number, start);
      boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
      if (!member.isMethod()) {
        method.visitFieldInsn(
            isStatic ? Opcodes.GETSTATIC : Opcodes.GETFIELD,
            member.owner(),
            member.name(),
            member.descriptor());
      } else {
        int opcode =
            isStatic
                ? Opcodes.INVOKESTATIC
                : ofInterface
                    ? Opcodes.INVOKEINTERFACE
                    : member.name().equals("<init>")
                        ? Opcodes.INVOKESPECIAL
                        : Opcodes.INVOKEVIRTUAL;
        method.visitMethodInsn(
            opcode, member.owner(), member.name(), member.descriptor(), ofInterface);
      }
      method.visitInsn(Opcodes.RETURN);
      method.visitMaxs(9, 9);
      method.visitEnd();
    }
  }

  /** Which of the uses, by number from 1, are refused, by the guard's own way. */
  private static Set<Integer> refused(List<Use> uses) {
    Set<Integer> refused = new TreeSet<>();
    for (int from = 0; from < uses.size(); from += 1000) {
      ClassWriter answer = new ClassWriter(0);
      answer.visit(
          Opcodes.V17, Opcodes.ACC_PUBLIC, ANSWER, null, "java/lang/Object", new String[0]);
      for (int i = from; i < Math.min(from + 1000, uses.size()); i++) {
        uses.get(i).write(answer, i + 1);
      }
      Map<String, byte[]> classes = Map.of(ANSWER + ".class", answer.toByteArray());
      Guard.refusals(classes, List.of()).forEach(it -> refused.add(it.line()));
    }
    return refused;
  }

  @Test
  @DisplayName("every class that computes can be named, but for those with a reason")
  void types() {
    Permissions judge = new Permissions(Map.of(), Kit.NONE, new Cuttings());
    List<String> wrong = new ArrayList<>();
    TYPES.keySet().stream()
        .map(type -> Map.entry(type, judge.type(type) == null))
        .filter(it -> it.getValue() != kinds(Member.words(it.getKey())).isEmpty())
        .forEach(it -> wrong.add((it.getValue() ? "allowed: " : "refused: ") + it.getKey()));
    assertEquals("", String.join("\n", wrong));
    assertTrue(TYPES.size() > 500, "the JDK and the libraries were read");
  }

  @Test
  @DisplayName("every member of them can be used, but for those with a reason; some thousands")
  void members() {
    Permissions judge = new Permissions(Map.of(), Kit.NONE, new Cuttings());
    List<Use> uses =
        TYPES.entrySet().stream()
            .filter(it -> judge.type(it.getKey()) == null)
            .flatMap(it -> uses(it.getKey(), it.getValue()).stream())
            .toList();
    Set<Integer> refused = refused(uses);
    List<String> wrong = new ArrayList<>();
    int allowed = 0;
    for (int i = 0; i < uses.size(); i++) {
      Member member = uses.get(i).member();
      boolean isRefused = refused.contains(i + 1);
      boolean hasReason = !kinds(member.words()).isEmpty() || namesWhatHasReason(member);
      if (isRefused != hasReason) {
        wrong.add((isRefused ? "refused: " : "allowed: ") + member.words());
      }
      allowed += isRefused ? 0 : 1;
    }
    assertEquals("", wrong.stream().distinct().collect(Collectors.joining("\n")));
    assertTrue(allowed > 8000, allowed + " uses are allowed");
  }

  /** A method that takes or gives a class outside of what computes, or one that has a reason. */
  private static boolean namesWhatHasReason(Member member) {
    List<String> named = new ArrayList<>();
    java.util.regex.Matcher types = Pattern.compile("L([\\w/$]+);").matcher(member.descriptor());
    while (types.find()) {
      named.add(types.group(1));
    }
    Permissions judge = new Permissions(Map.of(), Kit.NONE, new Cuttings());
    return named.stream()
        .anyMatch(
            type ->
                TYPES.containsKey(type)
                    ? !kinds(Member.words(type)).isEmpty()
                    : judge.type(type) != null);
  }

  @Test
  @DisplayName("each kind in corpus.txt is there, and has a reason")
  void reasons() {
    Map<String, Long> met = new HashMap<>();
    TYPES.forEach(
        (type, bytes) -> {
          kinds(Member.words(type)).forEach(it -> met.merge(it.pattern().pattern(), 1L, Long::sum));
          uses(type, bytes)
              .forEach(
                  use ->
                      kinds(use.member().words())
                          .forEach(it -> met.merge(it.pattern().pattern(), 1L, Long::sum)));
        });
    assertEquals(
        List.of(),
        KINDS.stream()
            .map(kind -> kind.pattern().pattern())
            .filter(it -> !met.containsKey(it))
            .toList());
    assertTrue(KINDS.stream().allMatch(kind -> kind.reason().length() > 5));
  }
}
