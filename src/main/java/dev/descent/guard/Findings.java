package dev.descent.guard;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** What is refused in one class, with the line where it stands. */
final class Findings {
  /** Not known yet; see {@link #settle}. */
  private static final int UNKNOWN = -1;

  private final Judge judge;
  private final List<Refusal> found = new ArrayList<>();
  private String file;
  private int line = UNKNOWN;

  Findings(Judge judge, String file) {
    this.judge = judge;
    this.file = file;
  }

  Judge judge() {
    return judge;
  }

  void file(String name) {
    file = name;
  }

  /** What is found from now on stands in this line. */
  void line(int now) {
    line = now;
  }

  int count() {
    return found.size();
  }

  /** Gives a line to what was found without one since there were so many. */
  void settle(int since, int known) {
    found
        .subList(since, found.size())
        .replaceAll(it -> it.line() == UNKNOWN ? new Refusal(it.what(), it.file(), known) : it);
    line = UNKNOWN;
  }

  List<Refusal> refusals() {
    return found.stream().map(it -> new Refusal(it.what(), file, it.line())).toList();
  }

  /** Something is refused; null for nothing. */
  void refuse(String what) {
    if (what != null) {
      found.add(new Refusal(what, file, line));
    }
  }

  /** A class by its name, or an array by its descriptor, as instructions have them. */
  void type(String name) {
    if (name != null) {
      type(Type.getObjectType(name));
    }
  }

  void descriptor(String descriptor) {
    type(Type.getType(descriptor));
  }

  private void type(Type type) {
    switch (type.getSort()) {
      case Type.OBJECT -> refuse(judge.type(type.getInternalName()));
      case Type.ARRAY -> type(type.getElementType());
      case Type.METHOD -> {
        type(type.getReturnType());
        for (Type parameter : type.getArgumentTypes()) {
          type(parameter);
        }
      }
      default -> {
        // A primitive type.
      }
    }
  }

  /** Generic types, which are erased from the code; null for none. */
  void signature(String signature) {
    if (signature == null) {
      return;
    }
    SignatureVisitor visitor =
        new SignatureVisitor(Opcodes.ASM9) {
          private String name;

          @Override
          public void visitClassType(String type) {
            name = type;
            type(name);
          }

          @Override
          public void visitInnerClassType(String inner) {
            name += "$" + inner;
            type(name);
          }

          private void type(String type) {
            Findings.this.type(type);
          }
        };
    new SignatureReader(signature).accept(visitor);
  }

  void member(String owner, String name, String descriptor) {
    descriptor(descriptor);
    if (owner.startsWith("[")) {
      // All that an array has of its own is length, which is an instruction, and clone.
      type(owner);
      refuse(judge.member(new Member("java/lang/Object", name, descriptor)));
    } else {
      refuse(judge.member(new Member(owner, name, descriptor)));
    }
  }

  /** A field that is written. */
  void changed(String owner, String name, String descriptor) {
    member(owner, name, descriptor);
    if (!judge.isOwn(owner)) {
      refuse("a change of " + new Member(owner, name, descriptor).words());
    }
  }

  void handle(Handle handle) {
    boolean written =
        handle.getTag() == Opcodes.H_PUTFIELD || handle.getTag() == Opcodes.H_PUTSTATIC;
    if (written) {
      changed(handle.getOwner(), handle.getName(), handle.getDesc());
    } else {
      member(handle.getOwner(), handle.getName(), handle.getDesc());
    }
  }

  /** A constant that an instruction or a bootstrap method takes. */
  void constant(Object value) {
    if (value instanceof Type type) {
      type(type);
    } else if (value instanceof Handle handle) {
      handle(handle);
    } else if (value instanceof ConstantDynamic) {
      // Javac makes none of an exercise; it would run code of a student's choice to get a value.
      refuse("a constant that is computed when it is first used");
    }
  }
}
