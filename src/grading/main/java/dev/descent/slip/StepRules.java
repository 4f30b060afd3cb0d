package dev.descent.slip;

import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.tree.VariableTree;
import dev.descent.slip.Draft.Edit;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Slips in the order of steps: left out, done twice, moved, or for some elements only. */
final class StepRules {
  private static final Pattern SETTERS = Pattern.compile("(set|put|write|assign|reset).*");
  private static final Pattern IN_PLACE =
      Pattern.compile("\\.(r?sub|r?div|add|mul)i((?:Row|Column)Vector)?\\(");
  private static final int FARTHEST = 3; // steps over which one is moved

  private final Code code;
  private final Scope scope;
  private final Drafts drafts;
  private final Notation notation;

  StepRules(Code code, Scope scope, Drafts drafts, Notation notation) {
    this.code = code;
    this.scope = scope;
    this.drafts = drafts;
    this.notation = notation;
  }

  private String quoted(Tree tree) {
    return "“" + notation.of(tree) + "”";
  }

  void branch(IfTree it) {
    ExpressionTree condition = it.getCondition();
    String formula = notation.of(condition);
    drafts.says(
        Rule.CONDITION,
        it,
        new Edit(code.start(condition), code.end(condition), "(!" + code.of(condition) + ")"),
        "where not (" + formula + "), in place of where " + formula);
    drafts.says(
        Rule.CONDITION, it, code.of(it.getThenStatement()), "always, not only where " + formula);
    if (it.getElseStatement() != null) {
      drafts.says(
          Rule.STEP_LEFT_OUT,
          it,
          new Edit(code.end(it.getThenStatement()), code.end(it), ""),
          "without what is done where not (" + formula + ")");
    }
  }

  void loop(Tree loop, StatementTree body) {
    if (body instanceof BlockTree block && !own(block).isEmpty()) {
      int end = code.end(block) - 1;
      drafts.says(
          Rule.ROUND,
          loop,
          new Edit(end, end, " if (true) { break; } "),
          "with the first round of a loop alone");
      own(block).forEach(step -> once(loop, step));
    }
  }

  /** A step of a loop is done once, before it or after it. */
  private void once(Tree loop, StatementTree step) {
    if (step instanceof ExpressionStatementTree || step instanceof VariableTree) {
      String before = code.source().substring(code.start(loop), code.start(step));
      String without = before + code.after(step, loop);
      String formula = quoted(step);
      int start = code.start(loop);
      int end = code.end(loop);
      drafts.says(
          Rule.STEP_MOVED,
          step,
          new Edit(start, end, code.of(step) + " " + without),
          "with " + formula + " done once, before the loop");
      drafts.says(
          Rule.STEP_MOVED,
          step,
          new Edit(start, end, without + " " + code.of(step)),
          "with " + formula + " done once, after the loop");
    }
  }

  void block(BlockTree it) {
    List<? extends StatementTree> steps = own(it);
    for (int i = 0; i < steps.size(); i++) {
      StatementTree step = steps.get(i);
      if (step instanceof ExpressionStatementTree || step instanceof IfTree) {
        drafts.says(Rule.STEP_LEFT_OUT, step, ";", "without " + quoted(step));
      }
      shares(step);
      reassigned(step);
      elements(step);
      if (step instanceof ExpressionStatementTree statement && !isTheSameTwice(statement)) {
        String twice = code.of(step) + " " + code.of(step);
        drafts.says(Rule.STEP_TWICE, step, twice, "with " + quoted(step) + " done twice");
      }
      for (int j = i + 1; isStep(step) && j < Math.min(steps.size(), i + FARTHEST + 1); j++) {
        StatementTree later = steps.get(j);
        if (isStep(later) && !isIndependent(step, later)) {
          moved(step, later, j == i + 1);
        }
      }
    }
    early(steps);
  }

  /**
   * What is returned is taken before some of the last steps: first of all before the last one, as
   * whoever takes it still earlier has done that, too.
   */
  private void early(List<? extends StatementTree> steps) {
    int last = steps.size() - 1;
    if (last > 0 && steps.get(last) instanceof ReturnTree end) {
      for (int i = last - 1; i >= Math.max(0, last - FARTHEST) && isStep(steps.get(i)); i--) {
        early(steps.get(i), end, steps.get(last - 1));
      }
    }
  }

  private void moved(StatementTree step, StatementTree later, boolean isNext) {
    int start = code.start(step);
    int end = code.end(later);
    drafts.says(
        Rule.STEP_MOVED,
        step,
        new Edit(start, end, code.after(step, later) + " " + code.of(step)),
        "with " + quoted(step) + " after " + quoted(later) + ", not before it");
    if (!isNext) {
      String between = code.source().substring(start, code.start(later));
      drafts.says(
          Rule.STEP_MOVED,
          later,
          new Edit(start, end, code.of(later) + " " + between),
          "with " + quoted(later) + " before " + quoted(step) + ", not after it");
    }
  }

