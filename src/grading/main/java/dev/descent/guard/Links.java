package dev.descent.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Missing links from classes that were compiled earlier to others in the place of those they were
 * compiled with.
 *
 * @param types classes that are not there, or are of another kind, as a student writes them
 * @param members members that are not there, are private, or are no longer (or now) static
 * @param taken classes that both have
 */
public record Links(List<String> types, List<String> members, List<String> taken) {
  /** A class, its own members by {@link Member#key}, and what it is looked up in next. */
  private record Shown(
      int access,
      @Nullable String superName,
      List<String> interfaces,
      Map<String, Integer> members) {
    boolean is(int flag) {
      return (access & flag) != 0;
    }
  }

  private record Use(Member member, boolean isStatic) {}

  /**
   * Compares.
   *
   * @param users classes with what they use of others in their packages
   * @param others classes that are in their place; both by path, such as {@code a/b/C.class}
   */
  public static Links of(Map<String, byte[]> users, Map<String, byte[]> others) {
    Map<String, Shown> shown = new HashMap<>();
    others.values().forEach(bytes -> add(bytes, shown));
    Set<String> userNames = new TreeSet<>();
    Set<String> types = new TreeSet<>();
    Set<String> members = new TreeSet<>();
    users.values().forEach(bytes -> userNames.add(new ClassReader(bytes).getClassName()));
    for (byte[] bytes : users.values()) {
      Uses uses = new Uses();
      new ClassReader(bytes).accept(uses, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      String home = ClassSummary.packageOf(uses.name);
      for (String type : uses.types) {
        if (ClassSummary.packageOf(type).equals(home) && !userNames.contains(type)) {
          Shown found = shown.get(type);
          if (found == null || !uses.fits(type, found)) {
            types.add(words(type));
          }
        }
      }
      for (Use use : uses.members) {
        Member member = use.member();
        if (shown.containsKey(member.owner()) && !isThere(use, member.owner(), shown)) {
          members.add(words(member));
        }
      }
    }
    return new Links(
        List.copyOf(types),
        List.copyOf(members),
        userNames.stream().filter(shown::containsKey).map(Links::words).toList());
  }

  private static boolean isThere(Use use, @Nullable String type, Map<String, Shown> shown) {
    if (type == null) {
      return false;
    }
    Shown found = shown.get(type);
    if (found == null) {
      return Library.declarer(use.member().of(type)).isPresent();
    }
    Integer access = found.members().get(use.member().key());
    if (access != null) {
      boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
      return (access & Opcodes.ACC_PRIVATE) == 0 && isStatic == use.isStatic();
    }
    return !use.member().name().equals("<init>")
        && (isThere(use, found.superName(), shown)
            || found.interfaces().stream().anyMatch(it -> isThere(use, it, shown)));
  }

  private static String words(String type) {
    return Member.words(type.substring(type.lastIndexOf('/') + 1));
  }

  private static String words(Member member) {
    String type = words(member.owner());
    String named = member.isMethod() ? member.withParameters().replace(",", ", ") : member.name();
    return member.name().equals("<init>")
        ? "new " + type + named.substring("new".length())
        : type + "." + named;
  }

  private static void add(byte[] bytes, Map<String, Shown> shown) {
    ClassReader reader = new ClassReader(bytes);
    Map<String, Integer> members = new HashMap<>();
    int[] access = {reader.getAccess()};
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public void visitInnerClass(String name, String outer, String simple, int flags) {
            if (name.equals(reader.getClassName())) {
              access[0] |= flags & Opcodes.ACC_PRIVATE; // others see it as it was declared
            }
          }

          @Override
          public @Nullable FieldVisitor visitField(
              int flags, String name, String descriptor, String generic, Object value) {
            members.put(Member.key(name, descriptor), flags);
            return null;
          }

          @Override
          public @Nullable MethodVisitor visitMethod(
              int flags, String name, String descriptor, String generic, String[] thrown) {
            members.put(Member.key(name, descriptor), flags);
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    shown.put(
        reader.getClassName(),
        new Shown(access[0], reader.getSuperName(), List.of(reader.getInterfaces()), members));
  }

  /** The types and members that the code of a class names. */
  private static final class Uses extends ClassVisitor {
    final Set<String> types = new TreeSet<>();
    final List<Use> members = new ArrayList<>();
    String name = "";
    private String above = "";
    private List<String> interfaces = List.of();

    Uses() {
      super(Opcodes.ASM9);
    }

    /** Tells whether its superclass is a class still, and its interfaces are interfaces. */
    boolean fits(String type, Shown found) {
      boolean isInterface = found.is(Opcodes.ACC_INTERFACE);
      return !(type.equals(above) && (isInterface || found.is(Opcodes.ACC_FINAL)))
          && !(interfaces.contains(type) && !isInterface);
    }

    @Override
    public void visit(
        int version, int access, String type, String generic, String superName, String[] all) {
      name = type;
      above = superName;
      interfaces = List.of(all);
      types.add(superName);
      types.addAll(interfaces);
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access, String field, String descriptor, String generic, Object value) {
      descriptor(descriptor);
      return null;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String generic, String[] thrown) {
      descriptor(descriptor);
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitTypeInsn(int opcode, String type) {
          descriptor(Type.getObjectType(type).getDescriptor());
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String field, String type) {
          member(owner, field, type, opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC);
        }

        @Override
        public void visitMethodInsn(
            int opcode, String owner, String called, String type, boolean isInterface) {
          member(owner, called, type, opcode == Opcodes.INVOKESTATIC);
        }

        @Override
        public void visitLdcInsn(Object value) {
          constant(value);
        }

        @Override
        public void visitInvokeDynamicInsn(
            String called, String type, Handle bootstrap, Object... constants) {
          descriptor(type);
          for (Object one : constants) {
            constant(one);
          }
        }
      };
    }

    private void member(String owner, String member, String descriptor, boolean isStatic) {
      descriptor(Type.getObjectType(owner).getDescriptor());
      descriptor(descriptor);
      members.add(new Use(new Member(owner, member, descriptor), isStatic));
    }

    private void constant(Object value) {
      if (value instanceof Type type) {
        descriptor(type.getDescriptor());
      } else if (value instanceof Handle handle) {
        boolean isStatic =
            handle.getTag() == Opcodes.H_INVOKESTATIC || handle.getTag() == Opcodes.H_GETSTATIC;
        member(handle.getOwner(), handle.getName(), handle.getDesc(), isStatic);
      }
    }

    private void descriptor(String descriptor) {
      Type type = Type.getType(descriptor);
      if (type.getSort() == Type.METHOD) {
        descriptor(type.getReturnType().getDescriptor());
        for (Type parameter : type.getArgumentTypes()) {
          descriptor(parameter.getDescriptor());
        }
      } else if (type.getSort() == Type.ARRAY) {
        descriptor(type.getElementType().getDescriptor());
      } else if (type.getSort() == Type.OBJECT) {
        types.add(type.getInternalName());
      }
    }
  }
}
