package dev.descent.grade;

import dev.descent.catalog.Exercise;
import dev.descent.exercise.Brief;
import dev.descent.grade.RunJob.Event;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs code that may do anything: print without end, never return, leave threads behind, end the
 * JVM. What cannot be undone ends this worker, after the grader has been told why and in which
 * test. The limits themselves are kept from outside, by {@link TestLog} and others: here is only
 * what knows where in the student's file they were passed.
 */
final class StudentCode implements TestRun.Watcher {
  private static final int OUTPUT_SHOWN = 10_000; // bytes
  private static final int LONGEST_NAME = 100; // bytes
  private static final int DEAD = 97;

  /** Libraries start some of their own when they are first used. */
  private static final int MOST_THREADS = 50;

  private static final long GRACE = 500; // milliseconds for threads to end
  private static final long LOOK = 200; // milliseconds, once a test has had its time by the clock

  private static final ScheduledExecutorService ALARMS =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "time limit");
            thread.setDaemon(true);
            return thread;
          });

  /** The one that is running in this JVM, for {@code System.exit}. */
  private static volatile @Nullable StudentCode current;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(StudentCode::exits, "exit"));
  }

  private final Exercise exercise;
  private final Consumer<Event> progress;
  private final Capture printed = new Capture();
  private volatile @Nullable Thread thread;
  private volatile @Nullable GradedTest running;
  private @Nullable ScheduledFuture<?> alarm;
  private TestTime began = TestTime.ofThisProcess();
  private Set<Thread> before = Set.of();

  /**
   * @param progress gets {@link Event}s
   */
  StudentCode(Exercise exercise, Consumer<Event> progress) {
    this.exercise = exercise;
    this.progress = progress;
  }

  /**
   * Runs tests in a thread of their own.
   *
   * @return what was printed
   */
  String run(TestRun tests) throws InterruptedException {
    FutureTask<Void> all = new FutureTask<>(() -> tests.run(this), null);
    PrintStream out = System.out;
    PrintStream err = System.err;
    PrintStream capture = new PrintStream(printed, true, StandardCharsets.UTF_8);
    current = this;
    try {
      System.setOut(capture);
      System.setErr(capture);
      Thread tester = new Thread(all, "tests");
      thread = tester;
      tester.start();
      all.get();
      return printed.text();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof OutOfMemoryError) {
        die("needs more memory than a test may have", null); // ND4J's, or one of the student's
      }
      throw new IllegalStateException(e.getCause());
    } finally {
      current = null;
      System.setOut(out);
      System.setErr(err);
    }
  }

  @Override
  public synchronized void begins(GradedTest test) {
    running = test;
    before = threads();
    progress.accept(Event.begun(test));
    began = TestTime.ofThisProcess();
    alarm =
        ALARMS.scheduleWithFixedDelay(
            () -> endIfOver(test), 1000L * exercise.seconds(), LOOK, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void ended(TestResult result) {
    if (running != null) { // one that is not run has not begun
      if (alarm != null) {
        alarm.cancel(false);
      }
      Left left = leftBehind();
      if (left != null) {
        die(
            "leaves a thread running, " + Brief.of(left.thread().getName(), LONGEST_NAME),
            left.place());
      }
      int more = threads().size() - before.size();
      if (more > MOST_THREADS) {
        die("leaves " + more + " threads running", null);
      }
      running = null;
    }
    progress.accept(Event.ended(result));
  }

  private synchronized void endIfOver(GradedTest test) {
    boolean isOver = TestTime.ofThisProcess().since(began).isOver(exercise.seconds());
    if (isOver && test.equals(running)) { // it has not ended while the alarm waited for its turn
      die(TestLog.tooLong(exercise) + ": is there a loop that never ends?", place());
    }
  }

  /** The line of the student's file that runs now; null if it is none of that file. */
  private @Nullable String place() {
    Thread tester = thread;
    return tester == null ? null : Failure.place(tester.getStackTrace(), exercise);
  }

  /** The threads in this JVM. */
  private static Set<Thread> threads() {
    ThreadGroup all = Thread.currentThread().getThreadGroup();
    while (all.getParent() != null) {
      all = all.getParent();
    }
    Thread[] found = new Thread[all.activeCount() + MOST_THREADS];
    return Set.copyOf(Arrays.asList(found).subList(0, all.enumerate(found)));
  }

  /**
   * A thread that the test has left running, and its place in the student's code, if it is there:
   * one may run the library's alone, or have hardly begun.
   */
  private @Nullable Left leftBehind() {
    long end = System.currentTimeMillis() + GRACE;
    while (true) {
      Map<Thread, StackTraceElement[]> stacks = Thread.getAllStackTraces();
      stacks.keySet().remove(thread);
      Left inStudentCode = null;
      Left running = null;
      for (Map.Entry<Thread, StackTraceElement[]> entry : stacks.entrySet()) {
        String place = Failure.place(entry.getValue(), exercise);
        if (place != null) {
          inStudentCode = new Left(entry.getKey(), place);
        } else if (!before.contains(entry.getKey())
            && entry.getKey().getState() == Thread.State.RUNNABLE) { // a library's own ones wait
          running = new Left(entry.getKey(), null);
        }
      }
      Left left = inStudentCode != null ? inStudentCode : running;
      if (left == null || System.currentTimeMillis() > end) {
        return left;
      }
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return left;
      }
    }
  }

  private record Left(Thread thread, @Nullable String place) {}

  /** Runs when the JVM ends by {@code System.exit}. */
  private static void exits() {
    StudentCode student = current;
    if (student != null && student.running != null) {
      student.progress.accept(
          Event.death(
              "ends the whole program, as System.exit does",
              student.place(),
              student.printed.text()));
    }
  }

  private void die(String why, @Nullable String place) {
    progress.accept(Event.death(why, place, printed.text()));
    Runtime.getRuntime().halt(DEAD);
  }

  /** Keeps the beginning of what is printed. */
  private static final class Capture extends OutputStream {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean more;

    @Override
    public synchronized void write(int b) {
      if (kept.size() < OUTPUT_SHOWN) {
        kept.write(b);
      } else {
        more = true;
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      int room = Math.min(length, OUTPUT_SHOWN - kept.size());
      kept.write(bytes, from, room);
      more |= room < length;
    }

    synchronized String text() {
      return kept.toString(StandardCharsets.UTF_8)
          + (more ? "\n… more was printed and is not shown\n" : "");
    }
  }
}
