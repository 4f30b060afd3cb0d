package dev.descent.guard;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;
import org.objectweb.asm.TypePath;

/**
 * Writes a class again without what is refused of it. A field or a method goes; where only the code
 * of a method is refused, other code stands in its place, which says so. With them go the marks of
 * the class, which nothing that runs needs: annotations, generic types and throws.
 */
final class Cutter extends ClassVisitor {
  /** The exception that is thrown instead of the code of a method. */
  static final String INSTEAD = "dev/descent/exercise/NotAllowed";

  private static final int MOST_WORDS = 500;

  private final Set<String> gone;
  private final Map<String, Refusal> replaced;
  private final Set<String> classes;
  private String type = "";

  private Cutter(
      ClassVisitor next, Set<String> gone, Map<String, Refusal> replaced, Set<String> classes) {
    super(Opcodes.ASM9, next);
    this.gone = gone;
    this.replaced = replaced;
    this.classes = classes;
  }

  /**
   * The class without what is cut.
   *
   * @param gone its members that go
   * @param replaced its methods whose code goes, and why
   * @param classes those of the answer that stay
   */
  static byte[] cut(
      byte[] bytes, Set<String> gone, Map<String, Refusal> replaced, Set<String> classes) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes).accept(new Cutter(writer, gone, replaced, classes), 0);
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String superName, String[] types) {
    type = name;
    super.visit(version, access, name, null, superName, types);
  }

  @Override
  public void visitNestMember(String member) {
    if (classes.contains(member)) {
      super.visitNestMember(member);
    }
  }

  @Override
  public void visitPermittedSubclass(String subclass) {
    if (classes.contains(subclass)) {
      super.visitPermittedSubclass(subclass);
    }
  }

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return null;
  }

  @Override
  public @Nullable AnnotationVisitor visitTypeAnnotation(
      int reference, TypePath path, String descriptor, boolean visible) {
    return null;
  }

  @Override
  public @Nullable RecordComponentVisitor visitRecordComponent(
      String name, String descriptor, String signature) {
    if (!gone.contains(Member.key(name, descriptor))) {
      super.visitRecordComponent(name, descriptor, null);
    }
    return null;
  }

  @Override
  public @Nullable FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    if (!gone.contains(Member.key(name, descriptor))) {
      super.visitField(access, name, descriptor, null, value);
    }
    return null;
  }

  @Override
  public @Nullable MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] thrown) {
    String key = Member.key(name, descriptor);
    if (gone.contains(key)) {
      return null;
    }
    Refusal refusal = replaced.get(key);
    MethodVisitor method =
        super.visitMethod(
            refusal == null ? access : access & ~Opcodes.ACC_NATIVE, name, descriptor, null, null);
    if (refusal == null) {
      MethodVisitor without = new WithoutMarks(method);
      return name.equals("<clinit>") ? new WithoutFields(without, type, gone) : without;
    }
    refuse(method, descriptor, refusal);
    return null;
  }

  private static void refuse(MethodVisitor method, String descriptor, Refusal refusal) {
    String words = refusal.toString();
    method.visitCode();
    Label start = new Label();
    method.visitLabel(start);
    if (refusal.line() > 0) {
      method.visitLineNumber(refusal.line(), start);
    }
    method.visitTypeInsn(Opcodes.NEW, INSTEAD);
    method.visitInsn(Opcodes.DUP);
    method.visitLdcInsn(words.substring(0, Math.min(words.length(), MOST_WORDS)));
    method.visitMethodInsn(
        Opcodes.INVOKESPECIAL, INSTEAD, "<init>", "(Ljava/lang/String;)V", false);
    method.visitInsn(Opcodes.ATHROW);
    method.visitMaxs(3, Type.getArgumentsAndReturnSizes(descriptor) >> 2);
    method.visitEnd();
  }

  private static final class WithoutMarks extends MethodAnnotations {
    WithoutMarks(MethodVisitor next) {
      super(next);
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotationDefault() {
      return null;
    }

    @Override
    public void visitAnnotableParameterCount(int count, boolean visible) {}

    @Override
    @Nullable AnnotationVisitor annotation(String descriptor) {
      return null;
    }
  }
}
