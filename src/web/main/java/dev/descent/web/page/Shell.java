package dev.descent.web.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.descent.Build;
import dev.descent.web.html.Html;
import dev.descent.web.run.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What all pages share: the head, the way to the other pages, the foot.
 *
 * @param isServed whether there is a server, as there is none for the static site
 */
public record Shell(boolean isServed) {
  /** Style sheets beside the one that all pages have, by a page's script. */
  private static final Map<String, List<String>> SHEETS =
      Map.of(
          "lab.js", List.of("uPlot.min.css", "lab.css"), "landscape.js", List.of("landscape.css"));

  /** Classic scripts that a page's module needs. */
  private static final Map<String, List<String>> LIBRARIES =
      Map.of("lab.js", List.of("uPlot.iife.min.js"));

  /** Where the way to the other pages leads; results are there with a server alone. */
  private static final List<List<String>> PLACES =
      List.of(
          List.of("index.html", "Course"),
          List.of("lab.html", "Lab"),
          List.of("landscape.html", "Landscape"),
          List.of("results.html", "Results"));

  /** The whole text of a page. */
  public String html(Page page) {
    Html head =
        Html.tag("head")
            .add(Html.tag("meta").attr("charset", "utf-8"))
            .add(meta("viewport", "width=device-width, initial-scale=1"))
            .add(meta("color-scheme", "light dark"))
            .add(Html.tag("title", page.title()))
            .add(link("icon", "icon.svg"))
            .add(link("stylesheet", "course.css"));
    SHEETS
        .getOrDefault(page.script(), List.of())
        .forEach(sheet -> head.add(link("stylesheet", sheet)));
    if (isServed) {
      head.add(meta("descent-served", "true"));
    }
    head.add(data(page));
    scripts(page).forEach(head::add);
    return "<!DOCTYPE html>\n"
        + Html.tag("html").attr("lang", "en").add(head).add(body(page))
        + "\n";
  }

  /**
   * The page that opens a session: it keeps the secret in the browser and goes on to the course.
   *
   * @param key the secret that changes need; null where this browser has it already
   */
  public static String opening(@Nullable String key) {
    Html head =
        Html.tag("head")
            .add(Html.tag("meta").attr("charset", "utf-8"))
            .add(Html.tag("title", "Descent"))
            .add(link("icon", "icon.svg"))
            .add(Html.json("data", key == null ? "null" : '"' + key + '"'))
            .add(Html.tag("script").attr("src", "open.js").attr("type", "module"));
    Html body = Html.tag("body").add(Html.link("index.html", "Go on to the course"));
    return "<!DOCTYPE html>\n" + Html.tag("html").attr("lang", "en").add(head).add(body) + "\n";
  }

  private static Html meta(String name, String content) {
    return Html.tag("meta").attr("name", name).attr("content", content);
  }

  private static Html link(String rel, String to) {
    return Html.tag("link").attr("rel", rel).attr("href", to);
  }

  private static Html data(Page page) {
    try {
      return Html.json("data", Json.of(page.data()));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for the data of " + page.file(), e);
    }
  }

  private List<Html> scripts(Page page) {
    List<Html> all = new ArrayList<>();
    for (String library : LIBRARIES.getOrDefault(page.script(), List.of())) {
      all.add(Html.tag("script").attr("src", library).flag("defer"));
    }
    Html own = Html.tag("script").attr("src", page.script());
    // A module that is not served is refused by browsers: the site has one classic script a page.
    all.add(isServed ? own.attr("type", "module") : own.flag("defer"));
    return all;
  }

  private Html body(Page page) {
    Html places = Html.tag("ul");
    for (List<String> place : PLACES) {
      if (!isServed && place.get(0).equals("results.html")) {
        continue;
      }
      Html to = Html.link(place.get(0), place.get(1));
      if (place.get(0).equals(page.file())) {
        to.attr("aria-current", "page");
      }
      places.add(Html.tag("li").add(to));
    }
    return Html.tag("body")
        .add(Html.link("#main", "To the content").attr("class", "skip"))
        .add(
            Html.tag("header")
                .add(Html.link("index.html", "Descent").attr("class", "brand"))
                .add(Html.tag("nav").attr("aria-label", "Descent").add(places)))
        .add(
            Html.tag("p")
                .attr("id", "trouble")
                .attr("class", "trouble")
                .attr("role", "alert")
                .flag("hidden"))
        .add(Html.tag("main").attr("id", "main").attr("tabindex", "-1").add(page.content()))
        .add(
            Html.tag(
                "footer",
                "Descent %s, Deeplearning4j %s"
                    .formatted(Build.THIS.version(), Build.THIS.dl4j())));
  }
}
