package dev.descent.slip;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import dev.descent.slip.Rules.Draft;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * All slips that rules make in a right answer, one place at a time, and a class that has them all.
 * Some do not compile: {@link #without} takes those out.
 *
 * <p>A slip speaks of the formula, not of the code. A local variable is called there as the comment
 * of one word behind its declaration says: {@code INDArray mean = …; // m̂}.
 */
public final class Slips {
  /** The field that says which slip is made: its number, or 0 for none. */
  public static final String CHOICE = "$slip";

  /** The field that has a bit for each method that was called, in the order of the source. */
  public static final String REACHED = "$reached";

  /** The field with the number of rounds that loops may still make. */
  public static final String ROUNDS = "$rounds";

  /** Changes with the rules, so that what older ones have made is made anew. */
  public static final String VERSION = "8";

  private static final Pattern SYMBOL =
      Pattern.compile("\\s*//\\s*(\\S+)\\s*(?:\\R.*)?", Pattern.DOTALL);

  private final Schema schema;
  private final Map<Integer, Draft> drafts;
  private final Map<Integer, Slip> slips;
  private final Map<MethodTree, Integer> methods;

  private Slips(
      Schema schema,
      Map<Integer, Draft> drafts,
      Map<Integer, Slip> slips,
      Map<MethodTree, Integer> methods) {
    this.schema = schema;
    this.drafts = drafts;
    this.slips = slips;
    this.methods = methods;
  }

  /** A source in memory. */
  private static final class Memory extends SimpleJavaFileObject {
    private final String text;

    Memory(String text) {
      super(URI.create("memory:///Slips.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private record Parsed(CompilationUnitTree unit, SourcePositions positions) {
    static Parsed of(String text) {
      JavacTask task =
          (JavacTask)
              ToolProvider.getSystemJavaCompiler()
                  .getTask(
                      null,
                      null,
                      new DiagnosticCollector<JavaFileObject>(),
                      List.of("-proc:none"),
                      null,
                      List.of(new Memory(text)));
      try {
        return new Parsed(
            task.parse().iterator().next(), Trees.instance(task).getSourcePositions());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    ClassTree type() {
      return unit.getTypeDecls().stream()
          .filter(ClassTree.class::isInstance)
          .map(ClassTree.class::cast)
          .findFirst()
          .orElseThrow();
    }
  }

  /**
   * The slips in an answer.
   *
   * @param answer the source of a class that compiles; its loops have bodies in braces
   */
  public static Slips of(String answer) {
    Parsed plain = Parsed.of(answer);
    String source = Loops.counted(plain.unit(), plain.positions(), answer);
    Parsed parsed = Parsed.of(source);
    CompilationUnitTree unit = parsed.unit();
    SourcePositions positions = parsed.positions();
    ClassTree type = parsed.type();
    Notation notation = new Notation(symbols(type, unit, positions, source));
    List<Draft> found = new Rules(unit, positions, source, notation).drafts(type);
    List<String> says = says(found, unit, positions, source, notation);
    Map<Integer, Draft> drafts = new LinkedHashMap<>();
    Map<Integer, Slip> slips = new LinkedHashMap<>();
    for (int i = 0; i < found.size(); i++) {
      Draft draft = found.get(i);
      String formula = draft.formula() == null ? "" : notation.of(draft.formula());
      drafts.put(i + 1, draft);
      slips.put(
          i + 1,
          new Slip(
              i + 1,
              draft.rule(),
              draft.method().getName().toString(),
              draft.line(),
              formula,
              "This is what comes out "
                  + says.get(i)
                  + (draft.places().size() > 1 ? ", and so in other places" : "")
                  + "."));
    }
    Map<MethodTree, Integer> methods = new LinkedHashMap<>();
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method && Schema.isOpen(method)) {
        methods.put(method, methods.size());
      }
    }
    return new Slips(new Schema(unit, positions, source, type), drafts, slips, methods);
  }

  private static Map<String, String> symbols(
      ClassTree type, CompilationUnitTree unit, SourcePositions positions, String source) {
    Map<String, String> symbols = new HashMap<>();
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void visitVariable(VariableTree it, @Nullable Void nothing) {
        int end = (int) positions.getEndPosition(unit, it);
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

  /** What each slip says: its formula beside the right one. */
  private static List<String> says(
      List<Draft> drafts,
      CompilationUnitTree unit,
      SourcePositions positions,
      String source,
      Notation notation) {
    StringBuilder text = new StringBuilder("class Slips {\n");
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      if (draft.formula() != null) {
        int from = (int) positions.getStartPosition(unit, draft.formula());
        int to = (int) positions.getEndPosition(unit, draft.formula());
        text.append("  void m").append(i).append("() { x(");
        text.append(source, from, draft.edit().start()).append(draft.edit().text());
        text.append(source, draft.edit().end(), to).append("); }\n");
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
    }.scan(Parsed.of(text + "}\n").unit(), "");
    List<String> says = new ArrayList<>();
    for (int i = 0; i < drafts.size(); i++) {
      Draft draft = drafts.get(i);
      String old = draft.formula() == null ? "" : notation.of(draft.formula());
      String made = formulas.getOrDefault("m" + i, draft.edit().text());
      if (made.equals(old)) { // what changes has no sign in a formula
        old =
            source
                .substring(draft.edit().start(), draft.edit().end())
                .replace(Loops.ROUND + " ", "");
        made = draft.edit().text();
      }
      says.add(
          draft.says() != null
              ? draft.says()
              : "with “%s” where “%s” belongs".formatted(made, old));
    }
    return says;
  }

  /** The slips, each by its number. */
  public Map<Integer, Slip> slips() {
    return slips;
  }

  /** The methods of a slip, as bits of {@link #REACHED}. */
  public long methods(Slip slip) {
    return Objects.requireNonNull(drafts.get(slip.number())).places().stream()
        .mapToLong(place -> 1L << Objects.requireNonNull(methods.get(place.method())))
        .reduce(0, (a, b) -> a | b);
  }

  /** The text of the class that has them all. */
  public String source() {
    return schema.with(drafts).source();
  }

  /** The slips on some lines of {@link #source}. */
  public Set<Integer> at(Collection<Long> lines) {
    TreeMap<Long, Integer> places = schema.with(drafts).slips();
    return lines.stream()
        .map(line -> places.floorEntry(line).getValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The same without some slips, by their numbers. */
  public Slips without(Collection<Integer> numbers) {
    Map<Integer, Draft> others = new LinkedHashMap<>(drafts);
    Map<Integer, Slip> left = new LinkedHashMap<>(slips);
    others.keySet().removeAll(numbers);
    left.keySet().removeAll(numbers);
    return new Slips(schema, others, left, methods);
  }
}
