package dev.descent.cli;

import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.Count;
import dev.descent.lesson.Block;
import dev.descent.lesson.CodeRegion;
import dev.descent.lesson.Curriculum;
import dev.descent.lesson.FigureFiles;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.LessonText;
import dev.descent.machine.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent dev record}: renews the texts of lessons from a run. */
@Command(
    name = "record",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Renew the texts of lessons: run each whole with seed 1, and write what it gave into the"
          + " slots of its text, and the code of its files into the blocks of code."
    },
    footer = {"", "Examples:", "  descent dev record 3", "  descent dev record --code 3"})
final class RecordCommand implements Callable<Integer> {
  @Parameters(paramLabel = "N", arity = "0..*", description = "Lessons (default: all).")
  private List<String> ids = new ArrayList<>();

  @Option(names = "--code", description = "Renew the blocks of code alone, without a run.")
  private boolean codeOnly;

  @Mixin private Workers workers;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Curriculum curriculum = Curriculum.load();
    List<Lesson> lessons =
        ids.isEmpty()
            ? curriculum.lessons()
            : ids.stream().map(curriculum::lesson).distinct().toList();
    PrintWriter out = spec.commandLine().getOut();
    for (Lesson lesson : lessons) {
      Path file = Project.home().resolve(lesson.folder()).resolve("README.md");
      Map<String, String> values = codeOnly ? Map.of() : values(lesson, out);
      String before = read(file);
      String text = renewed(before, file, values);
      if (!text.equals(before)) {
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
      }
      out.println(file + (text.equals(before) ? ": as it was" : ": renewed"));
      out.flush();
    }
    return 0;
  }

  /** A text with these values in its slots, and the code of its files. */
  private String renewed(String before, Path file, Map<String, String> values) {
    Set<String> missing = new TreeSet<>();
    String text =
        codeOnly
            ? before
            : LessonText.filled(
                before,
                (name, word) -> {
                  if (!values.containsKey(name)) {
                    missing.add(name);
                  }
                  return values.getOrDefault(name, word);
                });
    if (!missing.isEmpty()) {
      throw new BadInputException(
          file + ": every slot must have a value of the run, none for " + missing);
    }
    return LessonText.withCode(text, code -> source(file, code));
  }

  private static String source(Path text, LessonText.Code code) {
    Path file = text.resolveSibling(code.file());
    try {
      return CodeRegion.of(read(file), code.region());
    } catch (IllegalArgumentException e) {
      throw new BadInputException(file + ": " + e.getMessage(), e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read (" + e + ")", e);
    }
  }

  /** What a whole run of a lesson gave, and what is to be said of the run itself. */
  private Map<String, String> values(Lesson lesson, PrintWriter out) {
    Map<String, String> values = new HashMap<>();
    List<String> broken = new ArrayList<>();
    Instant begin = Instant.now();
    FigureFiles figures = new FigureFiles("", Set.of(), List.of()); // none is drawn
    LessonOptions options = LessonOptions.whole(workers);
    try (PartQueue queue = new PartQueue(options, figures, out, block -> "")) {
      for (int part = 0; part < lesson.parts().size(); part++) {
        queue.add(lesson, part, List.of());
      }
      for (int part = 0; part < lesson.parts().size(); part++) {
        List<Block> blocks = queue.next();
        Block.only(Block.Value.class, blocks)
            .forEach(value -> values.put(value.name(), value.text()));
        Block.only(Block.Promise.class, blocks).stream()
            .filter(promise -> !promise.kept())
            .forEach(promise -> broken.add(promise.sentence()));
      }
    }
    if (!broken.isEmpty()) {
      throw new BadInputException(
          lesson.name() + ": a run must show all it promises to be recorded, not " + broken);
    }
    out.println(lesson.name() + ": " + Count.of(values.size(), "value"));
    long minutes = Math.round(Duration.between(begin, Instant.now()).toSeconds() / 60.0);
    values.put("run.minutes", String.valueOf(Math.max(1, minutes)));
    values.put("run.machine", machine());
    values.put("read.minutes", String.valueOf(lesson.text().minutes()));
    return values;
  }

  /** What the sums of the run were computed with, which an environment variable may have chosen. */
  private static String machine() {
    String kernels = Machine.look().kernels(System.getenv());
    return switch (kernels) {
      case "SkylakeX" -> "AVX-512";
      case "Haswell" -> "AVX2";
      case "" -> "neither AVX2 nor AVX-512";
      default -> kernels;
    };
  }
}
