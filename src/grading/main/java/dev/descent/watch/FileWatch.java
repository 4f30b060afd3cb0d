package dev.descent.watch;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.grade.Grade;
import dev.descent.grade.SlipListener;
import dev.descent.worker.Engine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The student's files, watched: an exercise is graded as soon as its file has been saved, one at a
 * time. For one thread, which looks again and again.
 */
public final class FileWatch implements AutoCloseable {
  private static final long SEED = 1;

  /** A grading of a file that was saved again since may go on for so long, then it is stopped. */
  private static final Duration OUTDATED = Duration.ofSeconds(1);

  /**
   * The end of a grading.
   *
   * @param figures that were drawn of it
   * @param trouble why it could not be noted or drawn, if that is so
   */
  public record Verdict(
      Exercise exercise, Grade grade, List<Path> figures, Optional<String> trouble) {}

  /** A grading that has begun. */
  private record Running(Exercise exercise, CompletableFuture<Grade> grade, long start) {
    boolean isOutdated() {
      return System.nanoTime() - start > OUTDATED.toNanos();
    }
  }

  private final Exercises exercises;
  private final Progress progress;
  private final SlipListener slips;
  private final Map<Exercise, SavedFile> files = new LinkedHashMap<>();

  /** The exercises to be graded, in the order of the saves. */
  private final Set<Exercise> waiting = new LinkedHashSet<>();

  private Checker checker;
  private @Nullable Running running;

  /**
   * Begins to watch all files; none is graded before it is saved or asked for.
   *
   * @param slips hears of slips that are run for the first time, on another thread
   */
  public FileWatch(Exercises exercises, Progress progress, SlipListener slips) {
    this.exercises = exercises;
    this.progress = progress;
    this.slips = slips;
    exercises.all().forEach(it -> files.put(it, new SavedFile(exercises.file(it))));
    checker = newChecker();
  }

  private Checker newChecker() {
    Checker made = new Checker(exercises, progress, Checker.startWorker());
    made.listen(slips);
    return made;
  }

  /** Has an exercise graded as soon as that can be. */
  public void check(Exercise exercise) {
    waiting.add(exercise);
  }

  /** Tells whether an exercise is still to be graded, or is to be graded again. */
  public boolean isWaiting(Exercise exercise) {
    return waiting.contains(exercise);
  }

  /** Looks at the files, and returns the exercises that were saved since; they are graded. */
  public List<Exercise> saved() {
    List<Exercise> saved =
        files.entrySet().stream()
            .filter(file -> file.getValue().isSaved())
            .map(Map.Entry::getKey)
            .toList();
    waiting.addAll(saved);
    return saved;
  }

  /**
   * Ends the grading that is done, or that nobody waits for any more; begins the next.
   *
   * @param first the exercise that is graded before others
   * @return what came of a grading, if one has ended
   */
  public Optional<Verdict> proceed(Exercise first) {
    Optional<Verdict> verdict = Optional.empty();
    if (running != null && running.grade().isDone()) {
      Running done = running;
      running = null;
      verdict = Optional.of(verdict(done));
      Checker grader = checker; // for the next wrong answer, while the student writes
      CompletableFuture.runAsync(() -> grader.prepare(done.exercise(), SEED));
    } else if (running != null && waiting.contains(running.exercise()) && running.isOutdated()) {
      checker.close(); // an endless loop, most often; a new worker takes a second
      checker = newChecker();
      running = null;
    }
    if (running == null && !waiting.isEmpty()) {
      Exercise next = waiting.contains(first) ? first : waiting.iterator().next();
      waiting.remove(next);
      Checker grader = checker;
      running =
          new Running(
              next,
              CompletableFuture.supplyAsync(() -> grader.grade(next, SEED)),
              System.nanoTime());
    }
    return verdict;
  }

  private Verdict verdict(Running done) {
    Grade grade = Engine.join(done.grade());
    List<Path> figures = new ArrayList<>();
    Optional<String> trouble = Optional.empty();
    try {
      checker.note(grade);
      figures.addAll(checker.draw(grade));
    } catch (BadInputException | UnfitMachineException e) { // the verdict is worth more
      trouble = Optional.of(String.valueOf(e.getMessage()));
    }
    return new Verdict(done.exercise(), grade, figures, trouble);
  }

  @Override
  public void close() {
    checker.close();
  }
}
