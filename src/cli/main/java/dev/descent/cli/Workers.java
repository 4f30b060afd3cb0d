package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.machine.Machine;
import dev.descent.worker.KitWorker;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option {@code --jobs}: how many worker JVMs to start. */
final class Workers {
  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "Trainings or submissions at a time (default: one a core, fewer where memory is short; on a cluster as"
              + " many as it does). The numbers do not depend on it.")
  private @Nullable Integer jobs;

  /** The number that was given, if one was. */
  OptionalInt given() {
    return jobs == null ? OptionalInt.empty() : OptionalInt.of(count());
  }

  int count() {
    if (jobs == null) {
      Machine machine = Machine.look();
      long room = Math.max(1, machine.freeMemory() / KitWorker.MEMORY);
      return (int) Math.min(machine.cores(), room);
    }
    if (jobs < 1) {
      throw new BadInputException("--jobs must be at least 1, got " + jobs);
    }
    return jobs;
  }
}
