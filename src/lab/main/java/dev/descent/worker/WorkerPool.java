package dev.descent.worker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.descent.UnfitMachineException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A few worker JVMs that do jobs side by side, one each at a time.
 *
 * <p>A worker starts when it gets its first job, or before, and is kept for the next. A worker that
 * dies or is killed at its time limit fails its job alone, and is replaced. One that ends before it
 * has begun to work is the machine's fault and no job's: another takes its place, and if that does
 * not start either, the machine is unfit. Closing the pool ends the workers that have a job; one
 * that has none is kept for the next pool that would start it with the same options, if these allow
 * it. The end of this JVM ends them all, however it comes.
 */
public final class WorkerPool implements Engine {
  /** The time for a job without a limit of its own; it ends a worker that hangs. */
  private static final Duration LONGEST = Duration.ofHours(24);

  private static final long LOOK = 400; // milliseconds: each takes some

  /** Workers that wait for a pool, by what they were started with. */
  private static final Map<List<Object>, ArrayDeque<WorkerProcess>> KEPT = new HashMap<>();

  private static final int MOST_KEPT = Runtime.getRuntime().availableProcessors();

  private final int size;
  private final WorkerProcess.Options options;
  private final ThreadPoolExecutor dispatchers;
  private final ScheduledThreadPoolExecutor timer;
  private final ArrayDeque<WorkerProcess> idle = new ArrayDeque<>();
  private final List<WorkerProcess> all = new ArrayList<>();
  private boolean closed;

