package dev.descent.guard;

import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Recognises a call that takes a file by a name which leads nowhere new: a plain name that stands
 * in the source, as in {@code Path.of("losses.png")}, or the name of a path that the code has
 * already, as in {@code new File(path.toString())}. With no other way to come to a file, and none
 * from a folder to what is in it, an answer writes the files that its tests name and into its own
 * scratch folder.
 *
 * <p>Follows the instructions of a method. Code that comes from elsewhere has a frame, so what was
 * pushed before a frame does not count.
 */
final class KnownName {
  private static final String OF = "(Ljava/lang/String;[Ljava/lang/String;)Ljava/nio/file/Path;";
  private static final String STRING = "()Ljava/lang/String;";

  /** Calls whose last argument is the name. */
  private static final Set<String> BY_NAME =
      Set.of(
          "java/io/File.<init>(Ljava/lang/String;)V",
          "java/io/FileOutputStream.<init>(Ljava/lang/String;)V",
          "java/io/FileWriter.<init>(Ljava/lang/String;)V",
          "java/io/PrintStream.<init>(Ljava/lang/String;)V",
          "java/io/PrintWriter.<init>(Ljava/lang/String;)V");

  /** Calls that take the name, and then true or false. */
  private static final Set<String> BY_NAME_AND_FLAG =
      Set.of(
          "java/io/FileOutputStream.<init>(Ljava/lang/String;Z)V",
          "java/io/FileWriter.<init>(Ljava/lang/String;Z)V",
          "org/deeplearning4j/util/ModelSerializer.writeModel(Lorg/deeplearning4j/nn/api/Model;Ljava/lang/String;Z)V");

  /** Calls that take the name, and an array of no more. */
  private static final Set<String> BY_NAMES =
      Set.of("java/nio/file/Path.of" + OF, "java/nio/file/Paths.get" + OF);

  /** Calls that give the name of a path. */
  private static final Set<String> NAMES =
      Set.of(
          "java/nio/file/Path.toString" + STRING,
          "java/io/File.toString" + STRING,
          "java/io/File.getPath" + STRING,
          "java/io/File.getAbsolutePath" + STRING);

  private enum Seen {
    NOTHING,
    NAME,
    NAME_AND_ZERO,
    NAME_AND_ONE,
    NAME_AND_NO_MORE
  }

  private Seen seen = Seen.NOTHING;

  /** Any instruction but those below, and any frame. */
  void other() {
    seen = Seen.NOTHING;
  }

  void constant(Object value) {
    boolean plain = value instanceof String text && text.matches("[A-Za-z0-9][A-Za-z0-9._-]*");
    seen = plain ? Seen.NAME : Seen.NOTHING;
  }

  void instruction(int opcode) {
    if (seen == Seen.NAME && opcode == Opcodes.ICONST_0) {
      seen = Seen.NAME_AND_ZERO;
    } else if (seen == Seen.NAME && opcode == Opcodes.ICONST_1) {
      seen = Seen.NAME_AND_ONE;
    } else {
      seen = Seen.NOTHING;
    }
  }

  /** A variable is pushed; whole numbers and yes or no are. */
  void variable(int opcode) {
    seen = seen == Seen.NAME && opcode == Opcodes.ILOAD ? Seen.NAME_AND_ONE : Seen.NOTHING;
  }

  void type(int opcode, String type) {
    boolean array = opcode == Opcodes.ANEWARRAY && type.equals("java/lang/String");
    seen = seen == Seen.NAME_AND_ZERO && array ? Seen.NAME_AND_NO_MORE : Seen.NOTHING;
  }

  /** Tells whether this call is one of those, with a name that is known. */
  boolean isTakenBy(String owner, String name, String descriptor) {
    String call = owner + "." + name + descriptor;
    boolean taken =
        switch (seen) {
          case NOTHING -> false;
          case NAME -> BY_NAME.contains(call);
          case NAME_AND_ZERO, NAME_AND_ONE -> BY_NAME_AND_FLAG.contains(call);
          case NAME_AND_NO_MORE -> BY_NAMES.contains(call);
        };
    seen = NAMES.contains(call) ? Seen.NAME : Seen.NOTHING;
    return taken;
  }
}
