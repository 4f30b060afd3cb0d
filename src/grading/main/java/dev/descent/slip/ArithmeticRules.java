package dev.descent.slip;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import java.util.List;
import java.util.Map;

/** Slips in what Java computes and compares itself. */
final class ArithmeticRules {
  private static final Map<Tree.Kind, List<String>> COMPARISONS =
      Map.of(
          Tree.Kind.LESS_THAN, List.of("<=", ">="),
          Tree.Kind.LESS_THAN_EQUAL, List.of("<", ">"),
          Tree.Kind.GREATER_THAN, List.of(">=", "<="),
          Tree.Kind.GREATER_THAN_EQUAL, List.of(">", "<"),
          Tree.Kind.EQUAL_TO, List.of("!="),
          Tree.Kind.NOT_EQUAL_TO, List.of("=="));

  /** The other one of each sign. */
  static final Map<String, String> OPPOSITES = Map.of("+", "-", "-", "+", "*", "/", "/", "*");

  private final Code code;
  private final Scope scope;
  private final Drafts drafts;
  private final CallRules calls;

  ArithmeticRules(Code code, Scope scope, Drafts drafts, CallRules calls) {
    this.code = code;
    this.scope = scope;
    this.drafts = drafts;
    this.calls = calls;
  }

  void binary(BinaryTree it) {
    if (isText(it.getLeftOperand()) || isText(it.getRightOperand())) {
      return;
    }
    String a = code.of(it.getLeftOperand());
    String b = code.of(it.getRightOperand());
    for (String other : COMPARISONS.getOrDefault(it.getKind(), List.of())) {
      drafts.instead(Rule.COMPARISON, it, a + " " + other + " " + b);
    }
    switch (it.getKind()) {
      case PLUS, MINUS, MULTIPLY, DIVIDE -> sum(it);
      case CONDITIONAL_AND, CONDITIONAL_OR -> {
        String other = code.sign(it).equals("&&") ? "||" : "&&";
        drafts.instead(Rule.CONDITION, it, "(" + a + " " + other + " " + b + ")");
        drafts.instead(Rule.CONDITION, it, a);
        drafts.instead(Rule.CONDITION, it, b);
      }
      default -> {}
    }
  }

  /** A sum, a product and so on; in brackets, as what is around it may bind more tightly. */
  private void sum(BinaryTree it) {
    String sign = code.sign(it);
    String a = code.of(it.getLeftOperand());
    String b = code.of(it.getRightOperand());
    String left = code.whole(it.getLeftOperand());
    String right = code.whole(it.getRightOperand());
    drafts.instead(Rule.OPERATION, it, "(" + a + " " + OPPOSITES.get(sign) + " " + b + ")");
    if (sign.equals("-") || sign.equals("/")) {
      drafts.instead(Rule.SWAPPED, it, "(" + right + " " + sign + " " + left + ")");
    }
    drafts.instead(Rule.LEFT_OUT, it, "(" + a + ")");
    String alone =
        switch (sign) {
          case "-" -> "-" + right;
          case "/" -> "1.0 / " + right;
          default -> b;
        };
    drafts.instead(Rule.LEFT_OUT, it, "(" + alone + ")");
    if (sign.equals("/")) {
      division(it, left, b);
    }
    regrouped(it, sign);
    moved(it, sign);
    calls.complement(it.getLeftOperand());
    calls.complement(it.getRightOperand());
  }

  /** Whole numbers are divided into a fraction, and fractions into a whole number. */
  private void division(BinaryTree it, String left, String b) {
    if (isWhole(it.getLeftOperand()) && isWhole(it.getRightOperand())) {
      drafts.instead(Rule.REDUCTION, it, "(double) " + left + " / " + b);
    } else if (Code.unwrapped(it.getLeftOperand()) instanceof TypeCastTree cast) {
      drafts.instead(Rule.REDUCTION, it, "(" + code.of(cast.getExpression()) + " / " + b + ")");
    }
  }

  /** Tells whether Java divides it as a whole number. */
  private boolean isWhole(ExpressionTree operand) {
    ExpressionTree it = Code.unwrapped(operand);
    return it instanceof LiteralTree literal && literal.getValue() instanceof Integer
        || it instanceof IdentifierTree && "int".equals(scope.type(it.toString()));
  }

  private static boolean isText(ExpressionTree operand) {
    return Code.unwrapped(operand) instanceof LiteralTree literal
        && literal.getValue() instanceof String;
  }

  private void regrouped(BinaryTree it, String sign) {
    if (Code.unwrapped(it.getLeftOperand()) instanceof BinaryTree left
        && !COMPARISONS.containsKey(left.getKind())
        && !isAssociative(code.sign(left), sign)) {
      drafts.instead(
          Rule.REGROUPED,
          it,
          "(%s %s (%s %s %s))"
              .formatted(
                  code.of(left.getLeftOperand()),
                  code.sign(left),
                  code.of(left.getRightOperand()),
                  sign,
                  code.of(it.getRightOperand())));
    }
    if (Code.unwrapped(it.getRightOperand()) instanceof BinaryTree right
        && !COMPARISONS.containsKey(right.getKind())
        && !isAssociative(sign, code.sign(right))) {
      drafts.instead(
          Rule.REGROUPED,
          it,
          "((%s %s %s) %s %s)"
              .formatted(
                  code.of(it.getLeftOperand()),
                  sign,
                  code.of(right.getLeftOperand()),
                  code.sign(right),
                  code.of(right.getRightOperand())));
    }
  }

  /** Tells whether it does not matter which of two signs comes first. */
  private static boolean isAssociative(String a, String b) {
    return a.equals("+") && "+-".contains(b) || a.equals("*") && "*/".contains(b);
  }

  /** A function of one operand becomes one of both. */
  private void moved(BinaryTree it, String sign) {
    Call left = Call.of(it.getLeftOperand());
    Call right = Call.of(it.getRightOperand());
    if (left != null && left.isFunction()) {
      String both = code.of(left.argument()) + " " + sign + " " + code.of(it.getRightOperand());
      drafts.instead(Rule.MOVED, it, left.with(both, code));
    }
    if (right != null && right.isFunction()) {
      String both = code.of(it.getLeftOperand()) + " " + sign + " " + code.of(right.argument());
      drafts.instead(Rule.MOVED, it, right.with(both, code));
    }
  }
}
