package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.grade.Grade;
import dev.descent.watch.FileWatch;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
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
  private static final String KEYS = "n next   h hint   l list   r run again   q quit";

  @Parameters(
      paramLabel = "EX",
      arity = "0..1",
      description = "An exercise, by number, name or file (default: the first open one).")
  private @Nullable String name;

  @Spec private CommandSpec spec;

  private Exercises exercises;
  private Progress progress;
  private FileWatch files;
  private Screen screen;

  /** The exercise that the student looks at. */
  private Exercise exercise;

  private volatile boolean resized;

  /** How far slips are that are run for the first time: of which exercise, and what is said. */
  private volatile Map.@Nullable Entry<Exercise, String> slips;

  private Supplier<String> view = () -> "";

  /** Whether the screen shows that a grading goes on. */
  private boolean isChecking;

  /** What it says there of slips. */
  private Map.@Nullable Entry<Exercise, String> told;

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
      files = new FileWatch(exercises, progress, this::ran);
      try {
        return watch(keys);
      } finally {
        files.close();
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
      List<Exercise> saved = files.saved();
      if (!saved.isEmpty()) {
        check(saved.contains(exercise) ? exercise : saved.get(0));
      }
      files.proceed(exercise).ifPresent(this::ended);
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
    files.check(chosen);
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

  private void ran(Exercise about, String task, int place, int of) {
    slips =
        Map.entry(
            about,
            "for the first time it is compared with %d %s: %d %%"
                .formatted(of, task, 100 * place / of));
  }

  private void ended(FileWatch.Verdict done) {
    if (!done.exercise().equals(exercise) || files.isWaiting(exercise)) {
      return;
    }
    Grade grade = done.grade();
    StringBuilder aside = new StringBuilder();
    done.figures().forEach(file -> aside.append("  drawn: " + GradeText.shown(file) + "\n"));
    done.trouble().ifPresent(why -> aside.append("  ").append(why).append("\n"));
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
