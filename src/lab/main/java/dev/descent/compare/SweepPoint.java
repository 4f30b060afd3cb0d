package dev.descent.compare;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A point of a sweep with one optimizer, over its seeds.
 *
 * @param first its training with the first seed
 * @param swept the settings that make the point
 * @param runs those of its trainings that ended well
 * @param failed how many of its trainings did not
 * @param summary of the runs, which may be none
 * @param best whether it is the best of its optimizer on the validation part
 */
public record SweepPoint(
    Experiment first,
    List<Setting> swept,
    List<Run> runs,
    int failed,
    Summary summary,
    boolean best) {

  /** Makes the experiment that all seeds of a point have in common: that of the first one. */
  static Experiment first(Experiment any) {
    return any.with(any.optimizer(), any.learningRate(), any.settings(), 1);
  }

  Optimizer optimizer() {
    return first.optimizer();
  }

  /** Returns the name of its optimizer in figures and tables. */
  String title() {
    return Plan.Contender.of(first).title();
  }

  String value(Setting setting) {
    return setting.text(first);
  }

  /** Writes its values: {@code lr=0.01, batch-size=32}. */
  String values() {
    return Setting.text(swept, first);
  }

  /** Tells if it can be the best: a training ended, and none failed. */
  boolean isSound() {
    return !runs.isEmpty() && failed == 0;
  }

  SweepPoint asBest() {
    return new SweepPoint(first, swept, runs, failed, summary, true);
  }

  /**
   * Returns the point as {@code results.json} has it. Only the best of an optimizer has a result on
   * the test part: who chose by that would have tested nothing.
   */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> settings = new LinkedHashMap<>();
    swept.forEach(setting -> settings.put(setting.key(), setting.of(first)));
    Spread none = Spread.of(List.of());
    Map<String, Object> point = new LinkedHashMap<>();
    point.put("optimizer", optimizer());
    point.put("settings", settings);
    point.put("best", best);
    point.put("runs", runs.size());
    point.put("failed", failed);
    point.put("epochsToTarget", summary.epochsToTarget());
    point.put("reached", summary.reached());
    point.put("validationAccuracy", summary.validationAccuracy());
    point.put("validationError", summary.validationError());
    point.put("testAccuracy", best ? summary.testAccuracy() : none);
    point.put("testError", best ? summary.testError() : none);
    point.put("trainingLoss", summary.trainingLoss());
    point.put("seconds", summary.seconds());
    return point;
  }
}
