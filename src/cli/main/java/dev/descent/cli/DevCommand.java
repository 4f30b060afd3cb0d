package dev.descent.cli;

import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.Count;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.AuthorCheck;
import dev.descent.grade.Grader;
import dev.descent.grade.NewExercise;
import dev.descent.grade.StudentJvm;
import dev.descent.worker.WorkerPool;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent dev}: for authors of exercises and lessons. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = "For authors of exercises and lessons.",
    subcommands = {
      DevCommand.Check.class,
      DevCommand.Show.class,
      DevCommand.New.class,
      MutateCommand.class,
      RecordCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
final class DevCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  /** {@code descent dev check}: do the exercises keep their rules? */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Check the exercises themselves: every start compiles and earns nothing, every solution and"
            + " every other right answer earns all points, every known mistake loses some and is"
            + " called by its name, and no answer gains points by destroying what it is given. Exit"
            + " code 1 if not."
      },
      footer = {"", "Examples:", "  descent dev check", "  descent dev check adam --seeds 3"})
  static final class Check implements Callable<Integer> {
    @Parameters(
        paramLabel = "EX",
        arity = "0..*",
        description = "Exercises, by number, name or file; also 1-5, lesson3 (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(
        names = "--seeds",
        paramLabel = "N",
        description = "With how many seeds each answer is graded (default: 10).")
    private int seeds = 10;

    @Mixin private Workers workers;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
      if (seeds < 1) {
        throw new BadInputException("--seeds must be at least 1, got " + seeds);
      }
      Exercises exercises = Project.exercises();
      exercises.requireWhole("dev check needs the whole project");
      List<Exercise> checked = names.isEmpty() ? exercises.all() : exercises.named(names);
      PrintWriter out = spec.commandLine().getOut();
      int jobs = workers.count();
      try (WorkerPool pool = new WorkerPool(jobs, StudentJvm.workers())) {
        AuthorCheck check =
            new AuthorCheck(
                exercises, new Grader(exercises, pool), seeds, Project.lessons(), exercises.all());
        AuthorCheck.Report report;
        try (ProgressBar bar = CountBar.show("dev check", "gradings", check.count(checked))) {
          report = check.run(checked, jobs, answer -> bar.step());
        }
        List<String> problems = report.problems();
        problems.forEach(out::println);
        out.println(Count.of(checked.size(), "exercise") + ", " + Count.of(seeds, "seed"));
        out.println(Count.of(report.right(), "grading") + " of right answers");
        out.println(Count.of(report.vandals(), "vandal"));
        out.println(Count.of(report.slips(), "slip") + " made by rules");
        out.println(rate("kill rate", report.killed(), report.wrong()));
        out.println(rate("naming rate", report.named(), report.wrong()));
        out.println(
            problems.isEmpty() ? "all rules kept" : Count.of(problems.size(), "broken rule"));
        out.flush();
        return problems.isEmpty() ? 0 : 1;
      }
    }

    private static String rate(String name, int part, int whole) {
      return whole == 0
          ? String.format(Locale.ROOT, "%-11s  of no mistakes", name)
          : String.format(
              Locale.ROOT, "%-11s  %5.1f %%, %d of %d", name, 100.0 * part / whole, part, whole);
    }
  }

  /** {@code descent dev show}: mistakes as classes. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Write known mistakes as classes, to look at them in an editor. They are made of a right"
            + " answer and the file in solutions/mistakes."
      },
      footer = {
        "",
        "Examples:",
        "  descent dev show adam NoBiasCorrection",
        "  descent dev show adam           all of an exercise",
        "  descent dev show                all"
      })
  static final class Show implements Callable<Integer> {
    @Parameters(
        index = "0",
        arity = "0..1",
        paramLabel = "EX",
        description = "The exercise, by number, name or file (default: all).")
    private @Nullable String name;

    @Parameters(
        index = "1",
        arity = "0..*",
        paramLabel = "MISTAKE",
        description = "Its mistakes (default: all).")
    private List<String> mistakes = new ArrayList<>();

    @Option(
        names = "--out",
        paramLabel = "DIR",
        defaultValue = "out/mistakes",
        description = "Where they go (default: out/mistakes).")
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      Exercises exercises = Project.exercises();
      exercises.requireWhole("dev show needs the whole project");
      PrintWriter to = spec.commandLine().getOut();
      for (Exercise exercise : name == null ? exercises.all() : List.of(exercises.get(name))) {
        for (String mistake : chosen(exercises, exercise)) {
          Path file =
              out.resolve(exercise.id()).resolve(mistake).resolve(exercise.type() + ".java");
          String text = exercises.mistake(exercise, mistake);
          AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
          to.println(file);
        }
      }
      to.flush();
      return 0;
    }

    private Collection<String> chosen(Exercises exercises, Exercise exercise) {
      for (String mistake : mistakes) {
        if (!exercises.mistakes(exercise).containsKey(mistake)) {
          throw new BadInputException(
              "%s has no mistake '%s'; give one of %s"
                  .formatted(
                      exercise.id(),
                      mistake,
                      String.join(", ", exercises.mistakes(exercise).keySet())));
        }
      }
      return mistakes.isEmpty() ? exercises.mistakes(exercise).keySet() : mistakes;
    }
  }

  /** {@code descent dev new}: the files of an exercise. */
  @Command(
      name = "new",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "Make all files of a new exercise, with as little in each as there may be. dev check says"
            + " what is still to be done."
      },
      footer = {
        "",
        "Example:",
        "  descent dev new ex30lamb Lamb --lesson 3 --title \"Layers of their own rate\""
      })
  static final class New implements Callable<Integer> {
    @Parameters(
        index = "0",
        paramLabel = "ID",
        description = "ex, a number that no other has had, and a word in small letters.")
    private String id;

    @Parameters(index = "1", paramLabel = "CLASS", description = "The class to edit.")
    private String type;

    @Option(
        names = "--lesson",
        paramLabel = "ID",
        required = true,
        description = "The lesson it follows from.")
    private String lesson;

    @Option(
        names = "--title",
        paramLabel = "TEXT",
        required = true,
        description = "What a student sees in the list.")
    private String title;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      Exercises exercises = Project.exercises();
      exercises.requireWhole("dev new needs the whole project");
      if (!Project.lessons().contains(lesson)) {
        throw new BadInputException(
            "--lesson must be one of " + Project.lessons() + ", got " + lesson);
      }
      List<Path> written = NewExercise.write(exercises, id, lesson, type, title);
      PrintWriter out = spec.commandLine().getOut();
      out.println("Written:");
      written.forEach(file -> out.println("  " + file));
      out.println("What is still to be done: ./descent dev check " + id);
      out.flush();
      return 0;
    }
  }
}
