package dev.descent.slip;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The variables that are known in a method, each with its type as it is written. */
final class Scope {
  private final Code code;
  private final Supplier<TreePath> path;
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>(); // of all methods
  private Map<String, String> variables = new LinkedHashMap<>();
  private @Nullable MethodTree method;

  /**
   * @param path of the place that a rule looks at
   */
  Scope(Code code, ClassTree type, Supplier<TreePath> path) {
    this.code = code;
    this.path = path;
    for (Tree member : type.getMembers()) {
      if (member instanceof VariableTree field) {
        declare(field);
      }
    }
    fields.putAll(variables);
  }

  /** Goes into a method, where nothing is known but its parameters and the fields. */
  void enter(MethodTree entered) {
    method = entered;
    variables = new LinkedHashMap<>(fields);
    entered.getParameters().forEach(this::declare);
  }

  void declare(VariableTree variable) {
    if (variable.getType() != null) {
      variables.put(variable.getName().toString(), variable.getType().toString());
      names.add(variable.getName().toString());
    }
  }

  MethodTree method() {
    return Objects.requireNonNull(method, "in no method");
  }

  /** The variables of this place, and their types. */
  Map<String, String> variables() {
    return variables;
  }

  /** The type of a variable; null if it is none. */
  @Nullable String type(String name) {
    return variables.get(name);
  }

  /** Tells whether a word is a variable of any method so far. */
  boolean isVariable(String word) {
    return names.contains(word);
  }

  /** The place that a rule looks at. */
  TreePath path() {
    return path.get();
  }

  /** Tells whether somebody may read what a variable has after this place. */
  boolean isSeenLater(Tree variable) {
    String name = variable.toString();
    boolean isLocal =
        !fields.containsKey(name)
            && method().getParameters().stream()
                .noneMatch(one -> one.getName().contentEquals(name));
    return !isLocal
        || isInLoop()
        || Pattern.compile("\\b" + Pattern.quote(name) + "\\b")
            .matcher(code.after(variable, method()))
            .find();
  }

  private boolean isInLoop() {
    for (Tree tree : path()) {
      if (Loops.body(tree) != null) {
        return true;
      }
    }
    return false;
  }
}
