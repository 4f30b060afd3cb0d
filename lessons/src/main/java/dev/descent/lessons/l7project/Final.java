package dev.descent.lessons.l7project;

import dev.descent.lesson.Notebook;
import dev.descent.updater.Adam;

/** The training that the steps before have led to. */
final class Final {
  private Final() {}

  /** With the seed for the weights and the order of the rows; the parts stay the same. */
  static Training train(Notebook out, PumpData data, long seed) {
    return Training.of(
        out,
        "training with seed " + seed,
        Networks.of(seed, new Adam(0.01), 8, 32, 32),
        data.batches(seed),
        data.ready(data.raw().train()),
        data.ready(data.raw().validation()),
        out.quick() ? 5 : 10,
        out.quick() ? 25 : 60);
  }
}
