package dev.descent.grade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.UnfitMachineException;
import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.pool.JobFailedException;
import dev.descent.pool.WorkerPool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.tools.ToolProvider;

/**
 * Grades exercises in a pool of workers. A test that ends its worker, by an endless loop or {@code
 * System.exit}, fails; the others run again in a new worker.
 */
public final class Grader {
  /** For compiling, and for running all mistakes. */
  private static final int SECONDS_BESIDE_TESTS = 60;

  private static final int MOST_TESTS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Exercises exercises;
  private final WorkerPool pool;

  /**
   * @param pool its workers must not have exercises or solutions on their class path
   */
  public Grader(Exercises exercises, WorkerPool pool) {
    if (ToolProvider.getSystemJavaCompiler() == null) {
      throw new UnfitMachineException(
          "grading needs a JDK, and this Java has no compiler: " + System.getProperty("java.home"));
    }
    this.exercises = exercises;
    this.pool = pool;
  }

  /**
   * Grades a file.
   *
   * @param source the student's file, or another answer to the same exercise
   * @param seed from which the inputs are drawn
   */
  public Grade grade(Exercise exercise, Path source, long seed) {
    return grade(exercise, source, List.of(seed)).get(0);
  }

  /** The same for several seeds, a grade for each. */
  List<Grade> grade(Exercise exercise, Path source, List<Long> seeds) {
    List<GradeJob.Fatal> fatal = new ArrayList<>();
    while (true) {
      GradeJob.Event[] last = new GradeJob.Event[1];
      Path classes = Folders.temporary(exercise.id());
      try {
        GradeJob.Request request = request(exercise, source, classes, seeds, fatal);
        JsonNode result =
            pool.submit(
                    GradeJob.class,
                    request,
                    event -> last[0] = read(event, GradeJob.Event.class),
                    limit(exercise, seeds.size()))
                .join();
        return List.of(read(result, Grade[].class));
      } catch (CompletionException e) {
        if (!(e.getCause() instanceof JobFailedException failure) || failure.isStopped()) {
          throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
        GradeJob.Event event = last[0];
        if (event == null || event.running() == null || fatal.size() == MOST_TESTS) {
          String problem = "could not be graded: " + failure.getMessage();
          return seeds.stream()
              .map(seed -> new Grade(exercise.id(), seed, List.of(), problem, ""))
              .toList();
        }
        fatal.add(
            new GradeJob.Fatal(
                event.running(),
                event.death() == null
                    ? "ended the process it ran in: " + failure.getMessage()
                    : event.death(),
                event.place(),
                event.printed() == null ? "" : event.printed()));
      } finally {
        Folders.delete(classes); // here: a worker that is killed deletes nothing
      }
    }
  }

  private GradeJob.Request request(
      Exercise exercise, Path source, Path classes, List<Long> seeds, List<GradeJob.Fatal> fatal) {
    Map<String, String> mistakes = new LinkedHashMap<>();
    for (String name : exercise.mistakes().keySet()) {
      Path file = exercises.mistake(exercise, name);
      if (Files.isRegularFile(file)) {
        mistakes.put(name, file.toString());
      }
    }
    return new GradeJob.Request(
        exercise,
        source.toString(),
        exercises.start(exercise).toString(),
        exercises.tests(exercise).toString(),
        mistakes,
        classes.toString(),
        exercises.home().resolve("exercises/target/mistakes").resolve(exercise.id()).toString(),
        seeds,
        List.copyOf(fatal));
  }

  private static Duration limit(Exercise exercise, int seeds) {
    return Duration.ofSeconds(
        SECONDS_BESIDE_TESTS + (long) MOST_TESTS * exercise.seconds() * seeds);
  }

  private static <T> T read(JsonNode node, Class<T> type) {
    try {
      return JSON.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
