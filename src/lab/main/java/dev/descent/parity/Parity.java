package dev.descent.parity;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.descent.BadInputException;
import dev.descent.worker.Engine;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of all fixtures, construct by construct.
 *
 * @param rows in the order of the tutorial, whole trainings last
 * @param results one a fixture
 */
public record Parity(List<Row> rows, List<Result> results) {
  /**
   * A construct in a row of the table.
   *
   * @param construct what the row is about
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
  @JsonPropertyOrder("title")
  public record Row(
      @JsonIgnore Construct construct,
      boolean training,
      int cases,
      @Nullable Double float64,
      @Nullable Double share,
      @Nullable Deviation nearest,
      @Nullable String nearestCase,
      boolean within) {

    /** Returns PyTorch's name, and whether these are whole trainings. */
    @JsonProperty
    public String title() {
      return construct.title() + (training ? ", whole" : "");
    }

    /** Returns DL4J's nearest class; empty for whole trainings, where it is not tried. */
    Optional<String> nearestClass() {
      return training ? Optional.empty() : construct.nearest();
    }

    private static Row of(List<Result> group) {
      Result first = group.get(0);
      Stream<Double> exact =
          group.stream().filter(Result::exact).map(result -> result.ours().largest());
      Stream<Double> shares =
          group.stream().filter(result -> !result.exact()).map(result -> result.ours().share());
      Optional<Result> furthest =
          group.stream()
              .filter(result -> result.nearest() != null)
              .max(Comparator.comparingDouble(Result::nearestLargest));
      return new Row(
          first.construct(),
          first.training(),
          group.size(),
          exact.max(Double::compare).orElse(null),
          shares.max(Double::compare).orElse(null),
          furthest.map(Result::nearest).orElse(null),
          furthest.map(Result::about).orElse(null),
          group.stream().allMatch(Result::within));
    }
  }

  /** The time for one training. */
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
            results.add(Engine.join(future));
          } catch (JobFailedException e) {
            throw new IllegalStateException(file.name() + ": " + e.getMessage(), e);
          }
        });
    return of(results);
  }

  /** Sorts results into rows. */
  public static Parity of(List<Result> results) {
    record Group(boolean training, Construct construct) {}

    List<Row> rows =
        results.stream()
            .sorted(Comparator.comparing(Result::training).thenComparing(Result::construct))
            .collect(
                groupingBy(
                    result -> new Group(result.training(), result.construct()),
                    LinkedHashMap::new,
                    toList()))
            .values()
            .stream()
            .map(Row::of)
            .toList();
    return new Parity(rows, List.copyOf(results));
  }

  /** Tells if every training follows its reference. */
  public boolean within() {
    return results.stream().allMatch(Result::within);
  }

  /** Returns the largest deviation of the parameters in float64, by family. */
  public Map<String, Double> worst() {
    Map<String, Double> worst = new LinkedHashMap<>();
    results.stream()
        .filter(Result::exact)
        .forEach(result -> worst.merge(result.family(), result.ours().largest(), Math::max));
    return worst;
  }
}
