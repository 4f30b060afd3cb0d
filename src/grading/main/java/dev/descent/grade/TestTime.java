package dev.descent.grade;

import dev.descent.machine.ProcessMemory;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;

/**
 * The time that a test has taken. Its limit is one of the processor's time, so that a machine that
 * has much else to do costs nobody a point; code that waits for something has {@link #PATIENCE}
 * times as long by the clock.
 *
 * @param clock nanoseconds by the clock
 * @param processor nanoseconds of the processor, in all threads; negative where nobody knows
 */
record TestTime(long clock, long processor) {
  /** How many times the limit the clock may show, for a test that has hardly had the processor. */
  static final int PATIENCE = 4;

  private static final long SECOND = 1_000_000_000;

  /** The time of this process. */
  static TestTime ofThisProcess() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? new TestTime(System.nanoTime(), system.getProcessCpuTime())
        : new TestTime(System.nanoTime(), -1);
  }

  /** The time of a worker, with the processes below it. */
  static TestTime of(ProcessHandle worker) {
    List<Duration> known =
        ProcessMemory.tree(worker).stream()
            .flatMap(process -> process.info().totalCpuDuration().stream())
            .toList();
    long sum = known.stream().mapToLong(Duration::toNanos).sum();
    return new TestTime(System.nanoTime(), known.isEmpty() ? -1 : sum);
  }

  /** The time from another to this one. A process that has ended meanwhile takes its own along. */
  TestTime since(TestTime begin) {
    boolean isKnown = processor >= 0 && begin.processor >= 0;
    long used = isKnown ? Math.max(0, processor - begin.processor) : -1;
    return new TestTime(clock - begin.clock, used);
  }

  /** Tells whether so many seconds have gone by the clock since it was looked at. */
  boolean isAtLeast(int seconds) {
    return System.nanoTime() - clock >= seconds * SECOND;
  }

  /** Tells whether a test that may take so many seconds has taken too long. */
  boolean isOver(int seconds) {
    boolean isBusy = processor < 0 || processor >= seconds * SECOND;
    return clock >= (isBusy ? 1L : PATIENCE) * seconds * SECOND;
  }
}
