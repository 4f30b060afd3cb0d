package dev.descent.guard;

import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Checks an annotation, and those within it; they are a mark of what they stand at. */
final class AnnotationCheck extends AnnotationVisitor {
  private final Findings findings;

  AnnotationCheck(Findings findings) {
    super(Opcodes.ASM9);
    this.findings = findings;
  }

  /** A check of an annotation of this type. */
  static AnnotationCheck of(String descriptor, Findings findings) {
    findings.mark(() -> findings.descriptor(descriptor));
    return new AnnotationCheck(findings);
  }

  @Override
  public void visit(String name, Object value) {
    findings.mark(() -> findings.constant(value));
  }

  @Override
  public void visitEnum(String name, String descriptor, String value) {
    findings.mark(
        () -> findings.use(Type.getType(descriptor).getInternalName(), value, descriptor));
  }

  @Override
  public AnnotationVisitor visitAnnotation(String name, String descriptor) {
    return of(descriptor, findings);
  }

  @Override
  public AnnotationVisitor visitArray(String name) {
    return this;
  }
}
