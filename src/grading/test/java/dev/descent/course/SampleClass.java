package dev.descent.course;

import dev.descent.catalog.AnswerState;
import dev.descent.catalog.Exercises;
import dev.descent.exercise.CheckFailure.Curves;
import dev.descent.grade.Grade;
import dev.descent.grade.TestGrade;
import dev.descent.grade.TestGrade.State;
import dev.descent.worker.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small course, and what students of all kinds got in it. */
final class SampleClass {
  /** What a name, a message or an output may hold, to break a page, a table or a terminal. */
  static final String HOSTILE =
      "=cmd|'/c calc'!A1,\"x\"\n<script>alert(1)</script><img src=x onerror=alert(1)>"
          + "[a](javascript:alert(1)) ![b](http://evil.org/b.png) `` ]]> &amp; \u001B[31m\u202E\u0000\uFFFE\uD800"
          + "\n```\n# out ]]>\n````\n@teacher www.evil.org | end";

  static final GradedWith WITH =
      new GradedWith(kit("0.1.0"), "ab12", 42, List.of("allow-list"), "Haswell");

  private SampleClass() {}

  static Provenance kit(String version) {
    return new Provenance(version, "1.0.0", "linux-x86_64", null, "JVM 17.0.9", "Linux amd64");
  }

  static Exercises exercises(Path home) throws IOException {
    Path file = home.resolve("exercises/exercises.toml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        [[exercise]]
        id = "ex01step"
        lesson = "1"
        title = "A step"
        class = "Step"
        points = 3
        hints = ["Think."]

        [[exercise]]
        id = "ex02train"
        lesson = "1"
        title = "A training"
        class = "Train"
        points = 2
        hints = ["Think."]

        [[exercise]]
        id = "ex03later"
        lesson = "2"
        title = "Not graded yet"
        class = "Later"
        points = 9
        hints = ["Think."]
        """);
    Path mistakes = home.resolve("solutions/mistakes/ex01step.toml");
    Files.createDirectories(mistakes.getParent());
    Files.writeString(mistakes, "[Uphill]\nsays = 'Your step goes uphill: p.subi(g).'\n");
    return Exercises.load(home);
  }

  /** All points. */
  static StudentGrade good() {
    return student(
        "Ada Lovelace",
        "ada",
        step(passed("moves"), passed("repeats")),
        Grade.of("ex02train", 42, List.of(passed("trains")), "loss 0.5\n", List.of()));
  }

  /** A known mistake, twice, and curves. */
  static StudentGrade wrong() {
    String message = "p is wrong\n  expected  1\n  found     2";
    Curves curves =
        new Curves("loss", "epoch", new double[] {3, 2, 1}, new double[] {3, Double.NaN, 4});
    return student(
        "Bob",
        "bob",
        step(
            failed("moves", message, List.of("Uphill"), null),
            failed("repeats", message, List.of("Uphill"), null)),
        Grade.of(
            "ex02train",
            42,
            List.of(failed("trains", "loss is wrong", List.of(), curves)),
            "",
            List.of()));
  }

  /** One exercise is not there, another does not compile. */
  static StudentGrade missing() {
    return student(
        "Cy",
        "cy",
        notGraded("ex01step", AnswerState.MISSING, "Step.java is missing", ""),
        notGraded(
            "ex02train",
            AnswerState.DOES_NOT_COMPILE,
            "does not compile\nTrain.java:3: ';' expected",
            ""));
  }

  /** A TODO and what needs it: nothing was written. */
  static StudentGrade untouched() {
    TestGrade todo = test("moves", State.TODO, "TODO 1 is not done yet", List.of(), null);
    TestGrade later = test("repeats", State.NOT_CHECKED, "needs TODO 1", List.of(), null);
    return student("Di", "di", step(todo, later));
  }

  /** Nothing that could be graded. */
  static StudentGrade unreadable() {
    Grade missing = notGraded("ex01step", AnswerState.MISSING, "Step.java is missing", "");
    List<String> notes = List.of("flo.rar is not read", "no file of an exercise was found");
    return new StudentGrade("Flo", "", "flo", false, false, "", List.of(missing), notes, 1, WITH);
  }

  /** A student of the list who has handed in nothing. */
  static StudentGrade absent() {
    return new StudentGrade(
        "Abe", "8", "(nothing) 8", false, true, "", List.of(), List.of(), 0, WITH);
  }

  static StudentGrade hostile() {
    return new StudentGrade(
        HOSTILE,
        "",
        "../" + HOSTILE,
        false,
        false,
        "",
        List.of(
            Grade.of(
                "ex01step",
                42,
                List.of(failed("moves", HOSTILE, List.of(), null), passed("repeats")),
                (HOSTILE + "\n").repeat(2000),
                List.of()),
            notGraded(
                "ex02train",
                AnswerState.DOES_NOT_COMPILE,
                "does not compile\n" + HOSTILE,
                HOSTILE)),
        List.of(HOSTILE, "plain note"),
        1.5,
        WITH);
  }

  /** All of them, not in their order. */
  static List<StudentGrade> all() {
    return List.of(wrong(), good(), untouched(), missing(), hostile());
  }

  private static StudentGrade student(String name, String from, Grade... grades) {
    return new StudentGrade(
        name, "", from, false, false, "", List.of(grades), List.of(), 2.25, WITH);
  }

  private static Grade step(TestGrade... tests) {
    return Grade.of("ex01step", 42, List.of(tests), "", List.of());
  }

  private static Grade notGraded(
      String exercise, AnswerState state, String problem, String output) {
    return new Grade(exercise, 42, state, List.of(), problem, output, List.of());
  }

  private static TestGrade passed(String name) {
    return test(name, State.PASSED, null, List.of(), null);
  }

  private static TestGrade failed(
      String name, String message, List<String> mistakes, Curves curves) {
    return test(name, State.FAILED, message, mistakes, curves);
  }

  private static TestGrade test(
      String name, State state, String message, List<String> mistakes, Curves curves) {
    int points = name.equals("moves") ? 1 : 2;
    String place = message == null ? null : "Step.java:7";
    return new TestGrade(
        name, "what must hold: " + name, 1, points, state, message, place, mistakes, curves, null);
  }
}
