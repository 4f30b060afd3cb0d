package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.grade.Grade;
import dev.descent.worker.Engine;
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
import java.util.function.Supplier;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
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
      "Keys: n the next open exercise, h a hint, l the list, r run again, q quit; the arrows and the",
      "page keys move what is longer than the terminal.",
      "Save another exercise's file, and that one is watched.",
      "",
      "Examples:",
      "  descent watch",
      "  descent watch adam"
    })
@SuppressWarnings("NullAway.Init") // call() is where a command begins
final class WatchCommand implements Callable<Integer> {
  private static final int LOOK_EVERY = 30; // milliseconds
  private static final long SEED = 1;

  /** A grading of a file that was saved again since may go on for so long, then it is stopped. */
  private static final Duration OUTDATED = Duration.ofSeconds(1);

  private static final String KEYS = "n next   h hint   l list   r run again   q quit";

  @Parameters(
      paramLabel = "EX",
      arity = "0..1",
      description = "An exercise, by number, name or file (default: the first open one).")
  private @Nullable String name;

  @Spec private CommandSpec spec;

  private Exercises exercises;
  private Progress progress;
  private Checker checker;
  private Screen screen;

  /** The exercise that the student looks at. */
  private Exercise exercise;

  /** The exercises to be graded, in the order of the saves. */
  private final Set<Exercise> waiting = new LinkedHashSet<>();

  private @Nullable RunningCheck running;
  private volatile boolean resized;

  /** How far slips are that are run for the first time: of which exercise, and what is said. */
  private volatile Map.@Nullable Entry<Exercise, String> slips;

  private Supplier<String> view = () -> "";

  /** Whether the screen shows that a grading goes on. */
  private boolean isChecking;

  /** What it says there of slips. */
  private Map.@Nullable Entry<Exercise, String> told;

  /** A grading that has begun. */
  private record RunningCheck(Exercise exercise, CompletableFuture<Grade> grade, long start) {
    boolean isOutdated() {
      return System.nanoTime() - start > OUTDATED.toNanos();
    }
  }

  @Override
  public Integer call() throws IOException {
    exercises = Project.exercises();
    progress = new Progress(exercises);
    requireTerminal();
    exercise =
        name != null
            ? exercises.get(name)
            : progress.current().orElse(exercises.all().get(exercises.all().size() - 1));
    try (Terminal terminal = TerminalBuilder.builder().nativeSignals(false).build();
        Keys keys = Keys.of(terminal)) {
      PrintWriter out =
          new PrintWriter(new PlainWriter(terminal.writer(), PlainWriter.charset("stdout")));
      screen = new Screen(terminal, out);
      terminal.handle(Terminal.Signal.WINCH, signal -> resized = true);
      checker = newChecker();
      try {
        return watch(keys);
      } finally {
        checker.close();
      }
    }
  }

  private static void requireTerminal() {
    if (!Tty.isThere()) {
      throw new BadInputException(
          "watch needs a terminal with a keyboard, got none; ./descent check grades once");
    }
    if (Tty.columns().isEmpty()) {
      throw new BadInputException(
          "watch needs a terminal that can clear its screen, got TERM="
              + System.getenv("TERM")
              + "; ./descent check grades once");
    }
  }