  /**
   * @param size how many workers at most, at least 1
   * @param options how to start them
   */
  public WorkerPool(int size, WorkerProcess.Options options) {
    if (size < 1) {
      throw new IllegalArgumentException("size must be at least 1, got " + size);
    }
    this.size = size;
    this.options = options;
    this.dispatchers =
        new ThreadPoolExecutor(
            size, size, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), WorkerPool::daemon);
    this.timer = new ScheduledThreadPoolExecutor(1, WorkerPool::daemon);
    timer.setRemoveOnCancelPolicy(true);
  }

  /** Starts the workers now: they are there sooner for jobs that are still to be put together. */
  public void start() {
    try {
      dispatchers.execute(
          () -> {
            try {
              while (startOne()) {}
            } catch (UnfitMachineException e) {
              // The first job says so, too.
            }
          });
    } catch (RejectedExecutionException e) {
      // The pool was closed.
    }
  }

  private synchronized boolean startOne() {
    if (closed || all.size() >= size) {
      return false;
    }
    idle.push(added());
    return true;
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "worker-pool");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public <I, P, O> CompletableFuture<O> submit(
      Class<? extends Job<I, P, O>> job, @Nullable I input, Consumer<P> progress) {
    return submit(job, input, progress, LONGEST);
  }

  /**
   * Queues a job with a limit of its own.
   *
   * @param limit time the job may take once it runs; its worker is killed at the end of it
   */
  public <I, P, O> CompletableFuture<O> submit(
      Class<? extends Job<I, P, O>> job, @Nullable I input, Consumer<P> progress, Duration limit) {
    return submit(job, input, progress, limit, Watch.NONE);
  }

  /**
   * Queues a job that is watched, too.
   *
   * @param watch looks at its worker, beside the one that all workers have
   */
  public <I, P, O> CompletableFuture<O> submit(
      Class<? extends Job<I, P, O>> job,
      @Nullable I input,
      Consumer<P> progress,
      Duration limit,
      Watch watch) {
    JsonNode json = Wire.JSON.valueToTree(input);
    CompletableFuture<O> future = new CompletableFuture<>();
    try {
      dispatchers.execute(
          () -> {
            if (future.isDone()) {
              return; // cancelled while it waited
            }
            try {
              future.complete(work(job, json, progress, limit, watch.and(cancelled(future))));
            } catch (Throwable e) {
              future.completeExceptionally(e);
            }
          });
    } catch (RejectedExecutionException e) {
      future.completeExceptionally(JobFailedException.stopped());
    }
    return future;
  }

  /**
   * Does a job, and waits for its end.
   *
   * @throws JobFailedException if it fails; or its own exception, see {@link #submit}
   */
  public <I, P, O> O run(
      Class<? extends Job<I, P, O>> job,
      @Nullable I input,
      Consumer<P> progress,
      Duration limit,
      Watch watch) {
    return Engine.join(submit(job, input, progress, limit, watch));
  }

  private <I, P, O> O work(
      Class<? extends Job<I, P, O>> job,
      JsonNode input,
      Consumer<P> progress,
      Duration limit,
      Watch watch) {
    WorkerProcess worker = take();
    try {
      return work(worker, job, input, progress, limit, watch);
    } catch (UnfitMachineException e) {
      if (worker.isReady()) {
        throw e;
      }
      // It may have been killed while it waited. Another one that does not start is no chance.
      return work(take(), job, input, progress, limit, watch);
    }
  }

  private <I, P, O> O work(
      WorkerProcess worker,
      Class<? extends Job<I, P, O>> job,
      JsonNode input,
      Consumer<P> progress,
      Duration limit,
      Watch watch) {
    long begun = System.nanoTime();
    Watch limited =
        watch.and(it -> worker.worked(begun).compareTo(limit) < 0 ? null : tooLong(limit));
    var alarm =
        timer.scheduleWithFixedDelay(() -> worker.look(limited), LOOK, LOOK, TimeUnit.MILLISECONDS);
    try {
      return worker.run(job, input, progress);
    } finally {
      alarm.cancel(false);
      giveBack(worker);
    }
  }

  /** A look that ends the worker of a job whose result nobody wants any more. */
  private static Watch cancelled(CompletableFuture<?> result) {
    return worker -> result.isCancelled() ? "was cancelled" : null;
  }

  private static String tooLong(Duration limit) {
    return "took longer than " + limit.toSeconds() + " s";
  }

  private synchronized WorkerProcess take() {
    if (closed) {
      throw JobFailedException.stopped();
    }
    while (!idle.isEmpty()) {
      WorkerProcess worker = idle.pop();
      if (worker.isAlive()) {
        return worker;
      }
      all.remove(worker);
    }
    return added();
  }

  private WorkerProcess added() {
    WorkerProcess kept = options.isKept() ? kept(options) : null;
    WorkerProcess worker = kept == null ? WorkerProcess.start(options) : kept;
    all.add(worker);
    return worker;
  }

  /** A worker that a pool with such options has left behind, if there is one. */
  private static @Nullable WorkerProcess kept(WorkerProcess.Options options) {
    synchronized (KEPT) {
      Deque<WorkerProcess> waiting = KEPT.getOrDefault(options.start(), new ArrayDeque<>());
      while (!waiting.isEmpty()) {
        WorkerProcess worker = waiting.pop();
        if (worker.isAlive()) {
          worker.serve(options);
          return worker;
        }
      }
      return null;
    }
  }

  private boolean keep(WorkerProcess worker) {
    synchronized (KEPT) {
      Deque<WorkerProcess> waiting =
          KEPT.computeIfAbsent(options.start(), start -> new ArrayDeque<>());
      if (!options.isKept() || waiting.size() >= MOST_KEPT) {
        return false;
      }
      waiting.push(worker);
      return true;
    }
  }

  /**
   * Ends the workers that wait for another pool, and waits a moment for their ends. A JVM with
   * threads that read from them would wait 0.3 s when it exits.
   */
  public static void endKept() {
    List<WorkerProcess> kept = new ArrayList<>();
    synchronized (KEPT) {
      KEPT.values().forEach(kept::addAll);
      KEPT.clear();
    }
    kept.forEach(WorkerProcess::close);
    kept.forEach(WorkerProcess::awaitEnd);
  }

  private synchronized void giveBack(WorkerProcess worker) {
    idle.push(worker);
  }

  @Override
  public synchronized void close() {
    closed = true;
    dispatchers.shutdown();
    timer.shutdownNow();
    all.stream()
        .filter(worker -> !idle.contains(worker) || !keep(worker))
        .forEach(WorkerProcess::close);
    all.clear();
    idle.clear();
  }
}
