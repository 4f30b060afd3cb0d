package dev.descent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.descent.catalog.AnswerState;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.TestGrade.State;
import dev.descent.slip.Rule;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One small exercise, answered rightly, wrongly, and by code that misbehaves. */
@Isolated("its time limits, and it looks at what this JVM has left behind")
class GraderTest {
  private static final String TWICE = "return x.mul(2);";
  private static final String MOVED = "return x.add(by);";

  @TempDir static Path home;
  @TempDir Path folder;
  private Set<String> before;

  private static WorkerPool pool;
  private static Exercises exercises;
  private static Exercise twice;
  private static Grader grader;

  @BeforeAll
  static void start() throws IOException {
    TestHome.copyTo(home);
    exercises = Exercises.load(home);
    twice = exercises.get("twice");
    pool = new WorkerPool(1, StudentJvm.workers());
    grader = new Grader(exercises, pool, false);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  private static String answer(String twice, String moved) {
    return """
    package dev.descent.exercises.ex01twice;

    import org.nd4j.linalg.api.buffer.DataType;
    import org.nd4j.linalg.api.ndarray.INDArray;
    import org.nd4j.linalg.factory.Nd4j;

    public final class Twice {
      public static INDArray twice(INDArray x) {
        %s
      }

      public static INDArray moved(INDArray x, double by) {
        %s
      }
    }
    """
        .formatted(twice, moved);
  }

  private Grade grade(String source) throws IOException {
    return grade(source.getBytes(StandardCharsets.UTF_8));
  }

  private Grade grade(byte[] source) throws IOException {
    Path file = folder.resolve("Twice.java");
    Files.write(file, source);
    return grader.grade(twice, file, 1);
  }

  private static TestGrade test(Grade grade, String name) {
    return grade.tests().stream()
        .filter(test -> test.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @BeforeEach
  void look() throws IOException {
    before = temporary();
  }

  @AfterEach
  void nothingIsLeftBehind() throws IOException {
    assertEquals(before, temporary());
  }

  /** The names of this JVM's temporary files. */
  private static Set<String> temporary() throws IOException {
    Path last = Folders.temporary("last");
    Folders.delete(last);
    try (Stream<Path> files = Files.list(last.getParent())) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  /** Wrong in the first task alone: the second keeps its points. */
  private TestGrade wrong(String twiceBody) throws IOException {
    Grade grade = grade(answer(twiceBody, MOVED));
    assertNull(grade.problem());
    assertEquals(State.FAILED, test(grade, "twice").state());
    assertEquals(State.PASSED, test(grade, "moved").state(), "the others are graded");
    assertEquals(State.NOT_CHECKED, test(grade, "twiceMoved").state());
    assertEquals(2, grade.points());
    assertTheNextOneIsGraded();
    return test(grade, "twice");
  }

  private void assertTheNextOneIsGraded() throws IOException {
    Grade next = grade(answer(TWICE, MOVED));
    assertTrue(next.passed(), next.toString());
    assertEquals(6, next.points());
  }

  private static void assertNotGraded(AnswerState state, String problem, Grade grade) {
    assertEquals(state, grade.state(), grade.toString());
    assertTrue(String.valueOf(grade.problem()).contains(problem), grade.toString());
  }

  private static void assertSays(String expected, TestGrade test) {
    assertTrue(test.message().contains(expected), test.message());
  }

  @Test
  @DisplayName("the start earns nothing and names its TODOs")
  void start_() {
    Grade grade = grader.grade(twice, exercises.start(twice), 1);
    assertTrue(grade.untouched());
    assertEquals(0, grade.points());
    assertEquals(State.TODO, test(grade, "moved").state());
    assertEquals("TODO 2 is still to be done", test(grade, "moved").message());
    assertEquals("Twice.java:12", test(grade, "moved").place());
    assertEquals("not checked yet: task 1 comes first", test(grade, "twiceMoved").message());
  }

  @Test
  @DisplayName("a known mistake is named, others are not; what it needs is not checked")
  void named() throws IOException {
    TestGrade test = wrong("return x.mul(x);");
    assertEquals(List.of("Squared"), test.mistakes());
    assertEquals("Twice.java:8", test.place());
    assertEquals(List.of(), wrong("return x.mul(7.3);").mistakes());
    assertEquals(
        List.of("This is what comes out with “x · 3” where “x · 2” belongs."),
        wrong("return x.mul(3);").mistakes());
  }

  @Test
  @DisplayName("what no slip in the solution gives, one in another right answer may")
  void slipInAnother() throws IOException {
    assertEquals(
        List.of("This is what comes out with “−by − x” where “x − (−by)” belongs."),
        test(grade(answer(TWICE, "return x.neg().sub(by);")), "moved").mistakes());
  }

  /** A project whose solution has other code. */
  private Exercises home(Path folder, String code, String other) throws IOException {
    TestHome.copyTo(folder);
    Exercises changed = Exercises.load(folder);
    Path solution = changed.solution(twice);
    Files.writeString(solution, Files.readString(solution).replace(code, other));
    return changed;
  }

  @Test
  @DisplayName("two slips at once are both named, where no single one gives the same")
  void pair(@TempDir Path other) throws IOException {
    Exercises changed = home(other, "x.add(by)", "x.add(by / 3).add(2 * by / 3)");
    String right = Files.readString(changed.solution(twice));
    Path wrong = other.resolve("Twice.java");
    Files.writeString(wrong, right.replace("x.add(by / 3).add(2 * by / 3)", "x.add(17 * by / 3)"));
    Grader grader = new Grader(changed, pool);
    String says =
        "This is what comes out with “x − by / 3” where “x + by / 3” belongs, and at the same time"
            + " with “2 · by · 3” where “2 · by / 3” belongs.";
    assertEquals(List.of(says), test(grader.grade(twice, wrong, 1), "moved").mistakes());
    Files.writeString(
        wrong, right.replace("x.add(by / 3).add(2 * by / 3)", "x.add(17.1 * by / 3)"));
    assertEquals(List.of(), test(grader.grade(twice, wrong, 1), "moved").mistakes());
  }

  @Test
  @DisplayName("a slip that ends its worker is passed over, and the others are run and kept")
  void fatalSlip(@TempDir Path other) throws IOException {
    Exercises changed =
        home(
            other,
            "return x.mul(2);",
            "if (x.length() > 1000) { Runtime.getRuntime().halt(1); } return x.mul(2);");
    Path solution = changed.solution(twice);
    Path cache = Files.createDirectories(other.resolve("slips"));
    SlipRuns slips = new SlipRuns(changed, cache);
    List<Integer> places = new ArrayList<>();
    slips.listen(
        (exercise, task, place, of) -> {
          assertTrue(place <= of, place + " of " + of);
          places.add(place);
        });
    List<SlipsJob.Run> runs = slips.ofSolution(twice, 1);
    assertEquals(places.stream().distinct().sorted().toList(), places);
    assertEquals(runs.size(), places.size());
    assertEquals(
        List.of(),
        runs.stream().filter(run -> run.slip().rule() == Rule.CONDITION).toList(),
        "where not, always: both end the worker");
    assertTrue(
        runs.stream()
            .filter(run -> run.slip().says().contains("x / 2"))
            .anyMatch(run -> run.failed().get(0).test().name().equals("twice")),
        runs::toString);
    List<Path> files = List.of(solution, changed.start(twice), changed.tests(twice));
    RunStore.Key key = RunStore.Key.of(twice.id() + "-solution", 1, files, null);
    List<SlipsJob.Run> kept =
        new RunStore<>(cache, new TypeReference<List<SlipsJob.Run>>() {}).load(key).orElseThrow();
    assertEquals(
        runs.stream().map(SlipsJob.Run::slip).toList(),
        kept.stream().map(SlipsJob.Run::slip).toList());
    for (int i = 0; i < runs.size(); i++) {
      List<TestResult> again = kept.get(i).failed();
      for (TestResult failed : runs.get(i).failed()) {
        assertTrue(again.stream().anyMatch(failed::isSameAs), failed::toString);
      }
    }
  }

  @Test
  @DisplayName("the mistakes of a practice are run beside its tests, once, and kept")
  void practice() throws IOException {
    Exercises practices = practices();
    Path answer =
        Files.writeString(folder.resolve("Twice.java"), answer("return x.mul(x);", MOVED));
    Grade first = new Grader(practices, pool, false).grade(practices.get("1"), answer, 5);
    assertEquals(List.of("Squared"), test(first, "twice").mistakes());
    Path kept = kept(practices, 5).orElseThrow();
    String runs = Files.readString(kept);
    Files.writeString(kept, runs.replace("\"Squared\"", "\"Doubled\""));
    Grade second = new Grader(practices, pool, false).grade(practices.get("1"), answer, 5);
    assertEquals(List.of("Doubled"), test(second, "twice").mistakes(), "as the file says");
    Files.writeString(kept, runs.substring(9));
    Grade third = new Grader(practices, pool, false).grade(practices.get("1"), answer, 5);
    assertEquals(List.of("Squared"), test(third, "twice").mistakes(), "a file that is damaged");
    assertEquals(runs, Files.readString(kept));
    assertTrue(
        runs.indexOf("Squared") < runs.indexOf("Reversed"),
        "in the order of the file, whatever ran first");
    Files.delete(practices.right(practices.get("1"), "Loop"));
    Grade without = new Grader(practices, pool, false).grade(practices.get("1"), answer, 5);
    assertEquals(
        List.of("Squared"), test(without, "twice").mistakes(), "of those that can be made");
    Path mistakes = practices.mistakesFile(practices.get("1"));
    Files.writeString(mistakes, Files.readString(mistakes).replace("x.mul(x)", "x.mul(x).add(1)"));
    Grade changed =
        new Grader(Exercises.load(practices.home()), pool, false)
            .grade(practices.get("1"), answer, 5);
    assertEquals(List.of(), test(changed, "twice").mistakes(), "the file was for another mistake");
  }

  @Test
  @DisplayName("the mistakes of a practice are ready before an answer is wrong")
  void prepared() throws Exception {
    Exercises practices = practices();
    Optional<Path> earlier = kept(practices, 6); // of a run before this one, perhaps of another kit
    if (earlier.isPresent()) {
      Files.delete(earlier.get());
    }
    new Grader(practices, pool, false).prepare(practices.get("1"), 6);
    for (int i = 0; i < 3000 && kept(practices, 6).isEmpty(); i++) {
      Thread.sleep(10);
    }
    assertTrue(kept(practices, 6).isPresent());
  }

  /** A project whose exercise belongs to a practice. */
  private Exercises practices() throws IOException {
    Path home = folder.resolve("practice");
    TestHome.copyTo(home);
    Path list = home.resolve("exercises/exercises.toml");
    Files.writeString(list, Files.readString(list).replace("lesson = \"1\"", "lesson = \"p1\""));
    return Exercises.load(home);
  }

  private static Optional<Path> kept(Exercises practices, long seed) throws IOException {
    String name = practices.all().get(0).id() + "-mistakes-runs-" + seed + "-";
    try (Stream<Path> files = Files.list(KnownMistake.kept(practices))) {
      return files.filter(it -> it.getFileName().toString().startsWith(name)).findFirst();
    }
  }

  @Test
  @DisplayName("two mistakes in two tasks are both named")
  void twoMistakes() throws IOException {
    Grade grade = grade(answer("return x.mul(x);", "return x.sub(by);"));
    assertEquals(List.of("Squared"), test(grade, "twice").mistakes());
    assertEquals(List.of("Reversed"), test(grade, "moved").mistakes());
    assertEquals(0, grade.points());
  }

  @Test
  @DisplayName("a wrong value is reported with what was expected, how far off it is, and where")
  void report() throws IOException {
    String message = wrong("INDArray y = x.mul(2); y.putScalar(1, 7); return y;").message();
    assertTrue(
        message.matches(
            "(?s)twice x is wrong, first at index 1\\n  expected  -?\\d\\.\\d+\\n  found     7\\n"
                + "  off by    .*\\n  allowed   1e-09 of that \\(float64.*"),
        message);
  }

  @Test
  @DisplayName("another seed draws other inputs, the same seed the same")
  void seeds() throws IOException {
    Path file = folder.resolve("Twice.java");
    Files.writeString(file, answer("return x.dup();", MOVED));
    Grade first = grader.grade(twice, file, 1);
    assertEquals(first, grader.grade(twice, file, 1));
    assertNotEquals(
        test(first, "twice").message(), test(grader.grade(twice, file, 2), "twice").message());
  }

  @Test
  @DisplayName("a file that does not compile: line, the compiler's words, the line itself")
  void compileError() throws IOException {
    Grade grade = grade(answer("return x.mul(two);", MOVED));
    assertNotGraded(AnswerState.DOES_NOT_COMPILE, "return x.mul(two);", grade);
    assertTrue(grade.problem().startsWith("does not compile\nTwice.java:9: cannot find symbol"));
    assertFalse(grade.passed());
    assertTheNextOneIsGraded();
  }

  @Test
  @DisplayName("a class that is not imported: the line that is missing")
  void missingImport() throws IOException {
    String problem = grade(answer("return Transforms.exp(x);", MOVED)).problem();
    assertTrue(problem.contains("→ import org.nd4j.linalg.ops.transforms.Transforms;"), problem);
  }

  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "moved(INDArray x, double by) | moved(INDArray x, float by)",
        "moved(INDArray x, double by) | moved(double by, INDArray x)",
        "moved(INDArray x, double by) | displaced(INDArray x, double by)",
        "public static INDArray moved | private static INDArray moved",
        "public static INDArray moved | public INDArray moved",
        "public static INDArray moved | public static Object moved"
      })
  @DisplayName("a member that the tests call, changed: it is named, and costs what calls it")
  void changedSignature(String start, String changed) throws IOException {
    Grade grade = grade(answer(TWICE, MOVED.replace("by", "(double) by")).replace(start, changed));
    assertNull(grade.problem());
    assertEquals(State.PASSED, test(grade, "twice").state());
    assertEquals(State.FAILED, test(grade, "moved").state());
    assertSays(
        "your class no longer has Twice.moved(INDArray, double) as the start had it, which the tests"
            + " call",
        test(grade, "moved"));
  }

  @Test
  @DisplayName("a class for every name in the tests: names mean there what they meant")
  void names() throws IOException {
    Set<String> names =
        Pattern.compile("\\b[A-Z]\\w+\\b")
            .matcher(Files.readString(exercises.tests(twice)))
            .results()
            .map(MatchResult::group)
            .filter(name -> !name.startsWith("Twice"))
            .collect(Collectors.toCollection(TreeSet::new));
    names.addAll(List.of("Math", "Double", "Object", "String", "System", "Arrays", "List"));
    assertTrue(names.size() > 15, names.toString());
    String classes =
        names.stream().map(name -> "class " + name + " {}\n").collect(Collectors.joining());
    String answer =
        """
        package dev.descent.exercises.ex01twice;

        public class Twice {
          public static org.nd4j.linalg.api.ndarray.INDArray twice(
              org.nd4j.linalg.api.ndarray.INDArray x) {
            return x.mul(%s);
          }

          public static org.nd4j.linalg.api.ndarray.INDArray moved(
              org.nd4j.linalg.api.ndarray.INDArray x, double by) {
            return x.add(by);
          }

          %s
        }
        %s
        """;
    for (String members : List.of("", "static " + classes.strip().replace("\n", "\nstatic "))) {
      assertEquals(6, grade(answer.formatted("2", members, classes)).points());
      assertEquals(2, grade(answer.formatted("0.0 / 0", members, classes)).points());
    }
  }

  @Test
  @DisplayName("a class that the tests have: nobody is to call theirs")
  void testsClass() throws IOException {
    assertNotGraded(
        AnswerState.REFUSED,
        "must not have the class TwiceTest, which the tests have",
        grade(answer(TWICE, MOVED) + "class TwiceTest {}"));
  }

  @ParameterizedTest(name = "{1}")
  @CsvSource({
    "'', is empty",
    "'  ', is empty",
    "'package dev.descent.exercises; public class Twice {}', must be in package"
        + " dev.descent.exercises.ex01twice",
    "'class Twice {}', must begin with package dev.descent.exercises.ex01twice",
    "'package dev.descent.exercises.ex01twice; class Thrice {}', 'must have the class Twice, and"
        + " has Thrice'",
    "'package dev.descent.exercises.ex01twice; class Twice {', reached end of file"
  })
  @DisplayName("a file that is not the exercise's")
  void unfit(String source, String expected) throws IOException {
    Grade grade = grade(source);
    assertTrue(grade.problem().contains(expected), grade.problem());
    assertEquals(0, grade.points());
    assertTheNextOneIsGraded();
  }

  @Test
  @DisplayName("a file that is missing, a folder, too large, or no text")
  void unreadable() throws IOException {
    Path gone = folder.resolve("gone.java");
    assertNotGraded(AnswerState.MISSING, "gone.java is missing", grader.grade(twice, gone, 1));
    assertNotGraded(
        AnswerState.UNREADABLE,
        folder.getFileName() + " must be a file, and is not one",
        grader.grade(twice, folder, 1));
    assertNotGraded(
        AnswerState.UNREADABLE,
        "Twice.java is no text: it has zero bytes; save it as UTF-8",
        grade(answer(TWICE, MOVED).getBytes(StandardCharsets.UTF_16LE)));
    assertNotGraded(
        AnswerState.UNREADABLE, "must be smaller than 1 MB", grade(new byte[2_000_000]));
    assertTheNextOneIsGraded();
  }

  @Test
  @DisplayName("an endless loop is stopped, its line named, the other tests graded")
  void endlessLoop() throws IOException {
    TestGrade test = wrong("while (true) { x.length(); }");
    assertSays("took longer than 2 s", test);
    assertEquals("Twice.java:9", test.place());
  }

  @Test
  @DisplayName("endless recursion")
  void endlessRecursion() throws IOException {
    assertSays("calls itself without end", wrong("return twice(x);"));
  }

  @Test
  @DisplayName("endless output is cut, and the loop stopped")
  void endlessOutput() throws IOException {
    assertSays("took longer than 2 s", wrong("while (true) { System.out.println(\"and\"); }"));
  }

  @Test
  @DisplayName("what the code prints is shown, the beginning of it")
  void output() throws IOException {
    assertEquals(
        "here\n",
        grade(answer(TWICE, "System.out.println(\"here\"); " + MOVED)).output().substring(0, 5));
    String loop = "for (int i = 0; i < 9000; i++) { System.err.println(i); } ";
    String much = grade(answer(loop + TWICE, MOVED)).output();
    assertTrue(much.length() < 11_000 && much.endsWith("… more was printed and is not shown\n"));
  }

  @Test
  @DisplayName("System.exit ends nothing but its test")
  void exit() throws IOException {
    TestGrade test = wrong("System.exit(0); return x;");
    assertSays("ends the whole program", test);
    assertEquals("Twice.java:9", test.place());
    assertSays("ended the process it ran in", wrong("Runtime.getRuntime().halt(3); return x;"));
  }

  @Test
  @DisplayName("an exception or an Error of the student's own, with its line")
  void thrown() throws IOException {
    TestGrade test = wrong("throw new Error(\"no more\");");
    assertEquals("your code threw Error: no more", test.message());
    assertEquals("Twice.java:9", test.place());
    assertSays("ArithmeticException: / by zero", wrong("return x.mul(1 / (x.rank() - 1));"));
    assertSays("LinkageError", wrong("throw new LinkageError();"));
  }

  @Test
  @DisplayName("null, NaN, a wrong shape, a wrong data type, a changed input")
  void values() throws IOException {
    assertSays("twice x is null", wrong("return null;"));
    assertSays("found     NaN", wrong("return x.mul(2).putScalar(0, Double.NaN);"));
    assertSays("expected  [3]\n  found     [1, 3]", wrong("return x.mul(2).reshape(1, 3);"));
    assertSays("found     FLOAT", wrong("return x.mul(2).castTo(DataType.FLOAT);"));
    assertSays("x is an input and must stay as it is", wrong("return x.muli(2);"));
  }

  @Test
  @DisplayName("a thread left running")
  void thread() throws IOException {
    TestGrade test =
        wrong(
            "new Thread(() -> { while (true) { Nd4j.zeros(1); } }, \"busy\").start(); return"
                + " x.mul(2);");
    assertSays("leaves a thread running, busy", test);
    assertEquals("Twice.java:9", test.place());
  }

  @Test
  @DisplayName("a thread left running that has hardly begun when the test ends")
  void threadThatHasHardlyBegun() throws IOException {
    TestGrade test =
        wrong(
            "new Thread(java.math.BigInteger.ONE.shiftLeft(100_000_000)::toString, \"digits\")"
                + ".start(); return x.mul(2);");
    assertSays("leaves a thread running, digits", test);
  }

  @Test
  @DisplayName("a thread that ends in time is nobody's fault")
  void threadThatEnds() throws IOException {
    String soon = "new Thread(() -> { Nd4j.zeros(9).addi(1); }).start(); ";
    assertEquals(6, grade(answer(soon + TWICE, soon + MOVED)).points());
  }

  @Test
  @DisplayName("a thread left running in a helper class of the same file")
  void helperThread() throws IOException {
    String helper =
        "class Helper implements Runnable { public void run() { while (true) { Thread.yield(); } } }";
    Grade grade = grade(answer("new Thread(new Helper()).start(); " + TWICE, MOVED) + helper);
    assertSays("leaves a thread running", test(grade, "twice"));
    assertTheNextOneIsGraded();
  }

  @Test
  @DisplayName("what code printed before it was stopped is shown")
  void printedBeforeTheEnd() throws IOException {
    Grade grade =
        grade(answer("System.out.println(\"round and\"); while (true) { x.length(); }", MOVED));
    assertEquals("round and\n", grade.output());
  }

  @Test
  @DisplayName("a static initialiser that fails, or has a TODO")
  void staticInitialiser() throws IOException {
    String field =
        "  static final int BAD = Integer.parseInt(\"x\");\n  public static INDArray twice";
    Grade grade = grade(answer(TWICE, MOVED).replace("  public static INDArray twice", field));
    assertSays("NumberFormatException", test(grade, "twice"));
    assertEquals("Twice.java:8", test(grade, "twice").place());
    assertSays(
        "could not be set up: Exception java.lang.NumberFormatException", test(grade, "moved"));
  }

  @Test
  @DisplayName("a changed signature does not spoil the names of mistakes for the next answer")
  void namesAfterAnotherSignature() throws IOException {
    String wrong = answer("return x.mul(x);", MOVED);
    grade(
        wrong
            .replace("twice(INDArray x)", "twice(Object o)")
            .replace("x.mul(x)", "((INDArray) o).dup()"));
    assertEquals(List.of("Squared"), test(grade(wrong), "twice").mistakes());
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-8, '', ''",
    "UTF-8, \uFEFF, 'begins with a byte order mark, which was left out'",
    "UTF-16LE, \uFEFF, 'is in UTF-16, and was read as such; save it as UTF-8'",
    "UTF-16BE, \uFEFF, 'is in UTF-16, and was read as such; save it as UTF-8'",
    "windows-1252, '', 'is not in UTF-8, and was read as Windows-1252; save it as UTF-8'"
  })
  @DisplayName(
      "whatever editor has written a file, it is graded, with a note; lines are counted right")
  void encodings(String charset, String mark, String note) throws IOException {
    for (String end : List.of("\n", "\r\n", "\r")) {
      String text = mark + "// größer, “±”\n" + answer(TWICE, MOVED);
      Grade grade = grade(text.replace("\n", end).getBytes(Charset.forName(charset)));
      assertTrue(grade.passed(), grade.toString());
      assertEquals(note.isEmpty() ? List.of() : List.of("Twice.java " + note), grade.notes());
      String wrong = mark + "// größer\n// two\n x\n" + answer(TWICE, MOVED);
      String problem = grade(wrong.replace("\n", end).getBytes(Charset.forName(charset))).problem();
      assertTrue(problem.contains("Twice.java:3: "), problem);
      assertTrue(problem.endsWith(note), problem);
    }
  }

  @Test
  @DisplayName("too much memory")
  void memory() throws IOException {
    String hoard =
        "java.util.List<long[]> all = new java.util.ArrayList<>(); while (true) { all.add(new"
            + " long[1 << 22]); }";
    assertSays("needs more memory than it may have", wrong(hoard));
    String caught = "while (true) { try { %s } catch (OutOfMemoryError e) { x.length(); } }";
    assertSays("needs more memory than it may have", wrong(caught.formatted(hoard)));
  }

  @Test
  @DisplayName("what one answer changes in ND4J does not reach the next")
  void globalState() throws IOException {
    grade(
        answer(
            "Nd4j.setDefaultDataTypes(DataType.HALF, DataType.HALF); Nd4j.getRandom().setSeed(1);"
                + TWICE,
            MOVED));
    Grade next =
        grade(answer("return Nd4j.ones(3).dataType() == DataType.FLOAT ? x.mul(2) : x;", MOVED));
    assertEquals(6, next.points());
  }

  @Test
  @DisplayName("the author's check: right answers pass, mistakes are caught and named")
  void authorCheck() throws InterruptedException {
    AuthorCheck check = new AuthorCheck(exercises, grader, 3, List.of("1"), exercises.all());
    AuthorCheck.Report report = check.run(exercises.all(), 1, answer -> {});
    List<String> problems = List.of("all exercises must have 100 points, got 6");
    int vandals = report.vandals();
    assertTrue(vandals > 20, vandals + " vandals");
    int slips = report.slips();
    assertTrue(slips > 5, slips + " slips");
    assertEquals(new AuthorCheck.Report(problems, 12, 12, 12, 6, vandals, slips), report);
  }
}
