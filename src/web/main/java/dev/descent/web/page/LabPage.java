package dev.descent.web.page;

import static dev.descent.web.html.Html.tag;

import dev.descent.web.html.Html;
import dev.descent.web.run.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The Lab: trainings side by side, live. This is what stands before anything is trained: the form
 * and the places of charts and tables. {@code lab.js} does the rest.
 */
public final class LabPage {
  /** The bounds of a number, and the size of its steps: {@code any} where all are good. */
  private record Range(double least, double most, String step) {
    String words() {
      return number(least) + " to " + number(most);
    }
  }

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
                    .add(form(data))
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
                .attr("class", "lab-unseen"))
        .add(row);
  }

  private static Html form(LabData data) {
    Setup.Limits limits = data.limits();
    return tag("form")
        .attr("id", "lab-form")
        .attr("aria-labelledby", "lab-form-title")
        .attr("autocomplete", "off")
        .add(tag("h2", "Settings").attr("id", "lab-form-title").attr("class", "lab-small-title"))
        .add(sources(data))
        .add(optimizers(data))
        .add(
            tag("div")
                .attr("class", "lab-pair")
                .add(
                    numberField(
                        "epochs",
                        "Epochs",
                        new Range(1, limits.epochs(), "1"),
                        "Times through the training rows."))
                .add(
                    numberField(
                        "seeds",
                        "Seeds",
                        new Range(1, limits.seeds(), "1"),
                        "Repeats with other beginnings: luck or not?")))
        .add(network(data))
        .add(steps(data))
        .add(regularisation())
        .add(
            field(
                "name",
                "Name",
                "optional",
                tag("input").attr("type", "text").attr("maxlength", "80"),
                "To find the experiment again."))
        .add(startBar(data));
  }

  private static Html sources(LabData data) {
    Html select = tag("select");
    for (LabData.Source source : data.sources()) {
      select.add(tag("option", source.title()).attr("value", source.spec()));
    }
    return field("data", "Data", "", select, "");
  }

  private static Html optimizers(LabData data) {
    Html rows = tag("fieldset").attr("id", "lab-optimizers").add(tag("legend", "Optimizers"));
    data.optimizers().stream()
        .flatMap(optimizer -> optimizer.settings().stream())
        .filter(setting -> setting.name().equals("rate"))
        .findFirst()
        .ifPresent(
            rate ->
                rows.add(
                    tag("p")
                        .attr("class", "lab-says")
                        .attr("id", "lab-rate-says")
                        .add(
                            "Each trains its own copy of the same network. The "
                                + rate.label()
                                + ", "
                                + new Range(rate.least(), rate.most(), "any").words()
                                + ": "
                                + rate.says().replaceFirst("[^.]$", "$0."))));
    for (LabData.OptimizerChoice optimizer : data.optimizers()) {
      Html row =
          tag("div")
              .attr("class", "lab-optimizer")
              .attr("data-optimizer", optimizer.key())
              .add(
                  tag("label")
                      .attr("class", "lab-check")
                      .add(tag("input").attr("type", "checkbox"))
                      .add(" " + optimizer.title()));
      Html more = tag("details").attr("class", "lab-more").flag("hidden").add(tag("summary"));
      for (LabData.Setting setting : optimizer.settings()) {
        (setting.name().equals("rate") ? row : more).add(setting(optimizer, setting));
      }
      rows.add(optimizer.settings().size() > 1 ? row.add(more) : row);
    }
    return rows;
  }

  /** A number field, and a slider where powers of ten are tried. */
  private static Html setting(LabData.OptimizerChoice optimizer, LabData.Setting setting) {
    String name = setting.label() + " of " + optimizer.title();
    boolean isRate = setting.name().equals("rate");
    String says = "lab-" + optimizer.key() + "-" + setting.name() + "-says";
    Html row =
        tag("div").attr("class", "lab-setting").attr("data-setting", setting.name()).flag("hidden");
    if (!isRate) {
      row.add(tag("span", setting.label()).attr("class", "lab-setting-name"));
    }
    row.add(
        tag("input")
            .attr("type", "number")
            .attr("aria-label", name)
            .attr("aria-describedby", isRate ? "lab-rate-says" : says)
            .attr("min", number(setting.least()))
            .attr("max", number(setting.most()))
            .attr("step", "any")
            .flag("required"));
    if (setting.log()) {
      row.add(tag("input").attr("type", "range").attr("aria-label", name + ", as a slider"));
    }
    if (!isRate) {
      Range range = new Range(setting.least(), setting.most(), "any");
      row.add(
          tag("p")
              .attr("class", "lab-says")
              .attr("id", says)
              .add(setting.says() + " " + range.words() + "."));
    }
    return row;
  }

  private static Html network(LabData data) {
    Setup.Limits limits = data.limits();
    Html losses = tag("select").add(tag("option", "the one that fits the data").attr("value", ""));
    for (LabData.LossChoice loss : data.losses()) {
      losses.add(tag("option", loss.title() + ": " + loss.says()).attr("value", loss.key()));
    }
    Html hidden =
        tag("input")
            .attr("type", "text")
            .attr("pattern", " *(none|[1-9][0-9]*( *, *[1-9][0-9]*)*) *")
            .attr("title", "sizes such as 64,32, or none")
            .attr("spellcheck", "false")
            .flag("required");
    return group(
        "network",
        "Network",
        field(
            "hidden",
            "Hidden layers",
            "at most " + limits.layers() + " of 1 to " + limits.units(),
            hidden,
            "Their sizes, such as 256,128; none is a linear model. ReLU follows each."),
        field(
            "loss",
            "Loss",
            "",
            losses,
            "What training makes small. It follows from the data, unless another is chosen."));
  }

  private static Html steps(LabData data) {
    Html schedule =
        tag("input")
            .attr("type", "text")
            .attr("list", "lab-schedules")
            .attr("spellcheck", "false")
            .flag("required");
    Html examples = tag("datalist").attr("id", "lab-schedules");
    Html meanings = tag("dl").attr("class", "lab-examples");
    for (LabData.ScheduleExample example : data.schedules()) {
      examples.add(tag("option").attr("value", example.text()).attr("label", example.says()));
      meanings.add(
          tag("div")
              .add(tag("dt").add(tag("code", example.text())))
              .add(tag("dd", example.says())));
    }
    return group(
        "steps",
        "Schedule and batch",
        field(
            "schedule",
            "Schedule",
            "in epochs",
            schedule,
            "How the learning rates change on the way."),
        examples,
        tag("details")
            .attr("class", "lab-inner")
            .add(tag("summary", "Schedules there are"))
            .add(meanings),
        numberField(
            "batchSize",
            "Batch size",
            new Range(1, data.limits().batch(), "1"),
            "Rows a step: fewer make more, noisier steps of an epoch."));
  }

  private static Html regularisation() {
    Html batchNorm =
        tag("div")
            .attr("class", "lab-field")
            .add(
                tag("label")
                    .attr("class", "lab-check")
                    .add(
                        tag("input")
                            .attr("type", "checkbox")
                            .attr("id", "lab-batchNorm")
                            .attr("aria-describedby", "lab-batchNorm-says"))
                    .add(" Batch normalisation"))
            .add(
                says(
                    "batchNorm",
                    "Gives each hidden layer's sums mean 0 and variance 1 over the batch."));
    Html decay =
        tag("input")
            .attr("type", "number")
            .attr("min", "0")
            .attr("step", "any")
            .attr("placeholder", "the optimizer’s own");
    return group(
        "regularisation",
        "Against overfitting",
        numberField(
            "dropout",
            "Dropout",
            new Range(0, 0.99, "any"),
            "The share of each hidden layer's outputs left out at random in training."),
        field(
            "weightDecay",
            "Weight decay",
            "0 or more",
            decay,
            "Pulls weights towards 0. Empty: 0, and 0.01 for AdamW."),
        batchNorm);
  }

  private static Html group(String name, String title, Html... fields) {
    return tag("details")
        .attr("class", "lab-group")
        .attr("id", "lab-" + name)
        .add(
            tag("summary")
                .add(tag("span", title))
                .add(" ")
                .add(tag("span").attr("class", "lab-now").attr("id", "lab-" + name + "-now")))
        .add(tag("div").attr("class", "lab-group-fields").add(List.of(fields)));
  }

  private static Html numberField(String name, String label, Range range, String says) {
    return field(
        name,
        label,
        range.words(),
        tag("input")
            .attr("type", "number")
            .attr("min", number(range.least()))
            .attr("max", number(range.most()))
            .attr("step", range.step())
            .flag("required"),
        says);
  }

  private static Html field(String name, String label, String bounds, Html control, String says) {
    Html labels = tag("label").attr("for", "lab-" + name).add(label);
    if (!bounds.isEmpty()) {
      labels.add(" ").add(tag("small", bounds));
    }
    return tag("div")
        .attr("class", "lab-field")
        .add(labels)
        .add(control.attr("id", "lab-" + name).attr("aria-describedby", "lab-" + name + "-says"))
        .add(says(name, says));
  }

  private static Html says(String name, String words) {
    return tag("p", words).attr("class", "lab-says").attr("id", "lab-" + name + "-says");
  }

  private static Html startBar(LabData data) {
    Html bar =
        tag("div")
            .attr("class", "lab-start")
            .add(tag("p").attr("id", "lab-sum").attr("class", "lab-says"));
    if (!data.served()) {
      return bar.add(
          tag("p")
              .attr("class", "lab-says")
              .add("This page has no server to train on. ")
              .add(tag("code", "./descent open"))
              .add(" opens one; or type the command below."));
    }
    return bar.add(
            tag("button", "Start")
                .attr("type", "submit")
                .attr("id", "lab-start")
                .attr("class", "lab-go primary"))
        .add(tag("p").attr("id", "lab-error").attr("class", "lab-error").attr("role", "alert"));
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

  /** Writes 0.01, 200, 1e-6: as a person does, and as a number field takes it. */
  private static String number(double value) {
    if (value == Math.rint(value) && Math.abs(value) < 1e6) {
      return String.valueOf((long) value);
    }
    return Math.abs(value) < 1e-3
        ? String.format(Locale.ROOT, "%.0e", value).replaceFirst("e([+-])0", "e$1")
        : String.valueOf(value);
  }
}
