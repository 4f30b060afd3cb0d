package dev.descent.guard;

import java.util.Set;
import org.objectweb.asm.Opcodes;

/**
 * Recognises a call that makes a path of a plain file name that stands in the source, as {@code
 * Path.of("losses.png")} and {@code new File("network.zip")} do. With no other way to make one, and
 * none from a folder to what is in it, an answer writes the files that its tests name and into its
 * own scratch folder.
 *
 * <p>Follows the instructions of a method. Code that comes from elsewhere has a frame, so what was
 * pushed before a frame does not count.
 */
final class PlainName {
  private static final String OF = "(Ljava/lang/String;[Ljava/lang/String;)Ljava/nio/file/Path;";
  private static final Set<String> CALLS =
      Set.of("java/nio/file/Path.of" + OF, "java/nio/file/Paths.get" + OF);

  private static final String FILE = "java/io/File.<init>(Ljava/lang/String;)V";

  private enum Seen {
    NOTHING,
    NAME,
    NAME_AND_ZERO,
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
    seen = seen == Seen.NAME && opcode == Opcodes.ICONST_0 ? Seen.NAME_AND_ZERO : Seen.NOTHING;
  }

  void type(int opcode, String type) {
    boolean array = opcode == Opcodes.ANEWARRAY && type.equals("java/lang/String");
    seen = seen == Seen.NAME_AND_ZERO && array ? Seen.NAME_AND_NO_MORE : Seen.NOTHING;
  }

  /** Tells whether this call is one of those, and its name is plain. */
  boolean isMadeBy(String owner, String name, String descriptor) {
    String call = owner + "." + name + descriptor;
    boolean made =
        call.equals(FILE)
            ? seen == Seen.NAME
            : CALLS.contains(call) && seen == Seen.NAME_AND_NO_MORE;
    seen = Seen.NOTHING;
    return made;
  }
}
