package dev.descent.slip;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes slips in the methods of a right answer. Whether one compiles is not asked here: the
 * compiler knows.
 */
final class Rules extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private static final Pattern WORD = Pattern.compile("\\b[a-z]\\w*\\b");
  private static final Pattern IN_PLACE =
      Pattern.compile("\\.(r?sub|r?div|add|mul)i((?:Row|Column)Vector)?\\(");
  private static final Pattern SETTERS = Pattern.compile("(set|put|write|assign|reset).*");
  private static final int MOST_PLACES = 4;
  private static final int SHORTEST = 6; // letters of a formula that can be recognised

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

  private static final Map<Tree.Kind, List<String>> SIGNS =
      Map.of(
          Tree.Kind.LESS_THAN, List.of("<=", ">="),
          Tree.Kind.LESS_THAN_EQUAL, List.of("<", ">"),
          Tree.Kind.GREATER_THAN, List.of(">=", "<="),
          Tree.Kind.GREATER_THAN_EQUAL, List.of(">", "<"),
          Tree.Kind.EQUAL_TO, List.of("!="),
          Tree.Kind.NOT_EQUAL_TO, List.of("=="));

  private static final Map<String, String> SIGN_OF =
      Map.of("add", "+", "sub", "-", "mul", "*", "div", "/");

  private static final Set<String> STAGES =
      Set.of("filter", "sorted", "distinct", "skip", "limit", "reset");

  private static final Set<String> COPIES = Set.of("dup", "clone", "copy");

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final String source;
  private final Notation notation;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Map<String, Set<String>> constants = new TreeMap<>();
  private final Set<String> made = new LinkedHashSet<>();
  private final Set<String> allVariables = new HashSet<>();
  private @Nullable MethodTree method;
  private Map<String, String> variables = new LinkedHashMap<>();

  /** A piece of the source that is replaced. */
  record Edit(int start, int end, String text) {}

  /** A place in a method. */
  record Place(MethodTree method, Edit edit) {}

  /**
   * A slip before anybody has tried to compile it.
   *
   * @param places one, or all where the same can be done
   * @param formula what of the formula is shown beside what becomes of it; null if {@code says} is
   *     there
   */
  record Draft(
      Rule rule, int line, List<Place> places, @Nullable Tree formula, @Nullable String says) {
    Edit edit() {
      return places.get(0).edit();
    }

    MethodTree method() {
      return places.get(0).method();
    }
  }

  Rules(CompilationUnitTree unit, SourcePositions positions, String source, Notation notation) {
    this.unit = unit;
    this.positions = positions;
    this.source = source;
    this.notation = notation;
  }

  List<Draft> drafts(ClassTree type) {
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree field) {
        fields.put(field.getName().toString(), String.valueOf(field.getType()));
        allVariables.add(field.getName().toString());
      }
    }
    constants(type);
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree it && Schema.isOpen(it)) {
        method = it;
        variables = new LinkedHashMap<>(fields);
        it.getParameters().forEach(this::declare);
        scan(new TreePath(new TreePath(new TreePath(unit), type), it), null);
      }
    }
    List<Draft> all = new ArrayList<>(drafts.values());
    all.addAll(everywhere());
    return all;
  }

  /** What is chosen in some place of the answer may be chosen wrongly in another. */
  private void constants(ClassTree type) {
    new TreePathScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitMemberSelect(MemberSelectTree it, @Nullable Void nothing) {
        String name = it.getIdentifier().toString();
        if (name.equals(name.toUpperCase(Locale.ROOT))) {
          constants
              .computeIfAbsent(it.getExpression().toString(), key -> new LinkedHashSet<>())
              .add(name);
        }
        return super.visitMemberSelect(it, nothing);
      }

      @Override
      public @Nullable Void visitNewClass(NewClassTree it, @Nullable Void nothing) {
        made.add(it.getIdentifier().toString());
        return super.visitNewClass(it, nothing);
      }
    }.scan(new TreePath(new TreePath(unit), type), null);
  }

  private void declare(VariableTree variable) {
    if (variable.getType() != null) {
      variables.put(variable.getName().toString(), variable.getType().toString());
      allVariables.add(variable.getName().toString());
    }
  }

  private int start(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  private int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }

  private String src(Tree tree) {
    return source.substring(start(tree), end(tree));
  }

  /** The same, in brackets where it needs them. */
  private String whole(Tree tree) {
    return tree instanceof BinaryTree || tree instanceof ConditionalExpressionTree
        ? "(" + src(tree) + ")"
        : src(tree);
  }

  /** An expression is replaced by another. */
  private void instead(Rule rule, Tree tree, String text) {
    if (!text.equals(src(tree)) && method != null) {
      add(rule, new Edit(start(tree), end(tree), text), place(tree), null, tree);
    }
  }

  /** A statement is left out, done twice, or moved. */
  private void says(Rule rule, Tree tree, Edit edit, String says) {
    add(rule, edit, null, says, tree);
  }

  private void add(Rule rule, Edit edit, @Nullable Tree place, @Nullable String says, Tree tree) {
    int line = (int) unit.getLineMap().getLineNumber(start(tree));
    String key = edit.start() + ":" + edit.end() + ":" + edit.text();
    Draft known = drafts.get(key);
    if (known == null || known.rule().compareTo(rule) > 0) {
      List<Place> places = List.of(new Place(Objects.requireNonNull(method), edit));
      drafts.put(key, new Draft(rule, line, places, place, says));
    }
  }

  /** Slips of the same rule that change the same in several places, made in all of them. */
  private List<Draft> everywhere() {
    Map<String, List<Draft>> alike = new LinkedHashMap<>();
    for (Draft draft : drafts.values()) {
      Edit edit = draft.edit();
      String shape = shape(source.substring(edit.start(), edit.end())) + "→" + shape(edit.text());
      alike.computeIfAbsent(draft.rule() + shape, key -> new ArrayList<>()).add(draft);
    }
    List<Draft> everywhere = new ArrayList<>();
    for (List<Draft> same : alike.values()) {
      List<Place> places = new ArrayList<>();
      for (Draft draft : same) {
        Edit edit = draft.edit();
        if (places.stream()
            .allMatch(it -> it.edit().end() <= edit.start() || edit.end() <= it.edit().start())) {
          places.addAll(draft.places());
        }
      }
      if (places.size() > 1 && places.size() <= MOST_PLACES) {
        Draft first = same.get(0);
        everywhere.add(
            new Draft(first.rule(), first.line(), places, first.formula(), first.says()));
      }
    }
    return everywhere;
  }

  /** Code without the names of its variables. */
  private String shape(String code) {
    return WORD.matcher(code)
        .replaceAll(
            word ->
                allVariables.contains(word.group()) ? "#" : Matcher.quoteReplacement(word.group()));
  }

  /** The smallest formula around a place that can be recognised. */
  private Tree place(Tree tree) {
    TreePath path = getCurrentPath();
    while (path.getLeaf() != tree && path.getParentPath() != null) {
      path = path.getParentPath();
    }
    Tree place = tree;
    while (path.getParentPath() != null) {
      boolean isPart = place instanceof MemberSelectTree || notation.of(place).length() < SHORTEST;
      Tree parent = path.getParentPath().getLeaf();
      if (!isPart
          || !(parent instanceof ExpressionTree)
          || parent instanceof LambdaExpressionTree) {
        break;
      }
      path = path.getParentPath();
      place = parent;
    }
    return place;
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree it, @Nullable Void nothing) {
    List<? extends ExpressionTree> arguments = it.getArguments();
    if (it.getMethodSelect() instanceof MemberSelectTree select) {
      String name = select.getIdentifier().toString();
      ExpressionTree self = select.getExpression();
      Operation operation = Operation.of(name);
      if (operation != null && arguments.size() == 1) {
        operation(it, self, operation, arguments.get(0));
      } else if (self.toString().equals("Transforms") || self.toString().equals("Math")) {
        function(it, self, name, arguments);
      } else {
        call(it, self, name, arguments);
      }
      for (String other : OTHERS.getOrDefault(name, List.of())) {
        instead(
            Rule.REDUCTION,
            it,
            source.substring(start(it), end(self)) + "." + other + tail(it, select));
      }
    }
    swapArguments(it, arguments);
    return super.visitMethodInvocation(it, nothing);
  }

  /** The arguments with their brackets. */
  private String tail(MethodInvocationTree it, MemberSelectTree select) {
    return source.substring(end(select), end(it));
  }

  private void operation(
      MethodInvocationTree it, ExpressionTree self, Operation operation, ExpressionTree argument) {
    String a = src(self);
    String b = src(argument);
    boolean named = isNamed(self);
    String first = operation.inPlace() || !named ? a : a + ".dup()";
    instead(Rule.OPERATION, it, operation.opposite().of(a, b));
    Operation swapped = operation.swapped();
    if (swapped != null) {
      instead(Rule.SWAPPED, it, swapped.of(a, b));
    }
    instead(Rule.LEFT_OUT, it, first);
    if (operation.inPlace() && named) {
      instead(Rule.LEFT_OUT, it, a + ".assign(" + b + ")");
    } else {
      instead(Rule.LEFT_OUT, it, isNamed(argument) ? b + ".dup()" : b);
    }
    String other = operation.otherPlace().name();
    Edit changed = new Edit(start(it), end(it), operation.otherPlace().of(a, b));
    if (named && !operation.inPlace() && isSeenLater(self)) {
      String says = "where %s itself is changed, by %s: %s gives a new array";
      says(Rule.IN_PLACE, it, changed, says.formatted(notation.of(self), other, operation.name()));
    } else if (operation.inPlace() && isNamed(root(self)) && isSeenLater(root(self))) {
      String says = "where %s gives a new array, and %s stays as it was: %s changes it";
      says(
          Rule.NOT_IN_PLACE,
          it,
          changed,
          says.formatted(other, notation.of(root(self)), operation.name()));
    }
    instead(Rule.ONCE_MORE, it, operation.of(src(it), b));
    Call inner = Call.of(argument);
    if (inner != null
        && inner.operation() != null
        && !isAssociative(operation, inner.operation())) {
      String c = src(inner.argument());
      String innerName =
          new Operation(inner.operation().family(), operation.inPlace(), inner.operation().vector())
              .name();
      instead(
          Rule.REGROUPED,
          it,
          a + "." + operation.name() + "(" + src(inner.self()) + ")." + innerName + "(" + c + ")");
    }
    if (argument instanceof ExpressionTree && unwrapped(argument) instanceof BinaryTree binary) {
      String sign = sign(binary);
      String left = src(binary.getLeftOperand());
      String right = src(binary.getRightOperand());
      String then = Map.of("+", "add", "-", "sub", "*", "mul", "/", "div").get(sign);
      if (then != null) {
        instead(
            Rule.REGROUPED,
            it,
            a + "." + operation.name() + "(" + left + ")." + then + "(" + right + ")");
      }
    }
    Call before = Call.of(self);
    if (before != null && before.operation() != null) {
      Operation inside = before.operation();
      String x = src(before.self());
      String y = src(before.argument());
      if (!isAssociative(inside, operation)) {
        String onSecond = operation.onNew().of(y, b);
        instead(Rule.REGROUPED, it, inside.of(x, onSecond));
        String sign = SIGN_OF.get(operation.family());
        if (sign != null) {
          instead(Rule.REGROUPED, it, inside.of(x, "(" + y + ") " + sign + " (" + b + ")"));
        }
      }
      if (!inside.isOfKind(operation)) {
        Operation onFirst = new Operation(operation.family(), inside.inPlace(), operation.vector());
        instead(Rule.REGROUPED, it, inside.of(onFirst.of(x, b), y));
      }
      if (inside.family().equals("mul")
          && x.equals(y)
          && Set.of("mul", "div").contains(operation.family())) {
        String factor = operation.onNew().of(x, b);
        instead(Rule.SQUARED_TOO, it, factor + ".mul(" + factor + ")");
      }
    }
    Operation onNew = operation.onNew();
    if (before != null && before.isFunction()) {
      instead(Rule.MOVED, it, before.of(onNew.of(src(before.argument()), b), this::src));
    }
    Call function = Call.of(argument);
    if (function != null && function.isFunction()) {
      instead(Rule.MOVED, it, function.of(onNew.of(a, src(function.argument())), this::src));
    }
    complement(argument);
  }

  /** A share that is written 1 − c, or c. */
  private void complement(ExpressionTree share) {
    ExpressionTree it = unwrapped(share);
    if (it instanceof BinaryTree binary
        && binary.getKind() == Tree.Kind.MINUS
        && src(binary.getLeftOperand()).equals("1")) {
      instead(Rule.COMPLEMENT, share, src(binary.getRightOperand()));
    } else if (it instanceof IdentifierTree && isOf("double", it)) {
      instead(Rule.COMPLEMENT, share, "(1 - " + src(it) + ")");
    }
  }

  private boolean isOf(String type, Tree variable) {
    return type.equals(variables.get(variable.toString()));
  }

  private void function(
      MethodInvocationTree it,
      ExpressionTree owner,
      String name,
      List<? extends ExpressionTree> arguments) {
    boolean math = owner.toString().equals("Math");
    String f = owner + "." + name;
    ExpressionTree first = arguments.get(0);
    instead(Rule.LEFT_OUT, it, math || !isNamed(first) ? whole(first) : src(first) + ".dup()");
    if (arguments.size() == 2) {
      instead(Rule.LEFT_OUT, it, whole(arguments.get(1)));
    }
    if (!math && arguments.size() == 1 && isNamed(first) && isSeenLater(first)) {
      says(
          Rule.IN_PLACE,
          it,
          new Edit(start(it), end(it), f + "(" + src(first) + ", false)"),
          "where %s itself is changed, by %s with false".formatted(notation.of(first), name));
    }
    if (arguments.size() == 1) {
      Call inner = Call.of(first);
      if (inner != null && inner.operation() != null) {
        String x = src(inner.self());
        String y = src(inner.argument());
        String operation =
            new Operation(inner.operation().family(), false, inner.operation().vector()).name();
        instead(Rule.MOVED, it, f + "(" + x + ")." + operation + "(" + y + ")");
        instead(Rule.MOVED, it, f + "(" + x + ")." + operation + "(" + f + "(" + y + "))");
        instead(Rule.MOVED, it, x + "." + operation + "(" + f + "(" + y + "))");
      } else if (inner != null && inner.isPlain()) {
        instead(
            Rule.MOVED,
            it,
            f + "(" + src(inner.self()) + ")." + inner.name() + "(" + src(inner.argument()) + ")");
      }
      if (unwrapped(first) instanceof BinaryTree binary) {
        String left = src(binary.getLeftOperand());
        String right = src(binary.getRightOperand());
        instead(Rule.MOVED, it, "(" + f + "(" + left + ") " + sign(binary) + " " + right + ")");
        instead(Rule.MOVED, it, "(" + left + " " + sign(binary) + " " + f + "(" + right + "))");
      }
    }
    if (name.equals("sign") && !math) {
      String x = src(first);
      for (String comparison : List.of("gt", "gte")) {
        says(
            Rule.COMPARISON,
            it,
            new Edit(
                start(it),
                end(it),
                "%s.%s(0).castTo(%s.dataType()).mul(2).sub(1)".formatted(x, comparison, x)),
            "where the sign of 0 is %s, and not 0".formatted(comparison.equals("gt") ? "−1" : "1"));
      }
    }
    if (name.equals("pow")) {
      instead(Rule.SWAPPED, it, "Math.pow(" + src(arguments.get(1)) + ", " + src(first) + ")");
      instead(Rule.OPERATION, it, "(" + whole(first) + " * " + whole(arguments.get(1)) + ")");
    }
  }

  private void call(
      MethodInvocationTree it,
      ExpressionTree self,
      String name,
      List<? extends ExpressionTree> arguments) {
    if (arguments.isEmpty() && self instanceof IdentifierTree) {
      instead(Rule.NUMBER, it, "(" + src(it) + " / 2)");
      instead(Rule.NUMBER, it, "(2 * " + src(it) + ")");
    }
    if (COPIES.contains(name)) {
      says(
          Rule.NO_COPY,
          it,
          new Edit(start(it), end(it), src(self)),
          "without the copy of %s, which changes later".formatted(notation.of(self)));
    } else if (STAGES.contains(name)) {
      instead(Rule.LEFT_OUT, it, src(self));
    }
    for (String other : COMPARISONS.getOrDefault(name, List.of())) {
      if (arguments.size() == 1) {
        instead(Rule.COMPARISON, it, src(self) + "." + other + "(" + src(arguments.get(0)) + ")");
      }
    }
    if (name.equals("neg") || name.equals("negi")) {
      instead(Rule.LEFT_OUT, it, src(self));
    }
    if (name.equals("norm2Number")) {
      instead(Rule.LEFT_OUT, it, src(self) + ".mul(" + src(self) + ").sumNumber()");
    }
    if (name.equals("min") || name.equals("max")) {
      Call before = Call.of(self);
      if (before != null && STAGES.contains(before.name())) {
        instead(
            Rule.STEP_MOVED,
            it,
            src(before.self())
                + "."
                + name
                + source.substring(end(it.getMethodSelect()), end(it))
                + "."
                + before.name()
                + "("
                + src(before.argument())
                + ")");
      }
    }
  }

  private void swapArguments(Tree it, List<? extends ExpressionTree> arguments) {
    if (it instanceof MethodInvocationTree call
        && call.getMethodSelect().toString().matches("Math\\.(min|max)")) {
      return; // the same
    }
    for (int i = 0; i + 1 < arguments.size(); i++) {
      ExpressionTree a = arguments.get(i);
      ExpressionTree b = arguments.get(i + 1);
      if (!src(a).equals(src(b))) {
        String text =
            source.substring(start(it), start(a))
                + src(b)
                + source.substring(end(a), start(b))
                + src(a)
                + source.substring(end(b), end(it));
        instead(Rule.SWAPPED, it, text);
      }
    }
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree it, @Nullable Void nothing) {
    swapArguments(it, it.getArguments());
    if (it.getClassBody() == null) {
      for (String other : made) {
        if (!other.equals(it.getIdentifier().toString()) && !other.contains("<")) {
          instead(
              Rule.OTHER_VALUE,
              it,
              "new " + other + source.substring(end(it.getIdentifier()), end(it)));
        }
      }
    }
    return super.visitNewClass(it, nothing);
  }

  @Override
  public @Nullable Void visitMemberSelect(MemberSelectTree it, @Nullable Void nothing) {
    String name = it.getIdentifier().toString();
    Set<String> others = constants.getOrDefault(it.getExpression().toString(), Set.of());
    if (others.contains(name)) {
      for (String other : others) {
        if (!other.equals(name)) {
          instead(Rule.OTHER_VALUE, it, it.getExpression() + "." + other);
        }
      }
    }
    return super.visitMemberSelect(it, nothing);
  }

  @Override
  public @Nullable Void visitBinary(BinaryTree it, @Nullable Void nothing) {
    String a = src(it.getLeftOperand());
    String b = src(it.getRightOperand());
    String sign = sign(it);
    if (isText(it.getLeftOperand()) || isText(it.getRightOperand())) {
      return super.visitBinary(it, nothing);
    }
    for (String other : SIGNS.getOrDefault(it.getKind(), List.of())) {
      instead(Rule.COMPARISON, it, a + " " + other + " " + b);
    }
    switch (it.getKind()) {
      case PLUS, MINUS, MULTIPLY, DIVIDE -> {
        String other = Map.of("+", "-", "-", "+", "*", "/", "/", "*").get(sign);
        instead(Rule.OPERATION, it, brackets(a + " " + other + " " + b));
        if (sign.equals("-") || sign.equals("/")) {
          instead(
              Rule.SWAPPED,
              it,
              brackets(
                  whole(it.getRightOperand()) + " " + sign + " " + whole(it.getLeftOperand())));
        }
        instead(Rule.LEFT_OUT, it, brackets(a));
        instead(
            Rule.LEFT_OUT,
            it,
            brackets(
                sign.equals("-")
                    ? "-" + whole(it.getRightOperand())
                    : sign.equals("/") ? "1.0 / " + whole(it.getRightOperand()) : b));
        if (sign.equals("/") && isWhole(it.getLeftOperand()) && isWhole(it.getRightOperand())) {
          instead(Rule.REDUCTION, it, "(double) " + whole(it.getLeftOperand()) + " / " + b);
        } else if (sign.equals("/") && isCast(it.getLeftOperand())) {
          instead(Rule.REDUCTION, it, "(" + src(castOf(it.getLeftOperand())) + " / " + b + ")");
        }
        regroup(it, sign);
        moveFunction(it, sign);
        complement(it.getLeftOperand());
        complement(it.getRightOperand());
      }
      case CONDITIONAL_AND, CONDITIONAL_OR -> {
        String other = sign.equals("&&") ? "||" : "&&";
        instead(Rule.CONDITION, it, "(" + a + " " + other + " " + b + ")");
        instead(Rule.CONDITION, it, a);
        instead(Rule.CONDITION, it, b);
      }
      default -> {}
    }
    return super.visitBinary(it, nothing);
  }

  /** In brackets, as what is around it may bind more tightly. */
  private static String brackets(String text) {
    return "(" + text + ")";
  }

  /** Tells whether Java divides it as a whole number. */
  private boolean isWhole(ExpressionTree operand) {
    ExpressionTree it = unwrapped(operand);
    return it instanceof LiteralTree literal && literal.getValue() instanceof Integer
        || it instanceof IdentifierTree && isOf("int", it);
  }

  private static boolean isCast(ExpressionTree operand) {
    return unwrapped(operand) instanceof TypeCastTree;
  }

  private static ExpressionTree castOf(ExpressionTree operand) {
    return ((TypeCastTree) unwrapped(operand)).getExpression();
  }

  private static boolean isText(ExpressionTree operand) {
    return unwrapped(operand) instanceof LiteralTree literal
        && literal.getValue() instanceof String;
  }

  private void regroup(BinaryTree it, String sign) {
    if (unwrapped(it.getLeftOperand()) instanceof BinaryTree left
        && SIGNS.get(left.getKind()) == null
        && !isAssociative(sign(left), sign)) {
      instead(
          Rule.REGROUPED,
          it,
          "("
              + src(left.getLeftOperand())
              + " "
              + sign(left)
              + " ("
              + src(left.getRightOperand())
              + " "
              + sign
              + " "
              + src(it.getRightOperand())
              + "))");
    }
    if (unwrapped(it.getRightOperand()) instanceof BinaryTree right
        && SIGNS.get(right.getKind()) == null
        && !isAssociative(sign, sign(right))) {
      instead(
          Rule.REGROUPED,
          it,
          "(("
              + src(it.getLeftOperand())
              + " "
              + sign
              + " "
              + src(right.getLeftOperand())
              + ") "
              + sign(right)
              + " "
              + src(right.getRightOperand())
              + ")");
    }
  }

  private static boolean isAssociative(String a, String b) {
    return a.equals("+") && "+-".contains(b) || a.equals("*") && "*/".contains(b);
  }

  private void moveFunction(BinaryTree it, String sign) {
    Call left = Call.of(it.getLeftOperand());
    Call right = Call.of(it.getRightOperand());
    if (left != null && left.isFunction()) {
      instead(
          Rule.MOVED,
          it,
          src(left.self())
              + "."
              + left.name()
              + "("
              + src(left.argument())
              + " "
              + sign
              + " "
              + src(it.getRightOperand())
              + ")");
    }
    if (right != null && right.isFunction()) {
      instead(
          Rule.MOVED,
          it,
          src(right.self())
              + "."
              + right.name()
              + "("
              + src(it.getLeftOperand())
              + " "
              + sign
              + " "
              + src(right.argument())
              + ")");
    }
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree it, @Nullable Void nothing) {
    String inner = src(it.getExpression());
    switch (it.getKind()) {
      case UNARY_MINUS -> instead(Rule.LEFT_OUT, it, "(" + inner + ")");
      case LOGICAL_COMPLEMENT -> instead(Rule.CONDITION, it, inner);
      case PREFIX_INCREMENT -> instead(Rule.ONE_OFF, it, inner + "++");
      default -> {}
    }
    return super.visitUnary(it, nothing);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree it, @Nullable Void nothing) {
    String a = src(it.getVariable());
    String b = src(it.getExpression());
    String sign = source.substring(end(it.getVariable()), start(it.getExpression())).strip();
    String other = Map.of("+=", "-=", "-=", "+=", "*=", "/=", "/=", "*=").get(sign);
    if (other != null) {
      instead(Rule.OPERATION, it, a + " " + other + " " + b);
      instead(Rule.LEFT_OUT, it, a + " = " + b);
    }
    return super.visitCompoundAssignment(it, nothing);
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree it, @Nullable Void nothing) {
    Object value = it.getValue();
    if (value instanceof Boolean yes) {
      instead(Rule.OTHER_VALUE, it, yes ? "false" : "true");
    } else if (value instanceof Integer number) {
      instead(Rule.ONE_OFF, it, Integer.toString(number + 1));
      if (number > 0) {
        instead(Rule.ONE_OFF, it, Integer.toString(number - 1));
      }
      if (number > 1) {
        instead(Rule.NUMBER, it, "1");
        instead(Rule.NUMBER, it, number + ".0 / 2");
      }
    } else if (value instanceof Double number) {
      instead(Rule.LEFT_OUT, it, number == 0 ? "1.0" : "0.0");
      instead(Rule.NUMBER, it, "1.0");
      instead(Rule.NUMBER, it, "(" + src(it) + " / 10)");
      instead(Rule.NUMBER, it, "(" + src(it) + " * 10)");
      instead(Rule.NUMBER, it, "(1 - " + src(it) + ")");
    }
    return super.visitLiteral(it, nothing);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree it, @Nullable Void nothing) {
    String name = it.getName().toString();
    String type = variables.get(name);
    Tree parent = getCurrentPath().getParentPath().getLeaf();
    boolean isWritten =
        parent instanceof AssignmentTree assignment && assignment.getVariable() == it
            || parent instanceof CompoundAssignmentTree compound && compound.getVariable() == it
            || parent instanceof UnaryTree;
    boolean isForSize =
        parent instanceof MemberSelectTree select
            && Set.of("length", "rows", "columns").contains(select.getIdentifier().toString());
    if (type != null && !isWritten && !isForSize) {
      for (var other : variables.entrySet()) {
        if (other.getValue().equals(type) && !other.getKey().equals(name)) {
          instead(Rule.OTHER_VALUE, it, other.getKey());
        }
      }
      if (type.equals("int")) {
        instead(Rule.ONE_OFF, it, "(" + name + " + 1)");
        instead(Rule.ONE_OFF, it, "(" + name + " - 1)");
      }
      if (type.equals("double")) {
        instead(Rule.NUMBER, it, "(" + name + " / 2)");
        instead(Rule.NUMBER, it, "(2 * " + name + ")");
      }
    }
    return super.visitIdentifier(it, nothing);
  }

  @Override
  public @Nullable Void visitConditionalExpression(
      ConditionalExpressionTree it, @Nullable Void nothing) {
    instead(
        Rule.CONDITION,
        it,
        "("
            + src(it.getCondition())
            + ") ? "
            + src(it.getFalseExpression())
            + " : "
            + src(it.getTrueExpression()));
    instead(Rule.CONDITION, it, "(" + src(it.getTrueExpression()) + ")");
    instead(Rule.CONDITION, it, "(" + src(it.getFalseExpression()) + ")");
    return super.visitConditionalExpression(it, nothing);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree it, @Nullable Void nothing) {
    super.visitVariable(it, nothing);
    declare(it);
    return null;
  }

  @Override
  public @Nullable Void visitIf(IfTree it, @Nullable Void nothing) {
    ExpressionTree condition = it.getCondition();
    String formula = notation.of(condition);
    says(
        Rule.CONDITION,
        it,
        new Edit(start(condition), end(condition), "(!" + src(condition) + ")"),
        "where not (" + formula + "), in place of where " + formula);
    says(
        Rule.CONDITION,
        it,
        new Edit(start(it), end(it), src(it.getThenStatement())),
        "always, not only where " + formula);
    if (it.getElseStatement() != null) {
      says(
          Rule.STEP_LEFT_OUT,
          it,
          new Edit(end(it.getThenStatement()), end(it), ""),
          "without what is done where not (" + formula + ")");
    }
    return super.visitIf(it, nothing);
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree it, @Nullable Void nothing) {
    ExpressionTree value = it.getExpression();
    if (value != null
        && method != null
        && "boolean".equals(String.valueOf(method.getReturnType()))
        && !(getCurrentPath().getParentPath().getParentPath().getLeaf()
            instanceof LambdaExpressionTree)) {
      instead(Rule.CONDITION, value, "!(" + src(value) + ")");
    }
    return super.visitReturn(it, nothing);
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree it, @Nullable Void nothing) {
    rounds(it.getStatement(), it);
    return super.visitForLoop(it, nothing);
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree it, @Nullable Void nothing) {
    rounds(it.getStatement(), it);
    return super.visitEnhancedForLoop(it, nothing);
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree it, @Nullable Void nothing) {
    rounds(it.getStatement(), it);
    return super.visitWhileLoop(it, nothing);
  }

  private void rounds(StatementTree body, Tree loop) {
    if (body instanceof BlockTree block && !own(block.getStatements()).isEmpty()) {
      int end = end(block) - 1;
      says(
          Rule.ROUND,
          loop,
          new Edit(end, end, " if (true) { break; } "),
          "with the first round of a loop alone");
      moved(loop, block);
    }
  }

  /** The first and the last step of a loop, done once, before and after it. */
  private void moved(Tree loop, BlockTree body) {
    for (StatementTree step : own(body.getStatements())) {
      if (step instanceof ExpressionStatementTree || step instanceof VariableTree) {
        String without =
            src(loop).substring(0, start(step) - start(loop))
                + src(loop).substring(end(step) - start(loop));
        String formula = formula(step);
        says(
            Rule.STEP_MOVED,
            step,
            new Edit(start(loop), end(loop), src(step) + " " + without),
            "with " + formula + " done once, before the loop");
        says(
            Rule.STEP_MOVED,
            step,
            new Edit(start(loop), end(loop), without + " " + src(step)),
            "with " + formula + " done once, after the loop");
      }
    }
  }

  private String formula(Tree step) {
    return "“" + notation.of(step) + "”";
  }

  @Override
  public @Nullable Void visitBlock(BlockTree it, @Nullable Void nothing) {
    steps(it.getStatements());
    return super.visitBlock(it, nothing);
  }

  @Override
  public @Nullable Void visitCase(CaseTree it, @Nullable Void nothing) {
    return super.visitCase(it, nothing);
  }

  private void steps(List<? extends StatementTree> all) {
    List<? extends StatementTree> steps = own(all);
    for (int i = 0; i < steps.size(); i++) {
      StatementTree step = steps.get(i);
      String formula = formula(step);
      if (step instanceof ExpressionStatementTree || step instanceof IfTree) {
        says(Rule.STEP_LEFT_OUT, step, new Edit(start(step), end(step), ";"), "without " + formula);
      }
      shares(step);
      reassigned(step);
      elements(step);
      if (step instanceof ExpressionStatementTree statement && !isTheSameTwice(statement)) {
        says(
            Rule.STEP_TWICE,
            step,
            new Edit(start(step), end(step), src(step) + " " + src(step)),
            "with " + formula + " done twice");
      }
      for (int j = i + 1; j < Math.min(steps.size(), i + 4); j++) {
        StatementTree later = steps.get(j);
        if (isStep(step) && (isStep(later) || later instanceof ReturnTree)) {
          if (later instanceof ReturnTree end) {
            early(step, end, steps.get(j - 1));
            continue;
          }
          if (isIndependent(step, later)) {
            continue;
          }
          String between = source.substring(end(step), end(later));
          says(
              Rule.STEP_MOVED,
              step,
              new Edit(start(step), end(later), between + " " + src(step)),
              "with " + formula + " after " + formula(later) + ", not before it");
          if (j > i + 1) {
            says(
                Rule.STEP_MOVED,
                later,
                new Edit(
                    start(step),
                    end(later),
                    src(later) + " " + source.substring(start(step), start(later))),
                "with " + formula(later) + " before " + formula + ", not after it");
          }
        }
      }
    }
  }

  private static List<? extends StatementTree> own(List<? extends StatementTree> steps) {
    return steps.stream().filter(step -> !step.toString().strip().equals(Loops.ROUND)).toList();
  }

  /** Tells whether neither of two steps changes what the other one names. */
  private boolean isIndependent(StatementTree a, StatementTree b) {
    String changedByA = target(a);
    String changedByB = target(b);
    return changedByA != null
        && changedByB != null
        && !names(b).contains(changedByA)
        && !names(a).contains(changedByB);
  }

  private Set<String> names(Tree step) {
    return WORD.matcher(src(step)).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  /** The variable that a step changes; null if nobody can tell. */
  private static @Nullable String target(StatementTree step) {
    if (step instanceof VariableTree variable) {
      return variable.getName().toString();
    }
    if (!(step instanceof ExpressionStatementTree statement)) {
      return null;
    }
    ExpressionTree expression = statement.getExpression();
    Tree changed = expression;
    if (expression instanceof AssignmentTree assignment) {
      changed = assignment.getVariable();
    } else if (expression instanceof CompoundAssignmentTree compound) {
      changed = compound.getVariable();
    } else if (expression instanceof UnaryTree unary) {
      changed = unary.getExpression();
    } else if (expression instanceof MethodInvocationTree call) {
      changed = root(call);
    }
    return changed instanceof IdentifierTree ? changed.toString() : null;
  }

  /** Tells whether a step does no more when it is done again. */
  private boolean isTheSameTwice(ExpressionStatementTree step) {
    ExpressionTree expression = step.getExpression();
    if (expression instanceof AssignmentTree assignment) {
      String variable = src(assignment.getVariable());
      return !src(assignment.getExpression()).contains(variable);
    }
    return expression instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree select
        && SETTERS.matcher(select.getIdentifier()).matches();
  }

  /** What is returned is taken before the last steps. */
  private void early(StatementTree step, ReturnTree end, StatementTree last) {
    ExpressionTree expression = end.getExpression();
    if (expression != null && isChanged(expression, step, last)) {
      String value = src(expression);
      says(
          Rule.STEP_MOVED,
          step,
          new Edit(
              start(step),
              end(end),
              "var $before = "
                  + value
                  + "; "
                  + source.substring(start(step), end(last))
                  + " return $before;"),
          "with %s taken before %s, not after it"
              .formatted(quoted(end.getExpression()), formula(step)));
    }
  }

  /** A loop over the elements in the student's code that begins late or ends early. */
  private void elements(StatementTree step) {
    if (step instanceof ExpressionStatementTree statement
        && statement.getExpression() instanceof MethodInvocationTree call
        && root(call) != call
        && root(call) instanceof IdentifierTree array
        && "INDArray".equals(variables.get(array.toString()))) {
      String a = src(array);
      String before = "{ INDArray $old = %s.dup(); %s ".formatted(a, src(step));
      String kept = "%1$s.putScalar(%2$s, $old.getDouble(%2$s)); ";
      String symbol = notation.of(array);
      Edit last = edit(step, before + kept.formatted(a, a + ".length() - 1") + "}");
      says(Rule.ROUND, step, last, "where the last element of " + symbol + " stays as it was");
      Edit first = edit(step, before + kept.formatted(a, "0") + "}");
      says(Rule.ROUND, step, first, "where the first element of " + symbol + " stays as it was");
      String loop = "for (int $i = 1; $i < %s.length(); $i++) { ".formatted(a);
      Edit others = edit(step, before + loop + kept.formatted(a, "$i") + "} }");
      says(Rule.ROUND, step, others, "where only the first element of " + symbol + " changes");
    }
  }

  private Edit edit(Tree tree, String text) {
    return new Edit(start(tree), end(tree), text);
  }

  /** The variable gets a new array, and the array that others see stays as it is. */
  private void reassigned(StatementTree step) {
    if (step instanceof ExpressionStatementTree statement
        && statement.getExpression() instanceof MethodInvocationTree call
        && isNamed(root(call))
        && root(call) != call) {
      String variable = src(root(call));
      String chain = IN_PLACE.matcher(src(call).substring(variable.length())).replaceAll(".$1$2(");
      says(
          Rule.NOT_IN_PLACE,
          step,
          new Edit(start(step), end(step), variable + " = " + variable + chain + ";"),
          "where %s becomes another array, and the one that came in stays as it was"
              .formatted(notation.of(root(call))));
    }
  }

  /** A share and its complement, each in the other's place. */
  private void shares(StatementTree step) {
    String text = src(step);
    for (var variable : variables.entrySet()) {
      String name = variable.getKey();
      String complement = "1 - " + name;
      String without = text.replace(complement, "");
      Pattern word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
      if (variable.getValue().equals("double")
          && text.contains(complement)
          && word.matcher(without).find()) {
        String hidden = text.replace(complement, "\u0000");
        String swapped =
            word.matcher(hidden).replaceAll("(1 - " + name + ")").replace("\u0000", name);
        String symbol = notation.symbol(name);
        says(
            Rule.COMPLEMENT,
            step,
            new Edit(start(step), end(step), swapped),
            "with %s and 1 − %s swapped in %s".formatted(symbol, symbol, formula(step)));
      }
    }
  }

  /** Tells whether some steps may change a value that is read. */
  private boolean isChanged(ExpressionTree value, StatementTree first, StatementTree last) {
    if (value instanceof LiteralTree || value instanceof NewClassTree) {
      return false;
    }
    if (!(value instanceof IdentifierTree)) {
      return true;
    }
    String name = src(value);
    String written =
        "\\b%1$s\\s*([-+*/]?=[^=]|\\+\\+|--)|(\\+\\+|--)%1$s\\b".formatted(Pattern.quote(name));
    return Pattern.compile(written).matcher(source.substring(start(first), end(last))).find();
  }

  private String quoted(Tree tree) {
    return "“" + notation.of(tree) + "”";
  }

  private static boolean isStep(StatementTree step) {
    return step instanceof ExpressionStatementTree
        || step instanceof VariableTree
        || step instanceof IfTree
        || step instanceof EnhancedForLoopTree
        || step instanceof ForLoopTree
        || step instanceof WhileLoopTree;
  }

  private String sign(BinaryTree it) {
    String between = source.substring(end(it.getLeftOperand()), start(it.getRightOperand()));
    return between.replaceAll("[()\\s]", "");
  }

  private static ExpressionTree unwrapped(ExpressionTree tree) {
    return tree instanceof ParenthesizedTree brackets ? unwrapped(brackets.getExpression()) : tree;
  }

  /** What others see, too: a variable, or what one gives. */
  private static boolean isNamed(Tree tree) {
    return tree instanceof IdentifierTree || tree instanceof MemberSelectTree;
  }

  /** Tells whether somebody reads a variable after this place, where it is a local one. */
  private boolean isSeenLater(Tree variable) {
    String name = variable.toString();
    MethodTree it = Objects.requireNonNull(method);
    boolean isLocal =
        !fields.containsKey(name)
            && it.getParameters().stream().noneMatch(one -> one.getName().contentEquals(name));
    return !isLocal
        || isInLoop()
        || Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
            .matcher(source.substring(end(variable), end(it)))
            .find();
  }

  /** Tells whether it does not matter which of two operations comes first. */
  private static boolean isAssociative(Operation a, Operation b) {
    return Set.of("add", "mul").contains(a.family()) && a.isOfKind(b);
  }

  private boolean isInLoop() {
    for (Tree tree : getCurrentPath()) {
      if (tree instanceof ForLoopTree
          || tree instanceof EnhancedForLoopTree
          || tree instanceof WhileLoopTree) {
        return true;
      }
    }
    return false;
  }

  /** The array that a chain of calls in place changes. */
  private static Tree root(ExpressionTree tree) {
    Tree it = tree;
    while (it instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree select) {
      Operation operation = Operation.of(select.getIdentifier().toString());
      if (operation == null || !operation.inPlace()) {
        break;
      }
      it = select.getExpression();
    }
    return it;
  }

  /** A call with one argument. */
  private record Call(ExpressionTree self, String name, ExpressionTree argument) {
    static @Nullable Call of(ExpressionTree tree) {
      return unwrapped(tree) instanceof MethodInvocationTree call
              && call.getMethodSelect() instanceof MemberSelectTree select
              && call.getArguments().size() == 1
          ? new Call(
              select.getExpression(), select.getIdentifier().toString(), call.getArguments().get(0))
          : null;
    }

    /** The same of another argument. */
    String of(String other, Function<Tree, String> source) {
      return source.apply(self) + "." + name + "(" + other + ")";
    }

    @Nullable Operation operation() {
      return isFunction() ? null : Operation.of(name);
    }

    boolean isFunction() {
      return self.toString().equals("Transforms") || self.toString().equals("Math");
    }

    boolean isPlain() {
      return !isFunction() && operation() == null;
    }
  }
}
