package dev.descent.slip;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import dev.descent.slip.Draft.Edit;
import dev.descent.slip.Draft.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/** Collects the slips that rules make; of the same change by two rules the first one counts. */
final class Drafts {
  private static final int MOST_PLACES = 4;
  private static final int SHORTEST = 6; // letters of a formula that can be recognised

  private final Code code;
  private final Scope scope;
  private final Notation notation;
  private final Map<String, Draft> drafts = new LinkedHashMap<>();

  Drafts(Code code, Scope scope, Notation notation) {
    this.code = code;
    this.scope = scope;
    this.notation = notation;
  }

  /** All of them, and those that are made in several places at once. */
  List<Draft> all() {
    List<Draft> all = new ArrayList<>(drafts.values());
    all.addAll(everywhere());
    return all;
  }

  /** An expression is replaced by another, and both are shown as formulas. */
  void instead(Rule rule, Tree tree, String text) {
    if (!text.equals(code.of(tree))) {
      add(rule, edit(tree, text), place(tree), null, tree);
    }
  }

  /** A tree is replaced by another text, and what that is is told in words. */
  void says(Rule rule, Tree tree, String text, String says) {
    says(rule, tree, edit(tree, text), says);
  }

  /** The same of another place than that of the tree it is about. */
  void says(Rule rule, Tree tree, Edit edit, String says) {
    add(rule, edit, null, says, tree);
  }

  private Edit edit(Tree tree, String text) {
    return new Edit(code.start(tree), code.end(tree), text);
  }

  private void add(Rule rule, Edit edit, @Nullable Tree formula, @Nullable String says, Tree tree) {
    String key = edit.start() + ":" + edit.end() + ":" + edit.text();
    Draft known = drafts.get(key);
    if (known == null || known.rule().compareTo(rule) > 0) {
      List<Place> places = List.of(new Place(scope.method(), edit));
      drafts.put(key, new Draft(rule, code.line(tree), places, formula, says));
    }
  }

  /**
   * Slips of the same rule that change the same in several places, made in all of them; and one
   * value taken for another wherever a line has it.
   */
  private List<Draft> everywhere() {
    Map<String, List<Draft>> alike = new LinkedHashMap<>();
    for (Draft draft : drafts.values()) {
      Edit edit = draft.edit();
      String old = code.source().substring(edit.start(), edit.end());
      String shape = draft.rule() + shape(old) + "→" + shape(edit.text());
      alike.computeIfAbsent(shape, key -> new ArrayList<>()).add(draft);
      if (draft.rule() == Rule.OTHER_VALUE) {
        String line = draft.line() + ": " + old + "→" + edit.text();
        alike.computeIfAbsent(line, key -> new ArrayList<>()).add(draft);
      }
    }
    List<Draft> everywhere = new ArrayList<>();
    for (List<Draft> same : alike.values()) {
      List<Place> places = new ArrayList<>();
      for (Draft draft : same) {
        if (places.stream().noneMatch(it -> it.edit().meets(draft.edit()))) {
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
  private String shape(String text) {
    return Code.WORD
        .matcher(text)
        .replaceAll(
            word -> scope.isVariable(word.group()) ? "#" : Matcher.quoteReplacement(word.group()));
  }

  /** The smallest formula around a place that can be recognised. */
  private Tree place(Tree tree) {
    TreePath around = scope.path();
    while (around.getLeaf() != tree && around.getParentPath() != null) {
      around = around.getParentPath();
    }
    Tree place = tree;
    while (around.getParentPath() != null) {
      boolean isPart = place instanceof MemberSelectTree || notation.of(place).length() < SHORTEST;
      Tree parent = around.getParentPath().getLeaf();
      if (!isPart
          || !(parent instanceof ExpressionTree)
          || parent instanceof LambdaExpressionTree
          || parent instanceof NewClassTree
              && place instanceof MethodInvocationTree) { // one of many
        break;
      }
      around = around.getParentPath();
      place = parent;
    }
    return place;
  }
}
