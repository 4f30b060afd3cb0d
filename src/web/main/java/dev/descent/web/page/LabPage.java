package dev.descent.web.page;

import static dev.descent.web.html.Html.tag;

import dev.descent.web.html.Html;
import java.util.ArrayList;
import java.util.List;

/**
 * The Lab: trainings side by side, live. This is what stands before anything is trained: the form
 * and the places of charts and tables. {@code lab.js} does the rest.
 */
public final class LabPage {
  /** A chart: its name in the script, its title, and what to see in it. */
  private record Chart(String name, String title, String says) {}

  private static final List<Chart> CHARTS =
      List.of(
          new Chart("loss", "Loss", "What training makes small: the lower, the better."),
          new Chart(
              "accuracy",
              "Validation accuracy",
              "The share of rows told apart rightly, of those kept away from training."),
          new Chart("rate", "Learning rate", "How long the steps are, epoch by epoch."),
          new Chart(
              "gradient",
              "Gradient norm",
              "How steep the loss is; it leaps where rates are high."));

  private LabPage() {}

  /** Makes the page. */
  public static Page of(LabData data) {
    Html lab =
        tag("div")
            .attr("class", "lab")
            .add(
                tag("div")
                    .attr("class", "lab-side")
                    .add(LabForm.of(data))
                    .add(sharing())
                    .add(experiments(data)))
            .add(view(data));
    Html content =
        Html.all(
            List.of(
                tag("div")
                    .attr("class", "lab-top")
                    .add(tag("h1", "Lab"))
                    .add(
                        tag("p")
                            .add(
                                data.served()
                                    ? "Train real networks side by side and watch them learn. Take a"
                                        + " question, press Start, then change something and start"
                                        + " again."
                                    : "Trainings side by side, as the Lab has recorded them. Take a"
                                        + " question, change something, and type the command to train"
                                        + " it.")),
                presets(data),
                lab));
    return new Page("lab.html", "Lab", content, "lab.js", data);
  }

  private static Html presets(LabData data) {
    Html row = tag("div").attr("class", "lab-presets").attr("id", "lab-presets");
    for (LabData.Preset preset : data.presets()) {
      row.add(
          tag("button")
              .attr("type", "button")
              .attr("aria-pressed", "false")
              .add(tag("strong", preset.title()))
              .add(tag("span", preset.question())));
    }
    return tag("section")
        .attr("aria-labelledby", "lab-presets-title")
        .add(
            tag("h2", "Questions to begin with")
                .attr("id", "lab-presets-title")
                .attr("class", "spoken"))
        .add(row);
  }

  private static Html sharing() {
    return tag("section")
        .attr("class", "lab-sharing")
        .attr("aria-labelledby", "lab-sharing-title")
        .add(
            tag("h2", "The same settings elsewhere")
                .attr("id", "lab-sharing-title")
                .attr("class", "lab-small-title"))
        .add(
            tag("div")
                .attr("class", "lab-code")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-label", "Command line of these settings")
                .add(tag("code").attr("id", "lab-command")))
        .add(
            tag("div")
                .attr("class", "lab-buttons")
                .add(button("lab-copy-command", "Copy the command"))
                .add(button("lab-copy-link", "Copy a link"))
                .add(button("lab-reset", "Back to the defaults")));
  }

  private static Html experiments(LabData data) {
    return tag("section")
        .attr("aria-labelledby", "lab-experiments-title")
        .add(
            tag("h2", data.served() ? "Experiments" : "Recorded experiments")
                .attr("id", "lab-experiments-title")
                .attr("class", "lab-small-title"))
        .add(
            tag("p")
                .attr("class", "lab-says")
                .attr("id", "lab-experiments-none")
                .add(
                    "None yet. Each that you start is listed here, to look at again or to lay over"
                        + " another."))
        .add(tag("ul").attr("id", "lab-experiments").attr("class", "lab-experiments"));
  }

  private static Html view(LabData data) {
    Html charts = tag("div").attr("class", "lab-charts");
    CHARTS.forEach(chart -> charts.add(chart(chart)));
    return tag("section")
        .attr("class", "lab-view")
        .attr("id", "lab-view")
        .attr("aria-labelledby", "lab-title")
        .add(tag("p").attr("class", "lab-question").attr("id", "lab-question").flag("hidden"))
        .add(header(data))
        .add(
            tag("div")
                .attr("class", "lab-legend")
                .attr("id", "lab-legend")
                .attr("role", "group")
                .attr("aria-label", "Show or hide runs"))
        .add(toolbar())
        .add(charts)
        .add(
            tag("p")
                .attr("class", "lab-says lab-keys")
                .attr("id", "lab-keys")
                .add(
                    "Hover a chart for values, drag to zoom. By keyboard, in a chart: arrows move,"
                        + " Shift makes steps of 5, Home and End, + and − zoom, 0 follows again."))
        .add(values())
        .add(results(data));
  }

