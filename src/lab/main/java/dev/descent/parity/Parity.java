package dev.descent.parity;

import dev.descent.BadInputException;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The outcome of all fixtures, construct by construct.
 *
 * @param rows in the order of the tutorial, whole trainings last
 * @param results one a fixture
 */
public record Parity(List<Row> rows, List<Result> results) {
  /**
   * One construct.
   *
   * @param title PyTorch's name
   * @param training whether these are whole trainings of the tutorial's network
   * @param cases how many fixtures
   * @param float64 the largest deviation of the parameters in float64, after 1, 10 and 100 steps;
   *     null where there is none
   * @param share in lower precision, the largest deviation of any quantity as a share of its limit;
   *     null where there is none
   * @param nearest how far DL4J's nearest class is, in the case in which it is furthest; null where
   *     there is none
   * @param nearestCase the settings of that case; null where there is none
   * @param within whether all stayed within their limits
   */
  public record Row(
      String title,
      boolean training,
      int cases,
      Double float64,
      Double share,
      Deviation nearest,
      String nearestCase,
      boolean within) {}

  /** For one training. */
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * Repeats trainings, several at a time.
   *
   * @param pool of workers for training
   * @param done is told of each that has ended
   * @throws BadInputException if a fixture cannot be read
   * @throws IllegalStateException if a training cannot be done
   */
  public static Parity of(List<FixtureFile> files, WorkerPool pool, Runnable done) {
    Map<FixtureFile, CompletableFuture<Result>> futures = new LinkedHashMap<>();
    for (FixtureFile file : files) {
      futures.put(
          file,
          pool.submit(ParityJob.class, file, report -> {}, LIMIT)
              .whenComplete((result, failure) -> done.run()));
    }
    List<Result> results = new ArrayList<>();
    futures.forEach(
        (file, future) -> {
          try {
            results.add(WorkerPool.join(future));
          } catch (JobFailedException e) {
            throw new IllegalStateException(file.name() + ": " + e.getMessage(), e);
          }
        });
    return of(results);
  }

  /** Sorts results into rows. */
  public static Parity of(List<Result> results) {
    Map<String, List<Result>> groups = new LinkedHashMap<>();
    results.stream()
        .sorted(Comparator.comparingInt(Parity::order))
        .forEach(r -> groups.computeIfAbsent(title(r), t -> new ArrayList<>()).add(r));
    List<Row> rows = new ArrayList<>();
    groups.forEach((title, group) -> rows.add(row(title, group)));
    return new Parity(List.copyOf(rows), List.copyOf(results));
  }

  private static boolean training(Result result) {
    return result.family().equals("training");
  }

  private static String title(Result result) {
    return result.construct() + (training(result) ? ", whole" : "");
  }

  private static int order(Result result) {
    int count = Construct.values().length;
    int place = Construct.of(result.construct()).map(Construct::ordinal).orElse(count);
    return training(result) ? count + 1 + place : place;
  }

  private static Row row(String title, List<Result> group) {
    Optional<Double> exact =
        group.stream()
            .filter(r -> r.dtype().equals("float64"))
            .map(r -> r.ours().largest())
            .max(Double::compare);
    Optional<Double> share =
        group.stream()
            .filter(r -> !r.dtype().equals("float64"))
            .map(r -> r.ours().share())
            .max(Double::compare);
    Optional<Result> furthest =
        group.stream()
            .filter(r -> r.nearest() != null)
            .max(Comparator.comparingDouble(r -> r.nearest().largest()));
    return new Row(
        title,
        training(group.get(0)),
        group.size(),
        exact.orElse(null),
        share.orElse(null),
        furthest.map(Result::nearest).orElse(null),
        furthest.map(Result::about).orElse(null),
        group.stream().allMatch(Result::within));
  }

  /** Whether every training follows its reference. */
  public boolean within() {
    return results.stream().allMatch(Result::within);
  }

  /** The largest deviation of the parameters in float64, after 1, 10 and 100 steps, by family. */
  public Map<String, Double> worst() {
    Map<String, Double> worst = new LinkedHashMap<>();
    results.stream()
        .filter(r -> r.dtype().equals("float64"))
        .forEach(r -> worst.merge(r.family(), r.ours().largest(), Math::max));
    return worst;
  }
}
