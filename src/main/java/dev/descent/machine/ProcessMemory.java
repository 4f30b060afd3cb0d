package dev.descent.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory other processes have, as Linux says; other systems are not asked. */
public final class ProcessMemory {
  private static final String RESIDENT = "VmRSS:";

  private ProcessMemory() {}

  /**
   * The memory that a process and all below it have, resident, in bytes.
   *
   * @return 0 where it is not known, and for a process that has ended
   */
  public static long resident(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToLong(one -> resident(one.pid()))
        .sum();
  }

  private static long resident(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith(RESIDENT))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    } catch (IOException | RuntimeException e) {
      return 0; // it has ended, even while it was looked at
    }
  }
}