  private static Html header(LabData data) {
    Html header =
        tag("div")
            .attr("class", "lab-header")
            .add(tag("h2", "Nothing trained yet").attr("id", "lab-title").attr("tabindex", "-1"))
            .add(tag("p").attr("id", "lab-state").attr("class", "lab-state"));
    if (data.served()) {
      header.add(button("lab-stop", "Stop all").flag("hidden"));
    }
    return header.add(
        tag("progress")
            .attr("id", "lab-progress")
            .attr("aria-label", "Epochs trained")
            .attr("max", "1")
            .attr("value", "0"));
  }

  private static Html toolbar() {
    return tag("div")
        .attr("class", "lab-toolbar")
        .attr("role", "group")
        .attr("aria-label", "All charts")
        .add(
            tag("label")
                .add("Over ")
                .add(
                    tag("select")
                        .attr("id", "lab-axis")
                        .add(tag("option", "epochs").attr("value", "epoch"))
                        .add(tag("option", "computing seconds").attr("value", "seconds"))))
        .add(toggle("lab-log-x", "Log x axis"))
        .add(toggle("lab-validation", "Validation loss"))
        .add(toggle("lab-before", "With the experiment before").flag("hidden"))
        .add(button("lab-zoom-in", "Zoom in"))
        .add(button("lab-zoom-out", "Zoom out"))
        .add(button("lab-follow", "Follow again").flag("hidden"));
  }

  private static Html chart(Chart chart) {
    String id = "lab-chart-" + chart.name();
    return tag("figure")
        .attr("class", "lab-chart")
        .attr("data-chart", chart.name())
        .attr("aria-labelledby", id + "-title")
        .add(
            tag("div")
                .attr("class", "lab-chart-head")
                .add(tag("h3", chart.title()).attr("id", id + "-title"))
                .add(
                    toggle(id + "-log", "Log y")
                        .attr("aria-label", "Log y axis: " + chart.title())))
        .add(
            tag("div")
                .attr("class", "lab-plot")
                .attr("id", id + "-plot")
                .attr("tabindex", "0")
                .attr("role", "application")
                .attr("aria-roledescription", "chart")
                .attr("aria-labelledby", id + "-title")
                .attr("aria-describedby", id + "-says lab-keys"))
        .add(
            tag("figcaption")
                .add(tag("p", chart.says()).attr("id", id + "-says").attr("class", "lab-says"))
                .add(
                    tag("p")
                        .attr("id", id + "-note")
                        .attr("class", "lab-says lab-note")
                        .flag("hidden")));
  }

  private static Html values() {
    return tag("div")
        .add(tag("h3", "Values").attr("id", "lab-values-title"))
        .add(
            tag("div")
                .attr("class", "table lab-values")
                .attr("tabindex", "0")
                .attr("role", "region")
                .attr("aria-labelledby", "lab-values-title")
                .add(
                    tag("table")
                        .attr("id", "lab-values")
                        .attr("aria-labelledby", "lab-values-title")
                        .add(tag("thead"))
                        .add(tag("tbody"))));
  }

  private static Html results(LabData data) {
    Html results =
        tag("section")
            .attr("id", "lab-results")
            .attr("aria-labelledby", "lab-results-title")
            .flag("hidden")
            .add(tag("h3", "What came out").attr("id", "lab-results-title"))
            .add(tag("ul").attr("id", "lab-words"))
            .add(tag("ul").attr("id", "lab-files").attr("class", "lab-files"))
            .add(
                tag("div")
                    .attr("class", "lab-code")
                    .attr("tabindex", "0")
                    .attr("role", "region")
                    .attr("aria-label", "Command line of this experiment")
                    .add(tag("code").attr("id", "lab-run-command")));
    List<Html> buttons = new ArrayList<>();
    buttons.add(button("lab-copy-run", "Copy the command"));
    buttons.add(button("lab-use", "Put its settings into the form"));
    if (data.served()) {
      buttons.add(button("lab-forget", "Forget this experiment"));
    }
    results.add(tag("div").attr("class", "lab-buttons").add(buttons));
    if (data.served()) {
      results.add(
          tag("form")
              .attr("id", "lab-rename")
              .attr("class", "lab-rename")
              .add(tag("label", "Name of this experiment").attr("for", "lab-new-name"))
              .add(
                  tag("input")
                      .attr("type", "text")
                      .attr("id", "lab-new-name")
                      .attr("maxlength", "80")
                      .attr("autocomplete", "off")
                      .flag("required"))
              .add(tag("button", "Save the name").attr("type", "submit")));
    }
    return results;
  }

  private static Html button(String id, String text) {
    return tag("button", text).attr("type", "button").attr("id", id);
  }

  private static Html toggle(String id, String text) {
    return button(id, text).attr("aria-pressed", "false");
  }
}
