package dev.descent.slip;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The text behind a tree.
 *
 * @param source all of it
 */
record Code(CompilationUnitTree unit, SourcePositions positions, String source) {
  /** A text in memory. */
  private static final class Memory extends SimpleJavaFileObject {
    private final String text;

    Memory(String text) {
      super(URI.create("memory:///Memory.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** Parses a text, and resolves nothing. What cannot be parsed is left out of the tree. */
  static Code parse(String source) {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    null,
                    null,
                    new DiagnosticCollector<JavaFileObject>(),
                    List.of("-proc:none"),
                    null,
                    List.of(new Memory(source)));
    try {
      CompilationUnitTree unit = task.parse().iterator().next();
      return new Code(unit, Trees.instance(task).getSourcePositions(), source);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first class. */
  ClassTree type() {
    return unit.getTypeDecls().stream()
        .filter(ClassTree.class::isInstance)
        .map(ClassTree.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** Such a name, and the bracket behind that of a method which is called of nothing. */
  static final Pattern NAME = Pattern.compile("(?<![.\\w])([a-z]\\w*)\\b(\\(?)");

  /** A name that begins with a small letter. */
  static final Pattern WORD = Pattern.compile("\\b[a-z]\\w*\\b");

  /** The names of variables that are declared in it, and of methods with "()" behind them. */
  Set<String> declared() {
    Set<String> declared = new TreeSet<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitVariable(VariableTree it, @Nullable Void nothing) {
        declared.add(it.getName().toString());
        return super.visitVariable(it, nothing);
      }

      @Override
      public @Nullable Void visitMethod(MethodTree it, @Nullable Void nothing) {
        declared.add(it.getName() + "()");
        return super.visitMethod(it, nothing);
      }
    }.scan(unit, null);
    return declared;
  }

  int start(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }

  int line(Tree tree) {
    return (int) unit.getLineMap().getLineNumber(start(tree));
  }

  /** The text of a tree. */
  String of(Tree tree) {
    return source.substring(start(tree), end(tree));
  }

  /** The text of a tree with some edits in it, of which none meets another. */
  String with(Tree tree, List<Draft.Edit> edits) {
    StringBuilder text = new StringBuilder();
    int from = start(tree);
    for (Draft.Edit edit :
        edits.stream().sorted(Comparator.comparingInt(Draft.Edit::start)).toList()) {
      text.append(source, from, edit.start()).append(edit.text());
      from = edit.end();
    }
    return text.append(source, from, end(tree)).toString();
  }

  /** The names in a text that begin with a small letter. */
  Set<String> words(Tree tree) {
    return WORD.matcher(of(tree)).results().map(MatchResult::group).collect(Collectors.toSet());
  }

  /** The text from the beginning of one to the end of another. */
  String from(Tree first, Tree last) {
    return source.substring(start(first), end(last));
  }

  /** The text from the end of one to the end of another. */
  String after(Tree one, Tree last) {
    return source.substring(end(one), end(last));
  }

  /** The text of a tree, in brackets where it needs them. */
  String whole(Tree tree) {
    return tree instanceof BinaryTree || tree instanceof ConditionalExpressionTree
        ? "(" + of(tree) + ")"
        : of(tree);
  }

  /** The sign between two operands, such as {@code +}. */
  String sign(BinaryTree it) {
    String between = source.substring(end(it.getLeftOperand()), start(it.getRightOperand()));
    return between.replaceAll("[()\\s]", "");
  }

  static ExpressionTree unwrapped(ExpressionTree tree) {
    return tree instanceof ParenthesizedTree brackets ? unwrapped(brackets.getExpression()) : tree;
  }

  /** Tells whether it is something that others see, too: a variable, or what one has. */
  static boolean isNamed(Tree tree) {
    return tree instanceof IdentifierTree || tree instanceof MemberSelectTree;
  }

  /** The array that a chain of calls in place changes. */
  static Tree root(ExpressionTree tree) {
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
}
