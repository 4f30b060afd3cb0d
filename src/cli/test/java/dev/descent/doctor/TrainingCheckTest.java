package dev.descent.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.doctor.Check.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.bytedeco.javacpp.BytePointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingCheckTest {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  private static void assertVerdict(Check check, Status status, String... parts) {
    String all = check.found() + " / " + check.advice();
    assertEquals(status, check.status(), all);
    for (String part : parts) {
      assertTrue(all.contains(part), () -> "\"" + part + "\" is not in: " + all);
    }
    assertEquals(1, all.lines().count(), all);
  }

  @Test
  void trainsForReal() throws IOException {
    assertVerdict(TrainingCheck.check(LIMIT), Status.OK, "CpuBackend", "steps a second", "from 2.");
  }

  @Test
  void aCrashIsALineAndLeavesNothing() throws IOException {
    Path here = Path.of("").toAbsolutePath();
    long before = count(here);
    Child child = Child.run(TrainingCheck.program(Crash.class.getName()), folder, LIMIT);
    assertVerdict(
        TrainingCheck.verdict(child), Status.FAIL, "crashed", "SIG", "DESCENT_NATIVES=generic");
    assertEquals(before, count(here));
  }

  private static long count(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.count();
    }
  }

  @Test
  void anExceptionIsALine() throws IOException {
    Child child = Child.run(TrainingCheck.program(Throw.class.getName()), folder, LIMIT);
    assertVerdict(
        TrainingCheck.verdict(child),
        Status.FAIL,
        "ended with 1: java.lang.UnsatisfiedLinkError: no x");
  }

  @Test
  void oneThatHangsIsKilled() throws IOException {
    Child child =
        Child.run(TrainingCheck.program(Hang.class.getName()), folder, Duration.ofMillis(500));
    assertVerdict(TrainingCheck.verdict(child), Status.FAIL, "did not end");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "134 | #  SIGILL (0x4) at pc=0x0007f | crashed (SIGILL)",
        "1 | #  EXCEPTION_ILLEGAL_INSTRUCTION (0xc000001d) at pc | EXCEPTION_ILLEGAL_INSTRUCTION",
        "1 | x: failed to map segment from shared object | noexec",
        "1 | There is insufficient memory for the Java Runtime | close other programs",
        "1 | CUDA error: no kernel image is available | unset DESCENT_BACKEND",
        "0 | `` | ended with 0: it said nothing",
        "0 | {\"steps\": | cannot be understood",
        "0 | {\"steps\": 9, \"seconds\": 1, \"firstLoss\": 1, \"lastLoss\": 1.1} | must fall",
        "0 | {\"steps\": 9, \"seconds\": 1, \"firstLoss\": 1, \"lastLoss\": \"NaN\"} | must fall",
        "0 | {} | must fall",
      })
  void failuresSayWhatToDo(int exit, String output, String part) {
    assertVerdict(
        TrainingCheck.verdict(new Child(Optional.of(exit), output)), Status.FAIL, part.strip());
  }

  /** Writes where nothing is: the JVM dies as it does of a bad instruction. */
  static final class Crash {
    public static void main(String[] args) {
      new Nowhere().put((byte) 1);
    }

    private static final class Nowhere extends BytePointer {
      private Nowhere() {
        address = 1;
      }
    }
  }

  /** Fails as JavaCPP does where a library is missing. */
  static final class Throw {
    public static void main(String[] args) {
      throw new ExceptionInInitializerError(new UnsatisfiedLinkError("no x in java.library.path"));
    }
  }

  /** Never ends. */
  static final class Hang {
    public static void main(String[] args) throws InterruptedException {
      Thread.currentThread().join();
    }
  }
}
