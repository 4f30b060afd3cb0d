package dev.descent.guard;

import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

/** A visitor of a method that treats all annotations alike, wherever in the method they stand. */
abstract class MethodAnnotations extends MethodVisitor {
  /**
   * @param next gets all that is visited; null for nobody
   */
  MethodAnnotations(@Nullable MethodVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** The visitor of an annotation; null for one that is passed over. */
  abstract @Nullable AnnotationVisitor annotation(String descriptor);

  @Override
  public @Nullable AnnotationVisitor visitAnnotation(String descriptor, boolean visible) {
    return annotation(descriptor);
  }

  @Override
  public @Nullable AnnotationVisitor visitParameterAnnotation(
      int parameter, String descriptor, boolean visible) {
    return annotation(descriptor);
  }

  @Override
  public @Nullable AnnotationVisitor visitTypeAnnotation(
      int reference, TypePath path, String descriptor, boolean visible) {
    return annotation(descriptor);
  }

  @Override
  public @Nullable AnnotationVisitor visitInsnAnnotation(
      int reference, TypePath path, String descriptor, boolean visible) {
    return annotation(descriptor);
  }

  @Override
  public @Nullable AnnotationVisitor visitTryCatchAnnotation(
      int reference, TypePath path, String descriptor, boolean visible) {
    return annotation(descriptor);
  }

  @Override
  public @Nullable AnnotationVisitor visitLocalVariableAnnotation(
      int reference,
      TypePath path,
      Label[] start,
      Label[] end,
      int[] index,
      String descriptor,
      boolean visible) {
    return annotation(descriptor);
  }
}
