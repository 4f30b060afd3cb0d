package dev.descent.slip;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Slips in calls: of ND4J's operations, of functions, and of others. */
final class CallRules {
  /** What is easily taken for another. */
  private static final Map<String, List<String>> OTHERS =
      Map.ofEntries(
          Map.entry("sum", List.of("mean", "max")),
          Map.entry("mean", List.of("sum")),
          Map.entry("sumNumber", List.of("meanNumber")),
          Map.entry("meanNumber", List.of("sumNumber")),
          Map.entry("norm2Number", List.of("norm1Number", "normmaxNumber", "sumNumber")),
          Map.entry("norm2", List.of("norm1")),
          Map.entry("std", List.of("var")),
          Map.entry("var", List.of("std")),
          Map.entry("max", List.of("min")),
          Map.entry("min", List.of("max")),
          Map.entry("argMax", List.of("argMin")),
          Map.entry("length", List.of("rows", "columns")),
          Map.entry("rows", List.of("columns", "length")),
          Map.entry("columns", List.of("rows", "length")),
          Map.entry("anyMatch", List.of("allMatch", "noneMatch")),
          Map.entry("allMatch", List.of("anyMatch", "noneMatch")),
          Map.entry("floor", List.of("ceil", "round")),
          Map.entry("abs", List.of("sign")),
          Map.entry("sign", List.of("abs")),
          Map.entry("log", List.of("log10", "log1p")),
          Map.entry("sigmoid", List.of("tanh")));

  private static final Map<String, List<String>> COMPARISONS =
      Map.of(
          "lt", List.of("lte", "gte"),
          "lte", List.of("lt", "gt"),
          "gt", List.of("gte", "lte"),
          "gte", List.of("gt", "lt"),
          "eq", List.of("neq"));

  /** What sums up along a dimension, and with "Number" behind it all elements. */
  private static final Set<String> SUMMARIES = Set.of("sum", "mean", "std", "max", "min");

  private static final Set<String> STAGES =
      Set.of("filter", "sorted", "distinct", "skip", "limit", "reset");

  private static final Set<String> COPIES = Set.of("dup", "clone", "copy");

  private final Code code;
  private final Scope scope;
  private final Drafts drafts;
  private final Notation notation;

  CallRules(Code code, Scope scope, Drafts drafts, Notation notation) {
    this.code = code;
    this.scope = scope;
    this.drafts = drafts;
    this.notation = notation;
  }

  void call(MethodInvocationTree it) {
    List<? extends ExpressionTree> arguments = it.getArguments();
    if (it.getMethodSelect() instanceof MemberSelectTree select) {
      String name = select.getIdentifier().toString();
      ExpressionTree self = select.getExpression();
      Operation operation = Operation.of(name);
      if (operation != null && arguments.size() == 1) {
        operation(it, self, operation, arguments.get(0));
      } else if (Call.isLibrary(self)) {
        function(it, self, name, arguments);
      } else {
        method(it, self, name, arguments);
      }
      overall(it, self, name, arguments);
      for (String other : OTHERS.getOrDefault(name, List.of())) {
        drafts.instead(Rule.REDUCTION, it, code.of(self) + "." + other + code.after(select, it));
      }
    }
    if (!it.getMethodSelect().toString().matches("Math\\.(min|max)")) { // where it is the same
      swapped(it, arguments);
    }
  }

  /** One number of all elements, where each row or column has its own. */
  private void overall(
      MethodInvocationTree it,
      ExpressionTree self,
      String name,
      List<? extends ExpressionTree> arguments) {
    if (SUMMARIES.contains(name) && !arguments.isEmpty() && !Call.isLibrary(self)) {
      String a = code.of(self);
      String bias = name.equals("std") ? code.of(arguments.get(0)) : "";
      String own = bias.equals("true") || bias.equals("false") ? bias : "";
      drafts.says(
          Rule.REDUCTION,
          it,
          "%s.assign(%s.%sNumber(%s))".formatted(code.of(it), a, name, own),
          "with one %s of all of %s, where each row or column has its own"
              .formatted(name, notation.of(self)));
    }
  }

