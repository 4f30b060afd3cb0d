package dev.descent.report;

import dev.descent.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A web page in one file: text, tables, figures and settings, in the order in which they are added.
 *
 * <p>Everything it shows is inside it, and its own security policy forbids it to load or run
 * anything else. All text is escaped, so names may come from anywhere. Pages suit wide and narrow
 * screens, light and dark ones, screen readers and paper. The same calls give the same bytes.
 */
public final class HtmlReport {
  private static final String CSS = resource("report.css");

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final List<String> headings = new ArrayList<>();
  private int contentsAt = -1;

  /** Begins a page; the title is its first heading, too. */
  public HtmlReport(String title) {
    this.title = title;
    body.append("<h1>").append(escaped(title)).append("</h1>\n");
  }

  /** Adds a paragraph that stands out: what the page says, in short. */
  public HtmlReport lead(String text) {
    body.append("<p class=\"lead\">").append(escaped(text)).append("</p>\n");
    return this;
  }

  /** Adds a heading. */
  public HtmlReport heading(String text) {
    headings.add(text);
    body.append("<h2 id=\"h")
        .append(headings.size())
        .append("\">")
        .append(escaped(text))
        .append("</h2>\n");
    return this;
  }

  /** Puts a list of all headings here, with a link to each. */
  public HtmlReport contents() {
    contentsAt = body.length();
    return this;
  }

  /** Adds a paragraph. */
  public HtmlReport paragraph(String text) {
    body.append("<p>").append(escaped(text)).append("</p>\n");
    return this;
  }

  /** Adds text in which each character has the same width and line ends stay, as for commands. */
  public HtmlReport code(String text) {
    body.append("<pre tabindex=\"0\"><code>").append(escaped(text)).append("</code></pre>\n");
    return this;
  }

  /** Adds names with their values, as for settings, in the order of the map. */
  public HtmlReport definitions(Map<String, String> values) {
    body.append("<dl>\n");
    values.forEach(
        (name, value) ->
            body.append("<dt>")
                .append(escaped(name))
                .append("</dt><dd>")
                .append(escaped(value))
                .append("</dd>\n"));
    body.append("</dl>\n");
    return this;
  }

  /**
   * Adds a table. The first cell of a row is the row's heading.
   *
   * @param rows each with as many cells as there are columns
   */
  public HtmlReport table(String caption, List<Column> columns, List<List<String>> rows) {
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "each row must have " + columns.size() + " cells, got " + row);
      }
    }
    // Narrow screens scroll it sideways; for that by keyboard, it must be able to have the focus.
    body.append("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(escaped(caption))
        .append("\">\n<table>\n<caption>")
        .append(escaped(caption))
        .append("</caption>\n<thead>\n<tr>");
    for (Column column : columns) {
      cell("th", "col", column, column.heading());
    }
    body.append("</tr>\n</thead>\n<tbody>\n");
    for (List<String> row : rows) {
      body.append("<tr>");
      for (int i = 0; i < row.size(); i++) {
        cell(i == 0 ? "th" : "td", i == 0 ? "row" : "", columns.get(i), row.get(i));
      }
      body.append("</tr>\n");
    }
    body.append("</tbody>\n</table>\n</div>\n");
    return this;
  }

  private void cell(String tag, String scope, Column column, String text) {
    body.append('<').append(tag);
    if (!scope.isEmpty()) {
      body.append(" scope=\"").append(scope).append('"');
    }
    if (column.numeric()) {
      body.append(" class=\"number\"");
    }
    body.append('>').append(escaped(text)).append("</").append(tag).append('>');
  }

  /**
   * Adds a picture.
   *
   * @param picture a file's content
   * @param type of the file: image/svg+xml, image/png or image/gif
   * @param alt what it shows, for those who cannot see it
   * @param caption what stands below it
   */
  public HtmlReport figure(byte[] picture, String type, String alt, String caption) {
    body.append("<figure>\n<div><img alt=\"")
        .append(escaped(alt))
        .append("\" src=\"data:")
        .append(escaped(type))
        .append(";base64,")
        .append(Base64.getEncoder().encodeToString(picture))
        .append("\"></div>\n<figcaption>")
        .append(escaped(caption))
        .append("</figcaption>\n</figure>\n");
    return this;
  }

  /**
   * Writes the page.
   *
   * @return the file
   * @throws dev.descent.BadInputException when it cannot be written
   */
  public Path write(Path file) {
    return AtomicFile.write(file, html().getBytes(StandardCharsets.UTF_8));
  }

  /** The page as it is now. */
  public String html() {
    return """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" \
        content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <title>"""
        + escaped(title)
        + "</title>\n<style>\n"
        + CSS
        + "</style>\n</head>\n<body>\n<main>\n"
        + (contentsAt < 0 ? body : new StringBuilder(body).insert(contentsAt, list()))
        + "</main>\n</body>\n</html>\n";
  }

  private String list() {
    StringBuilder list = new StringBuilder("<nav aria-label=\"Contents\">\n<ul>\n");
    for (int i = 0; i < headings.size(); i++) {
      list.append("<li><a href=\"#h")
          .append(i + 1)
          .append("\">")
          .append(escaped(headings.get(i)))
          .append("</a></li>\n");
    }
    return list.append("</ul>\n</nav>\n").toString();
  }

  /** Text as it may stand in HTML and in a quoted attribute; control characters become blanks. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c);
      }
    }
    return safe.toString();
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }
}
