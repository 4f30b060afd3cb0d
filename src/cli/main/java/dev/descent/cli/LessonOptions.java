package dev.descent.cli;

import dev.descent.BadInputException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for running lessons, of {@code descent lesson} and {@code descent plot}. */
final class LessonOptions {
  @Option(
      names = "--quick",
      description = "Smaller: less data and fewer epochs, done within seconds.")
  boolean quick;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "Of everything left to chance (default: 1). The same seed, the same figures.")
  private long seed = 1;

  @Mixin private Workers workers;

  /** Those of a whole run with seed 1. */
  static LessonOptions whole(Workers workers) {
    LessonOptions options = new LessonOptions();
    options.workers = workers;
    return options;
  }

  long seed() {
    if (seed < 1) {
      throw new BadInputException("--seed must be at least 1, got " + seed);
    }
    return seed;
  }

  /** The options as they are written in a command. */
  String written() {
    return (quick ? " --quick" : "") + " --seed " + seed();
  }

  int workers() {
    return workers.count();
  }
}