  /** Two arguments beside each other are swapped. */
  void swapped(Tree it, List<? extends ExpressionTree> arguments) {
    for (int i = 0; i + 1 < arguments.size(); i++) {
      ExpressionTree a = arguments.get(i);
      ExpressionTree b = arguments.get(i + 1);
      if (!code.of(a).equals(code.of(b))) {
        String before = code.source().substring(code.start(it), code.start(a));
        String between = code.source().substring(code.end(a), code.start(b));
        drafts.instead(
            Rule.SWAPPED, it, before + code.of(b) + between + code.of(a) + code.after(b, it));
      }
    }
  }

  private void operation(
      MethodInvocationTree it, ExpressionTree self, Operation operation, ExpressionTree argument) {
    String a = code.of(self);
    String b = code.of(argument);
    drafts.instead(Rule.OPERATION, it, operation.opposite().of(a, b));
    Operation swapped = operation.swapped();
    if (swapped != null) {
      drafts.instead(Rule.SWAPPED, it, swapped.of(a, b));
    }
    leftOut(it, self, operation, argument);
    place(it, self, operation, b);
    drafts.instead(Rule.ONCE_MORE, it, operation.of(code.of(it), b));
    argumentTaken(it, a, operation, argument);
    Call before = Call.of(self);
    if (before != null && before.operation() != null) {
      regrouped(it, before, before.operation(), operation, b);
    }
    if (before != null && before.isFunction()) {
      String inside = operation.onNew().of(code.of(before.argument()), b);
      drafts.instead(Rule.MOVED, it, before.with(inside, code));
    }
    Call function = Call.of(argument);
    if (function != null && function.isFunction()) {
      String inside = operation.onNew().of(a, code.of(function.argument()));
      drafts.instead(Rule.MOVED, it, function.with(inside, code));
    }
    complement(argument);
  }

  /** A share that is written 1 − c, or c. */
  void complement(ExpressionTree share) {
    ExpressionTree it = Code.unwrapped(share);
    if (it instanceof BinaryTree binary
        && binary.getKind() == Tree.Kind.MINUS
        && code.of(binary.getLeftOperand()).equals("1")) {
      drafts.instead(Rule.COMPLEMENT, share, code.of(binary.getRightOperand()));
      if (Code.unwrapped(binary.getRightOperand()) instanceof MethodInvocationTree power
          && power.getMethodSelect().toString().equals("Math.pow")) {
        String base = code.of(power.getArguments().get(0));
        String of = ", " + code.of(power.getArguments().get(1)) + ")";
        drafts.instead(Rule.MOVED, share, "Math.pow(1 - " + base + of);
      }
    } else if (it instanceof IdentifierTree && "double".equals(scope.type(it.toString()))) {
      drafts.instead(Rule.COMPLEMENT, share, "(1 - " + code.of(it) + ")");
    }
  }

  private void leftOut(
      MethodInvocationTree it, ExpressionTree self, Operation operation, ExpressionTree argument) {
    String a = code.of(self);
    String b = code.of(argument);
    boolean named = Code.isNamed(self);
    drafts.instead(Rule.LEFT_OUT, it, operation.inPlace() || !named ? a : a + ".dup()");
    if (operation.inPlace() && named) {
      drafts.instead(Rule.LEFT_OUT, it, a + ".assign(" + b + ")");
    } else {
      drafts.instead(Rule.LEFT_OUT, it, Code.isNamed(argument) ? b + ".dup()" : b);
    }
  }

  /** In place or not. */
  private void place(
      MethodInvocationTree it, ExpressionTree self, Operation operation, String argument) {
    Operation other = operation.otherPlace();
    String changed = other.of(code.of(self), argument);
    Tree root = Code.root(self);
    if (!operation.inPlace() && Code.isNamed(self) && scope.isSeenLater(self)) {
      String says = "where %s itself is changed, as by %s: %s gives a new array";
      inPlace(it, changed, says.formatted(notation.of(self), other.name(), operation.name()));
    } else if (operation.inPlace() && Code.isNamed(root) && scope.isSeenLater(root)) {
      String says = "where %s gives a new array, and %s stays as it was: %s changes it";
      drafts.says(
          Rule.NOT_IN_PLACE,
          it,
          changed,
          says.formatted(other.name(), notation.of(root), operation.name()));
    }
  }

