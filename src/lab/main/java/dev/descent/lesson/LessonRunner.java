package dev.descent.lesson;

import dev.descent.plot.Figure;
import dev.descent.worker.WorkerPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Runs parts of lessons in a pool of workers, several at a time. */
public final class LessonRunner {
  /** Hears what a part does, on the pool's threads. */
  public interface Observer {
    /** Lines of text, ready to print. */
    void text(String lines);

    /** A task has done so many of its steps. */
    void progress(String task, int done, int steps);

    /** Hears and says nothing. */
    Observer SILENT =
        new Observer() {
          @Override
          public void text(String lines) {}

          @Override
          public void progress(String task, int done, int steps) {}
        };
  }

  /** For one part: it ends a worker that hangs. */
  private static final Duration LIMIT = Duration.ofHours(1);

  private final WorkerPool pool;
  private final boolean quick;
  private final long seed;
  private final Path folder;
  private final Set<Figure.Format> formats;

  /**
   * @param folder where the figures go
   * @param formats what they are written as, at least one
   */
  public LessonRunner(
      WorkerPool pool, boolean quick, long seed, Path folder, Set<Figure.Format> formats) {
    this.pool = pool;
    this.quick = quick;
    this.seed = seed;
    this.folder = folder;
    this.formats = formats;
  }

  /**
   * Queues a part.
   *
   * @param part its number in the lesson, from 0
   * @param figures the names of the figures to write
   * @return what comes of it; it fails as {@link WorkerPool#submit} says
   */
  public CompletableFuture<LessonJob.Outcome> start(
      Lesson lesson, int part, List<String> figures, Observer observer) {
    LessonJob.Request request =
        new LessonJob.Request(lesson.id(), part, quick, seed, folder.toString(), formats, figures);
    return pool.submit(LessonJob.class, request, report -> pass(report, observer), LIMIT);
  }

  private static void pass(LessonJob.Report report, Observer observer) {
    if (report.text() != null) {
      observer.text(report.text());
    } else {
      observer.progress(report.task(), report.done(), report.steps());
    }
  }
}
