package dev.descent.guard;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Puts methods of the kit in the place of methods of the libraries that honest code calls and that
 * are not safe: those that believe whatever a file says, one that frees memory which a view still
 * writes into, those that give away what an array is held together by, and those that set something
 * for the whole JVM. The libraries' own are not on the list, so no call of one is left.
 */
final class StandIns extends ClassVisitor {
  private static final String KIT = "dev/descent/exercise/";
  private static final String NETWORK = "Lorg/deeplearning4j/nn/multilayer/MultiLayerNetwork;";
  private static final String ARRAY = "org/nd4j/linalg/api/ndarray/INDArray";

  /** A static method that takes what the other does, after the object that it is called of. */
  private record StandIn(String owner, String descriptor) {}

  /** By class, name and descriptor. */
  private static final Map<String, StandIn> FOR =
      Map.of(
          "org/deeplearning4j/util/ModelSerializer.restoreMultiLayerNetwork(Ljava/io/File;)"
              + NETWORK,
          new StandIn(KIT + "SavedNetwork", "(Ljava/io/File;)" + NETWORK),
          "org/deeplearning4j/util/ModelSerializer.restoreMultiLayerNetwork(Ljava/io/File;Z)"
              + NETWORK,
          new StandIn(KIT + "SavedNetwork", "(Ljava/io/File;Z)" + NETWORK),
          "org/deeplearning4j/nn/multilayer/MultiLayerNetwork.load(Ljava/io/File;Z)" + NETWORK,
          new StandIn(KIT + "SavedNetwork", "(Ljava/io/File;Z)" + NETWORK),
          ARRAY + ".close()V",
          new StandIn(KIT + "SafeArray", "(L" + ARRAY + ";)V"),
          ARRAY + ".shape()[J",
          new StandIn(KIT + "SafeArray", "(L" + ARRAY + ";)[J"),
          ARRAY + ".stride()[J",
          new StandIn(KIT + "SafeArray", "(L" + ARRAY + ";)[J"),
          "java/util/Locale.setDefault(Ljava/util/Locale;)V",
          new StandIn(KIT + "Ignored", "(Ljava/util/Locale;)V"),
          "java/lang/System.gc()V",
          new StandIn(KIT + "Ignored", "()V"));

  private boolean used;

  private StandIns(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /** The same class with the stand-ins; the same bytes where there are none. */
  static byte[] in(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    StandIns standIns = new StandIns(writer);
    new ClassReader(bytes).accept(standIns, 0);
    return standIns.used ? writer.toByteArray() : bytes;
  }

  private @Nullable StandIn standIn(String owner, String name, String descriptor) {
    StandIn standIn = FOR.get(owner + "." + name + descriptor);
    used |= standIn != null;
    return standIn;
  }

  private Object constant(Object value) {
    if (!(value instanceof Handle handle)) {
      return value;
    }
    StandIn standIn = standIn(handle.getOwner(), handle.getName(), handle.getDesc());
    return standIn == null
        ? handle
        : new Handle(
            Opcodes.H_INVOKESTATIC, standIn.owner(), handle.getName(), standIn.descriptor(), false);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] thrown) {
    MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
    return new MethodVisitor(Opcodes.ASM9, next) {
      @Override
      public void visitMethodInsn(
          int opcode, String owner, String called, String taken, boolean isInterface) {
        StandIn standIn = standIn(owner, called, taken);
        if (standIn == null) {
          super.visitMethodInsn(opcode, owner, called, taken, isInterface);
        } else {
          super.visitMethodInsn(
              Opcodes.INVOKESTATIC, standIn.owner(), called, standIn.descriptor(), false);
        }
      }

      @Override
      public void visitInvokeDynamicInsn(
          String called, String taken, Handle bootstrap, Object... constants) {
        Object[] now = new Object[constants.length];
        for (int i = 0; i < now.length; i++) {
          now[i] = constant(constants[i]);
        }
        super.visitInvokeDynamicInsn(called, taken, bootstrap, now);
      }
    };
  }
}
