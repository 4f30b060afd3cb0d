package dev.descent.guard;

import dev.descent.guard.Finding.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.signature.SignatureReader;
import org.objectweb.asm.signature.SignatureVisitor;

/** The refused names in a class, each with the part and the line where it stands. */
final class Findings {
  /** Not known yet; see {@link #settle}. */
  private static final int UNKNOWN = -1;

  private final Permissions judge;
  private final List<Finding> found = new ArrayList<>();
  private Part part = Part.CLASS;
  private String member = "";
  private String file;
  private int line = UNKNOWN;

  Findings(Permissions judge, String file) {
    this.judge = judge;
    this.file = file;
  }

  Permissions judge() {
    return judge;
  }

  void file(String name) {
    file = name;
  }

  /** Begins the declaration of a member. */
  void declaration(String key) {
    member = key;
    part = Part.DECLARATION;
  }

  /** Begins the code of that member. */
  void code() {
    part = Part.CODE;
  }

  /** Ends the member: what follows is of the class itself. */
  void ofClass() {
    member = "";
    part = Part.CLASS;
  }

  /** Begins a line. */
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
        .replaceAll(it -> it.refusal().line() == UNKNOWN ? at(it, known) : it);
    line = UNKNOWN;
  }

  /** Moves findings from the static initialiser to the field that they set up. */
  void ofField(StaticFields.Part part) {
    found
        .subList(part.from(), part.to())
        .replaceAll(
            it ->
                it.part() == Part.CODE
                    ? new Finding(Part.DECLARATION, part.field(), it.refusal())
                    : it);
  }

  private Finding at(Finding it, int known) {
    Refusal refusal = it.refusal();
    return new Finding(
        it.part(), it.member(), new Refusal(refusal.what(), refusal.sentence(), file, known));
  }

  List<Finding> all() {
    return found.stream().map(it -> at(it, it.refusal().line())).toList();
  }

  /** Adds a finding for something that has no name on the list. */
  void refuse(String what) {
    refuse(Refused.of(what));
  }

  /** Adds a finding; null for none. */
  void refuse(@Nullable Refused refused) {
    if (refused != null) {
      found.add(
          new Finding(part, member, new Refusal(refused.what(), refused.sentence(), file, line)));
    }
  }

  /** A class by its name, or an array by its descriptor, as instructions have them. */
  void type(@Nullable String name) {
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
  void signature(@Nullable String signature) {
    if (signature == null) {
      return;
    }
    SignatureVisitor types =
        new SignatureVisitor(Opcodes.ASM9) {
          private String name = "";

          @Override
          public void visitClassType(String type) {
            name = type;
            Findings.this.type(name);
          }

          @Override
          public void visitInnerClassType(String inner) {
            name += "$" + inner;
            Findings.this.type(name);
          }
        };
    mark(() -> new SignatureReader(signature).accept(types));
  }

  /** Runs a check whose findings are marks of the current part. */
  void mark(Runnable check) {
    Part before = part;
    part = Part.MARK;
    check.run();
    part = before;
  }

  void use(String owner, String name, String descriptor) {
    if (owner.startsWith("[")) {
      // All that an array has of its own is length, which is an instruction, and clone.
      type(owner);
      refuse(judge.use(new Member("java/lang/Object", name, descriptor)));
    } else {
      refuse(judge.use(new Member(owner, name, descriptor)));
    }
  }

  /** A field that is written. */
  void changed(String owner, String name, String descriptor) {
    use(owner, name, descriptor);
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
      use(handle.getOwner(), handle.getName(), handle.getDesc());
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
