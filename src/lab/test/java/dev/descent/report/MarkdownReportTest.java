package dev.descent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownReportTest {
  private static String paragraph(String text) {
    String page = new MarkdownReport("t").paragraph(text).markdown();
    return page.substring("# t\n\n".length(), page.length() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Your step goes with the gradient, uphill: the loss grows.",
        "✗ learning-rate 0.5 (2 of 4)",
        "José O'Neill, 李小龙",
        "97.5% \"quoted\"; is it? Yes!",
        "→ α ≤ √v̂ …",
        "ε stands outside of the root: √v̂ + ε, and not √(v̂ + ε).",
        "(what you do.) \"is it?\" dampening is 0.)",
        "divide by 1 − β1^t, (1 - 0.9)/2 = 0.05, 1e-09",
      })
  void wordsStayAsTheyAre(String text) {
    assertEquals(text, paragraph(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      value = {
        "![x](http://evil.org/a.png)|`![x](http://evil.org/a.png)`",
        "[click](javascript:x)|`[click](javascript:x)`",
        "[two words](x)|`[two words](x)`",
        "<img src=x>|`<img src=x>`",
        "see https://evil.org.|see `https://evil.org`.",
        "www.evil.org and evil.com|`www.evil.org` and `evil.com`",
        "ada@evil.org @teacher #12|`ada@evil.org @teacher #12`",
        "a_b *c* ~~d~~ $e$ &amp;|`a_b *c* ~~d~~ $e$ &amp`;",
        "call network.params(), then|call `network.params()`, then",
        "+ a|`+` a",
        "- a|`-` a",
        "1.2.3.4 and x.y|1.2.3.4 and `x.y`",
        "10% of %label|10% of `%label`",
        "--- === > + -|`---` === `>` + -",
        "1. one|`1.` one",
        "2) two|`2)` two",
        "a\\|`a\\`",
        "[^1]: note|`[^1]`: note",
        "with “μ · (b.x(i) + d)” where “√v + ε” belongs.|with “`μ · (b.x(i) + d)`” where “√v + ε” belongs.",
        "“a [b](c) d”, “e|“`a [b](c) d`”, “e",
        "“a [b](c)|“a `[b](c)`",
        "“a b.c”d e|`“a b.c”d` e",
      })
  void whatCouldBeMoreIsCode(String text, String markdown) {
    assertEquals(markdown, paragraph(text));
  }

  @Test
  void backticksDoNotEndCode() {
    assertEquals("``a`b``", paragraph("a`b"));
    assertEquals("``` ``x`` ```", paragraph("``x``"));
    assertEquals("`` ` [a](b) ` ``", paragraph("` [a](b) `"));
  }

  @Test
  void aTextIsOneLine() {
    assertEquals("a `#` b", paragraph("a\n\n# b"));
    assertEquals("`�[31mred`", paragraph("\u001B[31mred"));
  }

  @Test
  void aFenceIsLongerThanWhatIsInIt() {
    String text = "one\n```\n</code>\n````` [x](y)\n~~~";
    assertEquals(
        "# t\n\n``````text\n" + text + "\n``````\n", new MarkdownReport("t").code(text).markdown());
    assertEquals(
        "# t\n\n```text\n�[2J\n```\n", new MarkdownReport("t").code("\u001B[2J").markdown());
  }

  @Test
  void aCellDoesNotEndBeforeItsEnd() {
    String page =
        new MarkdownReport("t")
            .table(
                "caption",
                List.of(Column.text("a"), Column.number("b")),
                List.of(List.of("x | y \\| <b>", "1\n| 2")))
            .markdown();
    assertEquals(
        "# t\n\ncaption\n\n| a | b |\n| --- | ---: |\n| x ¦ y `\\¦ <b>` | 1 ¦ 2 |\n", page);
  }

  @Test
  void everyPartIsABlock() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("z", "1");
    values.put("a", "x_y");
    String page =
        new MarkdownReport("Title <x>")
            .lead("lead")
            .heading("one")
            .subheading("two")
            .list(List.of("a", "- b"))
            .definitions(values)
            .picture("ex-1.png", new byte[0], "a ](x) curve", "caption")
            .markdown();
    assertEquals(
        """
        # Title `<x>`

        **lead**

        ## one

        ### two

        - a
        - `-` b

        - z: 1
        - a: `x_y`

        ![a `](x)` curve](ex-1.png)

        caption
        """,
        page);
    for (String file : List.of("../x.png", "a b.png", "http://x", "a/b.png", "x)](y")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new MarkdownReport("t").picture(file, new byte[0], "alt", "caption"));
    }
  }

  @Test
  void longWordsNeedNoDeepStack() {
    assertFalse(paragraph("a-".repeat(1_000_000)).isEmpty());
  }
}
