package dev.descent.compare;

import dev.descent.Count;
import dev.descent.compare.Experiments.Failure;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Run;
import dev.descent.plot.Figure;
import dev.descent.report.HtmlReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The results of many trainings, of which {@link CompareFiles} makes words and files. */
public sealed interface Results permits Comparison, Sweep {
  /** Failures listed in words; results.json has all. */
  int MOST_FAILURES = 20;

  /** The same of a sweep, which goes where training fails to see that it does. */
  int MOST_OF_SWEEP = 5;

  /** Returns what was trained on. */
  Comparison.Data data();

  /** Tells if every training ended well. */
  boolean complete();

  /** Returns the results in sentences. */
  List<String> findings();

  /** Returns every training that ended well. */
  List<Run> runs();

  /** Returns every training that did not. */
  List<Failure> failures();

  /** Returns how many were given up because all was stopped. */
  int unfinished();

  /** Returns the settings that were swept, if any. */
  List<Setting> swept();

  /** Writes the results in a table for the terminal; blank where no training ended. */
  String table();

  /** Draws the figures, by the names of their files. */
  Map<String, Figure> figures();

  /** Makes the report with the figures. */
  HtmlReport page(Map<String, Figure> figures);

  /** Says what did not end well, a line each. */
  default List<String> problems() {
    List<String> lines = new ArrayList<>();
    int most = swept().isEmpty() ? MOST_FAILURES : MOST_OF_SWEEP;
    for (Failure failure : failures()) {
      if (lines.size() == most) {
        int more = failures().size() - most;
        lines.add("Failed, too: " + Count.of(more, "training") + ", see results.json.");
        break;
      }
      Experiment e = failure.experiment();
      String swept = swept().isEmpty() ? "" : ", " + Setting.text(swept(), e);
      lines.add(
          "Failed: %s%s, seed %s: %s"
              .formatted(Plan.Contender.of(e).title(), swept, e.seed(), failure.message()));
    }
    if (unfinished() > 0) {
      lines.add(
          "Stopped: %s of %s trainings had ended and are kept; the others are not in these results."
              .formatted(runs().size(), runs().size() + failures().size() + unfinished()));
    }
    Figure.trouble().ifPresent(why -> lines.add("No figures: " + why + "."));
    return lines;
  }
}
