package dev.descent.cli;

import dev.descent.UnfitMachineException;
import dev.descent.lesson.Block;
import dev.descent.lesson.FigureFiles;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.PartJob;
import dev.descent.worker.Engine;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Parts of lessons that run side by side and are shown one after another: the first is shown while
 * it runs, the blocks of the others wait.
 */
final class PartQueue implements AutoCloseable {
  private final boolean quick;
  private final long seed;
  private final FigureFiles files;
  private final Function<Block, String> text;
  private final WorkerPool pool;
  private final StatusLine status;
  private final ArrayDeque<Run> queue = new ArrayDeque<>();

  /**
   * @param files where the figures go, of whatever names
   * @param text a block as lines to print; empty for those that are not shown
   */
  PartQueue(
      LessonOptions options, FigureFiles files, PrintWriter out, Function<Block, String> text) {
    quick = options.quick;
    seed = options.seed();
    this.files = files;
    this.text = text;
    pool = new WorkerPool(options.workers(), KitWorker.options(false, line -> {}));
    status = new StatusLine(out);
  }

  /** Starts a part as soon as a worker is free for it. */
  void add(Lesson lesson, int part, List<String> figures) {
    PartJob.Request request =
        new PartJob.Request(lesson.id(), part, quick, seed, files.only(figures));
    queue.add(new Run(lesson.name() + ", part " + (part + 1), request));
  }

  void print(String lines) {
    status.print(lines);
  }

  /** Shows the next part in the order of the queue, waits for its end, and returns its blocks. */
  List<Block> next() {
    Run run = queue.remove();
    run.show();
    try {
      Engine.join(run.end);
      return run.blocks;
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

  /** A part that runs; its blocks are kept, and printed as soon as it is shown. */
  private final class Run {
    private final String name;
    private final List<Block> blocks = new ArrayList<>();
    private final CompletableFuture<Void> end;
    private boolean shown;

    Run(String name, PartJob.Request request) {
      this.name = name;
      end = pool.submit(PartJob.class, request, this::read, PartJob.LIMIT);
    }

    synchronized void show() {
      shown = true;
      blocks.forEach(block -> status.print(text.apply(block)));
    }

    synchronized void read(Block block) {
      if (block instanceof Block.Progress progress) {
        show(progress);
        return;
      }
      blocks.add(block);
      if (shown) {
        status.print(text.apply(block));
      }
    }

    private void show(Block.Progress progress) {
      if (shown && progress.done() == progress.steps()) {
        status.end();
      } else if (shown) {
        status.show(progress.task(), progress.done(), progress.steps());
      }
    }
  }
}
