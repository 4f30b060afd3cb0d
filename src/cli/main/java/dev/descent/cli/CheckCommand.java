package dev.descent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.BadInputException;
import dev.descent.Count;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.grade.Grade;
import dev.descent.watch.Checker;
import dev.descent.worker.Provenance;
import dev.descent.worker.WorkerPool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent check}: grades exercises. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Grade exercises: what holds, what does not and where, and the mistake's name where it is a"
          + " known one. Exit code 1 if something does not hold."
    },
    footer = {
      "",
      "Examples:",
      "  descent check",
      "  descent check adam",
      "  descent check 1-5",
      "  descent check lesson3",
      "  descent check all",
      "  descent check 3 --seed 7"
    })
final class CheckCommand implements Callable<Integer> {
  private static final String CHECK_ALL = "./descent check all checks them again.";

  @Parameters(
      paramLabel = "EX",
      arity = "0..*",
      description =
          "Exercises, by number, name or file; also 1-5, lesson3, all (default: the first open"
              + " one).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "From which the tests draw their inputs (default: 1).")
  private long seed = 1;

  @Option(names = "--json", description = "Print everything as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    try (WorkerPool pool = Checker.startWorker()) {
      return check(Project.exercises(), pool);
    }
  }

  private int check(Exercises exercises, WorkerPool pool) throws JsonProcessingException {
    Progress progress = new Progress(exercises);
    List<Exercise> chosen = wanted(exercises, progress);
    PrintWriter out = spec.commandLine().getOut();
    if (chosen.isEmpty()) {
      out.println(json ? json(List.of()) : Overview.next(exercises, progress) + CHECK_ALL);
      out.flush();
      return 0;
    }
    List<Grade> grades = new ArrayList<>();
    Ansi ansi = spec.commandLine().getColorScheme().ansi();
    try (Checker checker = new Checker(exercises, progress, pool);
        StatusLine status = new StatusLine(out)) {
      if (!json) {
        checker.listen(
            (exercise, task, place, of) ->
                status.show("comparing " + exercise.id() + " with " + task, place, of));
      }
      for (Exercise exercise : chosen) {
        Grade grade = checker.grade(exercise, seed);
        grades.add(grade);
        status.end();
        if (!json) {
          out.print(GradeText.of(exercises, grade, ansi));
          out.println("  " + GradeText.shown(exercises.file(exercise)) + "\n");
          out.flush();
        }
        try {
          checker.note(grade);
          if (!json) {
            out.print(Overview.tries(progress.of(exercise)));
          }
          if (!json && grade.passed() && chosen.size() == 1) {
            out.println(Overview.after(exercise, exercises, progress));
          }
          for (Path figure : checker.draw(grade)) {
            if (!json) {
              out.println("  drawn: " + GradeText.shown(figure) + "\n");
            }
          }
        } catch (BadInputException | UnfitMachineException e) { // the verdict is worth more
          spec.commandLine().getErr().println("descent: " + e.getMessage());
        }
      }
    }
    if (json) {
      out.println(json(grades));
    } else if (chosen.size() > 1) {
      out.println(
          grades.stream().mapToInt(Grade::points).sum()
              + " of "
              + Count.of(chosen.stream().mapToInt(Exercise::points).sum(), "point"));
    }
    out.flush();
    return grades.stream().allMatch(Grade::passed) ? 0 : 1;
  }

  private List<Exercise> wanted(Exercises exercises, Progress progress) {
    if (names.isEmpty()) {
      return progress.current().stream().toList();
    }
    return exercises.named(names);
  }

  private static String json(List<Grade> grades) throws JsonProcessingException {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("format", "descent-check/1");
    all.put("kit", Provenance.here(null));
    all.put("points", grades.stream().mapToInt(Grade::points).sum());
    all.put("grades", grades);
    return new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
  }
}
