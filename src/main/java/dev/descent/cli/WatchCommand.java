package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.grade.Grade;
import dev.descent.progress.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
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
final class WatchCommand implements Callable<Integer> {
  private static final int LOOK_EVERY = 30; // milliseconds
  private static final int CTRL_C = 3;
  private static final String KEYS = "n next   h hint   l list   r run again   q quit";

  @Parameters(
      paramLabel = "EX",
      arity = "0..1",
      description = "An exercise, by id, number or name (default: the first open one).")
  private String name;

  @Spec private CommandSpec spec;

  private Exercises exercises;
  private Progress progress;
  private Checker checker;
  private Terminal terminal;
  private Exercise exercise;
  private final Map<Exercise, SavedFile> files = new HashMap<>();
  private CompletableFuture<Grade> running;
  private boolean again;

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
    exercises.all().forEach(one -> files.put(one, new SavedFile(exercises.file(one))));
    terminal = TerminalBuilder.builder().nativeSignals(false).build();
    Attributes before = terminal.enterRawMode();
    Attributes raw = terminal.getAttributes();
    raw.setLocalFlag(Attributes.LocalFlag.ISIG, false); // Ctrl-C is a key like q
    terminal.setAttributes(raw);
    try (Checker open = new Checker(exercises, progress)) {
      checker = open;
      return watch(terminal.reader());
    } finally {
      terminal.setAttributes(before);
      terminal.close();
    }
  }

  private int watch(NonBlockingReader keys) throws IOException {
    start();
    while (true) {
      int key = keys.read(LOOK_EVERY);
      switch (key) {
        case 'q', CTRL_C, NonBlockingReader.EOF -> {
          say("\n");
          return key == CTRL_C ? Descent.INTERRUPTED : 0;
        }
        case 'n' -> next();
        case 'h' -> show(HintCommand.more(exercise, progress));
        case 'l' -> show(Overview.list(exercises, progress));
        case 'r' -> start();
        default -> {}
      }
      for (var file : files.entrySet()) {
        if (file.getValue().isSaved()) {
          exercise = file.getKey();
          start();
        }
      }
      if (running != null && running.isDone()) {
        ended();
      }
    }
  }

  private void next() {
    Optional<Exercise> open = progress.after(exercise);
    if (open.isEmpty()) {
      show("All exercises are solved.\n");
    } else {
      exercise = open.get();
      start();
    }
  }

  /** Grades, or grades again as soon as the grading that runs has ended. */
  private void start() {
    if (running != null) {
      again = true;
      return;
    }
    Exercise checked = exercise;
    running = CompletableFuture.supplyAsync(() -> checker.check(checked, 1));
    show("checking " + checked.id() + " ...\n");
  }

  private void ended() {
    Grade grade;
    try {
      grade = running.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      running = null;
    }
    if (again) {
      again = false;
      start();
      return;
    }
    Ansi ansi = spec.commandLine().getColorScheme().ansi();
    List<Path> figures = checker.draw(grade);
    show(
        GradeText.of(exercises.get(grade.exercise()), grade, figures, ansi)
            + (grade.passed()
                ? "\n  Solved. n goes on; or see descent solution " + exercise.id() + "\n"
                : ""));
  }

  /** Fills the screen: the text above, where the student is below. */
  private void show(String text) {
    terminal.puts(Capability.clear_screen);
    say(text);
    say("\n" + Overview.bar(exercises, progress) + "\n");
    say(GradeText.shown(exercises.file(exercise)) + "\n" + KEYS + "\n");
  }

  private void say(String text) {
    terminal.writer().print(text.replace("\n", "\r\n"));
    terminal.flush();
  }
}
