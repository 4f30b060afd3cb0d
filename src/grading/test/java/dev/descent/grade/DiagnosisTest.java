package dev.descent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.descent.exercise.CheckFailure;
import dev.descent.exercise.CheckFailure.Evidence;
import dev.descent.exercise.CheckFailure.Found;
import dev.descent.slip.Rule;
import dev.descent.slip.Slip;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DiagnosisTest {
  private static TestResult passed(String test) {
    return result(test, null);
  }

  /** Numbers that checks found, from the first that failed on. */
  private static TestResult found(String test, double... values) {
    Found[] all =
        Arrays.stream(values)
            .mapToObj(
                x ->
                    new Found(
                        (int) x + 1,
                        "x",
                        new double[] {x},
                        1e-9,
                        Double.isFinite(x) ? Evidence.TELLING : Evidence.NOT_FINITE))
            .toArray(Found[]::new);
    return failed(test, all);
  }

  private static TestResult words(String test, String words) {
    return failed(test, new Found(1, words, null, 0, Evidence.TELLING));
  }

  private static TestResult failed(String test, Found... found) {
    String type = CheckFailure.class.getName();
    List<Found> later = List.of(found).subList(1, found.length);
    return result(test, new Failure(type, "", null, found[0], later, null));
  }

  private static TestResult result(String test, @Nullable Failure failure) {
    return new TestResult(new GradedTest(test, test, 1, 1, List.of()), failure, null, null);
  }

  private static SlipsJob.Run slip(String says, Rule rule, TestResult... failed) {
    return slip(says, rule, Set.of(), failed);
  }

  private static SlipsJob.Run slip(
      String says, Rule rule, Set<String> names, TestResult... failed) {
    return new SlipsJob.Run(new Slip(1, rule, "m", 1, says, names), List.of(failed), false, 1, 1);
  }

  private static List<String> names(Diagnosis diagnosis, TestResult... student) {
    return diagnosis.names(student[0], List.of(student), Set.of("m()", "rows"));
  }

  @Test
  @DisplayName(
      "a slip with names that are not in the student's code comes last, and is told in words")
  void names() {
    SlipsJob.Run other = slip("with from", Rule.COMPARISON, Set.of("from"), found("a", 1));
    SlipsJob.Run own = slip("with rows", Rule.OTHER_VALUE, Set.of("rows"), found("a", 1));
    Diagnosis both = Diagnosis.NONE.with(List.of(other, own));
    assertEquals(List.of("with rows"), names(both, found("a", 1)));
    Diagnosis one = Diagnosis.NONE.with(List.of(other));
    assertEquals(
        List.of(
            "These are the numbers where in “m” a bound is in where it should be out, or out where"
                + " it should be in."),
        names(one, found("a", 1)));
    SlipsJob.Run first = slip("with from", Rule.COMPARISON, Set.of("from"), found("a", 1, 2));
    assertEquals(
        List.of(), names(Diagnosis.NONE.with(List.of(first)), found("a", 1, 3)), "in part");
  }

  @Test
  @DisplayName("a known mistake is named before a slip with the same numbers")
  void knownFirst() {
    Diagnosis diagnosis =
        new Diagnosis(Map.of("Known", List.of(found("a", 0.5), passed("b"))), Map.of())
            .with(List.of(slip("slip", Rule.MOVED, found("a", 0.5))));
    assertEquals(List.of("Known"), names(diagnosis, found("a", 0.5), passed("b")));
  }

  @Test
  @DisplayName(
      "a slip that gives the same in all checks is named before a mistake that does in one")
  void allChecksFirst() {
    Diagnosis diagnosis =
        new Diagnosis(Map.of("Known", List.of(found("a", 0.5, 1.5))), Map.of())
            .with(List.of(slip("slip", Rule.MOVED, found("a", 0.5, 2.5))));
    assertEquals(List.of("slip"), names(diagnosis, found("a", 0.5, 2.5)));
    assertEquals(List.of("Known"), names(diagnosis, found("a", 0.5, 1.5)));
  }

  @Test
  @DisplayName("of two mistakes the one that agrees in other tests, too, is named")
  void otherTests() {
    Diagnosis diagnosis =
        new Diagnosis(
            Map.of(
                "One", List.of(found("a", 0.5), found("b", 0.25)),
                "Both", List.of(found("a", 0.5), passed("b"))),
            Map.of());
    assertEquals(List.of("Both"), names(diagnosis, found("a", 0.5), passed("b")));
    assertEquals(List.of("One"), names(diagnosis, found("a", 0.5), found("b", 0.25)));
  }

  @Test
  @DisplayName("of slips with the same fraction the one of the first rule speaks")
  void firstRule() {
    Diagnosis diagnosis =
        Diagnosis.NONE.with(
            List.of(
                slip("late", Rule.STEP_MOVED, found("a", 0.5)),
                slip("early", Rule.SQUARED_TOO, found("a", 0.5))));
    assertEquals(List.of("early"), names(diagnosis, found("a", 0.5)));
  }

  @Test
  @DisplayName("two slips at once must give all that was found, one its first part")
  void pair() {
    TestResult student = found("a", 0.5, 1.5);
    List<SlipsJob.Run> one = List.of(slip("one", Rule.MOVED, found("a", 0.5, 2.5)));
    assertEquals(List.of("one"), names(Diagnosis.NONE.with(one), student));
    List<SlipsJob.Run> part = List.of(slip("two", Rule.PAIR, found("a", 0.5, 2.5)));
    assertEquals(List.of(), names(Diagnosis.NONE.with(part), student));
    List<SlipsJob.Run> all = List.of(slip("two", Rule.PAIR, found("a", 0.5, 1.5)));
    assertEquals(List.of("two"), names(Diagnosis.NONE.with(all), student));
  }

  @Test
  @DisplayName("of known mistakes with the same answer up to three are told, and of four none")
  void knownAlike() {
    Map<String, String> says = Map.of("A", "One.", "B", "Two.", "C", "Three.", "D", "Four.");
    Map<String, List<TestResult>> all = new TreeMap<>();
    for (String name : List.of("A", "B")) {
      all.put(name, List.of(found("a", 0.5)));
    }
    Diagnosis two = new Diagnosis(all, says);
    assertEquals(List.of("One of these: One. Or: Two."), names(two, found("a", 0.5)));
    all.put("C", List.of(found("a", 0.5)));
    all.put("D", List.of(found("a", 0.5)));
    assertEquals(List.of(), names(new Diagnosis(all, says), found("a", 0.5)));
  }

  @Test
  @DisplayName("of slips with the same words up to three are told, and of four none")
  void oneOfThese() {
    SlipsJob.Run one = slip("one.", Rule.MOVED, words("a", "[]"));
    SlipsJob.Run two = slip("two.", Rule.MOVED, words("a", "[]"));
    SlipsJob.Run three = slip("three.", Rule.MOVED, words("a", "[]"));
    SlipsJob.Run four = slip("four.", Rule.MOVED, words("a", "[]"));
    TestResult student = words("a", "[]");
    assertEquals(List.of("one."), names(Diagnosis.NONE.with(List.of(one)), student));
    assertEquals(
        List.of("One of these: one. Or: two."),
        names(Diagnosis.NONE.with(List.of(one, two)), student));
    assertEquals(List.of(), names(Diagnosis.NONE.with(List.of(one, two, three, four)), student));
  }

  @Test
  @DisplayName("a slip with other words, or whole numbers in the first check alone, is not named")
  void noProof() {
    Diagnosis diagnosis =
        Diagnosis.NONE.with(
            List.of(
                slip("words", Rule.MOVED, words("a", "[1]")),
                slip("first", Rule.MOVED, found("b", 0, 1))));
    assertEquals(List.of(), names(diagnosis, words("a", "[2]")));
    assertEquals(List.of(), names(diagnosis, found("b", 0, 2)));
    assertEquals(List.of("first"), names(diagnosis, found("b", 0, 1)));
  }

  @Test
  @DisplayName("nothing done in one check names what does nothing in the later ones, too")
  void nothingDone() {
    Found nothing = new Found(1, "x", new double[] {0.5}, 0, Evidence.NOTHING_DONE);
    Found later = new Found(2, "x", new double[] {1.5}, 0, Evidence.NOTHING_DONE);
    Found part = new Found(2, "x", new double[] {1.7}, 0, Evidence.TELLING);
    Diagnosis diagnosis =
        new Diagnosis(Map.of("InACopy", List.of(failed("a", nothing, later))), Map.of());
    assertEquals(List.of("InACopy"), names(diagnosis, failed("a", nothing, later)));
    assertEquals(List.of(), names(diagnosis, failed("a", nothing, part)), "another in part");
    assertEquals(List.of(), names(diagnosis, failed("a", nothing)), "right in the later one");
    assertEquals(List.of(), names(diagnosis, failed("a", later)), "right in the first one");
  }

  @Test
  @DisplayName("NaN alone names what gives the same in all tests, and nothing else")
  void nan() {
    Diagnosis diagnosis =
        new Diagnosis(Map.of("Known", List.of(found("a", Double.NaN), found("b", 0.5))), Map.of());
    assertEquals(List.of(), names(diagnosis, found("a", Double.NaN), passed("b")));
    assertEquals(List.of("Known"), names(diagnosis, found("a", Double.NaN), found("b", 0.5)));
  }
}