  /** The steps of a block, without those that count rounds. */
  private static List<? extends StatementTree> own(BlockTree block) {
    return block.getStatements().stream()
        .filter(step -> !step.toString().strip().equals(Loops.ROUND))
        .toList();
  }

  private static boolean isStep(StatementTree step) {
    return step instanceof ExpressionStatementTree
        || step instanceof VariableTree
        || step instanceof IfTree
        || Loops.body(step) != null;
  }

  /** Tells whether neither of two steps changes what the other one names. */
  private boolean isIndependent(StatementTree a, StatementTree b) {
    String changedByA = target(a);
    String changedByB = target(b);
    return changedByA != null
        && changedByB != null
        && !code.words(b).contains(changedByA)
        && !code.words(a).contains(changedByB);
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
      changed = Code.root(call);
    }
    return changed instanceof IdentifierTree ? changed.toString() : null;
  }

  /** Tells whether a step does no more when it is done again. */
  private boolean isTheSameTwice(ExpressionStatementTree step) {
    ExpressionTree expression = step.getExpression();
    if (expression instanceof AssignmentTree assignment) {
      String variable = code.of(assignment.getVariable());
      return !code.of(assignment.getExpression()).contains(variable);
    }
    return expression instanceof MethodInvocationTree call
        && call.getMethodSelect() instanceof MemberSelectTree select
        && SETTERS.matcher(select.getIdentifier()).matches();
  }

  private void early(StatementTree step, ReturnTree end, StatementTree last) {
    ExpressionTree value = end.getExpression();
    if (value != null && isChanged(value, step, last)) {
      String first = "var $before = " + code.of(value) + "; ";
      drafts.says(
          Rule.STEP_MOVED,
          step,
          new Edit(
              code.start(step), code.end(end), first + code.from(step, last) + " return $before;"),
          "with %s taken before %s, not after it".formatted(quoted(value), quoted(step)));
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
    String written =
        "\\b%1$s\\s*([-+*/]?=[^=]|\\+\\+|--)|(\\+\\+|--)%1$s\\b"
            .formatted(Pattern.quote(code.of(value)));
    return Pattern.compile(written).matcher(code.from(first, last)).find();
  }

  /** The array that a step changes in place; null if it is none. */
  private static @Nullable Tree changed(StatementTree step) {
    if (step instanceof ExpressionStatementTree statement
        && statement.getExpression() instanceof MethodInvocationTree call
        && Code.root(call) != call
        && Code.isNamed(Code.root(call))) {
      return Code.root(call);
    }
    return null;
  }

  /** As a loop over the elements does that begins late or ends early. */
  private void elements(StatementTree step) {
    Tree array = changed(step);
    if (array instanceof IdentifierTree && "INDArray".equals(scope.type(array.toString()))) {
      String a = code.of(array);
      String before = "{ INDArray $old = %s.dup(); %s ".formatted(a, code.of(step));
      String kept = "%1$s.putScalar(%2$s, $old.getDouble(%2$s)); ";
      String loop = "for (int $i = 1; $i < %s.length(); $i++) { ".formatted(a);
      String symbol = notation.of(array);
      drafts.says(
          Rule.ROUND,
          step,
          before + kept.formatted(a, a + ".length() - 1") + "}",
          "where the last element of " + symbol + " stays as it was");
      drafts.says(
          Rule.ROUND,
          step,
          before + kept.formatted(a, "0") + "}",
          "where the first element of " + symbol + " stays as it was");
      drafts.says(
          Rule.ROUND,
          step,
          before + loop + kept.formatted(a, "$i") + "} }",
          "where only the first element of " + symbol + " changes");
    }
  }

  /** The variable gets a new array, and the array that others see stays as it is. */
  private void reassigned(StatementTree step) {
    Tree array = changed(step);
    if (array != null) {
      String a = code.of(array);
      String chain = IN_PLACE.matcher(code.after(array, step)).replaceAll(".$1$2(");
      drafts.says(
          Rule.NOT_IN_PLACE,
          step,
          a + " = " + a + chain,
          "where %s becomes another array, and the one that came in stays as it was"
              .formatted(notation.of(array)));
    }
  }

  /** A share and its complement, each in the other's place. */
  private void shares(StatementTree step) {
    String text = code.of(step);
    scope
        .variables()
        .forEach(
            (name, type) -> {
              String complement = "1 - " + name;
              Pattern word = Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
              String hidden = text.replace(complement, "\u0000");
              if (type.equals("double")
                  && text.contains(complement)
                  && word.matcher(hidden).find()) {
                String swapped =
                    word.matcher(hidden).replaceAll("(1 - " + name + ")").replace("\u0000", name);
                String c = notation.symbol(name);
                drafts.says(
                    Rule.COMPLEMENT,
                    step,
                    swapped,
                    "with %s and 1 − %s swapped in %s".formatted(c, c, quoted(step)));
              }
            });
  }
}