  /** In place; where operations in place come after it, also without them. */
  private void inPlace(MethodInvocationTree it, String changed, String says) {
    drafts.says(Rule.IN_PLACE, it, changed, says);
    Tree after = scope.path().getParentPath().getLeaf();
    Operation next =
        after instanceof MemberSelectTree select
            ? Operation.of(select.getIdentifier().toString())
            : null;
    if (next != null && next.inPlace()) {
      drafts.says(Rule.IN_PLACE, it, changed + ".dup()", says);
    }
  }

  /** The operation takes the first operand of its argument, and the second comes after it. */
  private void argumentTaken(
      MethodInvocationTree it, String a, Operation operation, ExpressionTree argument) {
    Call inner = Call.of(argument);
    Operation then = inner == null ? null : inner.operation();
    if (inner != null && then != null && !operation.isAssociativeWith(then)) {
      String first = operation.of(a, code.of(inner.self()));
      Operation placed = new Operation(then.family(), operation.inPlace(), then.vector());
      drafts.instead(Rule.REGROUPED, it, placed.of(first, code.of(inner.argument())));
    }
    if (Code.unwrapped(argument) instanceof BinaryTree binary) {
      Operation second = Operation.ofSign(code.sign(binary));
      if (second != null) {
        String first = operation.of(a, code.of(binary.getLeftOperand()));
        drafts.instead(Rule.REGROUPED, it, second.of(first, code.of(binary.getRightOperand())));
      }
    }
  }

  /** {@code x.inside(y).operation(b)} with brackets elsewhere, or with both factors squared. */
  private void regrouped(
      MethodInvocationTree it, Call before, Operation inside, Operation operation, String b) {
    String x = code.of(before.self());
    String y = code.of(before.argument());
    if (!inside.isAssociativeWith(operation)) {
      drafts.instead(Rule.REGROUPED, it, inside.of(x, operation.onNew().of(y, b)));
      String sign = operation.sign();
      if (sign != null) {
        drafts.instead(Rule.REGROUPED, it, inside.of(x, "(" + y + ") " + sign + " (" + b + ")"));
      }
    }
    if (!inside.isOfKind(operation)) {
      Operation onFirst = new Operation(operation.family(), inside.inPlace(), operation.vector());
      drafts.instead(Rule.REGROUPED, it, inside.of(onFirst.of(x, b), y));
    }
    if (inside.family().equals("mul")
        && x.equals(y)
        && Set.of("mul", "div").contains(operation.family())) {
      String factor = operation.onNew().of(x, b);
      drafts.instead(Rule.SQUARED_TOO, it, factor + ".mul(" + factor + ")");
    }
  }

  private void function(
      MethodInvocationTree it,
      ExpressionTree owner,
      String name,
      List<? extends ExpressionTree> arguments) {
    boolean math = owner.toString().equals("Math");
    String f = owner + "." + name;
    ExpressionTree first = arguments.get(0);
    drafts.instead(
        Rule.LEFT_OUT,
        it,
        math || !Code.isNamed(first) ? code.whole(first) : code.of(first) + ".dup()");
    if (arguments.size() == 2) {
      drafts.instead(Rule.LEFT_OUT, it, code.whole(arguments.get(1)));
    } else if (arguments.size() == 1) {
      if (!math && Code.isNamed(first) && scope.isSeenLater(first)) {
        inPlace(
            it,
            f + "(" + code.of(first) + ", false)",
            "where %s itself is changed: %s with false writes into it"
                .formatted(notation.of(first), name));
      }
      moved(it, f, first);
    }
    if (name.equals("sign") && !math) {
      signOfZero(it, code.of(first));
    }
    if (name.equals("pow")) {
      ExpressionTree exponent = arguments.get(1);
      drafts.instead(
          Rule.SWAPPED, it, "Math.pow(" + code.of(exponent) + ", " + code.of(first) + ")");
      drafts.instead(
          Rule.OPERATION, it, "(" + code.whole(first) + " * " + code.whole(exponent) + ")");
    }
  }

