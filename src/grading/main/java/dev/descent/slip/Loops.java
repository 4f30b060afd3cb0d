package dev.descent.slip;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Loops, whose rounds are counted, as a slip may give one that has no end. */
final class Loops {
  /** The step that counts a round. */
  static final String ROUND = "$round();";

  private Loops() {}

  /** What a loop does in each round; null for what is no loop. */
  static @Nullable StatementTree body(Tree tree) {
    if (tree instanceof ForLoopTree loop) {
      return loop.getStatement();
    }
    if (tree instanceof EnhancedForLoopTree loop) {
      return loop.getStatement();
    }
    if (tree instanceof WhileLoopTree loop) {
      return loop.getStatement();
    }
    return tree instanceof DoWhileLoopTree loop ? loop.getStatement() : null;
  }

  /** The source with a step in each loop that counts its rounds, in the same lines. */
  static String counted(Code code) {
    TreeSet<Integer> braces = new TreeSet<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(Tree tree, @Nullable Void nothing) {
        if (tree != null && body(tree) instanceof BlockTree block) {
          braces.add(code.start(block));
        }
        return super.scan(tree, nothing);
      }
    }.scan(code.unit(), null);
    StringBuilder counted = new StringBuilder(code.source());
    braces.descendingSet().forEach(brace -> counted.insert(brace + 1, " " + ROUND));
    return counted.toString();
  }
}
