package dev.descent.slip;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SimpleTreeVisitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Code as a formula: {@code m.muli(beta1).addi(g.mul(1 - beta1))} is m ← β1 · m + (1 − β1) · g.
 * What a formula has no sign for stays as it is in Java.
 */
final class Notation extends SimpleTreeVisitor<Notation.Formula, @Nullable Void> {
  private static final Map<String, String> GREEK =
      Map.ofEntries(
          Map.entry("alpha", "α"),
          Map.entry("beta", "β"),
          Map.entry("gamma", "γ"),
          Map.entry("delta", "δ"),
          Map.entry("epsilon", "ε"),
          Map.entry("eps", "ε"),
          Map.entry("eta", "η"),
          Map.entry("lambda", "λ"),
          Map.entry("mu", "μ"),
          Map.entry("rho", "ρ"),
          Map.entry("sigma", "σ"),
          Map.entry("decay", "λ"));

  private static final Map<String, String> FUNCTIONS =
      Map.of(
          "log", "log", "exp", "exp", "sigmoid", "σ", "sign", "sign", "max", "max", "min", "min");

  /** Calls that change how numbers are kept, not what they are. */
  private static final Set<String> SILENT =
      Set.of("castTo", "dup", "doubleValue", "intValue", "orElseThrow", "reshape", "stream");

  private static final Map<Tree.Kind, String> SIGNS =
      Map.ofEntries(
          Map.entry(Tree.Kind.LESS_THAN, "<"),
          Map.entry(Tree.Kind.LESS_THAN_EQUAL, "≤"),
          Map.entry(Tree.Kind.GREATER_THAN, ">"),
          Map.entry(Tree.Kind.GREATER_THAN_EQUAL, "≥"),
          Map.entry(Tree.Kind.EQUAL_TO, "="),
          Map.entry(Tree.Kind.NOT_EQUAL_TO, "≠"),
          Map.entry(Tree.Kind.CONDITIONAL_AND, "and"),
          Map.entry(Tree.Kind.CONDITIONAL_OR, "or"),
          Map.entry(Tree.Kind.REMAINDER, "mod"));

  private static final Map<String, String> COMPARISONS =
      Map.of("lt", "<", "lte", "≤", "gt", ">", "gte", "≥", "eq", "=");

  private final Map<String, String> symbols;

  /**
   * @param symbols what local variables are called in the formula
   */
  Notation(Map<String, String> symbols) {
    this.symbols = symbols;
  }

  /** How tightly a formula holds together. */
  private enum Binding {
    LOOSE,
    SUM,
    PRODUCT,
    SIGN,
    WHOLE
  }

  /** A formula, to be put into a larger one. */
  record Formula(String text, Binding binding) {
    private String in(Binding outer) {
      return binding.compareTo(outer) < 0 ? "(" + text + ")" : text;
    }
  }

  /** The formula of an expression or a statement. */
  String of(Tree tree) {
    return formula(tree).text();
  }

  private Formula formula(Tree tree) {
    return tree.accept(this, null);
  }

  private static Formula whole(String text) {
    return new Formula(text, Binding.WHOLE);
  }

  private static Formula sum(Formula a, String sign, Formula b) {
    return new Formula(
        a.in(Binding.SUM)
            + " "
            + sign
            + " "
            + b.in(sign.equals("+") ? Binding.SUM : Binding.PRODUCT),
        Binding.SUM);
  }

  private static Formula product(Formula a, String sign, Formula b) {
    return new Formula(
        a.in(Binding.PRODUCT)
            + " "
            + sign
            + " "
            + b.in(sign.equals("·") ? Binding.PRODUCT : Binding.SIGN),
        Binding.PRODUCT);
  }

  private static Formula power(Formula a, String exponent) {
    return new Formula(a.in(Binding.WHOLE) + exponent, Binding.SIGN);
  }

  private static Formula root(Formula a) {
    return new Formula(
        "√" + (a.binding() == Binding.WHOLE ? a.text() : "(" + a.text() + ")"), Binding.SIGN);
  }

  private static Formula function(String name, List<Formula> arguments) {
    return function(name, arguments, "(", ")");
  }

  private static Formula function(String name, List<Formula> arguments, String open, String close) {
    return whole(
        name
            + arguments.stream().map(Formula::text).collect(Collectors.joining(", ", open, close)));
  }

