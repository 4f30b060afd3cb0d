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
 * writes into, those that give away what an array is held together by, those that lead from a
 * folder to a file, and those that set something for the whole JVM. The libraries' own are not on
 * the list, so no call of one is left.
 */
final class StandIns extends ClassVisitor {
  private static final String KIT = "dev/descent/exercise/";
  private static final String NETWORK = "Lorg/deeplearning4j/nn/multilayer/MultiLayerNetwork;";
  private static final String PATH = "Ljava/nio/file/Path;";
  private static final String ARRAY = "org/nd4j/linalg/api/ndarray/INDArray";

  /** A static method that takes what the other does, after the object that it is called of. */
  private record StandIn(String owner, String descriptor) {}

  /** By class, name and descriptor. */
  private static final Map<String, StandIn> FOR =
      Map.ofEntries(
          standIn(
              "org/deeplearning4j/util/ModelSerializer.restoreMultiLayerNetwork",
              "(Ljava/io/File;)" + NETWORK,
              "SavedNetwork"),
          standIn(
              "org/deeplearning4j/util/ModelSerializer.restoreMultiLayerNetwork",
              "(Ljava/io/File;Z)" + NETWORK,
              "SavedNetwork"),
          standIn(
              "org/deeplearning4j/nn/multilayer/MultiLayerNetwork.load",
              "(Ljava/io/File;Z)" + NETWORK,
              "SavedNetwork"),
          standInOf(ARRAY, "close", "()V", "SafeArray"),
          standInOf(ARRAY, "shape", "()[J", "SafeArray"),
          standInOf(ARRAY, "stride", "()[J", "SafeArray"),
          standInOf(
              "dev/descent/plot/Figure",
              "save",
              "(" + PATH + "Ljava/lang/String;Ljava/util/Set;)Ljava/util/List;",
              "SafeFiles"),
          standInOf(
              "dev/descent/plot/Animation",
              "save",
              "(" + PATH + "Ljava/lang/String;)" + PATH,
              "SafeFiles"),
          standIn(
              "javax/imageio/ImageIO.write",
              "(Ljava/awt/image/RenderedImage;Ljava/lang/String;Ljava/io/File;)Z",
              "SafeFiles"),
          standIn("java/util/Locale.setDefault", "(Ljava/util/Locale;)V", "Ignored"),
          standIn("java/lang/System.gc", "()V", "Ignored"));

  /** For a static method. */
  private static Map.Entry<String, StandIn> standIn(String of, String descriptor, String by) {
    return Map.entry(of + descriptor, new StandIn(KIT + by, descriptor));
  }

  /** For a method of an object. */
  private static Map.Entry<String, StandIn> standInOf(
      String owner, String name, String descriptor, String by) {
    String given = "(L" + owner + ";" + descriptor.substring(1);
    return Map.entry(owner + "." + name + descriptor, new StandIn(KIT + by, given));
  }

  private StandIns(ClassVisitor next) {
    super(Opcodes.ASM9, next);
  }

  /**
   * The same class with the stand-ins, written anew: the JVM gets what was read here and will be
   * checked, and nothing that the two would read in two ways.
   */
  static byte[] in(byte[] bytes) {
    ClassWriter writer = new ClassWriter(0);
    new ClassReader(bytes).accept(new StandIns(writer), 0);
    return writer.toByteArray();
  }

  private static @Nullable StandIn find(String owner, String name, String descriptor) {
    return FOR.get(owner + "." + name + descriptor);
  }

  private static Object constant(Object value) {
    if (!(value instanceof Handle handle)) {
      return value;
    }
    StandIn standIn = find(handle.getOwner(), handle.getName(), handle.getDesc());
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
        StandIn standIn = find(owner, called, taken);
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
