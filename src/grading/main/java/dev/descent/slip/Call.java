package dev.descent.slip;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import org.jspecify.annotations.Nullable;

/** A call with one argument. */
record Call(ExpressionTree self, String name, ExpressionTree argument) {
  /** The call that an expression is; null if it is none. */
  static @Nullable Call of(ExpressionTree tree) {
    return Code.unwrapped(tree) instanceof MethodInvocationTree call
            && call.getMethodSelect() instanceof MemberSelectTree select
            && call.getArguments().size() == 1
        ? new Call(
            select.getExpression(), select.getIdentifier().toString(), call.getArguments().get(0))
        : null;
  }

  /** The same call with another argument, in Java. */
  String with(String other, Code code) {
    return code.of(self) + "." + name + "(" + other + ")";
  }

  /** The operation of ND4J that it is; null if it is none. */
  @Nullable Operation operation() {
    return isFunction() ? null : Operation.of(name);
  }

  /** Tells whether it is a function of {@code Math} or of ND4J. */
  boolean isFunction() {
    return isLibrary(self);
  }

  static boolean isLibrary(ExpressionTree owner) {
    return owner.toString().equals("Transforms") || owner.toString().equals("Math");
  }
}
