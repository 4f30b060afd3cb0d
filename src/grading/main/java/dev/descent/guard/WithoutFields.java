package dev.descent.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes a static initialiser again without what sets up fields that are gone. */
final class WithoutFields extends MethodVisitor {
  private final MethodVisitor next;
  private final Set<String> gone;
  private final StaticFields fields;
  private final List<Consumer<MethodVisitor>> code = new ArrayList<>();

  WithoutFields(MethodVisitor next, String type, Set<String> gone) {
    super(Opcodes.ASM9);
    this.next = next;
    this.gone = gone;
    this.fields = new StaticFields(type, 0);
  }

  @Override
  public void visitEnd() {
    for (StaticFields.Part part : fields.parts()) {
      if (gone.contains(part.field())) {
        for (int i = part.from(); i < part.to(); i++) {
          code.set(i, method -> {});
        }
      }
    }
    code.forEach(it -> it.accept(next));
    next.visitEnd();
  }

  private void other(Consumer<MethodVisitor> instruction) {
    code.add(instruction);
    fields.other();
  }

  private void branch(Consumer<MethodVisitor> instruction) {
    code.add(instruction);
    fields.branch();
  }

  @Override
  public void visitCode() {
    next.visitCode();
  }

  @Override
  public void visitInsn(int opcode) {
    code.add(it -> it.visitInsn(opcode));
    fields.instruction(opcode);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    code.add(it -> it.visitFieldInsn(opcode, owner, name, descriptor));
    fields.put(opcode, owner, name, descriptor, code.size());
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    other(it -> it.visitIntInsn(opcode, operand));
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    other(it -> it.visitTypeInsn(opcode, type));
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    other(it -> it.visitMethodInsn(opcode, owner, name, descriptor, isInterface));
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... constants) {
    other(it -> it.visitInvokeDynamicInsn(name, descriptor, bootstrap, constants));
  }

  @Override
  public void visitLdcInsn(Object value) {
    other(it -> it.visitLdcInsn(value));
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    other(it -> it.visitMultiANewArrayInsn(descriptor, dimensions));
  }

  @Override
  public void visitVarInsn(int opcode, int variable) {
    branch(it -> it.visitVarInsn(opcode, variable));
  }

  @Override
  public void visitIincInsn(int variable, int increment) {
    branch(it -> it.visitIincInsn(variable, increment));
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    branch(it -> it.visitJumpInsn(opcode, label));
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label otherwise, Label... labels) {
    branch(it -> it.visitTableSwitchInsn(min, max, otherwise, labels));
  }

  @Override
  public void visitLookupSwitchInsn(Label otherwise, int[] keys, Label[] labels) {
    branch(it -> it.visitLookupSwitchInsn(otherwise, keys, labels));
  }

  @Override
  public void visitTryCatchBlock(Label start, Label end, Label handler, String type) {
    branch(it -> it.visitTryCatchBlock(start, end, handler, type));
  }

  @Override
  public void visitLocalVariable(
      String name, String descriptor, String signature, Label start, Label end, int index) {
    branch(it -> it.visitLocalVariable(name, descriptor, signature, start, end, index));
  }

  @Override
  public void visitFrame(int type, int locals, Object[] local, int stack, Object[] onStack) {
    Object[] variables = local == null ? null : local.clone();
    Object[] values = onStack == null ? null : onStack.clone();
    branch(it -> it.visitFrame(type, locals, variables, stack, values));
  }

  @Override
  public void visitLabel(Label label) {
    code.add(it -> it.visitLabel(label));
  }

  @Override
  public void visitLineNumber(int line, Label start) {
    code.add(it -> it.visitLineNumber(line, start));
  }

  @Override
  public void visitMaxs(int stack, int locals) {
    code.add(it -> it.visitMaxs(stack, locals));
  }
}