  /** Of the arguments of a sum, the dimensions: not whether these are kept. */
  private static String along(List<Formula> arguments) {
    List<String> dimensions =
        arguments.stream()
            .map(Formula::text)
            .filter(text -> !text.equals("true") && !text.equals("false"))
            .toList();
    return dimensions.isEmpty() ? "" : " along dimension " + String.join(" and ", dimensions);
  }

  @Override
  protected Formula defaultAction(Tree tree, @Nullable Void nothing) {
    return whole(tree.toString().replaceAll("\\s+", " "));
  }

  @Override
  public Formula visitIdentifier(IdentifierTree it, @Nullable Void nothing) {
    return whole(symbol(it.getName().toString()));
  }

  /** What a variable is called. */
  String symbol(String name) {
    String known = symbols.get(name);
    if (known != null) {
      return known;
    }
    String word = name.replaceFirst("\\d+$", "");
    String letter = GREEK.get(word);
    return letter == null ? name : letter + name.substring(word.length());
  }

  @Override
  public Formula visitLiteral(LiteralTree it, @Nullable Void nothing) {
    return whole(it.getValue() instanceof String text ? "\"" + text + "\"" : number(it.getValue()));
  }

  private static String number(@Nullable Object value) {
    return String.valueOf(value)
        .replaceFirst("\\.0(?=$|E)", "")
        .replace("E", "e")
        .replace("e-", "e−");
  }

  @Override
  public Formula visitParenthesized(ParenthesizedTree it, @Nullable Void nothing) {
    return formula(it.getExpression());
  }

  @Override
  public Formula visitTypeCast(TypeCastTree it, @Nullable Void nothing) {
    Formula inner = formula(it.getExpression());
    return it.getType().toString().equals("int") ? whole("⌊" + inner.text() + "⌋") : inner;
  }

  @Override
  public Formula visitUnary(UnaryTree it, @Nullable Void nothing) {
    Formula inner = formula(it.getExpression());
    return switch (it.getKind()) {
      case UNARY_MINUS -> new Formula("−" + inner.in(Binding.SIGN), Binding.SUM);
      case LOGICAL_COMPLEMENT -> new Formula("not " + inner.in(Binding.WHOLE), Binding.LOOSE);
      case PREFIX_INCREMENT, POSTFIX_INCREMENT ->
          new Formula(inner.text() + " ← " + inner.text() + " + 1", Binding.LOOSE);
      default -> defaultAction(it, null);
    };
  }

  @Override
  public Formula visitBinary(BinaryTree it, @Nullable Void nothing) {
    Formula a = formula(it.getLeftOperand());
    Formula b = formula(it.getRightOperand());
    return switch (it.getKind()) {
      case PLUS -> sum(a, "+", b);
      case MINUS -> sum(a, "−", b);
      case MULTIPLY -> a.equals(b) ? power(a, "²") : product(a, "·", b);
      case DIVIDE -> product(a, "/", b);
      default -> {
        String sign = SIGNS.get(it.getKind());
        yield sign == null
            ? defaultAction(it, null)
            : new Formula(a.in(Binding.SUM) + " " + sign + " " + b.in(Binding.SUM), Binding.LOOSE);
      }
    };
  }

  @Override
  public Formula visitConditionalExpression(ConditionalExpressionTree it, @Nullable Void nothing) {
    return new Formula(
        "%s where %s, else %s"
            .formatted(
                of(it.getTrueExpression()), of(it.getCondition()), of(it.getFalseExpression())),
        Binding.LOOSE);
  }

  @Override
  public Formula visitAssignment(AssignmentTree it, @Nullable Void nothing) {
    return assigned(of(it.getVariable()), formula(it.getExpression()));
  }

  private static Formula assigned(String variable, Formula value) {
    return new Formula(variable + " ← " + value.text(), Binding.LOOSE);
  }

  @Override
  public Formula visitCompoundAssignment(CompoundAssignmentTree it, @Nullable Void nothing) {
    Formula a = formula(it.getVariable());
    Formula b = formula(it.getExpression());
    return assigned(
        a.text(),
        switch (it.getKind()) {
          case PLUS_ASSIGNMENT -> sum(a, "+", b);
          case MINUS_ASSIGNMENT -> sum(a, "−", b);
          case MULTIPLY_ASSIGNMENT -> product(a, "·", b);
          default -> product(a, "/", b);
        });
  }

