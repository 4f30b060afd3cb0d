package dev.descent.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code descent list}: lessons and exercises. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lessons and exercises, with points and what the last check found.",
    footer = {"", "Examples:", "  descent list", "  descent list --json"})
final class ListCommand implements Callable<Integer> {
  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws JsonProcessingException {
    Exercises exercises = Project.exercises();
    Progress progress = new Progress(exercises);
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(exercises, progress));
    } else {
      out.print(Overview.list(exercises, progress));
      out.println("\n" + Overview.bar(exercises, progress));
    }
    out.flush();
    return 0;
  }

  private static String json(Exercises exercises, Progress progress)
      throws JsonProcessingException {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Exercise exercise : exercises.all()) {
      Progress.Entry entry = progress.of(exercise);
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("id", exercise.id());
      row.put("lesson", exercise.lesson());
      row.put("title", exercise.title());
      row.put("file", exercises.file(exercise).toString());
      row.put("points", entry.points());
      row.put("of", exercise.points());
      row.put("passed", entry.passed());
      row.put("hintsShown", entry.hints());
      rows.add(row);
    }
    return new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValueAsString(Map.of("exercises", rows));
  }
}
