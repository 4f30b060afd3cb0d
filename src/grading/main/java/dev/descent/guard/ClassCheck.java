package dev.descent.guard;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.RecordComponentVisitor;
import org.objectweb.asm.TypePath;

/**
 * Visits all that can name a class or a member. The attribute InnerClasses is left out: javac lists
 * there what it needs itself, such as {@code MethodHandles.Lookup} for a lambda, and the JVM links
 * nothing by it.
 */
final class ClassCheck extends ClassVisitor {
  private final Findings findings;

  /** The first line of a constructor, which is that of the class if nobody wrote one. */
  private int classLine;

  private String type = "";

  ClassCheck(Findings findings) {
    super(Opcodes.ASM9);
    this.findings = findings;
  }

  @Override
  public void visit(
      int version, int access, String name, String signature, String superName, String[] types) {
    type = name;
    findings.signature(signature);
    findings.refuse(findings.judge().supertype(superName, "extends"));
    for (String type : types) {
      findings.refuse(findings.judge().supertype(type, "implements"));
    }
    findings.judge().disguised(name).forEach(findings::refuse);
  }

  @Override
  public void visitSource(String source, String debug) {
    if (source != null) {
      findings.file(source);
    }
  }

  @Override
  public @Nullable ModuleVisitor visitModule(String name, int access, String version) {
    findings.refuse("a module");
    return null;
  }

  @Override
  public void visitNestHost(String host) {
    findings.type(host);
  }

  @Override
  public void visitNestMember(String member) {
    findings.mark(() -> findings.type(member));
  }

  @Override
  public void visitPermittedSubclass(String subclass) {
    findings.mark(() -> findings.type(subclass));
  }

  @Override
  public void visitOuterClass(String owner, String name, String descriptor) {
    findings.type(owner);
  }

  @Override
  public AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return AnnotationCheck.of(descriptor, findings);
  }

  @Override
  public AnnotationVisitor visitTypeAnnotation(
      int reference, TypePath path, String descriptor, boolean visible) {
    return AnnotationCheck.of(descriptor, findings);
  }

  @Override
  public RecordComponentVisitor visitRecordComponent(
      String name, String descriptor, String signature) {
    findings.declaration(Member.key(name, descriptor));
    findings.descriptor(descriptor);
    findings.signature(signature);
    findings.ofClass();
    return new RecordComponentVisitor(Opcodes.ASM9) {
      @Override
      public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        return AnnotationCheck.of(type, findings);
      }

      @Override
      public AnnotationVisitor visitTypeAnnotation(
          int reference, TypePath path, String type, boolean visible) {
        return AnnotationCheck.of(type, findings);
      }
    };
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    int before = findings.count();
    findings.declaration(Member.key(name, descriptor));
    findings.descriptor(descriptor);
    findings.signature(signature);
    return new FieldVisitor(Opcodes.ASM9) {
      @Override
      public AnnotationVisitor visitAnnotation(String type, boolean visible) {
        return AnnotationCheck.of(type, findings);
      }

      @Override
      public AnnotationVisitor visitTypeAnnotation(
          int reference, TypePath path, String type, boolean visible) {
        return AnnotationCheck.of(type, findings);
      }

      @Override
      public void visitEnd() {
        findings.settle(before, 0);
        findings.ofClass();
      }
    };
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] thrown) {
    int before = findings.count();
    findings.declaration(Member.key(name, descriptor));
    if (name.equals("finalize") && descriptor.startsWith("()")) {
      // The JVM calls it, in a thread of its own, whenever it likes.
      findings.refuse("a method finalize");
    }
    findings.descriptor(descriptor);
    findings.signature(signature);
    for (String type : thrown == null ? new String[0] : thrown) {
      findings.mark(() -> findings.type(type));
    }
    findings.code();
    if ((access & Opcodes.ACC_NATIVE) != 0) {
      findings.refuse("a native method");
    }
    StaticFields fields = new StaticFields(type, before);
    return new MethodCheck(findings, fields) {
      @Override
      void end(int firstLine) {
        findings.settle(before, firstLine);
        if (name.equals("<clinit>")) {
          // Where the code of one field is refused, that field goes, and the others stay.
          fields.parts().forEach(findings::ofField);
        }
        findings.ofClass();
        if (name.equals("<init>") && (classLine == 0 || firstLine < classLine)) {
          classLine = firstLine;
        }
      }
    };
  }

  @Override
  public void visitEnd() {
    findings.settle(0, classLine);
  }
}
