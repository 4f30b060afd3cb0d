package dev.descent.cli;

import dev.descent.AtomicFile;
import dev.descent.catalog.Exercises;
import dev.descent.compare.Comparer;
import dev.descent.compare.Comparison;
import dev.descent.compare.Experiments;
import dev.descent.compare.Plan;
import dev.descent.grade.Folders;
import dev.descent.lesson.Block;
import dev.descent.lesson.Curriculum;
import dev.descent.lesson.FigureFiles;
import dev.descent.lesson.Lesson;
import dev.descent.plot.Figure;
import dev.descent.web.Book;
import dev.descent.web.page.Course;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code descent book}: the course as a static site. */
@Command(
    name = "book",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "The course as a site of files, for a web server or a page host, or to be opened as it is:"
          + " lessons with the numbers and figures of one run, recorded experiments for the Lab,"
          + " landscapes that still play, exercises to read.",
      "All lessons and the Lab's questions are run for it: with --quick a few minutes."
    },
    footer = {"", "Examples:", "  descent book --quick", "  descent book --out site"})
final class BookCommand implements Callable<Integer> {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the site goes (default: out/book).")
  private Path out = Path.of("out", "book");

  @Mixin private LessonOptions options;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Exercises exercises = Project.exercises();
    Curriculum curriculum = Curriculum.load();
    AtomicFile.requireFolder(out);
    Figure.requireFit(); // before what the figures show is trained
    Book book = new Book(new Course(curriculum, exercises, null, lesson -> Optional.empty()));
    PrintWriter to = spec.commandLine().getOut();
    Path figures = Folders.temporary("book");
    try {
      lessons(curriculum, book, figures, to);
    } finally {
      Folders.delete(figures);
    }
    experiments(book, to);
    to.println("The course: " + book.write(out));
    to.flush();
    return 0;
  }

  private void lessons(Curriculum curriculum, Book book, Path figures, PrintWriter to) {
    try (PartQueue queue =
        new PartQueue(
            options,
            new FigureFiles(figures.toString(), EnumSet.of(Figure.Format.SVG), List.of()),
            to,
            block -> "")) {
      for (Lesson lesson : curriculum.lessons()) {
        for (int part = 0; part < lesson.parts().size(); part++) {
          queue.add(lesson, part, lesson.parts().get(part).figures());
        }
      }
      for (Lesson lesson : curriculum.lessons()) {
        queue.print(lesson.name() + ": " + lesson.title() + "\n");
        List<List<Block>> parts = new ArrayList<>();
        for (int part = 0; part < lesson.parts().size(); part++) {
          parts.add(queue.next());
        }
        book.add(lesson, options.quick, parts);
      }
    }
  }

  private void experiments(Book book, PrintWriter to) {
    for (Plan plan : Book.plans()) {
      try (StatusLine status = new StatusLine(to);
          Experiments experiments =
              new Experiments(
                  new WorkerPool(options.workers(), KitWorker.options(false, line -> {})),
                  false,
                  ExperimentBars.forThisTerminal(status))) {
        Comparison comparison = new Comparer(plan, experiments).compare(false);
        book.add(comparison);
      }
    }
  }
}
