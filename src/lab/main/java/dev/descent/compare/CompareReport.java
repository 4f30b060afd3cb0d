package dev.descent.compare;

import dev.descent.Count;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.plot.Figure;
import dev.descent.report.Column;
import dev.descent.report.HtmlReport;
import dev.descent.worker.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The comparison as one web page that needs nothing else. */
final class CompareReport {
  private static final Map<String, String> CAPTIONS =
      Map.of(
          "training-loss",
          "Each row's loss is taken before the step it is part of, so the first epoch shows the"
              + " way down and not its end.",
          "validation-accuracy",
          "After each epoch, on rows that the network does not learn from.",
          "validation-error",
          "After each epoch, on rows that the network does not learn from, in the unit of what is"
              + " predicted.",
          "learning-rate",
          "As each epoch began. Where the axis is logarithmic, a rate of 0 has no place on it.",
          "epochs-to-target",
          "Convergence speed: the first epoch after which the validation accuracy is there.",
          "confusion-matrix",
          "The training that did best on the validation part, on the test part: each row is a"
              + " true class, each column what the network took it for.");

  private CompareReport() {}

  static HtmlReport page(Comparison comparison, Map<String, Figure> figures) {
    HtmlReport page = new HtmlReport("Optimizers compared");
    page.lead(lead(comparison));
    comparison.data().text().forEach(page::paragraph);
    page.heading("Result");
    if (!comparison.summary().isEmpty()) {
      ResultsTable table = ResultsTable.of(comparison);
      page.table(tableCaption(comparison), columns(table), table.rows());
    }
    comparison.findings().forEach(page::paragraph);
    comparison.problems().forEach(page::paragraph);
    if (!figures.isEmpty()) {
      page.heading("Figures");
      figures.forEach((name, figure) -> page.figure(figure, Figure.Format.SVG, caption(name)));
    }
    if (!comparison.tuning().isEmpty()) {
      page.heading("Learning rates tried");
      tuning(page, comparison);
    }
    page.heading("To train again with these rates");
    page.code(comparison.repeat());
    page.definitions(
        settings(comparison.plan(), comparison.data(), comparison.kit(), comparison.seconds()));
    return page;
  }

  private static String caption(String figure) {
    return Objects.requireNonNull(
        CAPTIONS.get(figure), () -> "figure without a caption: " + figure);
  }

  private static String lead(Comparison comparison) {
    Plan plan = comparison.plan();
    return """
        %s train the same network on the same data, %s each, with %s. \
        A seed gives every optimizer the same weights to start from and the same batches."""
        .formatted(
            Format.list(plan.titles()),
            Count.of(plan.template().epochs(), "epoch"),
            Count.of(plan.seeds(), "seed"));
  }

  private static String tableCaption(Comparison comparison) {
    int seeds = comparison.plan().seeds();
    if (seeds == 1) {
      return "One seed.";
    }
    String trainings = comparison.complete() ? Count.of(seeds, "seed") : "the trainings that ended";
    return "Mean ± standard deviation over " + trainings + ".";
  }

  private static List<Column> columns(ResultsTable table) {
    List<Column> columns = new ArrayList<>();
    table.header().forEach(title -> columns.add(Column.number(title)));
    columns.set(0, Column.text(table.header().get(0)));
    return columns;
  }

  private static void tuning(HtmlReport page, Comparison comparison) {
    page.table(
        "One training each, as long as those above, with a seed that they do not use; the rate with"
            + " the lowest validation loss was taken.",
        List.of(
            Column.text("optimizer"),
            Column.number("learning rate"),
            Column.number("validation loss"),
            Column.text("")),
        comparison.tuning().stream().map(trial -> cells(trial, comparison.plan())).toList());
  }

  private static List<String> cells(Tuning.Trial trial, Plan plan) {
    Double loss = trial.validationLoss();
    String remark = trial.chosen() ? "taken" : Objects.requireNonNullElse(trial.failure(), "");
    return List.of(
        plan.title(trial.optimizer()),
        Format.rate(trial.learningRate()),
        loss == null ? "–" : Format.number(loss, 4),
        remark);
  }

  private static String loss(Loss loss, boolean isRegression) {
    if (loss == Loss.CROSS_ENTROPY) {
      return "cross entropy over the softmax, mean over the batch";
    }
    return loss.title()
        + (isRegression
            ? ", of targets with standard deviation 1"
            : " of the outputs, which should be 1 for the class and 0 for the others");
  }

  static Map<String, String> settings(
      Plan plan, Comparison.Data data, Provenance kit, double seconds) {
    Experiment template = plan.template();
    Map<String, String> settings = new LinkedHashMap<>();
    Network network = template.network();
    settings.put(
        "network",
        "%s: %s"
            .formatted(
                network.describe(data.inputs(), data.outputs()),
                Format.whole(network.parameters(data.inputs(), data.outputs())) + " parameters"));
    settings.put("loss", loss(template.loss(), data.classes().isEmpty()));
    Double decay = template.weightDecay();
    if (decay != null) {
      settings.put("weight decay", String.valueOf(decay));
    }
    settings.put("learning-rate schedule", template.schedule().text());
    settings.put("batch size", String.valueOf(template.batchSize()));
    settings.put("seeds", plan.seeds() == 1 ? "1" : "1 to " + plan.seeds());
    settings.put(
        "data",
        "%s: %s rows to train on, %s for validation, %s for the test"
            .formatted(
                data.spec(), data.train().rows(), data.validation().rows(), data.test().rows()));
    settings.put("SHA-256 of the training part", data.train().sha256());
    settings.put("kit", "Descent " + kit.version() + ", Deeplearning4j " + kit.dl4j());
    settings.put("backend", kit.natives() + (kit.backend() == null ? "" : "; " + kit.backend()));
    settings.put("Java", kit.java() + " on " + kit.system());
    settings.put("seconds in all", Format.number(seconds, 1));
    return settings;
  }
}
