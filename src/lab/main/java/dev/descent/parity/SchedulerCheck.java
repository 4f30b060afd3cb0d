package dev.descent.parity;

import dev.descent.parity.SchedulerSpec.MultiStepLR;
import dev.descent.parity.SchedulerSpec.ReduceLROnPlateau;
import dev.descent.parity.SchedulerSpec.Unit;
import dev.descent.parity.SchedulerSpec.WarmUp;

/** The rules for the scheduler of a fixture. */
final class SchedulerCheck {
  private final Fixture fixture;
  private final SchedulerSpec scheduler;

  SchedulerCheck(Fixture fixture, SchedulerSpec scheduler) {
    this.fixture = fixture;
    this.scheduler = scheduler;
  }

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException names the entry, the rule and the value
   */
  void check() {
    Rules.there("scheduler.unit", scheduler.unit());
    if (scheduler instanceof ReduceLROnPlateau plateau) {
      plateau(plateau);
    } else {
      arguments(scheduler);
      Rules.at("scheduler", () -> scheduler.ours(scheduler.type(), fixture.optimizer().lr()));
    }
  }

  private void plateau(ReduceLROnPlateau plateau) {
    int epochs = fixture.batches().epochs();
    Rules.that(
        plateau.unit() == Unit.EPOCH, "scheduler.unit", "epoch for ReduceLROnPlateau", "iteration");
    double[] metrics = Rules.there("scheduler.metrics", plateau.metrics());
    Rules.finite("scheduler.metrics", metrics);
    Rules.that(
        metrics.length >= epochs,
        "scheduler.metrics",
        "one number an epoch, " + epochs,
        metrics.length);
    Rules.at("scheduler", () -> plateau.listener(trained -> 0));
  }

  /** Looks at the arguments whose absence Jackson does not see, of the nested schedulers too. */
  private static void arguments(SchedulerSpec spec) {
    if (spec instanceof MultiStepLR steps) {
      Rules.there("scheduler.milestones", steps.milestones());
    } else if (spec instanceof WarmUp warmUp) {
      SchedulerSpec next = Rules.there("scheduler.next", warmUp.next());
      Rules.that(next.unit() == null, "scheduler.next.unit", "left to the outer one", next.unit());
      arguments(next);
    }
  }
}
