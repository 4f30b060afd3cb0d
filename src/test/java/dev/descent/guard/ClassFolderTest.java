package dev.descent.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.V17;
import static org.objectweb.asm.Opcodes.V1_6;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;

/** What may lie in the folder of the classes. */
class ClassFolderTest {
  private static final String PACKAGE = "dev/descent/exercises/ex01step/";
  private static final String ANSWER = PACKAGE + "Answer";

  @TempDir Path folder;

  private void write(String path, byte[] bytes) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  private static byte[] type(int version, String name) {
    ClassWriter type = new ClassWriter(0);
    type.visit(version, ACC_PUBLIC, name, null, "java/lang/Object", null);
    return type.toByteArray();
  }

  private void refused(String... what) throws IOException {
    assertEquals(
        Arrays.stream(what).sorted().toList(),
        Guard.refusals(folder, List.of()).stream().map(Refusal::what).sorted().toList());
  }

  @Test
  void classesOfOthers() throws IOException {
    for (String name :
        new String[] {
          ANSWER, "dev/descent/exercises/ex02other/B", "dev/descent/grade/C", "module-info"
        }) {
      write(name + ".class", type(V17, name));
    }
    write(PACKAGE + "Named.class", type(V17, PACKAGE + "Otherwise"));
    refused(
        "classes in more than one package",
        "a class that is not in the package of an exercise",
        "a class that is not in the package of an exercise",
        "a class whose name is not that of its file");
  }

  @Test
  void filesThatAreNoClasses() throws IOException {
    write(PACKAGE + "a.txt", new byte[3]);
    write(PACKAGE + "Empty.class", new byte[0]);
    write(
        PACKAGE + "Noise.class",
        "no class at all, whoever calls it one".getBytes(StandardCharsets.UTF_8));
    byte[] whole = type(V17, ANSWER);
    write(ANSWER + ".class", Arrays.copyOf(whole, whole.length - 20));
    write(PACKAGE + "Old.class", type(V1_6, PACKAGE + "Old"));
    refused(
        "a file that is no class",
        "a class that cannot be read",
        "a class that cannot be read",
        "a class that cannot be read",
        "a class file of an old kind");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // where not everybody may make links
  void linksOutOfTheFolder() throws IOException {
    write("elsewhere/Answer.class", type(V17, ANSWER));
    write("classes/" + ANSWER + ".class", type(V17, ANSWER));
    Path link = folder.resolve("classes/" + PACKAGE + "Link.class");
    Files.createSymbolicLink(link, folder.resolve("elsewhere/Answer.class"));
    assertEquals(
        List.of(
            new Refusal(
                "a file that is no class",
                "a file that is no class is not allowed",
                PACKAGE + "Link.class",
                0)),
        Guard.refusals(folder.resolve("classes"), List.of()));
  }
}
