package dev.descent.catalog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * How far a student is, in the file {@code .descent/progress.json} of the project. Each change
 * reads the file and writes it whole, under a lock: several commands at a time lose nothing, and
 * one that is killed leaves a file that holds.
 */
public final class Progress {
  private static final String FORMAT = "descent-progress/1";
  private static final String ADVICE =
      "; delete the file, and descent check all finds the points again";
  private static final int MOST_TRIES = 5;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * The last check of an exercise and the hints that were shown.
   *
   * @param points in the last check
   * @param passed whether the last check found everything right
   * @param hints how many were shown
   * @param tries the best at an open task, best first
   */
  public record Entry(
      int points,
      boolean passed,
      int hints,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Try> tries) {
    private static final Entry NONE = new Entry(0, false, 0, List.of());

    public Entry {
      tries = tries == null ? List.of() : List.copyOf(tries); // older files have none
    }
  }

  /**
   * A try at an open task: how far an answer has come. It gives no points, and nobody else sees it.
   *
   * @param what was measured, with its unit
   * @param value the larger, the better
   * @param seed from which the inputs were drawn: another one has other luck
   * @param on the day, such as {@code 2026-12-01}
   */
  public record Try(String what, double value, long seed, String on) {}

  private record Content(String format, Map<String, Entry> exercises) {}

  private final Exercises exercises;
  private final Path file;

  public Progress(Exercises exercises) {
    this.exercises = exercises;
    this.file = exercises.home().resolve(".descent/progress.json");
  }

  /** The entry of an exercise, with zeros if it was never checked. */
  public Entry of(Exercise exercise) {
    return read().getOrDefault(exercise.id(), Entry.NONE);
  }

  /** Notes a check: an exercise that passed before and does not now is open again. */
  public void checked(Exercise exercise, int points, boolean passed) {
    change(exercise, entry -> new Entry(points, passed, entry.hints(), entry.tries()));
  }

  /** Notes a try, if it is one of the best; the same value with the same seed is the same try. */
  public void tried(Exercise exercise, Try one) {
    change(
        exercise,
        entry -> {
          List<Try> tries = new ArrayList<>(entry.tries());
          if (tries.stream()
              .noneMatch(it -> it.value() == one.value() && it.seed() == one.seed())) {
            tries.add(one);
          }
          tries.sort(Comparator.comparingDouble(Try::value).reversed()); // the older first
          return new Entry(
              entry.points(),
              entry.passed(),
              entry.hints(),
              tries.subList(0, Math.min(MOST_TRIES, tries.size())));
        });
  }

  /**
   * Notes that one hint more is shown.
   *
   * @return how many are shown now, all at most
   */
  public int hinted(Exercise exercise) {
    int all = exercise.hints().size();
    Entry changed =
        change(
            exercise,
            entry ->
                new Entry(
                    entry.points(),
                    entry.passed(),
                    Math.min(all, entry.hints() + 1),
                    entry.tries()));
    return changed.hints();
  }

  /** Forgets an exercise, as after a reset; but the best tries were made, and stay. */
  public void forget(Exercise exercise) {
    change(exercise, entry -> new Entry(0, false, 0, entry.tries()));
  }

  /** The first exercise that is open; empty if none is. */
  public Optional<Exercise> current() {
    Map<String, Entry> all = read();
    return exercises.all().stream()
        .filter(exercise -> !all.getOrDefault(exercise.id(), Entry.NONE).passed())
        .findFirst();
  }

  /** The next open exercise behind this one, or the first open one; empty if none is. */
  public Optional<Exercise> after(Exercise exercise) {
    Map<String, Entry> all = read();
    return exercises.all().stream()
        .skip(1 + exercises.all().indexOf(exercise))
        .filter(other -> !all.getOrDefault(other.id(), Entry.NONE).passed())
        .findFirst()
        .or(this::current);
  }

  /** Points in the last checks, together. */
  public int points() {
    Map<String, Entry> all = read();
    return exercises.all().stream()
        .mapToInt(exercise -> all.getOrDefault(exercise.id(), Entry.NONE).points())
        .sum();
  }

  /** The number of exercises that passed. */
  public int passed() {
    Map<String, Entry> all = read();
    return (int)
        exercises.all().stream()
            .filter(exercise -> all.getOrDefault(exercise.id(), Entry.NONE).passed())
            .count();
  }

  private Map<String, Entry> read() {
    if (!Files.exists(file)) {
      return Map.of();
    }
    try {
      Content content = JSON.readValue(Files.readString(file), Content.class);
      if (content == null
          || !FORMAT.equals(content.format())
          || content.exercises() == null
          || content.exercises().containsValue(null)) {
        throw new BadInputException(
            file
                + ": must be an object of format "
                + FORMAT
                + " with exercises, got "
                + (content == null ? "null" : content.format())
                + ADVICE);
      }
      return content.exercises();
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      throw new BadInputException(
          file + ", line " + line + ": cannot be read (" + e.getOriginalMessage() + ")" + ADVICE,
          e);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read (" + e + ")", e);
    }
  }

  /**
   * Makes a change while no other process of this project makes one.
   *
   * @return what is known now
   * @throws UnfitMachineException where nothing can be kept
   */
  private Entry change(Exercise exercise, UnaryOperator<Entry> change) {
    synchronized (Progress.class) { // a second lock in this process would not wait, but fail
      try {
        Files.createDirectories(file.getParent());
        try (FileChannel channel =
            FileChannel.open(
                file.resolveSibling("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
          channel.lock(); // until it is closed
          Map<String, Entry> all = new TreeMap<>(read());
          Entry changed = change.apply(all.getOrDefault(exercise.id(), Entry.NONE));
          if (!changed.equals(all.put(exercise.id(), changed))) {
            AtomicFile.write(
                file,
                JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(new Content(FORMAT, all)));
          }
          return changed;
        }
      } catch (IOException e) {
        throw new UnfitMachineException(file + ": cannot be written (" + e + ")", e);
      }
    }
  }
}
