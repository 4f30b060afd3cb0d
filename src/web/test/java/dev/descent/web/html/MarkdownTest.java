package dev.descent.web.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTest {
  private static String html(String text) {
    return Markdown.of(text, link -> link.startsWith("known") ? "/" + link : "").whole().toString();
  }

  @Test
  void htmlIsText() {
    assertEquals(
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>\n", html("<script>alert(1)</script>"));
    assertEquals("<p>a &lt;img src=x onerror=y&gt;</p>\n", html("a <img src=x onerror=y>"));
    assertFalse(html("| <b onclick=x> |\n| --- |\n| <i> |").contains("<b"));
    assertFalse(html("# <b id=x>").contains("<b"));
    assertFalse(html("```\n<b>\n```\n\n```x\"><b>\n<b>\n```").contains("<b"));
  }

  @Test
  void commentsMarkWhatRunsAndFilesGive() {
    assertEquals(
        "<p>It is (<span class=\"slot\" data-slot=\"Loop.low\">−0.5</span>) and"
            + " <strong><span class=\"slot\" data-slot=\"Loop.steps\">1,211</span></strong>.</p>\n",
        html("It is (−0.5<!--Loop.low-->) and **1,211<!--Loop.steps-->**.<!-- b -->"));
    assertEquals("<p>a &lt;!--Loop.low b</p>\n", html("a <!--Loop.low b"));
    assertEquals("<p>a b</p>\n", html("a <!--Loop.low-->b"));
    String python = "<!--code a.py x-->\n```python\na()\n```\n";
    String java = "<!--code A.java x-->\n```java\nb();\n```\n";
    String both = html(python + java);
    assertTrue(both.contains("<figure class=\"source\"><figcaption>PyTorch"), both);
    assertEquals(1, both.split("class=\"sources\"", -1).length - 1, both);
    assertEquals(2, both.split("<pre", -1).length - 1, both);
    assertEquals(2, html(java + python).split("class=\"sources\"", -1).length - 1);
    assertEquals(2, html(java + "\nwords\n\n" + java).split("class=\"sources\"", -1).length - 1);
    assertFalse(both.contains("<!--") || both.contains("&lt;!--"), both);
  }

  @Test
  void otherPiecesStandWhereTheTextSays() {
    String text = "a\n\n```insert 0\n```\n\nb";
    List<Html> pieces = List.of(Html.tag("form", "c < d"));
    assertEquals(
        "<p>a</p>\n<form>c &lt; d</form>\n<p>b</p>\n",
        Markdown.of(text, link -> "", pieces).whole().toString());
    assertEquals("a <em>b</em>", Markdown.of("a *b*", link -> "").line().toString().strip());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "jav&#x09;ascript:alert(1)",
        "&#1;javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "/\\\\evil.example",
        "vbscript:x"
      })
  void linksThatRunSomethingAreTaken(String address) {
    String html =
        Markdown.of("[a *b*](<" + address + ">) ![c](<" + address + ">)", to -> to)
            .whole()
            .toString();
    assertEquals("<p>a <em>b</em> </p>\n", html);
    assertEquals("<p>a</p>\n", Markdown.of("[a](x)", to -> "javascript:x").whole().toString());
  }

  @Test
  void linksLeadWhereTheCallerSays() {
    assertEquals("<p><a href=\"/known.md#x\">a</a> b</p>\n", html("[a](known.md#x) [b](other.md)"));
    assertEquals("<p><img src=\"/known.png\" alt=\"a b\" /></p>\n", html("![a *b*](known.png)"));
    assertEquals("<p>ab</p>\n", html("a![c](other.png)b"));
    assertTrue(html("[a](https://example.com/)").contains("href=\"https://example.com/\""));
    assertTrue(html("[a](#b)").contains("href=\"#b\""));
  }

  @Test
  void tablesAreRegions() {
    assertEquals(
        """
        <div class="table" role="region" tabindex="0" aria-label="Table 1: a &amp; b, c">
        <table>
        <thead>
        <tr>
        <th scope="col"><code>a</code> &amp; b</th>
        <th class="number" scope="col">c</th>
        </tr>
        </thead>
        <tbody>
        <tr>
        <td>x | y</td>
        <td class="number"><code>|</code></td>
        </tr>
        </tbody>
        </table>
        </div>
        """,
        html("| `a` & b | c |\n| --- | ---: |\n| x \\| y | `\\|` |"));
  }

  @Test
  void idsAreThereOnce() throws Exception {
    String twice = html("# A b\n\n## A b\n\n### `A` b");
    assertTrue(twice.contains("id=\"a-b\"") && twice.contains("id=\"a-b-1\""), twice);
    for (Path lesson : Texts.lessons()) {
      Markdown text = Markdown.of(Files.readString(lesson), link -> "");
      Set<String> ids = new HashSet<>();
      Matcher id = Pattern.compile("(?:id|aria-label)=\"([^\"]*)\"").matcher(text.whole() + "");
      while (id.find()) {
        assertTrue(ids.add(id.group(1)) || id.group(1).equals("Formulas"), id.group());
      }
      Texts.visible(text.whole());
    }
  }

  @Test
  void blocksAreFormulasOrCode() {
    assertTrue(html("```\np ← p − lr g\n```").startsWith("<div class=\"formulas\""));
    assertEquals(
        "<pre tabindex=\"0\"><code>./descent --lr x=1\n</code></pre>\n",
        html("```\n./descent --lr x=1\n```"));
    assertEquals("<pre tabindex=\"0\"><code>a: 1\n</code></pre>\n", html("```yaml\na: 1\n```"));
    assertTrue(html("```java\nint a;\n```").contains("<span class=\"k\">int</span>"));
    assertTrue(html("```python\ndef a\n```").contains("<span class=\"k\">def</span>"));
    assertEquals("<pre tabindex=\"0\"><code>a\n</code></pre>\n", html("    a"));
    assertEquals("<p><code>a ← b</code></p>\n", html("`a ← b`"));
  }

  @Test
  void sectionsAreCutAtHeadings() {
    Markdown text =
        Markdown.of(
            "# The *title*\n\nintro `A`\n\n## One\n\n`B.java` and `C`, `notThis`, `B.java`\n\n### x\n\n"
                + "## One\n\n| `D` |\n| --- |\n",
            link -> "");
    assertEquals("The title", text.title());
    List<Markdown.Section> sections = text.sections();
    assertEquals(3, sections.size());
    assertEquals("", sections.get(0).title());
    assertEquals("<p>intro <code>A</code></p>\n", sections.get(0).body().toString());
    assertEquals("One", sections.get(1).title());
    assertEquals("one", sections.get(1).id());
    assertEquals("one-1", sections.get(2).id());
    assertEquals(List.of("B.java", "C"), new ArrayList<>(sections.get(1).files()));
    assertEquals(Set.of("D"), sections.get(2).files());
    assertTrue(sections.get(1).body().toString().contains("<h3 id=\"x\">x</h3>"));
  }

  @Test
  void everyLessonHasATitleAndSections() throws Exception {
    for (Path lesson : Texts.lessons()) {
      Markdown text = Markdown.of(Files.readString(lesson), link -> "");
      assertFalse(text.title().isEmpty(), lesson.toString());
      assertTrue(text.sections().size() > 3, lesson.toString());
    }
  }
}
