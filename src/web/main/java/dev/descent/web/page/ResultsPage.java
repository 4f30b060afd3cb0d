package dev.descent.web.page;

import dev.descent.web.html.Html;
import dev.descent.web.run.Reports;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The results that commands and the Lab have left in the project's folder {@code out}. */
public final class ResultsPage {
  /**
   * A result.
   *
   * @param title what it is
   * @param page its address
   * @param when it was written, in words
   * @param command what makes it again; null where it does not say
   * @param files numbers beside it, by their addresses
   */
  public record Result(
      Reports.Kind kind,
      String title,
      String page,
      String when,
      @Nullable String command,
      List<String> files) {}

  private ResultsPage() {}

  /** The page. */
  public static Page of(List<Result> results) {
    Html content =
        Html.tag("div")
            .add(Html.tag("h1", "Results"))
            .add(
                Html.tag("p")
                    .add("What the ")
                    .add(Html.link("lab.html", "Lab"))
                    .add(" and commands have written into the folder ")
                    .add(Html.tag("code", "out"))
                    .add(", the newest first."));
    section(
        content,
        "Comparisons",
        Reports.Kind.COMPARISON,
        results,
        "None yet: start an experiment in the Lab, or type ./descent compare.");
    section(
        content,
        "Classes",
        Reports.Kind.CLASS,
        results,
        "None yet: ./descent grade FOLDER grades what students have handed in.");
    section(
        content,
        "Lessons and figures",
        Reports.Kind.LESSON,
        results,
        "None yet: ./descent lesson and ./descent plot write some.");
    return new Page("results.html", "Results", content, "doc.js", Map.of());
  }

  private static void section(
      Html content, String title, Reports.Kind kind, List<Result> results, String none) {
    content.add(Html.tag("h2", title));
    List<Result> ofKind = results.stream().filter(result -> result.kind() == kind).toList();
    if (ofKind.isEmpty()) {
      content.add(Html.tag("p", none).attr("class", "quiet"));
      return;
    }
    Html list = Html.tag("ul").attr("class", "results");
    ofKind.forEach(result -> list.add(entry(result)));
    content.add(list);
  }

  private static Html entry(Result result) {
    Html item =
        Html.tag("li")
            .add(Html.link(result.page(), result.title()))
            .add(Html.tag("span", " " + result.when()).attr("class", "quiet"));
    for (String file : result.files()) {
      item.add(" ").add(Html.link(file, file.substring(file.lastIndexOf('/') + 1)));
    }
    return result.command() == null
        ? item
        : item.add(Html.tag("br")).add(Html.tag("code", result.command()));
  }
}
