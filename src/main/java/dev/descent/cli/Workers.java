package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.machine.Machine;
import dev.descent.train.TrainingJob;

/** How many worker JVMs to start. */
final class Workers {
  private Workers() {}

  /** What {@code --jobs} says; where it is not given, one a core, fewer where memory is short. */
  static int count(Integer jobs) {
    if (jobs == null) {
      Machine machine = Machine.look();
      long room = Math.max(1, machine.freeMemory() / TrainingJob.MEMORY);
      return (int) Math.min(machine.cores(), room);
    }
    if (jobs < 1) {
      throw new BadInputException("--jobs must be at least 1, got " + jobs);
    }
    return jobs;
  }
}
