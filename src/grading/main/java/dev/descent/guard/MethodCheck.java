package dev.descent.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Checks the code of a method. The types of local variables are left out: they are for debuggers.
 */
abstract class MethodCheck extends MethodAnnotations {
  private static final String LAMBDAS = "java/lang/invoke/LambdaMetafactory";

  /**
   * The methods that javac has call sites linked by. They run no code of a student's choice but
   * what they link.
   */
  private static final Set<String> BOOTSTRAPS =
      Set.of(
          LAMBDAS + ".metafactory",
          LAMBDAS + ".altMetafactory",
          "java/lang/invoke/StringConcatFactory.makeConcat",
          "java/lang/invoke/StringConcatFactory.makeConcatWithConstants",
          "java/lang/runtime/ObjectMethods.bootstrap",
          "java/lang/runtime/SwitchBootstraps.typeSwitch",
          "java/lang/runtime/SwitchBootstraps.enumSwitch");

  private final Findings findings;
  private final Map<Label, List<String>> caught = new HashMap<>();
  private final KnownName path = new KnownName();
  private final StaticFields fields;
  private int firstLine;

  MethodCheck(Findings findings, StaticFields fields) {
    super(null);
    this.findings = findings;
    this.fields = fields;
  }

  /** An instruction that gives no name of a file, and takes none. */
  private void other() {
    path.other();
    fields.other();
  }

  private void branch() {
    path.other();
    fields.branch();
  }

  /** The method has been checked; its first line is 0 where it is not known. */
  abstract void end(int line);

  @Override
  public void visitLineNumber(int line, Label start) {
    if (firstLine == 0) {
      firstLine = line;
    }
    findings.line(line);
    // The handler of an exception is declared before the code that has its line.
    List<String> types = caught.remove(start);
    if (types != null) {
      types.forEach(findings::type);
    }
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    fields.branch();
    if (type != null) {
      caught.computeIfAbsent(handler, it -> new ArrayList<>()).add(type);
    }
  }

  @Override
  public void visitEnd() {
    caught.values().forEach(types -> types.forEach(findings::type));
    end(firstLine);
  }

  @Override
  public void visitInsn(int opcode) {
    path.instruction(opcode);
    fields.instruction(opcode);
    if (opcode == Opcodes.MONITORENTER) {
      // There are no threads to share with, but those of the grader.
      findings.refuse("a synchronized block");
    }
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    path.type(opcode, type);
    fields.other();
    findings.type(type);
  }

  @Override
  public void visitFrame(int type, int locals, Object[] local, int stack, Object[] onStack) {
    branch();
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    other();
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    path.variable(opcode);
    fields.branch();
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    branch();
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    branch();
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    branch();
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    branch();
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    other();
    findings.descriptor(descriptor);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    path.other();
    if (opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC) {
      findings.changed(owner, name, descriptor);
    } else {
      findings.use(owner, name, descriptor);
    }
    fields.put(opcode, owner, name, descriptor, findings.count());
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    fields.other();
    if (!path.isTakenBy(owner, name, descriptor)) {
      findings.use(owner, name, descriptor);
    }
  }

  @Override
  public void visitLdcInsn(Object value) {
    path.constant(value);
    fields.other();
    findings.constant(value);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... constants) {
    other();
    if (bootstrap.getTag() != Opcodes.H_INVOKESTATIC
        || !BOOTSTRAPS.contains(bootstrap.getOwner() + "." + bootstrap.getName())) {
      findings.refuse(
          "a call linked by " + Member.words(bootstrap.getOwner()) + "." + bootstrap.getName());
    }
    findings.descriptor(descriptor);
    for (Object constant : constants) {
      findings.constant(constant);
    }
    if (bootstrap.getOwner().equals(LAMBDAS)) {
      implemented(Type.getReturnType(descriptor));
      for (Object constant : constants) {
        // Interfaces that mark a lambda beside the one that it is written for.
        if (constant instanceof Type type && type.getSort() == Type.OBJECT) {
          implemented(type);
        }
      }
    }
  }

  private void implemented(Type type) {
    findings.refuse(findings.judge().supertype(type.getInternalName(), "a lambda"));
  }

  @Override
  public AnnotationVisitor visitAnnotationDefault() {
    return new AnnotationCheck(findings);
  }

  @Override
  AnnotationVisitor annotation(String descriptor) {
    return AnnotationCheck.of(descriptor, findings);
  }
}
