package dev.descent.web.page;

import dev.descent.web.html.Html;
import java.util.List;
import java.util.Map;

/** The results that commands and the Lab have left in the project's folder {@code out}. */
public final class ResultsPage {
  private ResultsPage() {}

  /**
   * A result.
   *
   * @param title what it is
   * @param page its address
   * @param when it was written, in words
   * @param files other files beside it, by their addresses
   */
  public record Result(String title, String page, String when, List<String> files) {}

  /** The page. */
  public static Page of(List<Result> results) {
    Html content = Html.tag("div").add(Html.tag("h1", "Results"));
    if (results.isEmpty()) {
      content.add(
          Html.tag("p")
              .add("Nothing here yet. What the ")
              .add(Html.link("lab.html", "Lab"))
              .add(", ")
              .add(Html.tag("code", "./descent compare"))
              .add(" and ")
              .add(Html.tag("code", "./descent grade"))
              .add(" write into the folder ")
              .add(Html.tag("code", "out"))
              .add(" is found here."));
    }
    Html list = Html.tag("ul").attr("class", "results");
    for (Result result : results) {
      Html item =
          Html.tag("li")
              .add(Html.link(result.page(), result.title()))
              .add(Html.tag("span", " " + result.when()).attr("class", "quiet"));
      for (String file : result.files()) {
        item.add(" ").add(Html.link(file, file.substring(file.lastIndexOf('/') + 1)));
      }
      list.add(item);
    }
    content.add(list);
    return new Page("results.html", "Results", content, "doc.js", Map.of());
  }
}
