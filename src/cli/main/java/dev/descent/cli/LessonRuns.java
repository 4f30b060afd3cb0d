package dev.descent.cli;

import dev.descent.UnfitMachineException;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.LessonJob;
import dev.descent.lesson.LessonRunner;
import dev.descent.plot.Figure;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Parts of lessons that run side by side and are shown one after another: the words of the first
 * come as they are written, those of the others wait.
 */
final class LessonRuns implements AutoCloseable {
  private final WorkerPool pool;
  private final LessonRunner runner;
  private final StatusLine status;
  private final boolean words;
  private final ArrayDeque<Run> queue = new ArrayDeque<>();

  /**
   * @param words whether what the parts write is printed, or only how far they are
   */
  LessonRuns(
      LessonOptions options,
      Path folder,
      Set<Figure.Format> formats,
      PrintWriter out,
      boolean words) {
    this.words = words;
    long seed = options.seed();
    pool = new WorkerPool(options.workers(), KitWorker.options(false, line -> {}));
    runner = new LessonRunner(pool, options.quick, seed, folder, formats);
    status = new StatusLine(out);
  }

  /** Starts a part as soon as a worker is free for it. */
  void queue(Lesson lesson, int part, List<String> figures) {
    Run run = new Run(lesson.name() + ", part " + (part + 1));
    run.future = runner.start(lesson, part, figures, run);
    queue.add(run);
  }

  void print(String lines) {
    status.print(lines);
  }

  /** Shows the next part in the order of the queue, and waits for its end. */
  LessonJob.Outcome next() {
    Run run = queue.remove();
    run.show();
    try {
      return WorkerPool.join(run.future);
    } catch (JobFailedException | UnfitMachineException e) {
      throw new UnfitMachineException(run.name + ": " + e.getMessage(), e);
    } finally {
      status.end();
    }
  }

  @Override
  public void close() {
    status.close();
    pool.close();
  }

  /** One part; its words are kept until it is shown. */
  private final class Run implements LessonRunner.Observer {
    private final String name;
    private final StringBuilder kept = new StringBuilder();
    private CompletableFuture<LessonJob.Outcome> future;
    private boolean shown;

    Run(String name) {
      this.name = name;
    }

    synchronized void show() {
      shown = true;
      status.print(kept.toString());
    }

    @Override
    public synchronized void text(String lines) {
      if (!words) {
        return;
      }
      if (shown) {
        status.print(lines);
      } else {
        kept.append(lines);
      }
    }

    @Override
    public synchronized void progress(String task, int done, int steps) {
      if (shown && done == steps) {
        status.end();
      } else if (shown) {
        status.show(task, done, steps);
      }
    }
  }
}
