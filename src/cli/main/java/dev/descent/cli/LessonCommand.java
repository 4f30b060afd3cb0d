package dev.descent.cli;

import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.Count;
import dev.descent.lesson.Block;
import dev.descent.lesson.Curriculum;
import dev.descent.lesson.FigureFiles;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.LessonPage;
import dev.descent.lesson.TerminalText;
import dev.descent.plot.Figure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent lesson}: reads a lesson, or runs it. */
@Command(
    name = "lesson",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Run a lesson: its walk-through with the numbers of this run, its figures, and what you should"
          + " see.",
      "Without a lesson: which ones there are. Exit code 1 if a run does not show what it promises."
    },
    footer = {
      "",
      "Examples:",
      "  descent lesson",
      "  descent lesson 3 --read",
      "  descent lesson 3 --quick",
      "  descent lesson 3 --quick --predict",
      "  descent lesson p1 --out figures"
    })
final class LessonCommand implements Callable<Integer> {
  @Parameters(
      arity = "0..1",
      paramLabel = "N",
      description = "Lesson 0 to 7, or practice p1 to p4.")
  private String id;

  @Option(names = "--read", description = "Show the lesson's text instead of running it.")
  private boolean read;

  @Option(
      names = "--predict",
      description = "Ask what each part will show before it shows it, and more at the end.")
  private boolean predict;

  @Mixin private LessonOptions options;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the figures go (default: out/lesson-N).")
  private Path out;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Curriculum curriculum = Curriculum.load();
    PrintWriter to = spec.commandLine().getOut();
    if (id == null) {
      if (read || predict || options.quick || out != null) {
        throw new BadInputException("which lesson? descent lesson lists them, got none");
      }
      list(curriculum, to);
      return 0;
    }
    Lesson lesson = curriculum.lesson(id);
    if (read && predict) {
      throw new BadInputException("--predict runs the lesson, and --read does not: give one");
    }
    if (read) {
      to.print(MarkdownText.of(QuestionText.reading(lesson.text()), Tty.width()));
      to.flush();
      return 0;
    }
    Path folder = out != null ? out : Path.of("out", "lesson-" + lesson.id());
    AtomicFile.requireFolder(folder);
    return run(lesson, folder, to);
  }

  private static void list(Curriculum curriculum, PrintWriter to) {
    for (Lesson lesson : curriculum.lessons()) {
      to.println(String.format("%-11s %s", lesson.name(), lesson.title()));
      lesson.parts().forEach(part -> to.println(" ".repeat(14) + part.title()));
    }
    to.println();
    to.println("descent lesson 1 runs one, descent lesson 1 --read shows its text.");
  }

  private int run(Lesson lesson, Path folder, PrintWriter to) {
    List<Block> blocks = new ArrayList<>();
    LessonQuestions questions =
        predict ? LessonQuestions.ask(lesson, to) : LessonQuestions.none(lesson, to);
    LessonPage page =
        new LessonPage(
            lesson.name() + ": " + lesson.title(),
            "./descent lesson " + lesson.id() + options.written());
    try (PartQueue queue =
        new PartQueue(
            options,
            new FigureFiles(folder.toString(), EnumSet.allOf(Figure.Format.class), List.of()),
            to,
            LessonCommand::shownAtOnce)) {
      for (int part = 0; part < lesson.parts().size(); part++) {
        queue.add(lesson, part, lesson.parts().get(part).figures());
      }
      queue.print(heading(lesson.name() + ": " + lesson.title(), '=') + "\n");
      if (predict) {
        queue.print(
            "Before a question stands what the text has before it; all of it: descent lesson "
                + lesson.id()
                + " --read\n\n");
      }
      for (int part = 0; part < lesson.parts().size(); part++) {
        queue.print(heading((part + 1) + ". " + lesson.parts().get(part).title(), '-') + "\n");
        questions.before(lesson.parts().get(part));
        List<Block> ofPart = queue.next();
        questions.after(ofPart, options.quick);
        blocks.addAll(ofPart);
        page.add(lesson, lesson.parts().get(part), ofPart);
      }
    }
    List<Block.Promise> promises = Block.only(Block.Promise.class, blocks);
    to.print(heading("You should see", '-'));
    promises.forEach(promise -> to.print(TerminalText.of(promise, Tty.width())));
    to.println();
    questions.end();
    boolean kept = promises.stream().allMatch(Block.Promise::kept);
    if (!kept) {
      to.println("What is marked ✗ this run does not show; another --seed may.");
    }
    to.println(
        Figure.trouble()
            .map(why -> "No figures: " + why + ".")
            .orElse(
                Count.of(Block.only(Block.Figure.class, blocks).size(), "figure") + ": " + folder));
    to.println("All of it on one page: " + page.write(folder.resolve("index.html")));
    to.println("The text: ./descent lesson " + lesson.id() + " --read");
    to.flush();
    return kept ? 0 : 1;
  }

  /** The text of a block; promises stand at the end of the lesson, those of all parts together. */
  private static String shownAtOnce(Block block) {
    return block instanceof Block.Promise ? "" : TerminalText.of(block, Tty.width());
  }

  private static String heading(String text, char line) {
    return text + "\n" + String.valueOf(line).repeat(text.length()) + "\n";
  }
}
