package dev.descent.cli;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.Grader;
import dev.descent.grade.MadeSlip;
import dev.descent.grade.StudentJvm;
import dev.descent.worker.WorkerPool;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent dev mutate}: tries the graded tests with slips that rules make. */
@Command(
    name = "mutate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Try the graded tests with slips that rules make in the solution. Each is killed by a test or"
          + " survives, and has the numbers of a known mistake or a sentence of its own."
    },
    footer = {
      "",
      "Examples:",
      "  descent dev mutate adam         every slip, and what kills it",
      "  descent dev mutate              those of all exercises that survive"
    })
final class MutateCommand implements Callable<Integer> {
  private static final String ROW = "%-17s %6s %7s %6s %11s %10s%n";

  @Parameters(
      paramLabel = "EX",
      arity = "0..*",
      description = "Exercises, by number, name or file; also 1-5, lesson3 (default: all).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "From which the tests draw their inputs (default: 1).")
  private long seed = 1;

  @Mixin private Workers workers;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Exercises exercises = Project.exercises();
    exercises.requireWhole("dev mutate needs the whole project");
    List<Exercise> tried = names.isEmpty() ? exercises.all() : exercises.named(names);
    PrintWriter out = spec.commandLine().getOut();
    int surviving = 0;
    try (WorkerPool pool = new WorkerPool(workers.count(), StudentJvm.workers())) {
      Grader grader = new Grader(exercises, pool);
      out.printf(ROW, "exercise", "slips", "killed", "known", "equivalent", "surviving");
      for (Exercise exercise : tried) {
        List<MadeSlip> slips = grader.madeSlips(exercise, seed);
        List<MadeSlip> alive = slips.stream().filter(MadeSlip::survives).toList();
        out.printf(
            ROW,
            exercise.id(),
            slips.size(),
            slips.stream().filter(slip -> !slip.failed().isEmpty()).count(),
            slips.stream().filter(slip -> !slip.names().isEmpty()).count(),
            slips.stream().filter(slip -> slip.why() != null).count(),
            alive.size());
        for (MadeSlip slip : names.isEmpty() ? alive : slips) {
          out.println("  " + slip.inWords());
        }
        out.flush();
        surviving += alive.size();
      }
    }
    return surviving == 0 ? 0 : 1;
  }
}
