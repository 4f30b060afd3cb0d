package dev.descent.compare;

import dev.descent.compare.Experiments.Failure;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.experiment.Run;
import dev.descent.worker.Provenance;
import java.util.List;

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
 * @param unfinished trainings given up because the user stopped
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
    double seconds) {

  private static final String FORMAT = "descent-compare/1";

  /** The data: its spec, shape and classes, and its parts with a hash over their numbers each. */
  public record Data(
      String spec,
      List<Integer> shape,
      List<String> classes,
      Part train,
      Part validation,
      Part test) {

    /** A part of the data. */
    public record Part(int rows, String sha256) {
      static Part of(Dataset data) {
        return new Part(data.size(), data.sha256());
      }
    }

    public static Data of(String spec, Split split) {
      return new Data(
          spec,
          split.train().shape(),
          split.train().classes(),
          Part.of(split.train()),
          Part.of(split.validation()),
          Part.of(split.test()));
    }
  }

  /** Returns the findings on speed and final accuracy, without those on the command's options. */
  public List<String> results() {
    return new Conclusions(plan, summary, !tuning.isEmpty()).results();
  }

  /**
   * Sums up trainings of a plan that were run one after another, without {@link Experiments}.
   *
   * @param runs as many of each optimizer as the plan has seeds, whichever seeds they had
   */
  public static Comparison of(Plan plan, Split split, List<Run> runs) {
    return of(
        Data.of(plan.template().data(), split),
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
    List<Summary> summary = Summary.of(plan, outcome.runs());
    return new Comparison(
        FORMAT,
        Provenance.here(outcome.runs().isEmpty() ? null : outcome.runs().get(0).backend()),
        data,
        plan,
        plan.command(),
        outcome.runs().size() == plan.experiments().size(),
        summary,
        new Conclusions(plan, summary, !tuning.isEmpty()).sentences(),
        tuning,
        outcome.runs(),
        outcome.failures(),
        outcome.unfinished(),
        seconds);
  }
}