  /** A function of a sum, say, becomes one of its operands. */
  private void moved(MethodInvocationTree it, String f, ExpressionTree argument) {
    Call inner = Call.of(argument);
    if (inner != null && inner.operation() != null) {
      String x = code.of(inner.self());
      String y = code.of(inner.argument());
      Operation operation = inner.operation().onNew();
      drafts.instead(Rule.MOVED, it, operation.of(f + "(" + x + ")", y));
      drafts.instead(Rule.MOVED, it, operation.of(f + "(" + x + ")", f + "(" + y + ")"));
      drafts.instead(Rule.MOVED, it, operation.of(x, f + "(" + y + ")"));
    } else if (inner != null && !inner.isFunction()) {
      String after = "." + inner.name() + "(" + code.of(inner.argument()) + ")";
      drafts.instead(Rule.MOVED, it, f + "(" + code.of(inner.self()) + ")" + after);
    }
    if (Code.unwrapped(argument) instanceof BinaryTree binary) {
      String left = code.of(binary.getLeftOperand());
      String right = code.of(binary.getRightOperand());
      String sign = " " + code.sign(binary) + " ";
      drafts.instead(Rule.MOVED, it, "(" + f + "(" + left + ")" + sign + right + ")");
      drafts.instead(Rule.MOVED, it, "(" + left + sign + f + "(" + right + "))");
    }
  }

  private void signOfZero(MethodInvocationTree it, String x) {
    Map<String, String> wrong = Map.of("gt", "−1", "gte", "1");
    for (String comparison : List.of("gt", "gte")) {
      drafts.says(
          Rule.COMPARISON,
          it,
          "%s.%s(0).castTo(%s.dataType()).mul(2).sub(1)".formatted(x, comparison, x),
          "where the sign of 0 is %s, and not 0".formatted(wrong.get(comparison)));
    }
  }

  private void method(
      MethodInvocationTree it,
      ExpressionTree self,
      String name,
      List<? extends ExpressionTree> arguments) {
    String a = code.of(self);
    if (arguments.isEmpty() && self instanceof IdentifierTree) {
      drafts.instead(Rule.NUMBER, it, "(" + code.of(it) + " / 2)");
      drafts.instead(Rule.NUMBER, it, "(2 * " + code.of(it) + ")");
    }
    if (COPIES.contains(name)) {
      String says =
          "without a copy of %s: what is done to one of the two is done to the other"
              .formatted(notation.of(self));
      drafts.says(Rule.NO_COPY, it, a, says);
    } else if (STAGES.contains(name)) {
      drafts.instead(Rule.LEFT_OUT, it, a);
    }
    if (arguments.size() == 1) {
      for (String other : COMPARISONS.getOrDefault(name, List.of())) {
        drafts.instead(
            Rule.COMPARISON, it, a + "." + other + "(" + code.of(arguments.get(0)) + ")");
      }
    }
    if (name.equals("neg") || name.equals("negi")) {
      drafts.instead(Rule.LEFT_OUT, it, a);
    }
    if (name.equals("norm2Number")) {
      drafts.instead(Rule.LEFT_OUT, it, a + ".mul(" + a + ").sumNumber()");
    }
    Call before = Call.of(self);
    if (Set.of("min", "max").contains(name) && before != null && STAGES.contains(before.name())) {
      String last = "." + before.name() + "(" + code.of(before.argument()) + ")";
      String chosen = "." + name + code.after(it.getMethodSelect(), it);
      drafts.instead(Rule.STEP_MOVED, it, code.of(before.self()) + chosen + last);
    }
  }
}
