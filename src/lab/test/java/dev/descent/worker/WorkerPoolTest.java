package dev.descent.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Order(1) // it takes longest
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WorkerPoolTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<String> printed = Collections.synchronizedList(new ArrayList<>());
  private final WorkerPool pool = pool(1);

  private WorkerPool pool(int size) {
    return new WorkerPool(size, options(printed::add));
  }

  private static WorkerProcess.Options options(Consumer<String> output) {
    List<String> jvm = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    return new WorkerProcess.Options(jvm, Map.of("GREETING", "hello"), output);
  }

  @AfterEach
  void end() {
    pool.close();
  }

  /** Does what its input says. */
  public static final class Deed implements Job<String, Object, Object> {
    @Override
    public Object run(String input, Consumer<Object> progress) throws Exception {
      switch (input) {
        case "count" -> {
          for (int i = 1; i <= 3; i++) {
            progress.accept(i);
          }
        }
        case "load ND4J" -> Backend.start();
        case "exit" -> System.exit(3);
        case "print" -> {
          System.out.println("from Java");
          new FileOutputStream(FileDescriptor.out)
              .write("no line end".getBytes(StandardCharsets.UTF_8));
        }
        case "last words" -> {
          System.err.println("the disk is on fire");
          Runtime.getRuntime().halt(4);
        }
        case "bad input" -> throw new BadInputException("file x, row 3: rule, got 7");
        case "throw" -> throw new IllegalStateException("it broke\nsecond line");
        case "no message" -> throw new StackOverflowError();
        case "close the wire" -> {
          new FileOutputStream(FileDescriptor.out).close();
          return new CountDownLatch(1).await(1, TimeUnit.HOURS);
        }
        case "memory" -> {
          List<long[]> all = new ArrayList<>();
          while (all.size() < 1_000_000) {
            all.add(new long[1 << 20]);
          }
          return all.size();
        }
        case "long line" -> {
          FileOutputStream out = new FileOutputStream(FileDescriptor.out);
          for (int i = 0; i < 40; i++) {
            out.write(new byte[1 << 20]);
          }
          out.write('\n');
        }
        case "hang" -> {
          progress.accept("hanging");
          new CountDownLatch(1).await();
        }
        case "numbers" -> {
          return "%d %.1f %s".formatted(7, 0.5, "ID".toLowerCase(Locale.getDefault()));
        }
        case "environment" -> {
          return System.getenv("GREETING");
        }
        default -> {}
      }
      return ProcessHandle.current().pid();
    }
  }

  private CompletableFuture<Object> start(String deed) {
    return pool.submit(Deed.class, deed, report -> {}, LONG);
  }

  private long pid() {
    return ((Number) start("").join()).longValue();
  }

  private String failureOf(CompletableFuture<Object> job) {
    Throwable cause = assertThrows(CompletionException.class, job::join).getCause();
    return assertInstanceOf(JobFailedException.class, cause).getMessage();
  }

  @Test
  @DisplayName("a worker is another process, and stays for the next job")
  void staysWarm() {
    long first = pid();
    assertNotEquals(ProcessHandle.current().pid(), first);
    assertEquals(first, pid());
  }

  @Test
  @DisplayName("a worker without a job waits for the next pool with its options, if they allow it")
  void isKept() throws InterruptedException {
    long first = pid();
    pool.close();
    List<String> heard = Collections.synchronizedList(new ArrayList<>());
    WorkerProcess.Options same = options(heard::add);
    assertEquals(first, pid(same), "the same worker");
    assertNotEquals(first, pid(same.with(same.classPath(), List.of("-Xss2m"))));
    WorkerProcess.Options alone =
        new WorkerProcess.Options(
            same.before(),
            same.jvm(),
            same.classPath(),
            same.inherits(),
            same.environment(),
            same.scratch(),
            same.output(),
            same.watch(),
            false);
    long other = pid(alone);
    assertNotEquals(first, other);
    ProcessHandle.of(other).ifPresent(it -> it.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    assertEquals(first, pid(same));
    try (WorkerPool next = new WorkerPool(1, same)) {
      next.submit(Deed.class, "print", report -> {}, LONG).join();
      for (int i = 0; i < 500 && !heard.contains("from Java"); i++) {
        Thread.sleep(10);
      }
    }
    assertTrue(heard.contains("from Java"), "what it prints is for its pool of now");
    assertFalse(printed.contains("from Java"));
  }

  @Test
  @DisplayName(
      "workers that were started before their jobs do them, and are no more than asked for")
  void startsBefore() throws InterruptedException {
    List<Long> before = children();
    WorkerProcess.Options likeNone = options(line -> {});
    likeNone = likeNone.with(likeNone.classPath(), List.of("-Xss3m"));
    try (WorkerPool two = new WorkerPool(2, likeNone)) {
      two.start();
      List<Long> started = List.of();
      for (int i = 0; i < 500 && started.size() < 2; i++) {
        Thread.sleep(10);
        started = new ArrayList<>(children());
        started.removeAll(before);
      }
      assertEquals(2, started.size());
      two.start();
      CompletableFuture<Object> hangs =
          two.submit(Deed.class, "hang", report -> {}, Duration.ofSeconds(20));
      Object pid = two.submit(Deed.class, "", report -> {}, LONG).join();
      assertTrue(started.contains(((Number) pid).longValue()), pid + " of " + started);
      List<Long> now = new ArrayList<>(children());
      now.removeAll(before);
      assertEquals(started, now);
      assertFalse(hangs.isDone());
    }
    WorkerPool closed = pool(1);
    closed.close();
    closed.start(); // does nothing
  }

  private static List<Long> children() {
    return ProcessHandle.current().children().map(ProcessHandle::pid).sorted().toList();
  }

  @Test
  @DisplayName("where ND4J cannot be loaded, each job that needs it says so, and why")
  void noNatives() {
    WorkerProcess.Options all = options(line -> {});
    String path =
        Stream.of(all.classPath().split(File.pathSeparator))
            .filter(entry -> !entry.matches(".*nd4j-native-1.*-(linux|macosx|windows)-.*"))
            .collect(Collectors.joining(File.pathSeparator));
    try (WorkerPool without = new WorkerPool(1, all.with(path, List.of("-Xmx256m")))) {
      for (int i = 0; i < 2; i++) {
        var e =
            assertThrows(
                UnfitMachineException.class,
                () -> without.run(Deed.class, "load ND4J", report -> {}, LONG, Watch.NONE));
        String message = String.valueOf(e.getMessage());
        assertTrue(
            message.startsWith(
                "ND4J's native libraries cannot be loaded: java.lang.UnsatisfiedLink"),
            message);
        assertEquals(1, message.lines().count(), message);
      }
    }
  }

  @Test
  @DisplayName("workers that wait for another pool end when they are told to")
  void endKept() {
    long kept = pid();
    pool.close();
    assertTrue(ProcessHandle.of(kept).isPresent());
    WorkerPool.endKept();
    assertFalse(ProcessHandle.of(kept).map(ProcessHandle::isAlive).orElse(false));
    assertNotEquals(kept, pid(options(line -> {})));
  }

  /** The worker of a pool that has one job. */
  private static long pid(WorkerProcess.Options options) {
    try (WorkerPool other = new WorkerPool(1, options)) {
      return ((Number) other.submit(Deed.class, "", report -> {}, LONG).join()).longValue();
    }
  }

  @Test
  @DisplayName("reports arrive in order, before the result")
  void progress() {
    List<Integer> reports = new ArrayList<>();
    pool.submit(Deed.class, "count", report -> reports.add((Integer) report), LONG).join();
    assertEquals(List.of(1, 2, 3), reports);
  }

  @Test
  @DisplayName("a worker whose reports cannot be taken is not used again in the middle of its job")
  void brokenListener() {
    long before = pid();
    CompletableFuture<Object> broken =
        pool.submit(
            Deed.class,
            "count",
            report -> {
              throw new IllegalStateException("no room for reports");
            },
            LONG);
    assertThrows(CompletionException.class, broken::join);
    assertNotEquals(before, pid());
  }

  @Test
  @DisplayName("workers get the variables of the options")
  void environment() {
    assertEquals("hello", start("environment").join());
  }

  @ParameterizedTest
  @CsvSource({"ar, EG", "de, DE", "tr, TR"})
  @DisplayName("a worker writes the same numbers and letters in every country")
  void countries(String language, String country) {
    List<String> there = List.of("-Duser.language=" + language, "-Duser.country=" + country);
    try (WorkerPool abroad = new WorkerPool(1, options(printed::add).with(there))) {
      assertEquals("7 0.5 id", abroad.submit(Deed.class, "numbers", report -> {}, LONG).join());
    }
  }

  @Test
  @DisplayName("what a job prints is passed on, and does not disturb the result")
  void prints() throws InterruptedException {
    assertInstanceOf(Number.class, start("print").join());
    // It comes through a pipe of its own, perhaps behind the result.
    for (int i = 0; i < 500 && !printed.contains("from Java"); i++) {
      Thread.sleep(10);
    }
    assertTrue(printed.contains("from Java"), printed.toString());
  }

  @Test
  @DisplayName("an exception fails its job with the first line of its message; the worker lives on")
  void failure() {
    long before = pid();
    assertEquals("it broke", failureOf(start("throw")));
    assertEquals("java.lang.StackOverflowError", failureOf(start("no message")));
    assertEquals(before, pid());
  }

  @Test
  @DisplayName("bad input stays bad input")
  void badInput() {
    Throwable e = assertThrows(CompletionException.class, start("bad input")::join).getCause();
    assertInstanceOf(BadInputException.class, e);
    assertEquals("file x, row 3: rule, got 7", e.getMessage());
  }

  @Test
  @DisplayName("a worker that exits fails its job with code and last words, and is replaced")
  void death() {
    long before = pid();
    assertEquals("its worker process died with exit code 3", failureOf(start("exit")));
    assertNotEquals(before, pid());
    assertEquals(
        "its worker process died with exit code 4; its last words: the disk is on fire",
        failureOf(start("last words")));
    assertInstanceOf(Number.class, start("").join());
  }

  @Test
  @DisplayName("a worker that does not start is the machine's fault, not its job's")
  void doesNotStart() {
    WorkerProcess.Options broken =
        new WorkerProcess.Options(List.of("-XX:+NoSuchOption"), Map.of(), line -> {});
    try (WorkerPool other = new WorkerPool(1, broken)) {
      CompletableFuture<Object> job = other.submit(Deed.class, "", report -> {}, LONG);
      Throwable cause = assertThrows(CompletionException.class, job::join).getCause();
      String message = assertInstanceOf(UnfitMachineException.class, cause).getMessage();
      assertTrue(
          message.startsWith("a worker JVM does not start: it ended with exit code 1; its last"),
          message);
    }
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // it has no sh
  @DisplayName("a worker that ends before it has begun is replaced, and its job done")
  void endsBeforeItBegins(@TempDir Path folder) {
    String firstFails = "[ -e \"$0\" ] || { touch \"$0\"; exit 9; }; exec \"$@\"";
    WorkerProcess.Options options =
        new WorkerProcess.Options(
            List.of("sh", "-c", firstFails, folder.resolve("tried").toString()),
            List.of(),
            WorkerProcess.Options.ownClassPath(),
            true,
            Map.of(),
            null,
            line -> {},
            Watch.NONE,
            false);
    try (WorkerPool other = new WorkerPool(1, options)) {
      assertInstanceOf(Number.class, other.submit(Deed.class, "", report -> {}, LONG).join());
    }
  }

  @Test
  @DisplayName("a worker whose output is closed is dead to the pool, and is replaced")
  void closedWire() {
    assertTrue(failureOf(start("close the wire")).startsWith("its worker process died"));
    assertInstanceOf(Number.class, start("").join());
  }

  @Test
  @DisplayName("a job that takes too much memory fails alone")
  void memory() {
    long before = pid();
    assertTrue(failureOf(start("memory")).contains("out of memory"));
    assertNotEquals(before, pid());
  }

  @Test
  @DisplayName("a job is stopped at its time limit")
  void timeLimit() {
    String message =
        failureOf(pool.submit(Deed.class, "hang", report -> {}, Duration.ofSeconds(1)));
    assertEquals("was stopped: it took longer than 1 s", message);
    assertInstanceOf(Number.class, start("").join());
  }

  @Test
  @DisplayName("a line without end takes no memory here: its worker ends")
  void longLine() {
    assertEquals(
        "was stopped: it sent a message of more than 32 MB", failureOf(start("long line")));
    assertInstanceOf(Number.class, start("").join());
  }

  @Test
  @DisplayName("a watch looks at the worker from outside, and ends it with its words")
  void watch() throws InterruptedException {
    List<Long> seen = new CopyOnWriteArrayList<>();
    Watch watch =
        worker -> {
          seen.add(worker.pid());
          return seen.size() < 3 ? null : "is past a limit";
        };
    long pid = pid();
    CompletableFuture<Object> job = pool.submit(Deed.class, "hang", report -> {}, LONG, watch);
    Throwable cause = assertThrows(CompletionException.class, job::join).getCause();
    assertEquals("is past a limit", assertInstanceOf(JobFailedException.class, cause).exceeded());
    assertEquals(List.of(pid, pid, pid), seen.subList(0, 3));
    int looks = seen.size();
    assertInstanceOf(Number.class, start("").join());
    Thread.sleep(500);
    assertEquals(looks, seen.size(), "the next job has its own");
  }

  @Test
  @DisplayName("a result that nobody wants any more ends its job, and the next one gets a worker")
  void cancelled() throws Exception {
    ProcessHandle worker = ProcessHandle.of(pid()).orElseThrow();
    CountDownLatch hanging = new CountDownLatch(1);
    CompletableFuture<Object> running =
        pool.submit(Deed.class, "hang", report -> hanging.countDown(), LONG);
    hanging.await();
    running.cancel(true);
    worker.onExit().get(10, TimeUnit.SECONDS);
    assertNotEquals(worker.pid(), pid());
  }

  @Test
  @DisplayName("two workers work at the same time")
  void sideBySide() {
    try (WorkerPool two = pool(2)) {
      CompletableFuture<Object> hangs =
          two.submit(Deed.class, "hang", report -> {}, Duration.ofSeconds(20));
      assertInstanceOf(Number.class, two.submit(Deed.class, "", report -> {}, LONG).join());
      assertFalse(hangs.isDone());
    }
  }

  @Test
  @DisplayName("closing the pool ends its workers and fails what is left")
  void close() throws Exception {
    ProcessHandle worker = ProcessHandle.of(pid()).orElseThrow();
    CountDownLatch hanging = new CountDownLatch(1);
    CompletableFuture<Object> running =
        pool.submit(Deed.class, "hang", report -> hanging.countDown(), LONG);
    CompletableFuture<Object> waiting = start("");
    hanging.await();
    pool.close();
    assertEquals("stopped", failureOf(running));
    assertEquals("stopped", failureOf(waiting));
    assertEquals("stopped", failureOf(start("")), "a job after that");
    worker.onExit().get(10, TimeUnit.SECONDS);
  }

  @Test
  @DisplayName("a worker ends with its parent, even in the middle of a job")
  void orphan() throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Worker.class.getName());
    Process worker = builder.start();
    try (var toWorker = worker.outputWriter(StandardCharsets.UTF_8)) {
      Wire.Request hang = new Wire.Request(Deed.class.getName(), Wire.JSON.valueToTree("hang"));
      toWorker.write("@mark@\n" + new Wire("@mark@").line(hang) + "\n");
    } // closed, as when the parent is killed
    assertTrue(worker.waitFor(20, TimeUnit.SECONDS));
    assertEquals(0, worker.exitValue());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("Ctrl-C, which reaches workers too, does not end them")
  void interrupt() throws Exception {
    ProcessHandle worker = ProcessHandle.of(pid()).orElseThrow();
    assertEquals(0, new ProcessBuilder("sh", "-c", "kill -INT " + worker.pid()).start().waitFor());
    assertThrows(TimeoutException.class, () -> worker.onExit().get(500, TimeUnit.MILLISECONDS));
    assertEquals(worker.pid(), pid());
  }

  @Test
  @DisplayName("a pool has at least one worker")
  void size() {
    var e = assertThrows(IllegalArgumentException.class, () -> pool(0));
    assertEquals("size must be at least 1, got 0", e.getMessage());
  }
}
