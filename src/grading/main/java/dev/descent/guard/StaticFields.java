package dev.descent.guard;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;

/**
 * Follows a static initialiser, and says where in it each field is set up: from where the one
 * before it ended. Where nothing branches and nothing is kept in a variable, each part stands
 * alone, so that a field can go without those beside it.
 */
final class StaticFields {
  /**
   * The part of the code that sets a field up.
   *
   * @param field {@link Member#key}
   * @param from where it begins, as whoever follows counts
   * @param to where it has ended
   */
  record Part(String field, int from, int to) {}

  private final String type;
  private final List<Part> parts = new ArrayList<>();
  private boolean branches;
  private boolean isDoubled;
  private int from;

  /**
   * @param from what has been counted before
   */
  StaticFields(String type, int from) {
    this.type = type;
    this.from = from;
  }

  /** An instruction without operands. */
  void instruction(int opcode) {
    isDoubled = opcode == Opcodes.DUP || opcode == Opcodes.DUP2;
  }

  /** Any other but those below. */
  void other() {
    isDoubled = false;
  }

  /** An instruction that goes elsewhere, or has to do with a variable. */
  void branch() {
    branches = true;
  }

  /** A field is set; what has been counted with it is {@code to}. */
  void put(int opcode, String owner, String name, String descriptor, int to) {
    if (opcode == Opcodes.PUTSTATIC && owner.equals(type)) {
      branches |= isDoubled; // the value is used again: this is no end of a statement
      parts.add(new Part(Member.key(name, descriptor), from, to));
      from = to;
    }
    isDoubled = false;
  }

  /** None where they do not stand alone. */
  List<Part> parts() {
    return branches ? List.of() : parts;
  }
}