  @Override
  public Formula visitVariable(VariableTree it, @Nullable Void nothing) {
    String name = symbol(it.getName().toString());
    return it.getInitializer() == null ? whole(name) : assigned(name, formula(it.getInitializer()));
  }

  @Override
  public Formula visitExpressionStatement(ExpressionStatementTree it, @Nullable Void nothing) {
    ExpressionTree expression = it.getExpression();
    Tree changed = changed(expression);
    return changed == null ? formula(expression) : assigned(of(changed), formula(expression));
  }

  /** What a chain of calls changes in place: a of {@code a.muli(b).addi(c)}; null for others. */
  private static @Nullable Tree changed(ExpressionTree expression) {
    Tree tree = expression;
    while (tree instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree select
        && Operation.of(select.getIdentifier().toString()) != null) {
      tree = select.getExpression();
    }
    return tree == expression || tree instanceof MethodInvocationTree ? null : tree;
  }

  @Override
  public Formula visitReturn(ReturnTree it, @Nullable Void nothing) {
    return it.getExpression() == null ? whole("return") : formula(it.getExpression());
  }

  @Override
  public Formula visitForLoop(ForLoopTree it, @Nullable Void nothing) {
    return whole("the loop");
  }

  @Override
  public Formula visitEnhancedForLoop(EnhancedForLoopTree it, @Nullable Void nothing) {
    return whole("the loop over " + of(it.getExpression()));
  }

  @Override
  public Formula visitWhileLoop(WhileLoopTree it, @Nullable Void nothing) {
    return whole("the loop while " + of(it.getCondition()));
  }

  @Override
  public Formula visitIf(IfTree it, @Nullable Void nothing) {
    return whole("what is done where " + of(it.getCondition()));
  }

  @Override
  public Formula visitMethodInvocation(MethodInvocationTree it, @Nullable Void nothing) {
    List<Formula> arguments = it.getArguments().stream().map(this::formula).toList();
    if (!(it.getMethodSelect() instanceof MemberSelectTree select)) {
      return function(it.getMethodSelect().toString(), arguments);
    }
    String name = select.getIdentifier().toString();
    String owner = select.getExpression().toString();
    if (owner.equals("Transforms") || owner.equals("Math")) {
      return library(name, arguments);
    }
    Formula self = formula(select.getExpression());
    Operation operation = Operation.of(name);
    if (operation != null && arguments.size() == 1) {
      return operation(operation, self, arguments.get(0));
    }
    if (SILENT.contains(name)) {
      return self;
    }
    return switch (name) {
      case "neg", "negi" -> new Formula("−" + self.in(Binding.SIGN), Binding.SUM);
      case "sum", "sumNumber" -> whole("Σ " + self.in(Binding.PRODUCT) + along(arguments));
      case "mean", "meanNumber" ->
          whole("the mean of " + self.in(Binding.PRODUCT) + along(arguments));
      case "getDouble", "getInt" ->
          arguments.isEmpty() ? self : function(self.in(Binding.WHOLE), arguments, "[", "]");
      case "norm2", "norm2Number" -> whole("‖" + self.text() + "‖");
      case "length" -> whole("the number of elements");
      case "rows", "numExamples" -> whole("the number of rows");
      case "columns" -> whole("the number of columns");
      default -> {
        String sign = COMPARISONS.get(name);
        yield sign != null && arguments.size() == 1
            ? new Formula(
                self.in(Binding.SUM) + " " + sign + " " + arguments.get(0).in(Binding.SUM),
                Binding.LOOSE)
            : function(self.in(Binding.WHOLE) + "." + name, arguments);
      }
    };
  }

  private static Formula library(String name, List<Formula> arguments) {
    Formula first = arguments.get(0);
    return switch (name) {
      case "sqrt" -> root(first);
      case "abs" -> whole("|" + first.text() + "|");
      case "pow" -> power(first, "^" + arguments.get(1).in(Binding.WHOLE));
      default ->
          FUNCTIONS.containsKey(name)
              ? function(FUNCTIONS.get(name), arguments)
              : function(name, arguments);
    };
  }

  private static Formula operation(Operation operation, Formula a, Formula b) {
    return switch (operation.family()) {
      case "add" -> sum(a, "+", b);
      case "sub" -> sum(a, "−", b);
      case "rsub" -> sum(b, "−", a);
      case "mul" -> a.equals(b) ? power(a, "²") : product(a, "·", b);
      case "div" -> product(a, "/", b);
      default -> product(b, "/", a);
    };
  }
}
