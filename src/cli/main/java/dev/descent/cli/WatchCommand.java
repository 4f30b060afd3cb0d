package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.grade.Grade;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent watch}: grades whenever a file is saved. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Check an exercise whenever you save it, until you stop. The first check begins at once."
    },
    footer = {
      "",
      "Keys: n the next open exercise, h a hint, l the list, r run again, q quit.",
      "Save another exercise's file, and that one is watched.",
      "",
      "Examples:",
      "  descent watch",
      "  descent watch adam"
    })
@SuppressWarnings("NullAway.Init") // call() is where a command begins
final class WatchCommand implements Callable<Integer> {
  private static final int LOOK_EVERY = 30; // milliseconds

  /** A grading of a file that was saved again since may go on for so long, then it is stopped. */
  private static final Duration OUTDATED = Duration.ofSeconds(1);

  private static final int CTRL_C = 3;
  private static final String KEYS = "n next   h hint   l list   r run again   q quit";

  @Parameters(
      paramLabel = "EX",
      arity = "0..1",
      description = "An exercise, by id, number or name (default: the first open one).")
  private @Nullable String name;

  @Spec private CommandSpec spec;

  private Exercises exercises;
  private Progress progress;
  private Checker checker;
  private Terminal terminal;
  private PrintWriter out;

  /** The exercise that the student looks at. */
  private Exercise exercise;

  /** The exercises to be graded, in the order of the saves. */
  private final Set<Exercise> waiting = new LinkedHashSet<>();

  private @Nullable RunningCheck running;

  /** A grading that has begun. */
  private record RunningCheck(Exercise exercise, CompletableFuture<Grade> grade, long start) {
    boolean isOutdated() {
      return System.nanoTime() - start > OUTDATED.toNanos();
    }
  }

  @Override
  public Integer call() throws IOException {
    exercises = Exercises.ofThisProject();
    progress = new Progress(exercises);
    if (Tty.columns().isEmpty()) {
      throw new BadInputException(
          "watch needs a terminal with a keyboard, got none; descent check grades once");
    }
    exercise =
        name != null
            ? exercises.get(name)
            : progress.current().orElse(exercises.all().get(exercises.all().size() - 1));
    terminal = TerminalBuilder.builder().nativeSignals(false).build();
    out = new PrintWriter(new PlainWriter(terminal.writer(), PlainWriter.charset("stdout")));
    Attributes before = terminal.enterRawMode();
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(Attributes.LocalFlag.ISIG, false); // Ctrl-C is a key like q
    terminal.setAttributes(raw);
    checker = new Checker(exercises, progress);
    try {
      return watch(terminal.reader());
    } finally {
      checker.close();
      terminal.setAttributes(before);
      terminal.close();
    }
  }

  private int watch(NonBlockingReader keys) throws IOException {
    Map<Exercise, SavedFile> files = new LinkedHashMap<>();
    exercises.all().forEach(it -> files.put(it, new SavedFile(exercises.file(it))));
    check(exercise);
    while (true) {
      int key = keys.read(LOOK_EVERY);
      switch (key) {
        case 'q', CTRL_C, NonBlockingReader.EOF -> {
          return key == CTRL_C ? Descent.INTERRUPTED : 0;
        }
        case 'n' -> next();
        case 'h' -> show(HintCommand.oneMore(exercise, progress));
        case 'l' -> show(Overview.list(exercises, progress));
        case 'r' -> check(exercise);
        default -> {}
      }
      List<Exercise> saved =
          files.entrySet().stream()
              .filter(file -> file.getValue().isSaved())
              .map(Map.Entry::getKey)
              .toList();
      waiting.addAll(saved);
      if (!saved.isEmpty()) {
        check(saved.contains(exercise) ? exercise : saved.get(0));
      }
      proceed();
    }
  }

  private void next() {
    Optional<Exercise> open = progress.after(exercise);
    if (open.isEmpty()) {
      show("All exercises are solved.\n");
    } else {
      check(open.get());
    }
  }

  /** Looks at an exercise and grades it as soon as that can be. */
  private void check(Exercise chosen) {
    exercise = chosen;
    waiting.add(chosen);
    show("checking " + chosen.id() + " ...\n");
  }

  /** Ends the grading that is done, or that nobody waits for any more; begins the next. */
  private void proceed() {
    if (running != null && running.grade().isDone()) {
      ended(running);
    } else if (running != null && waiting.contains(running.exercise()) && running.isOutdated()) {
      checker.close(); // an endless loop, most often; a new worker takes a second
      checker = new Checker(exercises, progress);
      running = null;
    }
    if (running == null && !waiting.isEmpty()) {
      Exercise first = waiting.contains(exercise) ? exercise : waiting.iterator().next();
      waiting.remove(first);
      Checker grader = checker;
      running =
          new RunningCheck(
              first,
              CompletableFuture.supplyAsync(() -> grader.grade(first, 1)),
              System.nanoTime());
    }
  }

  private void ended(RunningCheck done) {
    running = null;
    Grade grade = WorkerPool.join(done.grade());
    StringBuilder aside = new StringBuilder();
    try {
      checker.note(grade);
      if (done.exercise().equals(exercise)) {
        checker
            .draw(grade)
            .forEach(file -> aside.append("  drawn: " + GradeText.shown(file) + "\n"));
      }
    } catch (BadInputException | UnfitMachineException e) { // the verdict is worth more
      aside.append("  ").append(e.getMessage()).append("\n");
    }
    if (done.exercise().equals(exercise) && !waiting.contains(exercise)) {
      Ansi ansi = spec.commandLine().getColorScheme().ansi();
      String solved =
          "\n  Solved. n goes on"
              + (exercises.areWhole()
                  ? "; ./descent solution " + exercise.id() + " shows another way.\n"
                  : ".\n");
      show(GradeText.first(exercise, grade, ansi) + aside + (grade.passed() ? solved : ""));
    }
  }

  /** Fills the screen: the text above, where the student is below. */
  private void show(String text) {
    terminal.puts(Capability.clear_screen);
    terminal.flush();
    String below =
        "\n%s\n%s\n%s\n"
            .formatted(
                Overview.bar(exercises, progress), GradeText.shown(exercises.file(exercise)), KEYS);
    out.print((text + below).replace("\n", "\r\n"));
    out.flush();
  }
}
