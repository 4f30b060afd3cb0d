package dev.descent.guard;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A class with its supertypes and the members that it declares. Names are those of class files,
 * such as {@code java/lang/Object}.
 *
 * @param superName null for Object alone
 * @param members {@link Member#key} of each
 */
record ClassSummary(
    String name,
    boolean isInterface,
    @Nullable String superName,
    List<String> interfaces,
    Set<String> members) {

  static ClassSummary of(ClassReader reader) {
    Set<String> members = new HashSet<>();
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable FieldVisitor visitField(
              int access, String name, String descriptor, String signature, Object value) {
            members.add(Member.key(name, descriptor));
            return null;
          }

          @Override
          public @Nullable MethodVisitor visitMethod(
              int access, String name, String descriptor, String signature, String[] thrown) {
            members.add(Member.key(name, descriptor));
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return new ClassSummary(
        reader.getClassName(),
        (reader.getAccess() & Opcodes.ACC_INTERFACE) != 0,
        reader.getSuperName(),
        List.of(reader.getInterfaces()),
        members);
  }

  static String packageOf(String type) {
    return type.substring(0, Math.max(0, type.lastIndexOf('/')));
  }
}
