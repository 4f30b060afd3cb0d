package dev.descent.slip;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreeScanner;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The sentences of slips: what they make of a formula beside the right one. */
final class Wording {
  private static final String COMES_OUT = "This is what comes out ";
  private static final Pattern SYMBOL = Pattern.compile("\\s*//\\s*(\\S+)\\s*");

  private final Code code;
  private final Notation notation;

  Wording(Code code, Notation notation) {
    this.code = code;
    this.notation = notation;
  }

  /** What local variables are called: a comment of one word behind the declaration says so. */
  static Map<String, String> symbols(Code code, ClassTree type) {
    String source = code.source();
    Map<String, String> symbols = new HashMap<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitVariable(VariableTree it, @Nullable Void nothing) {
        int end = code.end(it);
        int line = source.indexOf('\n', end);
        Matcher matcher = SYMBOL.matcher(source.substring(end, line < 0 ? source.length() : line));
        if (matcher.matches()) {
          symbols.put(it.getName().toString(), matcher.group(1));
        }
        return super.visitVariable(it, nothing);
      }
    }.scan(type, null);
    return symbols;
  }

  /**
   * The names that a student must have to recognise a slip: those of variables and methods in its
   * sentence, where one letter is a symbol and means the same to all, and what it sums up with.
   */
  Set<String> names(Draft draft, String sentence, Set<String> declared) {
    Set<String> names =
        Code.NAME
            .matcher(sentence)
            .results()
            .map(name -> name.group(1) + (name.group(2).isEmpty() ? "" : "()"))
            .filter(name -> name.length() > 1 && declared.contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    String made = made(draft);
    if (draft.rule() == Rule.REDUCTION && made != null) {
      Set<String> right = code.words(Objects.requireNonNull(draft.formula()));
      words(made).filter(word -> !right.contains(word)).forEach(names::add);
    }
    return names;
  }

  private static Stream<String> words(String text) {
    return Code.WORD.matcher(text).results().map(MatchResult::group);
  }

  /** The sentence of each slip. */
  List<String> of(List<Draft> drafts) {
    List<@Nullable String> made = drafts.stream().map(this::made).toList();
    Map<String, String> formulas = formulas(made);
    return IntStream.range(0, drafts.size())
        .mapToObj(i -> sentence(drafts.get(i), made.get(i), formulas.get(name(i))))
        .toList();
  }

  /** The sentence of two slips at once. */
  static String both(String first, String second) {
    String begins = first.substring(0, first.length() - 1); // without its full stop
    return begins + ", and at the same time " + second.substring(COMES_OUT.length());
  }

  private String sentence(Draft draft, @Nullable String code, @Nullable String formula) {
    return COMES_OUT
        + (code == null ? draft.says() : beside(draft, code, formula))
        + (edits(draft).size() < draft.places().size() ? ", and so in other places" : "")
        + ".";
  }

  private String beside(Draft draft, String made, @Nullable String formula) {
    Tree right = Objects.requireNonNull(draft.formula());
    String old = notation.of(right);
    return formula == null || formula.equals(old) // what changes has no sign in a formula
        ? beside(made, code.of(right).replace(Loops.ROUND + " ", ""))
        : beside(formula, old);
  }

  private static String beside(String made, String old) {
    return "with “%s” where “%s” belongs".formatted(made, old);
  }

  /** What is done in the formula that is shown, or in the first place. */
  private List<Draft.Edit> edits(Draft draft) {
    Tree formula = draft.formula();
    return formula == null
        ? List.of(draft.edit())
        : draft.places().stream()
            .map(Draft.Place::edit)
            .filter(it -> code.start(formula) <= it.start() && it.end() <= code.end(formula))
            .toList();
  }

  private static String name(int number) {
    return "m" + number;
  }

  /** The code that becomes of a formula; null where none is shown. */
  private @Nullable String made(Draft draft) {
    Tree formula = draft.formula();
    return formula == null ? null : code.with(formula, edits(draft));
  }

  /** Pieces of code as formulas, parsed all together. */
  private Map<String, String> formulas(List<@Nullable String> pieces) {
    StringBuilder text = new StringBuilder("class Made {\n");
    for (int i = 0; i < pieces.size(); i++) {
      if (pieces.get(i) != null) {
        text.append("  void ").append(name(i)).append("() { x(").append(pieces.get(i));
        text.append("); }\n");
      }
    }
    Map<String, String> formulas = new HashMap<>();
    new TreeScanner<@Nullable Void, String>() {
      @Override
      public @Nullable Void visitMethod(MethodTree it, String outer) {
        return super.visitMethod(it, it.getName().toString());
      }

      @Override
      public @Nullable Void visitMethodInvocation(MethodInvocationTree it, String method) {
        if (it.getMethodSelect().toString().equals("x") && it.getArguments().size() == 1) {
          formulas.put(method, notation.of(it.getArguments().get(0)));
        }
        return null;
      }
    }.scan(Code.parse(text + "}\n").unit(), "");
    return formulas;
  }
}
