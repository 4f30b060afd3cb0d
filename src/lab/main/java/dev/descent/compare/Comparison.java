package dev.descent.compare;

import static java.util.stream.Collectors.joining;

import dev.descent.Count;
import dev.descent.compare.Experiments.Failure;
import dev.descent.data.DataSource;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.experiment.Run;
import dev.descent.plot.Figure;
import dev.descent.report.HtmlReport;
import dev.descent.worker.Provenance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A comparison with all that its results depend on; {@code results.json} is this, see {@code
 * docs/results.schema.json}.
 *
 * @param format name and version of this form
 * @param kit what computed it; without a backend where no training ended
 * @param data what it was trained on
 * @param plan what was compared; the rates are those used
 * @param repeat the command that trains again with the rates used
 * @param complete whether every training of the plan ended well
 * @param summary the table
 * @param findings the table in words
 * @param tuning the rates tried; empty without a search
 * @param runs every training that ended well
 * @param failures every training that did not
 * @param unfinished trainings given up because all was stopped
 * @param seconds from the first training's start to the last one's end
 */
public record Comparison(
    String format,
    Provenance kit,
    Data data,
    Plan plan,
    String repeat,
    boolean complete,
    List<Summary> summary,
    List<String> findings,
    List<Tuning.Trial> tuning,
    List<Run> runs,
    List<Failure> failures,
    int unfinished,
    double seconds)
    implements Results {

  private static final String FORMAT = "descent-compare/1";
  private static final int MOST_NAMED = 6; // classes in a sentence
  private static final int MOST_LETTERS = 60; // of a name in it

  /**
   * The data, and what they are without any network.
   *
   * @param spec as {@code --data} takes it
   * @param shape height and width of an image, or the number of features
   * @param classes their names; empty where a number is predicted
   * @param outcome the name of what is predicted
   * @param unit what an error of 1 in the loss stands for, in the outcome's unit
   * @param baseline what a prediction gets that looks at no feature
   * @param notes what was taken of a table and what was not, a sentence each
   */
  public record Data(
      String spec,
      List<Integer> shape,
      List<String> classes,
      String outcome,
      double unit,
      Part train,
      Part validation,
      Part test,
      Baseline baseline,
      List<String> notes) {

    /** A part of the data: its size, the rows of each class, and a hash over its numbers. */
    public record Part(int rows, List<Integer> counts, String sha256) {
      static Part of(Dataset data) {
        List<Integer> counts = Arrays.stream(data.counts()).boxed().toList();
        return new Part(data.size(), counts, data.sha256());
      }
    }

    static Data of(String spec, DataSource.Reading reading) {
      Split split = reading.split();
      Dataset train = split.train();
      Measure measure = new Measure(train.isClassification(), reading.outcome(), reading.unit());
      return new Data(
          spec,
          train.shape(),
          train.classes(),
          reading.outcome(),
          reading.unit(),
          Part.of(train),
          Part.of(split.validation()),
          Part.of(split.test()),
          Baseline.of(split, measure),
          reading.notes());
    }

    Measure measure() {
      return new Measure(!classes.isEmpty(), outcome, unit);
    }

    /** The measure with the digits that tell these results and the baseline apart. */
    Measure measure(List<Summary> summary) {
      Measure measure = measure();
      Stream<Spread> results =
          summary.stream().flatMap(row -> Stream.of(measure.validation(row), measure.test(row)));
      Stream<Spread> always =
          Stream.of(baseline.validation(), baseline.test())
              .map(value -> new Spread(value, Double.NaN, 1));
      return measure.tellingApart(Stream.concat(results, always).toList());
    }

    int inputs() {
      return shape.stream().reduce(1, (a, b) -> a * b);
    }

    int outputs() {
      return Math.max(1, classes.size());
    }

    /** Writes what the data are, in a sentence, and the notes. */
    List<String> text() {
      int rows = train.rows() + validation.rows() + test.rows();
      String features =
          shape.size() == 2
              ? "of %d x %d pixels".formatted(shape.get(0), shape.get(1))
              : "of " + Count.of(shape.get(0), "feature");
      List<String> text = new ArrayList<>();
      text.add(
          "Data: %s: %s rows %s; %s."
              .formatted(
                  spec,
                  Format.whole(rows),
                  features,
                  classes.isEmpty() ? "the number to predict is " + outcome : shares(rows)));
      text.addAll(notes);
      return text;
    }

    /** Writes the classes with their shares of all rows. */
    private String shares(int rows) {
      double[] shares =
          IntStream.range(0, classes.size())
              .mapToDouble(c -> count(train, c) + count(validation, c) + count(test, c))
              .map(count -> 100 * count / rows)
              .toArray();
      if (classes.size() <= MOST_NAMED) {
        return IntStream.range(0, shares.length)
            .mapToObj(
                c -> "%s %s".formatted(Format.name(classes.get(c), MOST_LETTERS), share(shares[c])))
            .collect(joining(", ", outcome + " is ", ""));
      }
      var range = Arrays.stream(shares).summaryStatistics();
      String least = Format.number(range.getMin(), 1);
      String most = Format.number(range.getMax(), 1);
      return "%d classes of %s"
          .formatted(
              shares.length, least.equals(most) ? least + " % each" : least + " to " + most + " %");
    }

    /** Writes a share that is not all as less than all, and one that is not nothing as more. */
    private static String share(double percent) {
      return (percent < 0.05 && percent > 0
              ? "< 0.1"
              : percent >= 99.95 && percent < 100 ? "> 99.9" : Format.number(percent, 1))
          + " %";
    }

    private static int count(Part part, int label) {
      return part.counts().get(label);
    }
  }

  @Override
  public List<Setting> swept() {
    return List.of();
  }

  @Override
  public String table() {
    return summary.isEmpty() ? "" : ResultsTable.of(this).text();
  }

  @Override
  public Map<String, Figure> figures() {
    return new CompareFigures(this).draw();
  }

  @Override
  public HtmlReport page(Map<String, Figure> figures) {
    return CompareReport.page(this, figures);
  }

  /** Returns the findings on speed and final accuracy, without those on the command's options. */
  public List<String> results() {
    return new Conclusions(plan, data, runs, !tuning.isEmpty()).results();
  }

  /**
   * Sums up trainings of a plan that were run one after another, without {@link Experiments}.
   *
   * @param runs as many of each optimizer as the plan has seeds, whichever seeds they had
   */
  public static Comparison of(Plan plan, Split split, List<Run> runs) {
    return of(
        Data.of(plan.template().data(), new DataSource.Reading(split, "class", 1, List.of())),
        plan,
        List.of(),
        new Experiments.Outcome(List.copyOf(runs), List.of(), 0),
        runs.stream().mapToDouble(Run::seconds).sum());
  }

  static Comparison of(
      Data data,
      Plan plan,
      List<Tuning.Trial> tuning,
      Experiments.Outcome outcome,
      double seconds) {
    List<Summary> summary = Summary.of(plan, outcome.runs(), data.measure());
    return new Comparison(
        FORMAT,
        Provenance.here(outcome.runs().isEmpty() ? null : outcome.runs().get(0).backend()),
        data,
        plan,
        plan.command(),
        outcome.runs().size() == plan.experiments().size(),
        summary,
        new Conclusions(plan, data, outcome.runs(), !tuning.isEmpty()).sentences(),
        tuning,
        outcome.runs(),
        outcome.failures(),
        outcome.unfinished(),
        seconds);
  }
}
