package dev.descent.report;

import dev.descent.AtomicFile;
import dev.descent.plot.Figure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A web page in one file: text, tables, figures and settings, in the order in which they are added.
 *
 * <p>Everything it shows is inside it, and its own security policy forbids it to load or run
 * anything else. All text is escaped, so names may come from anywhere; links lead to headings and
 * to files beside the page only. Pages suit wide and narrow screens, light and dark ones, screen
 * readers and paper. The same calls give the same bytes.
 */
public final class HtmlReport implements Report {
  private static final String CSS = resource("report.css");

  /** The letters of figures, 13 pixels high, are still read at so much of their size. */
  private static final double LEAST_SCALE = 0.75;

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final List<String> headings = new ArrayList<>();
  private int contentsAt = -1;

  /** Begins a page; the title is its first heading, too. */
  public HtmlReport(String title) {
    this.title = title;
    body.append("<h1>").append(SafeText.html(title)).append("</h1>\n");
  }

  @Override
  public HtmlReport lead(String text) {
    body.append("<p class=\"lead\">").append(SafeText.html(text)).append("</p>\n");
    return this;
  }

  @Override
  public HtmlReport heading(String text) {
    headings.add(text);
    body.append("<h2 id=\"h")
        .append(headings.size())
        .append("\">")
        .append(SafeText.html(text))
        .append("</h2>\n");
    return this;
  }

  /** Puts a list of all headings here, with a link to each. */
  public HtmlReport contents() {
    contentsAt = body.length();
    return this;
  }

  @Override
  public HtmlReport paragraph(String text) {
    body.append("<p>").append(SafeText.html(text)).append("</p>\n");
    return this;
  }

  @Override
  public HtmlReport code(String text) {
    body.append("<pre tabindex=\"0\"><code>").append(SafeText.html(text)).append("</code></pre>\n");
    return this;
  }

  @Override
  public HtmlReport definitions(Map<String, String> values) {
    body.append("<dl>\n");
    values.forEach(
        (name, value) ->
            body.append("<dt>")
                .append(SafeText.html(name))
                .append("</dt><dd>")
                .append(SafeText.html(value))
                .append("</dd>\n"));
    body.append("</dl>\n");
    return this;
  }

  @Override
  public HtmlReport subheading(String text) {
    body.append("<h3>").append(SafeText.html(text)).append("</h3>\n");
    return this;
  }

  @Override
  public HtmlReport list(List<String> items) {
    body.append("<ul>\n");
    items.forEach(item -> body.append("<li>").append(SafeText.html(item)).append("</li>\n"));
    body.append("</ul>\n");
    return this;
  }

  @Override
  public HtmlReport table(String caption, List<Column> columns, List<List<String>> rows) {
    return table(caption, columns, rows, List.of());
  }

  /**
   * Adds a table whose rows' headings are links.
   *
   * @param links for each row a file beside the page or below its folder, such as {@code
   *     a/report.html}; empty for no links
   */
  public HtmlReport table(
      String caption, List<Column> columns, List<List<String>> rows, List<String> links) {
    body.append(HtmlTable.of(caption, columns, rows, links));
    return this;
  }

  /** Adds a figure in this format, and its narrow form for the screens of phones. */
  public HtmlReport figure(Figure figure, Figure.Format format, String caption) {
    return figure
        .narrow()
        .map(
            narrow ->
                figure(
                    picture(figure, format),
                    figure.width(),
                    picture(narrow, format),
                    figure.description(),
                    caption))
        .orElseGet(() -> figure(picture(figure, format), figure.description(), caption));
  }

  private static Picture picture(Figure figure, Figure.Format format) {
    return switch (format) {
      case PNG -> new Picture(figure.png(), "image/png");
      case SVG -> new Picture(figure.svg(), "image/svg+xml");
    };
  }

  /**
   * Adds a picture.
   *
   * @param alt what it shows, for those who cannot see it
   * @param caption what stands below it
   */
  public HtmlReport figure(Picture picture, String alt, String caption) {
    return figure("<div>" + image(picture, alt) + "</div>", caption);
  }

  /**
   * Adds a picture, and another for screens on which its letters would be too small.
   *
   * @param width of the picture, in pixels of a page, at which it is read well
   * @param narrow the same for the screen of a phone
   */
  public HtmlReport figure(Picture picture, int width, Picture narrow, String alt, String caption) {
    return figure(
        "<picture><source media=\"screen and (max-width: %dpx)\" srcset=\"%s\">%s</picture>"
            .formatted(
                Math.round(LEAST_SCALE * width), SafeText.html(narrow.data()), image(picture, alt)),
        caption);
  }

  private HtmlReport figure(String content, String caption) {
    body.append("<figure>\n")
        .append(content)
        .append("\n<figcaption>")
        .append(SafeText.html(caption))
        .append("</figcaption>\n</figure>\n");
    return this;
  }

  private static String image(Picture picture, String alt) {
    return "<img alt=\"" + SafeText.html(alt) + "\" src=\"" + SafeText.html(picture.data()) + "\">";
  }

  @Override
  public HtmlReport picture(String file, byte[] png, String alt, String caption) {
    return figure(new Picture(png, "image/png"), alt, caption);
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
        + SafeText.html(title)
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
          .append(SafeText.html(headings.get(i)))
          .append("</a></li>\n");
    }
    return list.append("</ul>\n</nav>\n").toString();
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + name, e);
    }
  }
}
