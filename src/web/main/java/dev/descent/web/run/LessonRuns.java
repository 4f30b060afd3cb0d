package dev.descent.web.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.lesson.Block;
import dev.descent.lesson.Curriculum;
import dev.descent.lesson.FigureFiles;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.PartJob;
import dev.descent.plot.Figure;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The runs of lessons, one lesson at a time. The last run of each is kept in a file, and is there
 * again the next time.
 *
 * <p>News of kind {@code lesson} tell what a part has written; see {@link Update}.
 */
public final class LessonRuns implements AutoCloseable {
  /**
   * What has come to a run.
   *
   * @param lesson its id
   * @param said why it failed
   * @param part number of the part that has written something, from 0
   * @param from number of the first of these blocks among the part's
   * @param html the blocks, as the page shows them
   * @param progress what the part is doing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Update(
      String lesson,
      RunState state,
      boolean quick,
      @Nullable String said,
      @Nullable Integer part,
      @Nullable Integer from,
      @Nullable List<String> html,
      Block.@Nullable Progress progress) {}

  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Curriculum curriculum;
  private final Path folder;
  private final News news;
  private final BiFunction<String, Block, String> html;
  private final int workers;
  private final Map<String, LessonRun> runs = new HashMap<>();

  /** The run that goes on, and its workers; null where none does. */
  private @Nullable LessonRun running;

  private @Nullable WorkerPool pool;

  /**
   * @param folder where figures and the last runs are kept
   * @param html a block of a lesson, by the lesson's id, as the page shows it
   */
  public LessonRuns(
      Curriculum curriculum,
      Path folder,
      News news,
      int workers,
      BiFunction<String, Block, String> html) {
    this.curriculum = curriculum;
    this.folder = folder;
    this.news = news;
    this.workers = workers;
    this.html = html;
  }

  /** The last run of a lesson, which may still go on; empty if it was never run. */
  public synchronized Optional<LessonRun> last(String lesson) {
    return Optional.ofNullable(
        runs.computeIfAbsent(lesson, id -> LessonRun.read(file(id)).orElse(null)));
  }

  private Path file(String lesson) {
    return folder(lesson).resolve("run.json");
  }

  private Path folder(String lesson) {
    return folder.resolve("lesson-" + lesson);
  }

  /**
   * Starts a lesson.
   *
   * @throws BadInputException if it or another runs, or its folder cannot be written
   */
  public synchronized void start(String id, boolean quick) {
    Lesson lesson = curriculum.lesson(id);
    if (running != null) {
      throw new BadInputException(
          curriculum.lesson(running.lesson()).name() + " is running: let it end, or stop it");
    }
    AtomicFile.requireFolder(folder(lesson.id())); // before what its figures show is trained
    LessonRun run = LessonRun.begin(lesson, quick);
    WorkerPool started = new WorkerPool(workers, KitWorker.options(false, line -> {}));
    runs.put(lesson.id(), run);
    running = run;
    pool = started;
    news.tell("lesson", update(run, null, null, null, null));
    AtomicInteger open = new AtomicInteger(lesson.parts().size());
    List<CompletableFuture<Void>> parts = new ArrayList<>();
    for (int i = 0; i < lesson.parts().size(); i++) {
      int part = i;
      FigureFiles figures =
          new FigureFiles(
              folder(lesson.id()).resolve(quick ? "quick" : "whole").toString(),
              EnumSet.allOf(Figure.Format.class),
              lesson.parts().get(i).figures());
      CompletableFuture<Void> end =
          started.submit(
              PartJob.class,
              new PartJob.Request(lesson.id(), i, quick, LessonRun.SEED, figures),
              block -> hear(run, part, block),
              PartJob.LIMIT);
      parts.add(end);
    }
    for (int i = 0; i < parts.size(); i++) {
      int part = i;
      parts
          .get(i)
          .whenComplete(
              (nothing, failure) -> {
                if (failure != null) {
                  failed(run, lesson.parts().get(part).title(), failure);
                }
                if (open.decrementAndGet() == 0) {
                  ended(run);
                }
              });
    }
  }

  private synchronized void hear(LessonRun run, int part, Block block) {
    if (runs.get(run.lesson()) != run) {
      return;
    }
    if (block instanceof Block.Progress progress) {
      news.tell("lesson", update(run, part, null, null, progress));
      return;
    }
    int from = run.add(part, block);
    news.tell("lesson", update(run, part, from, List.of(html.apply(run.lesson(), block)), null));
  }

  private synchronized void failed(LessonRun run, String part, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    if (cause instanceof JobFailedException job && job.isStopped()) {
      run.breaks(RunState.STOPPED, null);
    } else if (cause instanceof JobFailedException || cause instanceof UnfitMachineException) {
      run.breaks(RunState.FAILED, part + ": " + cause.getMessage());
    } else {
      run.breaks(RunState.FAILED, part + ": " + cause);
    }
  }

  private synchronized void ended(LessonRun run) {
    if (pool != null) {
      pool.close();
    }
    running = null;
    pool = null;
    run.end();
    try {
      run.write(file(run.lesson()));
    } catch (BadInputException e) { // a full disk: the page still has it all
      String reason = run.said() == null ? "" : run.said() + ". ";
      run.say(reason + "The run is shown and not kept: " + e.getMessage());
    }
    news.tell("lesson", update(run, null, null, null, null));
    notifyAll();
  }

  private static Update update(
      LessonRun run,
      @Nullable Integer part,
      @Nullable Integer from,
      @Nullable List<String> html,
      Block.@Nullable Progress progress) {
    return new Update(
        run.lesson(), run.state(), run.quick(), run.said(), part, from, html, progress);
  }

  /** Stops a lesson, if it runs; what it has written is kept. */
  public void stop(String lesson) {
    WorkerPool ofLesson;
    synchronized (this) {
      ofLesson = running != null && running.lesson().equals(lesson) ? pool : null;
    }
    if (ofLesson != null) {
      ofLesson.close(); // its jobs end with this, and so does the run
    }
  }

  /** Stops what runs, and waits a moment until it is kept. */
  @Override
  public void close() {
    LessonRun last;
    synchronized (this) {
      last = running;
    }
    if (last == null) {
      return;
    }
    stop(last.lesson());
    synchronized (this) {
      long end = System.nanoTime() + LAST_WORDS.toNanos();
      try {
        while (running != null && System.nanoTime() < end) {
          wait(100);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
