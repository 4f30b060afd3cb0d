package dev.descent.vandal;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.Type;

/**
 * Gives every method that others can call another name, and its own name to one that calls it
 * between {@link Vandal#before} and {@link Vandal#after}.
 */
final class Rewriter extends ClassVisitor {
  private static final String VANDAL = Type.getInternalName(Vandal.class);
  private static final String SUFFIX = "$answer";
  private static final Set<String> NOT = Set.of("main", "equals", "hashCode", "toString");
  private static final int NOT_WRAPPED =
      Opcodes.ACC_PRIVATE | Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE | Opcodes.ACC_SYNTHETIC;

  private final Set<String> components = new HashSet<>();
  private final String owner;

  private Rewriter(String owner, ClassWriter writer) {
    super(Opcodes.ASM9, writer);
    this.owner = owner;
  }

  static byte[] rewrite(byte[] original) {
    ClassReader reader = new ClassReader(original);
    if ((reader.getAccess() & Opcodes.ACC_INTERFACE) != 0) {
      return original;
    }
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    reader.accept(new Rewriter(reader.getClassName(), writer), 0);
    return writer.toByteArray();
  }

  @Override
  public RecordComponentVisitor visitRecordComponent(String name, String type, String signature) {
    components.add(name + "()" + type);
    return super.visitRecordComponent(name, type, signature);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String type, String signature, String[] exceptions) {
    boolean constructor = name.startsWith("<");
    if (constructor || (access & NOT_WRAPPED) != 0 || NOT.contains(name)) {
      return super.visitMethod(access, name, type, signature, exceptions);
    }
    MethodVisitor to = super.visitMethod(access, name, type, signature, exceptions);
    if (components.contains(name + type)) {
      read(to, name, type);
    } else {
      wrap(to, access, name, type);
    }
    int hidden = access & ~(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED) | Opcodes.ACC_PRIVATE;
    return super.visitMethod(hidden | Opcodes.ACC_SYNTHETIC, name + SUFFIX, type, null, exceptions);
  }

  /** A record's accessor, whose value passes {@link Vandal#read}. */
  private void read(MethodVisitor to, String name, String type) {
    Type result = Type.getReturnType(type);
    to.visitCode();
    to.visitVarInsn(Opcodes.ALOAD, 0);
    to.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, name + SUFFIX, type, false);
    box(to, result);
    to.visitVarInsn(Opcodes.ALOAD, 0);
    String read = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
    to.visitMethodInsn(Opcodes.INVOKESTATIC, VANDAL, "read", read, false);
    unbox(to, result);
    to.visitInsn(result.getOpcode(Opcodes.IRETURN));
    to.visitMaxs(0, 0);
    to.visitEnd();
  }

  private void wrap(MethodVisitor to, int access, String name, String type) {
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    Type[] arguments = Type.getArgumentTypes(type);
    Type result = Type.getReturnType(type);
    String key = owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.') + "." + name;
    to.visitCode();
    to.visitIntInsn(Opcodes.SIPUSH, arguments.length);
    to.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/Object");
    int slot = isStatic ? 0 : 1;
    for (int i = 0; i < arguments.length; i++) {
      to.visitInsn(Opcodes.DUP);
      to.visitIntInsn(Opcodes.SIPUSH, i);
      to.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), slot);
      box(to, arguments[i]);
      to.visitInsn(Opcodes.AASTORE);
      slot += arguments[i].getSize();
    }
    to.visitVarInsn(Opcodes.ASTORE, slot);
    call(
        to,
        isStatic,
        key,
        slot,
        "before",
        "(Ljava/lang/Object;Ljava/lang/String;[Ljava/lang/Object;)V");
    if (!isStatic) {
      to.visitVarInsn(Opcodes.ALOAD, 0);
    }
    for (int i = 0; i < arguments.length; i++) {
      to.visitVarInsn(Opcodes.ALOAD, slot);
      to.visitIntInsn(Opcodes.SIPUSH, i);
      to.visitInsn(Opcodes.AALOAD);
      unbox(to, arguments[i]);
    }
    to.visitMethodInsn(
        isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL, owner, name + SUFFIX, type, false);
    if (result.getSort() == Type.VOID) {
      to.visitInsn(Opcodes.ACONST_NULL);
    } else {
      box(to, result);
    }
    call(
        to,
        isStatic,
        key,
        slot,
        "after",
        "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;[Ljava/lang/Object;)Ljava/lang/Object;");
    if (result.getSort() == Type.VOID) {
      to.visitInsn(Opcodes.RETURN);
    } else {
      unbox(to, result);
      to.visitInsn(result.getOpcode(Opcodes.IRETURN));
    }
    to.visitMaxs(0, 0);
    to.visitEnd();
  }

  private static void call(
      MethodVisitor to, boolean isStatic, String key, int slot, String name, String type) {
    if (isStatic) {
      to.visitInsn(Opcodes.ACONST_NULL);
    } else {
      to.visitVarInsn(Opcodes.ALOAD, 0);
    }
    to.visitLdcInsn(key);
    to.visitVarInsn(Opcodes.ALOAD, slot);
    to.visitMethodInsn(Opcodes.INVOKESTATIC, VANDAL, name, type, false);
  }

  private static void box(MethodVisitor to, Type type) {
    if (isPrimitive(type)) {
      String box = box(type);
      String made = "(" + type.getDescriptor() + ")L" + box + ";";
      to.visitMethodInsn(Opcodes.INVOKESTATIC, box, "valueOf", made, false);
    }
  }

  private static void unbox(MethodVisitor to, Type type) {
    if (!isPrimitive(type)) {
      to.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
      return;
    }
    String box = box(type);
    String value = type.getClassName() + "Value";
    to.visitTypeInsn(Opcodes.CHECKCAST, box);
    to.visitMethodInsn(Opcodes.INVOKEVIRTUAL, box, value, "()" + type.getDescriptor(), false);
  }

  private static boolean isPrimitive(Type type) {
    return type.getSort() != Type.OBJECT && type.getSort() != Type.ARRAY;
  }

  private static String box(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.CHAR -> "java/lang/Character";
      case Type.BYTE -> "java/lang/Byte";
      case Type.SHORT -> "java/lang/Short";
      case Type.INT -> "java/lang/Integer";
      case Type.LONG -> "java/lang/Long";
      case Type.FLOAT -> "java/lang/Float";
      default -> "java/lang/Double";
    };
  }
}
