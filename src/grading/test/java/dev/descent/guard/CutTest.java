package dev.descent.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.exercise.NotAllowed;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of an answer of which something is refused, and what its student reads. */
class CutTest {
  private static final String ANSWER = "dev.descent.exercises.ex01step.Answer";

  @TempDir Path folder;

  private Verdict cut(String members) {
    return Guard.check(Compiled.compile(members, folder), List.of());
  }

  private static List<String> notes(Verdict verdict) {
    return verdict.cuts().stream().map(Verdict.Cut::note).toList();
  }

  /** What the static method {@code answer} of an answer gives; throws what it throws. */
  private static Object run(Verdict verdict) throws Throwable {
    assertTrue(verdict.mayRun(), verdict::toString);
    Class<?> type = Class.forName(ANSWER, true, new Loaded(verdict.classes()));
    Method method = type.getDeclaredMethod("answer");
    method.setAccessible(true);
    try {
      return method.invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static String words(Verdict verdict) {
    return assertThrows(NotAllowed.class, () -> run(verdict)).getMessage();
  }

  @Test
  @DisplayName("a main that reads, a test of one's own, a field with a Scanner: they cost nothing")
  void habits() throws Throwable {
    Verdict verdict =
        cut(
            """
            static final double RATE = Math.sqrt(0.01);
            private static final Scanner IN = new Scanner(System.in);
            private static final List<String> NAMES = new ArrayList<>(List.of("a"));
            static int answer() {
              return NAMES.size() + (RATE > 0 ? 1 : 0);
            }
            static String next() {
              return IN.nextLine();
            }
            public static void main(String[] args) throws InterruptedException {
              Thread.sleep(10);
              System.out.println(next());
            }
            static class OwnTest {
              @org.junit.jupiter.api.Test
              void works() {
                org.junit.jupiter.api.Assertions.assertEquals(2, answer());
              }
            }
            """);
    assertEquals(2, run(verdict));
    String in = "java.lang.System.in is not allowed; instead: what the method is given";
    assertEquals(
        List.of(
            "Answer.java:3: IN is left out: " + in,
            "Answer.java:9: next is left out: Answer.IN is left out: " + in,
            "Answer.java:12: main is left out: java.lang.Thread is not allowed; instead: a loop in"
                + " the method itself",
            "Answer.java:18: Answer.OwnTest.works is left out: the package org.junit.jupiter.api is"
                + " not allowed"),
        notes(verdict));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "static Object answer() { System.exit(1); return null; }",
        "static Object answer() { try { System.exit(1); } catch (Exception e) { return 1; } return 2; }",
        "static Object answer() { return stop(); } static int stop() { System.exit(1); return 1; }",
        "static Object answer() { Runnable r = () -> System.exit(1); r.run(); return 1; }",
        "static Object answer() { return new Object() { int x = stop(); int stop() { System.exit(1); return 1; } }; }",
        "static Object answer() { return new Own(); } static class Own { Own() { System.exit(1); } }",
        "static Object answer() { return Own.X; } static class Own { static int X = 1; static { System.exit(1); } }",
        "static Object answer() { return Own.A; } enum Own { A; Own() { System.exit(1); } }",
        "static Object answer() { return new Own(1); } record Own(int x) { Own { System.exit(x); } }",
        "static Object answer() { return Own.of(); } interface Own { static int of() { System.exit(1); return 1; } }",
        "static Object answer() { switch (List.of(1).size()) { case 1: System.exit(1); default: return 1; } }",
      })
  @DisplayName("whatever reaches what was cut gets its words, with the line")
  void words(String members) {
    assertEquals(
        "Answer.java:2: java.lang.System.exit(int) is not allowed; instead: return, or throw an"
            + " exception",
        words(cut(members)));
  }

  @Test
  @DisplayName("what uses something that is gone is cut, too: nothing else takes its place")
  void inherited() {
    // Without Own.finalize the call would get to Object.finalize.
    Verdict verdict =
        cut(
            """
            static class Own {
              @Override protected void finalize() {}
            }
            static Object answer() {
              new Own().finalize();
              return null;
            }
            """);
    assertEquals("Answer.java:6: java.lang.Object.finalize() is not allowed", words(verdict));
  }

  @Test
  @DisplayName("a nested class that extends what it may not is left out, and what makes one")
  void nested() {
    Verdict verdict =
        cut(
            """
            static class Own extends Thread {
              @Override public void run() {}
            }
            static Object answer() {
              return new Own();
            }
            """);
    assertEquals(
        "Answer.java:6: Answer.Own is left out: a class of the kind java.lang.Thread (extends) is not"
            + " allowed",
        words(verdict));
    assertTrue(notes(verdict).get(0).startsWith("Answer.java:2: the class Answer.Own is left out"));
  }

  @Test
  @DisplayName("an answer whose own class extends what it may not is refused as a whole")
  void ownClass() {
    var classes = Compiled.compile("}\nclass Other extends Thread {", folder);
    Verdict verdict = Guard.check(classes, List.of());
    assertTrue(!verdict.mayRun() && verdict.classes().isEmpty());
    assertEquals(
        "Answer.java:3: a class of the kind java.lang.Thread (extends) is not allowed",
        verdict.refusals().get(0).toString());
  }

  @Test
  @DisplayName("no answer can make what stands in the place of what was cut")
  void forged() {
    Verdict verdict =
        cut("static Object answer() { throw new dev.descent.exercise.NotAllowed(\"forged\"); }");
    assertEquals("Answer.java:2: dev.descent.exercise.NotAllowed is not allowed", words(verdict));
  }

  @Test
  @DisplayName("the kit has a sentence of its own, and each exercise says what it may use of it")
  void kit() {
    String members =
        """
        static Object answer() {
          return new dev.descent.loss.CrossEntropyLoss();
        }
        """;
    assertEquals(
        "Answer.java:3: ex01step is about writing this yourself: dev.descent.loss.CrossEntropyLoss"
            + " may not be used in it",
        words(cut(members)));
    var classes = Compiled.compile(members, folder);
    for (String kit : List.of("dev.descent.loss.*", "dev.descent.loss.CrossEntropyLoss")) {
      assertEquals(List.of(), Guard.check(classes, List.of(kit)).cuts());
    }
    for (String kit : List.of("dev.descent.*", "dev.descent.loss.MSELoss", "dev.descent.los.*")) {
      assertEquals(1, Guard.check(classes, List.of(kit)).cuts().size());
    }
  }

  @Test
  @DisplayName("what is refused of the kit is refused whatever an exercise says")
  void kitThatIsNotOnTheList() {
    var classes =
        Compiled.compile(
            "static Object answer() { return dev.descent.grade.Grader.class; }", folder);
    Verdict verdict = Guard.check(classes, List.of("dev.descent.grade.*"));
    assertEquals("Answer.java:2: the package dev.descent.grade is not allowed", words(verdict));
  }

  @Test
  @DisplayName("what an exercise may use of the kit is there, and is none of what others are about")
  void kitOfExercises() {
    Exercises exercises = Exercises.load(Path.of("../..").toAbsolutePath().normalize());
    for (Exercise exercise : exercises.all()) {
      Kit kit = new Kit(exercise.id(), exercise.kit());
      exercise.kit().forEach(name -> assertTrue(Guard.knows(name), exercise.id() + ": " + name));
      assertEquals(
          exercise.kit().isEmpty(),
          kit.refuse("dev/descent/loss/CrossEntropyLoss") != null
              && kit.refuse("dev/descent/updater/Adam") != null);
      assertEquals(null, kit.refuse("dev/descent/exercise/Todo"));
    }
    for (String name :
        List.of("dev.descent.nothing.*", "dev.descent.loss.Nothing", "java.util.*")) {
      assertFalse(Guard.knows(name), name);
    }
  }
}
