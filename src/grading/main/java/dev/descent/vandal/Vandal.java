package dev.descent.vandal;

import java.util.AbstractList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Code that every method of an answer calls before it computes and after, if {@link VandalLoader}
 * has loaded it. One plan at a time says what is done: a vandalism, or its twin, which gives the
 * same answer and leaves what it was given as it is.
 */
public final class Vandal {
  /** Misdeeds of a vandal, beside the mistakes of the answer itself. */
  public enum Way {
    /** No misdeed. */
    NONE("does no harm"),
    BEFORE("destroys what it is given, then computes"),
    SECOND("destroys what it is given from the second call on, then computes"),
    AFTER("computes, then destroys what it was given"),
    /** Lists, maps, arrays of arrays and data sets get copies of what is in them. */
    REPLACE("puts copies into lists, maps and data sets it is given, then computes"),
    RETURN("returns what it was given"),
    LATER("destroys what it has returned before"),
    /** Whatever record it is; the twin's do for what the answer has made itself. */
    LIE("has records that do not give what is in them"),
    SHRINK("returns lists that are empty when they are looked at again");

    private final String words;

    Way(String words) {
      this.words = words;
    }
  }

  /** The ways to destroy a thing. */
  public enum Ruin {
    /** Every number becomes 0. */
    ZERO("with zeros"),
    /** Every number becomes NaN; whole ones, which have none, −1. */
    NAN("with NaN"),
    /** Lists, maps and sets become empty, data sets get other arrays; the arrays stay. */
    EMPTY("by emptying what holds arrays");

    private final String words;

    Ruin(String words) {
      this.words = words;
    }
  }

  /**
   * A way to destroy things.
   *
   * @param idle whether all that the answer computes is thrown away: it changes nothing, and
   *     returns zeros
   * @param ruin how things are destroyed
   * @param twin whether what is given stays as it is all the same
   * @param only the one thing that is destroyed, such as {@code Batches.split(0)}; null for all
   */
  public record Plan(boolean idle, Way way, Ruin ruin, boolean twin, @Nullable String only) {
    private Plan(boolean idle, Way way, Ruin ruin, boolean twin) {
      this(idle, way, ruin, twin, null);
    }

    /** A plan that destroys nothing, whatever the answer is. */
    public static Plan plain(boolean idle) {
      return new Plan(idle, Way.NONE, Ruin.ZERO, false);
    }

    /** Plans for a right answer, which is wrong because of what it has destroyed. */
    public static List<Plan> ofRight() {
      return List.of(
          new Plan(false, Way.BEFORE, Ruin.ZERO, false),
          new Plan(false, Way.BEFORE, Ruin.NAN, false),
          new Plan(false, Way.BEFORE, Ruin.EMPTY, false),
          new Plan(false, Way.SECOND, Ruin.ZERO, false),
          new Plan(false, Way.REPLACE, Ruin.EMPTY, false),
          new Plan(false, Way.RETURN, Ruin.ZERO, false),
          new Plan(false, Way.RETURN, Ruin.EMPTY, false),
          new Plan(false, Way.LIE, Ruin.ZERO, false));
    }

    /**
     * Plans for a wrong answer, which hides that it is wrong.
     *
     * @param idle whether it throws all away that it computes
     */
    public static List<Plan> ofWrong(boolean idle) {
      return List.of(
          new Plan(idle, Way.AFTER, Ruin.ZERO, false),
          new Plan(idle, Way.AFTER, Ruin.EMPTY, false),
          new Plan(idle, Way.LATER, Ruin.ZERO, false),
          new Plan(idle, Way.LIE, Ruin.ZERO, false),
          new Plan(idle, Way.SHRINK, Ruin.EMPTY, false));
    }

    /** The plan for the same answer without the vandalism. */
    public Plan asTwin() {
      return way == Way.AFTER || way == Way.LATER || way == Way.SHRINK
          ? plain(idle)
          : new Plan(idle, way, ruin, true, only);
    }

