package dev.descent.web.page;

import dev.descent.report.Column;
import dev.descent.web.html.Html;
import java.util.List;

/** Tables of a page: narrow screens scroll them sideways, by keyboard, too. */
final class Tables {
  private Tables() {}

  /** A table whose first cells name the rows. */
  static Html of(String caption, List<Column> columns, List<List<String>> rows) {
    Html head = Html.tag("tr");
    for (Column column : columns) {
      head.add(
          column.heading().isEmpty()
              ? Html.tag("td")
              : cell("th", column, column.heading()).attr("scope", "col"));
    }
    Html body = Html.tag("tbody");
    for (List<String> row : rows) {
      Html line = Html.tag("tr");
      for (int i = 0; i < row.size(); i++) {
        Html cell = cell(i == 0 ? "th" : "td", columns.get(i), row.get(i));
        line.add(i == 0 ? cell.attr("scope", "row") : cell);
      }
      body.add(line);
    }
    return Html.tag("div")
        .attr("class", "table")
        .attr("role", "group") // many have the same name, which places to jump to may not
        .attr("tabindex", "0")
        .attr("aria-label", caption)
        .add(Html.tag("table").add(Html.tag("thead").add(head)).add(body));
  }

  private static Html cell(String tag, Column column, String text) {
    Html cell = Html.tag(tag, text);
    return column.numeric() ? cell.attr("class", "number") : cell;
  }
}
