package dev.descent.web.page;

import dev.descent.web.html.Html;
import java.util.Map;

/** The page for addresses that lead nowhere, as hosts of pages show it. */
public final class NotFoundPage {
  private NotFoundPage() {}

  /** The page. */
  public static Page of() {
    Html content =
        Html.tag("div")
            .add(Html.tag("h1", "There is no such page"))
            .add(Html.tag("p").add(Html.link("index.html", "The course begins here")));
    return new Page("404.html", "No such page", content, "doc.js", Map.of());
  }
}
