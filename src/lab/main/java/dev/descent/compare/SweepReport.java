package dev.descent.compare;

import dev.descent.Count;
import dev.descent.plot.Figure;
import dev.descent.report.HtmlReport;
import java.util.Map;

/** The sweep as one web page that needs nothing else. */
final class SweepReport {
  private static final int MOST_ROWS = 200;

  private SweepReport() {}

  static HtmlReport page(Sweep sweep, Map<String, Figure> figures) {
    HtmlReport page = new HtmlReport("Settings swept");
    page.lead(lead(sweep.plan()));
    sweep.data().text().forEach(page::paragraph);
    page.heading("Result");
    sweep.findings().forEach(page::paragraph);
    sweep.problems().forEach(page::paragraph);
    if (!figures.isEmpty()) {
      page.heading("Figure");
      String caption = new SweepFigures(sweep).caption();
      figures.values().forEach(f -> page.figure(f, Figure.Format.SVG, caption));
    }
    if (!sweep.runs().isEmpty()) {
      page.heading("Points");
      SweepTable table = SweepTable.of(sweep);
      page.table(caption(sweep), table.pageColumns(), table.pageRows(MOST_ROWS));
    }
    page.heading("To train it all again");
    page.code(sweep.repeat());
    page.definitions(settings(sweep));
    return page;
  }

  private static String lead(SweepPlan plan) {
    Plan base = plan.base();
    int points = plan.points().size();
    return "%s, trained %s at each of %s, %s: %s."
        .formatted(
            Format.list(base.titles()),
            Count.of(base.template().epochs(), "epoch") + " with " + Count.of(base.seeds(), "seed"),
            Count.of(points, "point"),
            plan.isGrid()
                ? "all combinations of the values of some settings"
                : "drawn at random from the values of some settings",
            Format.list(plan.axes().stream().map(SweepAxis::text).toList()));
  }

  private static String caption(Sweep sweep) {
    int seeds = sweep.plan().base().seeds();
    int points = sweep.points().size();
    String rows =
        points > MOST_ROWS ? "The best %d of %d".formatted(MOST_ROWS, points) : "All " + points;
    return "%s on the validation part, the best first.%s"
        .formatted(
            rows,
            seeds == 1
                ? " One seed."
                : " Mean ± standard deviation over " + Count.of(seeds, "seed") + ".");
  }

  /** Returns the settings of a comparison, with the values swept where there are several. */
  private static Map<String, String> settings(Sweep sweep) {
    Map<String, String> settings =
        CompareReport.settings(sweep.plan().base(), sweep.data(), sweep.kit(), sweep.seconds());
    for (SweepAxis axis : sweep.plan().axes()) {
      String values =
          "swept: " + (axis.isRange() ? axis.text().substring(3) : Format.list(axis.values()));
      switch (axis.setting()) {
        case LR -> settings.put("learning rate", values);
        case BATCH_SIZE -> settings.put("batch size", values);
        case SCHEDULE -> settings.put("learning-rate schedule", values);
        case WEIGHT_DECAY -> settings.put("weight decay", values);
        case HIDDEN, DROPOUT -> {
          // One network is described there, and there were several.
          boolean batchNorm = sweep.plan().base().template().network().batchNorm();
          settings.put(
              "network", "linear layers with ReLU" + (batchNorm ? " and batch normalisation" : ""));
          settings.put(axis.setting().title(), values);
        }
      }
    }
    return settings;
  }
}
