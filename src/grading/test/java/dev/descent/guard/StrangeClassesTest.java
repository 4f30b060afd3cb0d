package dev.descent.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.V17;
import static org.objectweb.asm.Opcodes.V1_6;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;

/** Classes that no compiler has made of an answer. */
class StrangeClassesTest {
  private static final String PACKAGE = "dev/descent/exercises/ex01step/";
  private static final String ANSWER = PACKAGE + "Answer";

  private final Map<String, byte[]> classes = new TreeMap<>();

  private static byte[] type(int version, String name) {
    ClassWriter type = new ClassWriter(0);
    type.visit(version, ACC_PUBLIC, name, null, "java/lang/Object", null);
    return type.toByteArray();
  }

  private void refused(String... what) {
    assertEquals(
        Arrays.stream(what).sorted().toList(),
        Guard.refusals(classes, List.of()).stream().map(Refusal::what).sorted().toList());
  }

  @Test
  void classesOfOthers() {
    for (String name :
        new String[] {
          ANSWER, "dev/descent/exercises/ex02other/B", "dev/descent/grade/C", "module-info"
        }) {
      classes.put(name + ".class", type(V17, name));
    }
    classes.put(PACKAGE + "Named.class", type(V17, PACKAGE + "Otherwise"));
    refused(
        "classes in more than one package",
        "a class that is not in the package of an exercise",
        "a class that is not in the package of an exercise",
        "a class whose name is not that of its file");
  }

  @Test
  void filesThatAreNoClasses() {
    classes.put(PACKAGE + "a.txt", new byte[3]);
    classes.put(PACKAGE + "Empty.class", new byte[0]);
    classes.put(
        PACKAGE + "Noise.class",
        "no class at all, whoever calls it one".getBytes(StandardCharsets.UTF_8));
    byte[] whole = type(V17, ANSWER);
    classes.put(ANSWER + ".class", Arrays.copyOf(whole, whole.length - 20));
    classes.put(PACKAGE + "Old.class", type(V1_6, PACKAGE + "Old"));
    refused(
        "a file that is no class",
        "a class that cannot be read",
        "a class that cannot be read",
        "a class that cannot be read",
        "a class file of an old kind");
  }
}
