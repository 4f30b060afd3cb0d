package dev.descent.lesson;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.lesson.Question.Kind;
import dev.descent.lesson.Question.Option;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LessonTextTest {
  private static final String CODE =
      """
      Look:

      <!--code Loop.java step-->
      ```java
      old();
      ```
      It is 98.0<!--Loop.accuracy--> % (−0.5<!--Loop.low-->), | 1,211<!--Loop.steps--> |.
      """;

  @Test
  void slotsHaveTheWordBeforeTheirName() {
    LessonText text = new LessonText(CODE);
    assertEquals(
        Map.of("Loop.accuracy", "98.0", "Loop.low", "−0.5", "Loop.steps", "1,211"), text.slots());
    String filled = LessonText.filled(CODE, (name, word) -> name.endsWith("low") ? "$1" : word);
    assertEquals(CODE.replace("−0.5", "$1"), filled);
    assertEquals(
        "Look:\n\n```java\nold();\n```\nIt is 98.0 % (−0.5), | 1,211 |.\n",
        LessonText.withoutMarks(CODE));
  }

  @Test
  void codeIsTakenFromItsFile() {
    List<LessonText.Code> code = new LessonText(CODE).code();
    assertEquals(List.of(new LessonText.Code("Loop.java", "step", "old();\n")), code);
    String source =
        "class Loop {\n    // @start region=step\n    a(\n      \"$1\");\n    // @end\n}\n";
    assertEquals(
        CODE.replace("old();\n", "a(\n  \"$1\");\n"),
        LessonText.withCode(CODE, it -> CodeRegion.of(source, it.region())));
    assertThrows(IllegalArgumentException.class, () -> CodeRegion.of(source, "stop"));
    assertThrows(
        IllegalArgumentException.class, () -> CodeRegion.of(source.replace("// @end", ""), "step"));
    assertEquals("x\n", CodeRegion.of("# @start region=a\n  x\n# @end\n", "a"));
  }

  @Test
  void questionsStandBetweenTheWords() {
    LessonText text = new TinyLessons().lessons().get(0).text();
    List<Question> questions = text.questions();
    assertEquals(
        new Question(
            Kind.CHOICE,
            "Which promise is kept, of `one` and `two`?",
            "Promises.first",
            0,
            List.of(
                new Option("`one`", "it says so.", true),
                new Option("`two`", "it says that it is not.", false)),
            "It is 1<!--Promises.kept--> of them, recorded as 7<!--Promises.broken-->."),
        questions.get(0));
    assertEquals("the second is broken.", questions.get(1).options().get(1).why());
    assertEquals(0.05, questions.get(1).tolerance());
    assertTrue(questions.get(1).isPrediction());
    assertFalse(questions.get(2).isPrediction());
    assertEquals(2, questions.get(2).right().size());
    String shown = text.with(it -> "[" + it.kind() + "]");
    assertTrue(
        shown.contains("recorded 7<!--Promises.broken-->.\n\n[CHOICE]\n\n[NUMBER]\n\n[ORDER]\n"),
        shown);
    assertFalse(shown.contains("details"), shown);
  }

  @Test
  void aQuestionThatBreaksARuleIsRefusedWithItsLine() {
    String right =
        """
        Words.

        <details><summary><b>Check.</b> Which?</summary>

        <!--choice-->
        - **a**: yes.
        - b: no.

        </details>
        """;
    assertEquals(1, new LessonText(right).questions().size());
    for (String wrong :
        List.of(
            right.replace("**", ""),
            right.replace("- b", "- **b**"),
            right.replace("- b: no.\n", ""),
            right.replace("- b", "- a"),
            right.replace("b: no", "no"),
            right.replace("<!--choice-->", "<!--choice Loop.a-->"),
            right.replace("<b>Check", "<b>Predict"),
            right.replace("<!--choice-->", "<!--choice 5%-->"),
            right.replace("<!--choice-->", "<!--number 5%-->"),
            right.replace("<!--choice-->", "<!--order-->"),
            right.replace("<!--choice-->\n", ""),
            right.replace("</details>", ""),
            right.replace("choice", "number 5%").replace("a**", "1**").replace("b:", "1.01:"))) {
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> new LessonText(wrong), wrong);
      assertTrue(refused.getMessage().startsWith("line 3: the question "), refused.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'1,211', 1211",
    "−0.5, -0.5",
    "95 %, 95",
    ".5, 0.5",
    "1e-3, 0.001",
    "+2, 2",
    "3., 3",
    "'1,211,000.5', 1211000.5",
    "'64,0', NaN",
    "'0,5', NaN",
    "'1211,000', NaN",
    "1e999, NaN",
    "0x10, NaN",
    "many, NaN",
    "1 2, NaN",
    "'', NaN"
  })
  void numbersAreReadAsPeopleWriteThem(String text, double number) {
    OptionalDouble found = Question.number(text);
    assertEquals(number, found.orElse(Double.NaN));
  }

  @Test
  void aBlockOfCodeThatIsNotClosedSwallowsNoOther() {
    String open = "<!--code A.java one-->\n```java\nx\n\n<!--code A.java two-->\n```java\ny\n```\n";
    assertThrows(BadInputException.class, () -> LessonText.withCode(open, code -> "z\n"));
  }

  @Test
  void beforeAQuestionStandsItsSectionOrTheOpening() {
    String question =
        "<details><summary><b>Predict.</b> Who?</summary>\n\n<!--choice A.who-->\n- **One**: yes.\n- Two:"
            + " no.\n\n</details>\n";
    LessonText text =
        new LessonText(
            "# T\n\nOpening.\n\n**You need** x\n\n## First\n\n"
                + question
                + "\nMore.\n\n## Second\n\nNear.\n\n"
                + question.replace("A.who", "B.who"));
    assertEquals("Opening.", text.before(text.questions().get(0)));
    assertEquals("Near.", text.before(text.questions().get(1)));
  }
}
