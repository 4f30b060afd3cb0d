package dev.descent.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.objectweb.asm.Opcodes.ACC_ABSTRACT;
import static org.objectweb.asm.Opcodes.ACC_INTERFACE;
import static org.objectweb.asm.Opcodes.ACC_NATIVE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.H_PUTSTATIC;
import static org.objectweb.asm.Opcodes.V17;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ByteVector;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Class files that javac does not make. */
class HandMadeTest {
  private static final String PACKAGE = "dev/descent/exercises/ex01step/";
  private static final String ANSWER = PACKAGE + "Answer";
  private static final String OBJECT = "java/lang/Object";
  private static final String BOOTSTRAP =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;)"
          + "Ljava/lang/invoke/CallSite;";
  private static final Handle OWN = new Handle(H_INVOKESTATIC, ANSWER, "link", BOOTSTRAP, false);
  private static final Handle EXIT =
      new Handle(H_INVOKESTATIC, "java/lang/System", "exit", "(I)V", false);

  private final Map<String, byte[]> classes = new TreeMap<>();

  private static ClassWriter type(String name, String superName, String... interfaces) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(V17, ACC_PUBLIC, name, null, superName, interfaces);
    return type;
  }

  private static ClassWriter answer(Consumer<MethodVisitor> code) {
    ClassWriter answer = type(ANSWER, OBJECT);
    MethodVisitor method = answer.visitMethod(ACC_PUBLIC | ACC_STATIC, "answer", "()V", null, null);
    method.visitCode();
    code.accept(method);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    return answer;
  }

  private void write(String name, ClassWriter type) {
    classes.put(name + ".class", type.toByteArray());
  }

  private void refused(String... what) {
    assertEquals(
        Arrays.stream(what).sorted().toList(),
        Guard.refusals(classes, List.of()).stream().map(Refusal::what).sorted().toList());
  }

  private void refused(Consumer<MethodVisitor> code, String... what) {
    write(ANSWER, answer(code));
    refused(what);
  }

  @Test
  void nothing() {
    refused(code -> {});
    assertEquals(List.of(), Guard.refusals(classes, List.of()));
  }

  @Test
  void withoutSourceAndLines() {
    write(ANSWER, answer(code -> code.visitTypeInsn(Opcodes.NEW, "java/lang/Thread")));
    assertEquals(
        List.of(
            new Refusal(
                "java.lang.Thread",
                "java.lang.Thread is not allowed; instead: a loop in the method itself",
                ANSWER + ".class",
                0)),
        Guard.refusals(classes, List.of()));
  }

  @Test
  void nativeMethod() {
    ClassWriter answer = type(ANSWER, OBJECT);
    answer.visitMethod(ACC_PUBLIC | ACC_NATIVE, "answer", "()V", null, null).visitEnd();
    write(ANSWER, answer);
    refused("a native method");
  }

  @Test
  void ownBootstrap() {
    refused(
        code -> code.visitInvokeDynamicInsn("run", "()V", OWN, EXIT),
        "a call linked by " + Member.words(ANSWER) + ".link",
        "java.lang.System.exit(int)");
  }

  @Test
  void bootstrapOfTheJdkThatIsNotOnTheList() {
    Handle bootstrap =
        new Handle(
            H_INVOKESTATIC, "java/lang/invoke/ConstantBootstraps", "invoke", BOOTSTRAP, false);
    refused(
        code -> code.visitInvokeDynamicInsn("run", "()V", bootstrap),
        "a call linked by java.lang.invoke.ConstantBootstraps.invoke");
  }

  @Test
  void computedConstants() {
    ConstantDynamic computed = new ConstantDynamic("x", "Ljava/lang/Object;", OWN);
    Handle concat =
        new Handle(
            H_INVOKESTATIC,
            "java/lang/invoke/StringConcatFactory",
            "makeConcatWithConstants",
            BOOTSTRAP,
            false);
    refused(
        code -> code.visitLdcInsn(computed), "a constant that is computed when it is first used");
    refused(
        code -> code.visitInvokeDynamicInsn("x", "()Ljava/lang/String;", concat, "\2", computed),
        "a constant that is computed when it is first used");
  }

  @Test
  void constantsThatNameMembersAndTypes() {
    refused(code -> code.visitLdcInsn(EXIT), "java.lang.System.exit(int)");
    refused(
        code -> code.visitLdcInsn(Type.getMethodType("(Ljava/lang/Thread;)V")), "java.lang.Thread");
    refused(code -> code.visitLdcInsn(Type.getType("[Ljava/lang/Thread;")), "java.lang.Thread");
    refused(
        code ->
            code.visitLdcInsn(
                new Handle(H_PUTSTATIC, "java/lang/System", "out", "Ljava/io/PrintStream;", false)),
        "a change of java.lang.System.out");
  }

  @Test
  void anotherOwnerThanJavacWouldName() {
    refused(
        code ->
            code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, "java/lang/String", "wait", "()V", false),
        "java.lang.Object.wait()");
    refused(
        code -> code.visitMethodInsn(Opcodes.INVOKEVIRTUAL, ANSWER, "notify", "()V", false),
        "java.lang.Object.notify()");
    refused(
        code ->
            code.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "[Ljava/lang/Thread;", "wait", "()V", false),
        "java.lang.Object.wait()",
        "java.lang.Thread");
    refused(
        code -> code.visitMethodInsn(Opcodes.INVOKESTATIC, ANSWER, "nowhere", "()V", false),
        Member.words(ANSWER) + ".nowhere()");
    refused(
        code ->
            code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/util/List", "nowhere", "()V", true),
        "java.util.List.nowhere()");
  }

  @Test
  void anOwnInterfaceThatDeclaresWhatAClassInherits() {
    ClassWriter all = new ClassWriter(0);
    all.visit(
        V17,
        ACC_PUBLIC | ACC_INTERFACE | ACC_ABSTRACT,
        PACKAGE + "All",
        null,
        OBJECT,
        new String[0]);
    all.visitMethod(
            ACC_PUBLIC | ACC_ABSTRACT, "parallelStream", "()Ljava/util/stream/Stream;", null, null)
        .visitEnd();
    write(PACKAGE + "All", all);
    write(ANSWER, type(ANSWER, "java/util/ArrayList", PACKAGE + "All"));
    refused("java.util.Collection.parallelStream()");
  }

  /**
   * An attribute of older Java: ASM would take its frames, of which there are none, for the real.
   */
  private static final class NoFrames extends Attribute {
    NoFrames() {
      super("StackMap");
    }

    @Override
    public boolean isCodeAttribute() {
      return true;
    }

    @Override
    protected ByteVector write(
        ClassWriter writer, byte[] code, int length, int maxStack, int maxLocals) {
      return new ByteVector().putShort(0);
    }
  }

  @Test
  void framesThatOnlyTheJvmSees() {
    Object made = new Label();
    Label plain = new Label();
    Label call = new Label();
    Object[] locals = {"java/lang/String", Opcodes.INTEGER};
    ClassWriter answer = type(ANSWER, OBJECT);
    MethodVisitor method =
        answer.visitMethod(
            ACC_PUBLIC | ACC_STATIC,
            "open",
            "(Ljava/lang/String;Z)Ljava/io/PrintStream;",
            null,
            null);
    method.visitCode();
    method.visitLabel((Label) made);
    method.visitTypeInsn(Opcodes.NEW, "java/io/PrintStream");
    method.visitInsn(Opcodes.DUP);
    method.visitVarInsn(Opcodes.ILOAD, 1);
    method.visitJumpInsn(Opcodes.IFNE, plain);
    method.visitVarInsn(Opcodes.ALOAD, 0);
    method.visitJumpInsn(Opcodes.GOTO, call);
    method.visitLabel(plain);
    method.visitFrame(Opcodes.F_FULL, 2, locals, 2, new Object[] {made, made});
    method.visitLdcInsn("plain");
    method.visitLabel(call);
    Object[] stack = {made, made, "java/lang/String"};
    method.visitFrame(Opcodes.F_FULL, 2, locals, 3, stack);
    method.visitMethodInsn(
        Opcodes.INVOKESPECIAL, "java/io/PrintStream", "<init>", "(Ljava/lang/String;)V", false);
    method.visitInsn(Opcodes.ARETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
    write(ANSWER, answer);
    refused("new java.io.PrintStream(String)");
    method.visitAttribute(new NoFrames());
    write(ANSWER, answer);
    refused(); // it looks as if the name came straight before the call
    Map<String, byte[]> run = Guard.check(classes, List.of()).classes();
    assertThrows(VerifyError.class, () -> new Loaded(run).all());
  }

  @Test
  void classesThatExtendEachOther() {
    write(ANSWER, type(ANSWER, PACKAGE + "Other"));
    write(PACKAGE + "Other", type(PACKAGE + "Other", ANSWER));
    refused();
  }

  @Test
  void hostOfAnotherNest() {
    ClassWriter answer = type(ANSWER, OBJECT);
    answer.visitNestHost(PACKAGE + "AnswerTest");
    write(ANSWER, answer);
    refused(Member.words(PACKAGE) + "AnswerTest");
  }
}
