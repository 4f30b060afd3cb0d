package dev.descent.slip;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DoWhileLoopTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Counts the rounds of loops, as a slip may give one that has no end. */
final class Loops extends TreeScanner<@Nullable Void, @Nullable Void> {
  /** The step that counts a round. */
  static final String ROUND = "$round();";

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final TreeSet<Integer> bodies = new TreeSet<>();

  private Loops(CompilationUnitTree unit, SourcePositions positions) {
    this.unit = unit;
    this.positions = positions;
  }

  /** The source with a step in each loop that counts its rounds, in the same lines. */
  static String counted(CompilationUnitTree unit, SourcePositions positions, String source) {
    Loops loops = new Loops(unit, positions);
    loops.scan(unit, null);
    StringBuilder counted = new StringBuilder(source);
    loops.bodies.descendingSet().forEach(brace -> counted.insert(brace + 1, " " + ROUND));
    return counted.toString();
  }

  private void add(StatementTree body) {
    if (body instanceof BlockTree) {
      bodies.add((int) positions.getStartPosition(unit, body));
    }
  }

  @Override
  public @Nullable Void visitForLoop(ForLoopTree it, @Nullable Void nothing) {
    add(it.getStatement());
    return super.visitForLoop(it, nothing);
  }

  @Override
  public @Nullable Void visitEnhancedForLoop(EnhancedForLoopTree it, @Nullable Void nothing) {
    add(it.getStatement());
    return super.visitEnhancedForLoop(it, nothing);
  }

  @Override
  public @Nullable Void visitWhileLoop(WhileLoopTree it, @Nullable Void nothing) {
    add(it.getStatement());
    return super.visitWhileLoop(it, nothing);
  }

  @Override
  public @Nullable Void visitDoWhileLoop(DoWhileLoopTree it, @Nullable Void nothing) {
    add(it.getStatement());
    return super.visitDoWhileLoop(it, nothing);
  }
}
