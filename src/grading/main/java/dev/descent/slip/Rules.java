package dev.descent.slip;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EnhancedForLoopTree;
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
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import dev.descent.slip.Draft.Edit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.lang.model.element.Name;
import org.jspecify.annotations.Nullable;

/**
 * Makes slips in the methods of a right answer. Whether one compiles is not asked here: the
 * compiler knows.
 */
final class Rules extends TreePathScanner<@Nullable Void, @Nullable Void> {
  private final Code code;
  private final ClassTree type;
  private final Scope scope;
  private final Notation notation;
  private final Drafts drafts;
  private final CallRules calls;
  private final ArithmeticRules arithmetic;
  private final StepRules steps;
  private final Map<String, Set<String>> constants = new TreeMap<>();
  private final Set<String> made = new LinkedHashSet<>();

  Rules(Code code, ClassTree type, Notation notation) {
    this.code = code;
    this.type = type;
    this.notation = notation;
    this.scope = new Scope(code, type, this::getCurrentPath);
    this.drafts = new Drafts(code, scope, notation);
    this.calls = new CallRules(code, scope, drafts, notation);
    this.arithmetic = new ArithmeticRules(code, scope, drafts, calls);
    this.steps = new StepRules(code, scope, drafts, notation);
  }

  List<Draft> drafts() {
    TreePath path = new TreePath(new TreePath(code.unit()), type);
    findChoices(path);
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method && Schema.isOpen(method)) {
        scope.enter(method);
        scan(new TreePath(path, method), null);
        swappedParameters(method);
      }
    }
    return drafts.all();
  }

  /** Two parameters of a type, each taken for the other wherever the method has them. */
  private void swappedParameters(MethodTree method) {
    List<? extends VariableTree> all = method.getParameters();
    for (int i = 0; i < all.size(); i++) {
      for (VariableTree b : all.subList(i + 1, all.size())) {
        VariableTree a = all.get(i);
        if (String.valueOf(a.getType()).equals(String.valueOf(b.getType()))) {
          String swapped = swapped(method.getBody(), a.getName(), b.getName());
          String says =
              "with %s and %s in each other’s place"
                  .formatted(
                      notation.symbol(a.getName().toString()),
                      notation.symbol(b.getName().toString()));
          drafts.says(Rule.SWAPPED, method.getBody(), swapped, says);
        }
      }
    }
  }

  /** The text of a tree in which two variables stand for each other. */
  private String swapped(Tree tree, Name a, Name b) {
    List<Edit> edits = new ArrayList<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitIdentifier(IdentifierTree it, @Nullable Void nothing) {
        if (it.getName().equals(a) || it.getName().equals(b)) {
          Name other = it.getName().equals(a) ? b : a;
          edits.add(new Edit(code.start(it), code.end(it), other.toString()));
        }
        return null;
      }
    }.scan(tree, null);
    return code.with(tree, edits);
  }

  /** What is chosen in some place of the answer may be chosen wrongly in another. */
  private void findChoices(TreePath path) {
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
    }.scan(path, null);
  }

  @Override
  public @Nullable Void visitMethodInvocation(MethodInvocationTree it, @Nullable Void nothing) {
    calls.call(it);
    return super.visitMethodInvocation(it, nothing);
  }

  @Override
  public @Nullable Void visitNewClass(NewClassTree it, @Nullable Void nothing) {
    calls.swapped(it, it.getArguments());
    if (it.getClassBody() == null) {
      for (String other : made) {
        if (!other.equals(it.getIdentifier().toString()) && !other.contains("<")) {
          drafts.instead(Rule.OTHER_VALUE, it, "new " + other + code.after(it.getIdentifier(), it));
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
        drafts.instead(Rule.OTHER_VALUE, it, it.getExpression() + "." + other);
      }
    }
    return super.visitMemberSelect(it, nothing);
  }

  @Override
  public @Nullable Void visitBinary(BinaryTree it, @Nullable Void nothing) {
    arithmetic.binary(it);
    return super.visitBinary(it, nothing);
  }

  @Override
  public @Nullable Void visitUnary(UnaryTree it, @Nullable Void nothing) {
    String inner = code.of(it.getExpression());
    switch (it.getKind()) {
      case UNARY_MINUS -> drafts.instead(Rule.LEFT_OUT, it, "(" + inner + ")");
      case LOGICAL_COMPLEMENT -> drafts.instead(Rule.CONDITION, it, inner);
      case PREFIX_INCREMENT -> drafts.instead(Rule.ONE_OFF, it, inner + "++");
      default -> {}
    }
    return super.visitUnary(it, nothing);
  }

  @Override
  public @Nullable Void visitCompoundAssignment(CompoundAssignmentTree it, @Nullable Void nothing) {
    String a = code.of(it.getVariable());
    String b = code.of(it.getExpression());
    String sign =
        code.source()
            .substring(code.end(it.getVariable()), code.start(it.getExpression()))
            .strip()
            .replace("=", "");
    String other = ArithmeticRules.OPPOSITES.get(sign);
    if (other != null) {
      drafts.instead(Rule.OPERATION, it, a + " " + other + "= " + b);
      drafts.instead(Rule.LEFT_OUT, it, a + " = " + b);
    }
    return super.visitCompoundAssignment(it, nothing);
  }

  @Override
  public @Nullable Void visitLiteral(LiteralTree it, @Nullable Void nothing) {
    String text = code.of(it);
    if (it.getValue() instanceof Boolean yes) {
      drafts.instead(Rule.OTHER_VALUE, it, yes ? "false" : "true");
    } else if (it.getValue() instanceof Integer number) {
      drafts.instead(Rule.ONE_OFF, it, Integer.toString(number + 1));
      if (number > 0) {
        drafts.instead(Rule.ONE_OFF, it, Integer.toString(number - 1));
      }
      if (number > 1) {
        drafts.instead(Rule.NUMBER, it, "1");
        drafts.instead(Rule.NUMBER, it, number + ".0 / 2");
      }
    } else if (it.getValue() instanceof Double number) {
      drafts.instead(Rule.LEFT_OUT, it, number == 0 ? "1.0" : "0.0");
      drafts.instead(Rule.NUMBER, it, "1.0");
      drafts.instead(Rule.NUMBER, it, "(" + text + " / 10)");
      drafts.instead(Rule.NUMBER, it, "(" + text + " * 10)");
      drafts.instead(Rule.NUMBER, it, "(1 - " + text + ")");
    }
    return super.visitLiteral(it, nothing);
  }

  @Override
  public @Nullable Void visitIdentifier(IdentifierTree it, @Nullable Void nothing) {
    String name = it.getName().toString();
    String itsType = scope.type(name);
    Tree parent = getCurrentPath().getParentPath().getLeaf();
    boolean isWritten =
        parent instanceof AssignmentTree assignment && assignment.getVariable() == it
            || parent instanceof CompoundAssignmentTree compound && compound.getVariable() == it
            || parent instanceof UnaryTree;
    boolean isForSize =
        parent instanceof MemberSelectTree select
            && Set.of("length", "rows", "columns").contains(select.getIdentifier().toString());
    if (itsType != null && !isWritten && !isForSize) {
      scope
          .variables()
          .forEach(
              (other, otherType) -> {
                if (otherType.equals(itsType)) {
                  drafts.instead(Rule.OTHER_VALUE, it, other);
                }
              });
      if (itsType.equals("int")) {
        drafts.instead(Rule.ONE_OFF, it, "(" + name + " + 1)");
        drafts.instead(Rule.ONE_OFF, it, "(" + name + " - 1)");
      }
      if (itsType.equals("double")) {
        drafts.instead(Rule.NUMBER, it, "(" + name + " / 2)");
        drafts.instead(Rule.NUMBER, it, "(2 * " + name + ")");
      }
    }
    return super.visitIdentifier(it, nothing);
  }

  @Override
  public @Nullable Void visitConditionalExpression(
      ConditionalExpressionTree it, @Nullable Void nothing) {
    String yes = code.of(it.getTrueExpression());
    String no = code.of(it.getFalseExpression());
    drafts.instead(
        Rule.CONDITION, it, "(" + code.of(it.getCondition()) + ") ? " + no + " : " + yes);
    drafts.instead(Rule.CONDITION, it, "(" + yes + ")");
    drafts.instead(Rule.CONDITION, it, "(" + no + ")");
    return super.visitConditionalExpression(it, nothing);
  }

  @Override
  public @Nullable Void visitVariable(VariableTree it, @Nullable Void nothing) {
    super.visitVariable(it, nothing);
    scope.declare(it);
    return null;
  }

  @Override
  public @Nullable Void visitIf(IfTree it, @Nullable Void nothing) {
    steps.branch(it);
    return super.visitIf(it, nothing);
  }

  @Override
  public @Nullable Void visitReturn(ReturnTree it, @Nullable Void nothing) {
    ExpressionTree value = it.getExpression();
    Tree around = getCurrentPath().getParentPath().getParentPath().getLeaf();
    if (value != null
        && "boolean".equals(String.valueOf(scope.method().getReturnType()))
        && !(around instanceof LambdaExpressionTree)) {
      drafts.instead(Rule.CONDITION, value, "!(" + code.of(value) + ")");
    }
    return super.visitReturn(it, nothing);
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree it, @Nullable Void nothing) {
    steps.loop(it, it.getStatement());
    return super.visitForLoop(it, nothing);
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree it, @Nullable Void nothing) {
    steps.loop(it, it.getStatement());
    return super.visitEnhancedForLoop(it, nothing);
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree it, @Nullable Void nothing) {
    steps.loop(it, it.getStatement());
    return super.visitWhileLoop(it, nothing);
  }

  @Override
  public @Nullable Void visitBlock(BlockTree it, @Nullable Void nothing) {
    steps.block(it);
    return super.visitBlock(it, nothing);
  }
}
