package dev.descent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {
  private static final Picture SVG =
      new Picture(
          "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".getBytes(StandardCharsets.UTF_8),
          "image/svg+xml");

  @TempDir Path dir;

  private static HtmlReport report(String text) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("z " + text, text);
    settings.put("a", "2");
    return new HtmlReport(text)
        .lead(text)
        .heading(text)
        .subheading(text)
        .paragraph(text)
        .list(List.of(text))
        .table(
            text,
            List.of(Column.text(text), Column.number("accuracy")),
            List.of(List.of(text, "97.1"), List.of("adam", text)))
        .figure(SVG, text, text)
        .figure(SVG, 800, SVG, text, text)
        .definitions(settings)
        .code(text);
  }

  @Test
  void textIsNeverMarkup() {
    String evil = "<script>alert('x')</script>\" onload=\"x & </style>\u0000";
    String html = report(evil).html();
    assertFalse(html.contains("<script"), "a script");
    assertFalse(html.contains("\" onload"), "an attribute");
    assertFalse(html.contains("\u0000"), "a control character");
    assertEquals(html.indexOf("</style>"), html.lastIndexOf("</style>"));
    String safe =
        "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;"
            + "&quot; onload=&quot;x &amp; &lt;/style&gt;�";
    int places = html.split(Pattern.quote(safe), -1).length - 1;
    assertEquals(20, places, "every place shows the text");
  }

  @Test
  void loadsNothing() {
    String html = report("text").html();
    assertFalse(html.contains("://"), "an address");
    assertFalse(html.contains("url("), "an address in the style");
    assertFalse(html.contains("@import"), "an import in the style");
    assertFalse(html.contains("<link"), "a link");
    Matcher sources = Pattern.compile("(?:src|href)=\"([^\"]{0,5})").matcher(html);
    while (sources.find()) {
      assertEquals("data:", sources.group(1));
    }
    assertTrue(html.contains("default-src 'none'"), "the security policy");
  }

  @Test
  void figuresAreInside() {
    Matcher figure =
        Pattern.compile("<img alt=\"text\" src=\"data:image/svg\\+xml;base64,([^\"]+)\">")
            .matcher(report("text").html());
    assertTrue(figure.find());
    assertEquals(
        new String(SVG.bytes(), StandardCharsets.UTF_8),
        new String(Base64.getDecoder().decode(figure.group(1)), StandardCharsets.UTF_8));
  }

  @Test
  void aNarrowFormIsForScreensWhereTheOtherCannotBeRead() {
    String html =
        new HtmlReport("title")
            .figure(SVG, 800, new Picture(new byte[] {1}, "image/png"), "words", "caption")
            .html();
    assertTrue(
        html.contains(
            "<picture><source media=\"screen and (max-width: 600px)\""
                + " srcset=\"data:image/png;base64,AQ==\"><img alt=\"words\""),
        html);
  }

  @Test
  void tablesMarkHeadingsAndNumbers() {
    String html = report("text").html();
    assertTrue(html.contains("<th scope=\"col\" class=\"number\">accuracy</th>"), html);
    assertTrue(html.contains("<th scope=\"row\">adam</th><td class=\"number\">text</td>"), html);
    HtmlReport report = new HtmlReport("title");
    List<Column> columns = List.of(Column.text("a"), Column.text("b"));
    assertThrows(
        IllegalArgumentException.class,
        () -> report.table("caption", columns, List.of(List.of("1"))));
  }

  @Test
  void rowsLeadToFilesBesideThePageOnly() {
    HtmlReport report = new HtmlReport("title");
    List<Column> columns = List.of(Column.text("student"), Column.number("points"));
    List<List<String>> rows = List.of(List.of("<b>Ada", "3"));
    report.table("caption", columns, rows, List.of("students/ada-1/feedback.html"));
    assertTrue(
        report
            .html()
            .contains(
                "<th scope=\"row\"><a href=\"students/ada-1/feedback.html\">&lt;b&gt;Ada</a></th>"),
        report.html());
    for (String link :
        List.of(
            "javascript:alert(1)",
            "https://a.org",
            "//a.org",
            "/etc",
            "../a",
            "a/../b",
            "",
            "a b")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> report.table("caption", columns, rows, List.of(link)),
          link);
    }
    assertThrows(
        IllegalArgumentException.class,
        () -> report.table("caption", columns, rows, List.of("a", "b")));
  }

  @Test
  void definitionsKeepTheirOrder() {
    String html = report("text").html();
    assertTrue(html.indexOf("<dt>z text") < html.indexOf("<dt>a<"), html);
  }

  @Test
  void startsAsAPageInEnglishForAllScreens() {
    String html = report("text").html();
    assertTrue(html.startsWith("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"), html);
    assertTrue(html.contains("<meta charset=\"utf-8\">\n<meta name=\"viewport\""), html);
    assertTrue(html.contains("<title>text</title>"), html);
    assertTrue(html.contains("prefers-color-scheme: dark"), "the style");
  }

  @Test
  void sameCallsSameBytesAndOnlyTheFile() throws Exception {
    Path one = report("größer").write(dir.resolve("a/report.html"));
    Path two = report("größer").write(dir.resolve("b/report.html"));
    assertEquals(-1, Files.mismatch(one, two));
    assertTrue(Files.readString(one).contains("größer"));
    report("new").write(one);
    assertTrue(Files.readString(one).contains("<h1>new</h1>"));
    try (Stream<Path> files = Files.list(dir.resolve("a"))) {
      assertEquals(List.of(one), files.toList());
    }
  }

  @Test
  void aFolderThatCannotBeMadeIsBadInput() throws Exception {
    Path file = Files.writeString(dir.resolve("out"), "mine");
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> report("text").write(file.resolve("report.html")));
    assertTrue(e.getMessage().startsWith(file.resolve("report.html") + ": "), e.getMessage());
    assertFalse(e.getMessage().contains("\n"), e.getMessage());
  }
}
