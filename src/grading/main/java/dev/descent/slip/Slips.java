package dev.descent.slip;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

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

  /**
   * The slips in an answer.
   *
   * @param answer the source of a class that compiles; its loops have bodies in braces
   */
  public static Slips of(String answer) {
    Code code = Code.parse(Loops.counted(Code.parse(answer)));
    ClassTree type = code.type();
    Notation notation = new Notation(Wording.symbols(code, type));
    List<Draft> found = new Rules(code, type, notation).drafts();
    Wording wording = new Wording(code, notation);
    List<String> says = wording.of(found);
    Set<String> own = code.declared();
    Map<Integer, Draft> drafts = new LinkedHashMap<>();
    Map<Integer, Slip> slips = new LinkedHashMap<>();
    for (Draft draft : found) {
      int number = drafts.size() + 1;
      String method = draft.method().getName().toString();
      drafts.put(number, draft);
      String sentence = says.get(number - 1);
      Set<String> names = wording.names(draft, sentence, own);
      slips.put(number, new Slip(number, draft.rule(), method, draft.line(), sentence, names));
    }
    Map<MethodTree, Integer> methods = new LinkedHashMap<>();
    for (Tree member : type.getMembers()) {
      if (member instanceof MethodTree method && Schema.isOpen(method)) {
        methods.put(method, methods.size());
      }
    }
    return new Slips(new Schema(code, type), drafts, slips, methods);
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

  /** The slips at some places of {@link #source}, counted in letters from 0. */
  public Set<Integer> at(Collection<Long> places) {
    TreeMap<Long, Integer> slips = schema.with(drafts).slips();
    return places.stream()
        .map(place -> slips.floorEntry(place).getValue())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /**
   * Two of some slips at once, each with each other that changes another place, or a part of what
   * it changes, under numbers of their own.
   */
  public Slips pairs(Collection<Integer> numbers) {
    Map<Integer, Draft> pairs = new LinkedHashMap<>();
    Map<Integer, Slip> said = new LinkedHashMap<>();
    List<Integer> all = List.copyOf(numbers);
    for (int i = 0; i < all.size(); i++) {
      for (int k = i + 1; k < all.size(); k++) {
        Draft a = Objects.requireNonNull(drafts.get(all.get(i)));
        Draft b = Objects.requireNonNull(drafts.get(all.get(k)));
        Draft both = a.and(b, schema.source());
        if (both != null) {
          Slip first = Objects.requireNonNull(slips.get(all.get(i)));
          Slip second = Objects.requireNonNull(slips.get(all.get(k)));
          int number = pairs.size() + 1;
          String says = Wording.both(first.says(), second.says());
          pairs.put(number, both);
          Set<String> names = new TreeSet<>(first.names());
          names.addAll(second.names());
          said.put(number, new Slip(number, Rule.PAIR, first.method(), first.line(), says, names));
        }
      }
    }
    return new Slips(schema, pairs, said, methods);
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
