package dev.descent.report;

import java.util.List;

/** A table as HTML. */
final class HtmlTable {
  private static final String FILE = "[A-Za-z0-9][A-Za-z0-9._-]*";

  private HtmlTable() {}

  /**
   * Its text.
   *
   * @param links what the rows' headings lead to; empty for nothing
   */
  static String of(
      String caption, List<Column> columns, List<List<String>> rows, List<String> links) {
    for (List<String> row : rows) {
      if (row.size() != columns.size()) {
        throw new IllegalArgumentException(
            "each row must have " + columns.size() + " cells, got " + row);
      }
    }
    if (!links.isEmpty() && links.size() != rows.size()) {
      throw new IllegalArgumentException(
          "there must be a link for each of " + rows.size() + " rows, got " + links.size());
    }
    for (String link : links) {
      if (!link.matches(FILE + "(/" + FILE + ")*")) {
        throw new IllegalArgumentException(
            "a link must be plain names with / between them, got " + link);
      }
    }
    StringBuilder html = new StringBuilder();
    // Narrow screens scroll it sideways; for that by keyboard, it must be able to have the focus.
    // The caption stands outside, or it would be as wide as the table.
    String text = SafeText.html(caption);
    html.append("<p class=\"caption\">").append(text).append("</p>\n");
    html.append("<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"")
        .append(text)
        .append("\">\n<table aria-label=\"")
        .append(text)
        .append("\">\n<thead>\n<tr>");
    for (Column column : columns) {
      cell(html, "th", "col", column, SafeText.html(column.heading()));
    }
    html.append("</tr>\n</thead>\n<tbody>\n");
    for (int i = 0; i < rows.size(); i++) {
      String heading = SafeText.html(rows.get(i).get(0));
      html.append("<tr>");
      cell(
          html,
          "th",
          "row",
          columns.get(0),
          links.isEmpty() ? heading : "<a href=\"" + links.get(i) + "\">" + heading + "</a>");
      for (int j = 1; j < columns.size(); j++) {
        cell(html, "td", "", columns.get(j), SafeText.html(rows.get(i).get(j)));
      }
      html.append("</tr>\n");
    }
    html.append("</tbody>\n</table>\n</div>\n");
    return html.toString();
  }

  private static void cell(
      StringBuilder out, String tag, String scope, Column column, String html) {
    out.append('<').append(tag);
    if (!scope.isEmpty()) {
      out.append(" scope=\"").append(scope).append('"');
    }
    if (column.numeric()) {
      out.append(" class=\"number\"");
    }
    out.append('>').append(html).append("</").append(tag).append('>');
  }
}
