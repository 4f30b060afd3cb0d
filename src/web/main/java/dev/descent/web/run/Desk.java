package dev.descent.web.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.watch.FileWatch;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The student's desk: files are watched from the first exercise on that a page looks at, and each
 * is graded when it is saved.
 *
 * <p>News of kind {@code exercise} tell that a grading begins, how far it is, and what came of it.
 */
public final class Desk implements AutoCloseable {
  private static final int LOOK_EVERY = 50; // milliseconds

  /**
   * What has happened to an exercise.
   *
   * @param checking whether it is being graded
   * @param said how far that is
   * @param html the verdict as the page shows it
   * @param words the same in a sentence, for those who do not see the page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Update(
      String exercise,
      boolean checking,
      @Nullable String said,
      @Nullable String html,
      @Nullable String words,
      @Nullable Integer points,
      @Nullable Boolean passed) {}

  private final Exercises exercises;
  private final Progress progress;
  private final News news;
  private final Function<FileWatch.Verdict, String> html;
  private final Map<String, FileWatch.Verdict> verdicts = new HashMap<>();
  private final Set<Exercise> asked = new LinkedHashSet<>();

  /** Those whose grading has begun and not ended: to ask for it again would begin it anew. */
  private final Set<Exercise> begun = new LinkedHashSet<>();

  private @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * @param html a verdict as the page shows it
   */
  public Desk(
      Exercises exercises, Progress progress, News news, Function<FileWatch.Verdict, String> html) {
    this.exercises = exercises;
    this.progress = progress;
    this.news = news;
    this.html = html;
  }

  /** Has an exercise graded now, and from now on whenever it is saved. */
  public synchronized void check(Exercise exercise) {
    if (!begun.contains(exercise)) {
      asked.add(exercise);
    }
    if (thread == null && !closed) {
      thread = new Thread(this::watch, "desk");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** What came of the last grading of an exercise since this began. */
  public synchronized Optional<FileWatch.Verdict> verdict(Exercise exercise) {
    return Optional.ofNullable(verdicts.get(exercise.id()));
  }

  /** Tells whether an exercise is being graded, or will be. */
  public synchronized boolean isChecking(Exercise exercise) {
    return begun.contains(exercise) || asked.contains(exercise);
  }

  private void watch() {
    Exercise first = exercises.all().get(0);
    try (FileWatch files = new FileWatch(exercises, progress, this::ran)) {
      while (!closed) {
        for (Exercise exercise : take(files)) {
          first = exercise;
          news.tell("exercise", new Update(exercise.id(), true, null, null, null, null, null));
        }
        try {
          files.proceed(first).ifPresent(verdict -> ended(verdict, files));
        } catch (RuntimeException e) { // the machine cannot: the next save may do
          failed(e);
        }
        Thread.sleep(LOOK_EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) { // nothing can be graded here, as without a compiler
      failed(e);
    } finally {
      synchronized (this) {
        thread = null; // a check that follows begins anew
        begun.clear();
      }
    }
  }

  /** The exercises to be graded that were not to be before. */
  private synchronized Set<Exercise> take(FileWatch files) {
    Set<Exercise> taken = new LinkedHashSet<>(files.saved());
    asked.forEach(files::check);
    taken.addAll(asked);
    asked.clear();
    begun.addAll(taken);
    return taken;
  }

  private void ran(Exercise exercise, String task, int place, int of) {
    String said =
        "for the first time it is compared with %d %s: %d %%".formatted(of, task, 100 * place / of);
    news.tell("exercise", new Update(exercise.id(), true, said, null, null, null, null));
  }

  /** Says why those that were to be graded are not. */
  private void failed(RuntimeException e) {
    Set<Exercise> waiting;
    synchronized (this) {
      waiting = new LinkedHashSet<>(begun);
      waiting.addAll(asked);
      begun.clear();
      asked.clear();
    }
    String said = "It cannot be checked: " + e.getMessage();
    waiting.forEach(
        exercise ->
            news.tell("exercise", new Update(exercise.id(), false, said, null, said, null, null)));
  }

  private void ended(FileWatch.Verdict verdict, FileWatch files) {
    if (files.isWaiting(verdict.exercise())) {
      return; // it was saved again: another verdict comes
    }
    synchronized (this) {
      verdicts.put(verdict.exercise().id(), verdict);
      begun.remove(verdict.exercise());
    }
    news.tell(
        "exercise",
        new Update(
            verdict.exercise().id(),
            false,
            null,
            html.apply(verdict),
            words(verdict),
            verdict.grade().points(),
            verdict.grade().passed()));
  }

  private static String words(FileWatch.Verdict verdict) {
    List<String> failed =
        verdict.grade().tests().stream()
            .filter(test -> !test.passed())
            .map(test -> test.sentence())
            .toList();
    String problem = verdict.grade().problem();
    return "%s: %d of %d points. %s"
        .formatted(
            verdict.exercise().title(),
            verdict.grade().points(),
            verdict.exercise().points(),
            problem != null
                ? problem.lines().findFirst().orElse("")
                : failed.isEmpty() ? "" : "First that does not hold: " + failed.get(0));
  }

  @Override
  public void close() {
    closed = true;
    Thread watching;
    synchronized (this) {
      watching = thread;
    }
    if (watching != null) {
      watching.interrupt();
    }
  }
}
