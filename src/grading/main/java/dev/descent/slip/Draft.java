package dev.descent.slip;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slip before anybody has tried to compile it.
 *
 * @param places one, or all where the same can be done
 * @param formula what of the formula is shown beside what becomes of it; null if {@code says} is
 *     there
 */
record Draft(
    Rule rule, int line, List<Place> places, @Nullable Tree formula, @Nullable String says) {
  /** A piece of the source that is replaced. */
  record Edit(int start, int end, String text) {
    boolean meets(Edit other) {
      return start < other.end && other.start < end;
    }
  }

  /** A place in a method. */
  record Place(MethodTree method, Edit edit) {}

  /** What is done in the first place. */
  Edit edit() {
    return places.get(0).edit();
  }

  MethodTree method() {
    return places.get(0).method();
  }
}
