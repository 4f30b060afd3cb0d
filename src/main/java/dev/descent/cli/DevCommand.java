package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.grade.AuthorCheck;
import dev.descent.grade.Grader;
import dev.descent.grade.StudentJvm;
import dev.descent.lesson.Curriculum;
import dev.descent.lesson.Lesson;
import dev.descent.pool.WorkerPool;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent dev}: for authors of exercises. */
@Command(
    name = "dev",
    mixinStandardHelpOptions = true,
    description = "For authors of exercises.",
    subcommands = DevCommand.Check.class,
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
        description = "Exercises, by id, number or name (default: all).")
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
      Exercises exercises = Exercises.ofThisProject();
      exercises.requireWhole("dev check needs the whole project");
      List<Exercise> some =
          names.isEmpty() ? exercises.all() : names.stream().map(exercises::get).toList();
      PrintWriter out = spec.commandLine().getOut();
      int jobs = workers.count();
      try (WorkerPool pool = new WorkerPool(jobs, StudentJvm.workers())) {
        AuthorCheck check = new AuthorCheck(exercises, new Grader(exercises, pool), seeds);
        AuthorCheck.Report report;
        try (ProgressBar bar = CountBar.show("dev check", "answers", check.count(some))) {
          report = check.run(some, jobs, answer -> bar.step());
        }
        List<String> problems = new ArrayList<>(report.problems());
        List<String> lessons = Curriculum.load().lessons().stream().map(Lesson::id).toList();
        some.stream()
            .filter(exercise -> !lessons.contains(exercise.lesson()))
            .forEach(
                exercise ->
                    problems.add(
                        exercise.id()
                            + ": lesson must be one of "
                            + lessons
                            + ", got "
                            + exercise.lesson()));
        problems.forEach(out::println);
        out.println(some.size() + " exercises, " + seeds + " seeds");
        out.println(report.right() + " gradings of right answers");
        out.println(report.vandals() + " vandals");
        out.println(rate("kill rate", report.killed(), report.wrong()));
        out.println(rate("naming rate", report.named(), report.wrong()));
        out.println(problems.isEmpty() ? "all rules kept" : problems.size() + " broken rules");
        out.flush();
        return problems.isEmpty() ? 0 : 1;
      }
    }

    private static String rate(String name, int part, int whole) {
      return String.format(
          Locale.ROOT, "%-11s  %5.1f %%, %d of %d", name, 100.0 * part / whole, part, whole);
    }
  }
}
