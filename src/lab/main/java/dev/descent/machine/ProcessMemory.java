package dev.descent.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Other processes, and how much memory they have, as Linux says; other systems are not asked. */
public final class ProcessMemory {
  private static final String RESIDENT = "VmRSS:";

  private ProcessMemory() {}

  /** A process and all below it. To find them every process of the machine is looked at. */
  public static List<ProcessHandle> tree(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants()).toList();
  }

  /**
   * The memory that processes have together, resident, in bytes; 0 where it is not known, and for
   * one that has ended.
   */
  public static long resident(List<ProcessHandle> processes) {
    return processes.stream().mapToLong(process -> resident(process.pid())).sum();
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
