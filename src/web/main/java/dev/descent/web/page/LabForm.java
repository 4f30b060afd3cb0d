package dev.descent.web.page;

import static dev.descent.web.html.Html.tag;

import dev.descent.web.html.Html;
import dev.descent.web.run.Setup;
import java.util.List;
import java.util.Locale;

/** The form of the Lab: what is to be trained, each setting with its bounds and what it does. */
final class LabForm {
  /** The bounds of a number, and the size of its steps: {@code any} where all are good. */
  private record Range(double least, double most, String step) {
    String words() {
      return number(least) + " to " + number(most);
    }
  }

  private LabForm() {}

  /** The form. */
  static Html of(LabData data) {
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
    Html own =
        tag("details")
            .attr("class", "lab-inner")
            .add(tag("summary", "A table of your own, or MNIST"))
            .add(
                tag("p")
                    .attr("class", "lab-says")
                    .add("Name it when you start, and it stands in the list: ")
                    .add(tag("code", "./descent open --data csv:cars.csv,target=price"))
                    .add(" or ")
                    .add(tag("code", "--data mnist:FOLDER"))
                    .add(". ")
                    .add(Html.link("doc-own-data.html", "Which tables can be read")));
    return Html.all(List.of(field("data", "Data", "", select, ""), own));
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