    /** A plan that destroys one of the things that are given, after the answer has computed. */
    public static Plan after(Ruin ruin, String only) {
      return new Plan(false, Way.AFTER, ruin, false, only);
    }

    @Override
    public String toString() {
      return way.words
          + (way == Way.REPLACE || way == Way.RETURN && ruin == Ruin.EMPTY ? "" : ", " + ruin.words)
          + (only == null ? "" : ": " + only)
          + (idle ? "; and throws its result away" : "");
    }
  }

  private static final class Call {
    private Reach chosen = new Reach(List.of()); // destroyed by the vandal
    private Reach given = new Reach(List.of()); // left as it was by an idle answer
    private Map<String, Reach> each = Map.of();
    private boolean ruins;
  }

  private static final Deque<Call> CALLS = new ArrayDeque<>();
  private static final Map<String, Integer> COUNTS = new HashMap<>();
  private static final List<Object> RETURNED = new ArrayList<>();
  private static final Map<String, Given> GIVEN = new TreeMap<>();

  private static boolean hasRuined;
  private static String test = "";
  private static Plan plan = Plan.plain(false);

  private Vandal() {}

  /** Sets the plan that answers follow from now on. */
  public static void follow(Plan next) {
    plan = next;
    GIVEN.clear();
    hasRuined = false;
    testBegins("");
  }

  /** Forgets the calls of the test before. */
  public static void testBegins(String name) {
    test = name;
    CALLS.clear();
    COUNTS.clear();
    RETURNED.clear();
  }

  /**
   * Something that an answer was given, or has, and that could be destroyed.
   *
   * @param tests in which
   * @param isChanged whether the answer has changed it in one of them
   */
  public record Given(Set<String> tests, boolean isChanged) {
    private Given and(Given other) {
      Set<String> all = new TreeSet<>(tests);
      all.addAll(other.tests);
      return new Given(all, isChanged || other.isChanged);
    }
  }

  /**
   * The things there were, under a plan that does no harm: {@code Batches.split(0)} for the first
   * argument of {@code split}, {@code Adam.step(this)} for what is in final fields of the object
   * itself.
   */
  public static Map<String, Given> given() {
    return new TreeMap<>(GIVEN);
  }

  /** Tells whether anything was changed by a vandal since {@link #follow}. */
  public static boolean hasRuined() {
    return hasRuined;
  }

  /** Called by an answer. */
  public static void before(Object self, String method, Object[] arguments) {
    Call call = new Call();
    CALLS.push(call);
    if (CALLS.size() > 1) {
      return; // from its own code
    }
    call.ruins = COUNTS.merge(method, 1, Integer::sum) > 1 || plan.way != Way.SECOND;
    switch (plan.way) {
      case NONE -> {
        call.each = new TreeMap<>();
        named(self, method, arguments).forEach((name, it) -> call.each.put(name, reach(it)));
      }
      case LATER -> new Reach(RETURNED).ruin(plan.ruin);
      case LIE, SHRINK -> {}
      case REPLACE -> replace(arguments);
      default -> {
        call.chosen = new Reach(chosen(self, method, arguments));
        if (call.ruins && plan.way != Way.AFTER && plan.way != Way.RETURN) {
          call.chosen.ruin(plan.ruin);
        }
      }
    }
    if (plan.idle) {
      List<Object> all = new ArrayList<>(Arrays.asList(arguments));
      all.add(self);
      call.given = new Reach(all);
    }
  }

  private static Reach reach(Object object) {
    return new Reach(Collections.singleton(object));
  }

  private static void replace(Object[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (!reach(arguments[i]).hasHolders()) {
        continue;
      }
      Object copy = Copies.of(arguments[i]);
      if (plan.twin) {
        arguments[i] = copy;
      } else {
        Copies.putInto(arguments[i], copy);
      }
    }
  }

