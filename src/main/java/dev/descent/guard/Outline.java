package dev.descent.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What compiled classes show to others of their package, as javac sees it. Where two folders have
 * the same outline, what was compiled with the one is what it would be with the other.
 */
public final class Outline {
  private Outline() {}

  /** Every class of a folder, and every member, that is not private. */
  public static Set<String> of(Path classes) throws IOException {
    Set<String> outline = new TreeSet<>();
    try (Stream<Path> all = Files.walk(classes)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        outline.addAll(of(new ClassReader(Files.readAllBytes(file))));
      }
    }
    return outline;
  }

  private static Set<String> of(ClassReader reader) {
    Reader seen = new Reader();
    reader.accept(seen, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return seen.hidden ? Set.of() : seen.outline;
  }

  private static final class Reader extends ClassVisitor {
    final Set<String> outline = new TreeSet<>();
    boolean hidden;
    private String type;

    Reader() {
      super(Opcodes.ASM9);
    }

    @Override
    public void visit(
        int version, int access, String name, String generic, String above, String[] interfaces) {
      type = name;
      add(access, generic, above, List.of(interfaces));
    }

    /** The access that a nested class was declared with stands here alone. */
    @Override
    public void visitInnerClass(String name, String outer, String simple, int access) {
      if (name.equals(type)) {
        hidden = outer == null || (access & Opcodes.ACC_PRIVATE) != 0;
        add("nested", access);
      }
    }

    @Override
    public FieldVisitor visitField(
        int access, String name, String descriptor, String generic, Object constant) {
      if ((access & Opcodes.ACC_PRIVATE) == 0) {
        add(access, name, descriptor, generic, constant);
      }
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String generic, String[] thrown) {
      if ((access & Opcodes.ACC_PRIVATE) == 0 && !name.equals("<clinit>")) {
        add(access, name, descriptor, generic, Arrays.toString(thrown));
      }
      return null;
    }

    private void add(Object... what) {
      outline.add(type + " " + Arrays.toString(what));
    }
  }
}
