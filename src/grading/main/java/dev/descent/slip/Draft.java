package dev.descent.slip;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

    /** With the other, where one is a part of the other; null where that cannot be told. */
    @Nullable Edit with(Edit other, String source) {
      Edit outer = end - start > other.end - other.start ? this : other;
      Edit inner = outer == this ? other : this;
      String old = Pattern.quote(source.substring(inner.start, inner.end));
      Pattern word = Pattern.compile("(?<![\\w.$])" + old + "(?![\\w$])");
      boolean once = word.matcher(outer.text).results().count() == 1;
      return once && outer.start <= inner.start && inner.end <= outer.end
          ? new Edit(
              outer.start,
              outer.end,
              word.matcher(outer.text).replaceFirst(Matcher.quoteReplacement(inner.text)))
          : null;
    }
  }

  /** A place in a method. */
  record Place(MethodTree method, Edit edit) {}

  /**
   * Both at once; null if that cannot be, as both change the same. One may be inside of what the
   * other changes and leaves in its text.
   *
   * @param source that both are of
   */
  @Nullable Draft and(Draft other, String source) {
    List<Place> both = Stream.concat(places.stream(), other.places.stream()).toList();
    boolean meet =
        places.stream()
            .anyMatch(a -> other.places.stream().anyMatch(b -> a.edit().meets(b.edit())));
    if (meet) {
      Edit inside = both.size() > 2 ? null : edit().with(other.edit(), source);
      if (inside == null) {
        return null;
      }
      both = List.of(new Place(method(), inside));
    }
    return new Draft(Rule.PAIR, line, both, null, null);
  }

  /** What is done in the first place. */
  Edit edit() {
    return places.get(0).edit();
  }

  MethodTree method() {
    return places.get(0).method();
  }
}
