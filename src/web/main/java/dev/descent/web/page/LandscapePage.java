package dev.descent.web.page;

import dev.descent.landscape.Place;
import dev.descent.landscape.Setting;
import dev.descent.landscape.Surface;
import dev.descent.landscape.Surfaces;
import dev.descent.landscape.Walk;
import dev.descent.landscape.WalkRequest;
import dev.descent.landscape.Walker;
import dev.descent.plot.Contours;
import dev.descent.plot.Contours.Area;
import dev.descent.web.html.Html;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The page on which optimizers walk over losses with two parameters. What can be set, drawn and
 * read there is made by {@code landscape.js} of the data; here are the frame and the words.
 */
public final class LandscapePage {
  /**
   * What the script is given.
   *
   * @param near so near to a minimum counts as there
   * @param mostSteps of a walk
   * @param width of the box in which the grounds lie
   * @param height of that box
   */
  record Data(
      List<Ground> surfaces,
      List<Who> walkers,
      List<LandscapeQuestion> questions,
      double near,
      int mostSteps,
      int width,
      int height) {}

  /**
   * A surface without its functions.
   *
   * @param rates the learning rate of each walker, by its key
   * @param ground path data, from the lowest line up
   */
  record Ground(
      String key,
      String name,
      String formula,
      String see,
      Area area,
      Place start,
      List<Place> minima,
      Map<String, Double> rates,
      int steps,
      List<String> ground) {
    static Ground of(Surface surface) {
      return new Ground(
          surface.key(),
          surface.name(),
          surface.formula(),
          surface.see(),
          surface.area(),
          surface.start(),
          surface.minima(),
          Arrays.stream(Walker.values()).collect(Collectors.toMap(Walker::key, surface::rate)),
          surface.steps(),
          Contours.ground(surface.f(), surface.area()).stream().map(OutlineText::of).toList());
    }
  }

  /** A walker with its settings. */
  record Who(String key, String title, List<Setting> settings) {}

  private LandscapePage() {}

  /**
   * Makes the page.
   *
   * @param served whether there is a server that takes the walks; without one, the page's script
   *     takes them
   */
  public static Page of(boolean served) {
    return new Page("landscape.html", "Landscape", content(served), "landscape.js", data());
  }

  private static Data data() {
    return new Data(
        Surfaces.ALL.stream().map(Ground::of).toList(),
        Arrays.stream(Walker.values())
            .map(walker -> new Who(walker.key(), walker.title(), walker.settings()))
            .toList(),
        LandscapeQuestion.ALL,
        Walk.NEAR,
        WalkRequest.MOST_STEPS,
        OutlineText.WIDTH,
        OutlineText.HEIGHT);
  }

  private static Html content(boolean served) {
    return Html.all(
        List.of(
            Html.tag("h1", "Landscape"),
            Html.tag(
                    "p",
                    "Training goes downhill on a surface over all parameters of a network. Here"
                        + " there are two, x and y, so one can look at it from above, as on a map:"
                        + " each line joins places with the same loss f, and a star marks a minimum.")
                .attr("class", "lead"),
            Html.tag("noscript", "This page needs JavaScript."),
            group("walk-questions", "Questions to try"),
            Html.tag("div")
                .attr("class", "walk-desk")
                .add(figure())
                .add(section("walk-settings", "Settings"))
                .add(section("walk-compare", "Compared"))
                .add(section("walk-numbers", "The numbers of this step")),
            Html.tag("p", from(served)).attr("class", "walk-hint")));
  }

  private static String from(boolean served) {
    return served
        ? "Every path comes from the updater classes that train networks with Deeplearning4j, on"
            + " this machine, in double precision."
        : "Every path is computed here, in double precision, by a copy of the updater classes that"
            + " train networks with Deeplearning4j; a test holds both to the same numbers. ./descent"
            + " open shows this page with the classes themselves.";
  }

  private static Html section(String id, String title) {
    return Html.tag("section")
        .attr("id", id)
        .attr("aria-labelledby", id + "-title")
        .add(Html.tag("h2", title).attr("id", id + "-title"));
  }

  private static Html group(String id, String label) {
    return Html.tag("div")
        .attr("id", id)
        .attr("class", id)
        .attr("role", "group")
        .attr("aria-label", label);
  }

  private static Html figure() {
    return Html.tag("figure")
        .attr("class", "walk-figure")
        .add(Html.tag("div").attr("class", "walk-plane").attr("id", "walk-plane"))
        .add(
            Html.tag(
                    "p",
                    "A click sets the start. So do the arrow keys while the plane has the focus,"
                        + " with Shift in large steps.")
                .attr("class", "walk-hint")
                .attr("id", "walk-hint"))
        .add(group("walk-legend", "Optimizers shown"))
        .add(group("walk-play", "Steps"))
        .add(Html.tag("figcaption").attr("id", "walk-caption"))
        .add(Html.tag("p").attr("id", "walk-trouble").attr("role", "alert"));
  }
}