  /** The arguments, and what the object has for as long as it lives, by names. */
  private static Map<String, Object> named(Object self, String method, Object[] arguments) {
    Map<String, Object> named = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      named.put(method + "(" + i + ")", arguments[i]);
    }
    named.put(method + "(this)", Reach.lasting(self));
    return named;
  }

  private static List<Object> chosen(Object self, String method, Object[] arguments) {
    return plan.only == null
        ? Arrays.asList(arguments)
        : Collections.singletonList(named(self, method, arguments).get(plan.only));
  }

  /** Called by an answer; the result is what it shall return. */
  public static Object after(Object result, Object self, String method, Object[] arguments) {
    Call call = CALLS.pop();
    if (!CALLS.isEmpty()) {
      return result;
    }
    call.each.forEach(
        (name, it) -> {
          if (!it.isEmpty()) {
            GIVEN.merge(name, new Given(Set.of(test), it.isChanged()), Given::and);
          }
        });
    if (plan.idle) {
      call.given.restore();
    }
    Object given = plan.idle ? nothing(result) : result;
    switch (plan.way) {
      case BEFORE, SECOND -> {
        if (plan.twin && call.chosen.isRuined()) {
          given = Copies.of(given);
          call.chosen.restoreRuins();
        }
      }
      case AFTER -> {
        call.chosen.ruin(plan.ruin);
        hasRuined |= call.chosen.isChanged();
      }
      case RETURN -> given = returned(given, arguments);
      case LATER, LIE -> RETURNED.add(given);
      case SHRINK -> given = given instanceof List<?> list ? new Shrinking(list) : given;
      default -> {}
    }
    return given;
  }

  /** The argument that may stand for the result, if there is one. */
  private static Object returned(Object result, Object[] arguments) {
    for (Object argument : arguments) {
      if (result != null && isSameKind(result, argument)) {
        Object returned = plan.twin ? Copies.of(argument) : argument;
        if (plan.ruin != Ruin.EMPTY) {
          reach(returned).ruin(plan.ruin);
        }
        return returned;
      }
    }
    return result;
  }

  private static boolean isSameKind(Object a, Object b) {
    return b != null && a.getClass() == b.getClass()
        || a instanceof INDArray && b instanceof INDArray
        || a instanceof List && b instanceof List
        || a instanceof Map && b instanceof Map;
  }

  /** Called by the accessors of an answer's records; the result is what they shall return. */
  public static Object read(Object value, Object record) {
    if (plan.way != Way.LIE || !CALLS.isEmpty()) {
      return value; // read by the answer itself
    }
    if (plan.twin && !new Reach(RETURNED).has(record)) {
      return value; // made by a test
    }
    if (value instanceof Double) {
      return plan.ruin == Ruin.NAN ? Double.NaN : 0.0;
    }
    Object copy = nothing(value);
    reach(copy).ruin(plan.ruin);
    return copy;
  }

  /** A list that has its elements for those who ask for its size once. */
  private static final class Shrinking extends AbstractList<Object> {
    private final List<?> list;
    private boolean asked;

    Shrinking(List<?> list) {
      this.list = list;
    }

    @Override
    public Object get(int index) {
      return list.get(index);
    }

    @Override
    public int size() {
      int size = asked ? 0 : list.size();
      asked = true;
      return size;
    }
  }

  private static Object nothing(Object result) {
    if (result instanceof Double) {
      return 0.0;
    }
    if (result instanceof Integer) {
      return 0;
    }
    if (result instanceof Boolean) {
      return false;
    }
    if (result instanceof List<?> list) {
      return list.stream().map(Vandal::nothing).collect(Collectors.toCollection(ArrayList::new));
    }
    if (result instanceof Record made) {
      return Copies.record(made, Vandal::nothing);
    }
    Object copy = Copies.of(result);
    reach(copy).ruin(Ruin.ZERO);
    return copy;
  }
}