  private int watch(Keys keys) throws IOException {
    Map<Exercise, SavedFile> files = new LinkedHashMap<>();
    exercises.all().forEach(it -> files.put(it, new SavedFile(exercises.file(it))));
    check(exercise);
    while (true) {
      switch (keys.read(LOOK_EVERY)) {
        case "q", Keys.END -> {
          return 0;
        }
        case Keys.CTRL_C -> {
          return Descent.INTERRUPTED;
        }
        case "n" -> next();
        case "h" -> {
          Exercise hinted = exercise;
          int shown = HintCommand.oneMore(hinted, progress);
          show(() -> HintCommand.text(hinted, shown));
        }
        case "l" -> list();
        case "r" -> check(exercise);
        case Keys.UP -> screen.move(-1);
        case Keys.DOWN -> screen.move(1);
        case Keys.PAGE_UP -> screen.page(-1);
        case Keys.PAGE_DOWN -> screen.page(1);
        default -> {}
      }
      if (resized) {
        resized = false;
        Tty.resize(screen.columns());
        screen.change(view.get(), below());
      }
      Map.Entry<Exercise, String> far = slips;
      if (isChecking && far != told) {
        told = far;
        screen.change(view.get(), below());
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
      show(() -> Overview.next(exercises, progress));
    } else {
      check(open.get());
    }
  }

  /** Shows the list, with the exercise that is looked at in view. */
  private void list() {
    List<String> entries = Overview.list(exercises, progress, exercise);
    int before = 0;
    for (String entry : entries) {
      if (entry.startsWith(">")) {
        break;
      }
      before += (int) entry.lines().count();
    }
    show(
        String.join("\n", entries),
        () -> String.join("\n", Overview.list(exercises, progress, exercise)),
        before);
  }

  /** Looks at an exercise and grades it as soon as that can be. */
  private void check(Exercise chosen) {
    exercise = chosen;
    waiting.add(chosen);
    slips = null;
    told = null;
    show(this::checking);
    isChecking = true;
  }

  private String checking() {
    Map.Entry<Exercise, String> far = slips;
    return "checking %s ...%n%s"
        .formatted(
            exercise.id(),
            far == null || !far.getKey().equals(exercise) ? "" : far.getValue() + "\n");
  }

  private Checker newChecker() {
    Checker made = new Checker(exercises, progress, Checker.startWorker());
    made.listen(
        (about, task, place, of) ->
            slips =
                Map.entry(
                    about,
                    "for the first time it is compared with %d %s: %d %%"
                        .formatted(of, task, 100 * place / of)));
    return made;
  }

  /** Ends the grading that is done, or that nobody waits for any more; begins the next. */
  private void proceed() {
    if (running != null && running.grade().isDone()) {
      ended(running);
    } else if (running != null && waiting.contains(running.exercise()) && running.isOutdated()) {
      checker.close(); // an endless loop, most often; a new worker takes a second
      checker = newChecker();
      running = null;
    }
    if (running == null && !waiting.isEmpty()) {
      Exercise first = waiting.contains(exercise) ? exercise : waiting.iterator().next();
      waiting.remove(first);
      Checker grader = checker;
      running =
          new RunningCheck(
              first,
              CompletableFuture.supplyAsync(() -> grader.grade(first, SEED)),
              System.nanoTime());
    }
  }

  private void ended(RunningCheck done) {
    running = null;
    Grade grade = Engine.join(done.grade());
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
      Exercise graded = exercise;
      String solved =
          "\n  Solved. n goes on"
              + (exercises.areWhole()
                  ? "; ./descent solution " + graded.id() + " compares it with yours.\n\n"
                  : ".\n\n")
              + Overview.after(graded, exercises, progress);
      String end = aside + (grade.passed() ? solved : "");
      show(() -> GradeText.first(exercises, grade, ansi) + end);
    }
    Checker grader = checker; // for the next wrong answer, while the student writes
    CompletableFuture.runAsync(() -> grader.prepare(done.exercise(), SEED));
  }

  private void show(Supplier<String> text) {
    show(text.get(), text, 0);
  }

  /**
   * Fills the screen: the text above, where the student is below.
   *
   * @param again the text once more, for a terminal of another width
   */
  private void show(String text, Supplier<String> again, int line) {
    view = again;
    isChecking = false;
    screen.show(text, line, below());
  }

  private String below() {
    String file = GradeText.shown(exercises.file(exercise));
    return "%s\n%s\n%s".formatted(Overview.bar(exercises, progress), file, KEYS);
  }
}
