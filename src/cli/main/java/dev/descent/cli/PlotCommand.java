package dev.descent.cli;

import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.Nearest;
import dev.descent.lesson.Block;
import dev.descent.lesson.Curriculum;
import dev.descent.lesson.FigureFiles;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.LessonPage;
import dev.descent.lesson.Part;
import dev.descent.plot.Figure;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent plot}: the figures of the lessons, without their words. */
@Command(
    name = "plot",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Draw the figures of the lessons and practices: the same code that the lessons run.",
      "With them comes index.html, a page with their lessons' words and numbers. The same seed gives"
          + " the same bytes."
    },
    footer = {
      "",
      "Examples:",
      "  descent plot --list",
      "  descent plot all --quick",
      "  descent plot 3 --format svg --out figures",
      "  descent plot 3-ravine 4-schedules",
      "  descent plot 3 --for slides --format png"
    })
final class PlotCommand implements Callable<Integer> {
  private static final String ALL = "all";

  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description =
          "Figures by their names, or lessons by theirs (0 to 7, p1 to p4); all (the default).")
  private List<String> names = List.of(ALL);

  @Option(names = "--list", description = "Show which figures there are instead.")
  private boolean list;

  @Option(
      names = "--format",
      split = ",",
      paramLabel = "F",
      description = "png, svg, or both, separated by a comma (default: png,svg).")
  private List<Figure.Format> formats = List.of(Figure.Format.values());

  /** What figures are for. */
  enum Use {
    PAGE,
    SLIDES
  }

  @Option(
      names = "--for",
      paramLabel = "USE",
      description =
          "page (the default) or slides: 16 to 9, large letters, and each panel by itself.")
  private Use use = Use.PAGE;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the figures go (default: out/plots).")
  private Path out = Path.of("out", "plots");

  @Mixin private LessonOptions options;

  @Spec private CommandSpec spec;

  /** A part and those of its figures that are wanted. */
  private record Wanted(Lesson lesson, int part, List<String> figures) {
    Part code() {
      return lesson.parts().get(part);
    }
  }

  @Override
  public Integer call() {
    PrintWriter to = spec.commandLine().getOut();
    Curriculum curriculum = Curriculum.load();
    List<Wanted> wanted = wanted(curriculum);
    if (list) {
      list(wanted, to);
      return 0;
    }
    AtomicFile.requireFolder(out);
    Figure.requireFit(); // before what the figures show is trained
    LessonPage page =
        new LessonPage(
            names().contains(ALL) ? "Descent: all figures" : "Descent: figures",
            "./descent plot " + String.join(" ", names()) + forSlides() + options.written());
    draw(wanted, to).forEach((w, blocks) -> page.add(w.lesson(), w.code(), blocks));
    to.println(page.write(out.resolve("index.html")));
    to.flush();
    return 0;
  }

  private Map<Wanted, List<Block>> draw(List<Wanted> wanted, PrintWriter to) {
    Map<Wanted, List<Block>> drawn = new LinkedHashMap<>();
    FigureFiles files =
        new FigureFiles(out.toString(), EnumSet.copyOf(formats), List.of(), use == Use.SLIDES);
    try (PartQueue queue = new PartQueue(options, files, to, block -> "")) {
      wanted.forEach(w -> queue.add(w.lesson(), w.part(), w.figures()));
      for (Wanted w : wanted) {
        List<Block> blocks = queue.next();
        Block.only(Block.Figure.class, blocks)
            .forEach(figure -> figure.files().forEach(file -> queue.print(file + "\n")));
        drawn.put(w, blocks);
      }
    }
    return drawn;
  }

  private String forSlides() {
    return use == Use.SLIDES ? " --for slides" : "";
  }

  private List<String> names() {
    return names.stream().map(name -> name.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /** The parts and figures that the names stand for, in the order of the lessons. */
  private List<Wanted> wanted(Curriculum curriculum) {
    Set<String> unknown = new LinkedHashSet<>(names());
    boolean all = unknown.remove(ALL);
    List<Wanted> wanted = new ArrayList<>();
    for (Lesson lesson : curriculum.lessons()) {
      boolean whole = unknown.remove(lesson.id()) || all;
      for (int part = 0; part < lesson.parts().size(); part++) {
        List<String> figures =
            lesson.parts().get(part).figures().stream()
                .filter(name -> whole || names().contains(name))
                .toList();
        unknown.removeAll(figures);
        if (!figures.isEmpty()) {
          wanted.add(new Wanted(lesson, part, figures));
        }
      }
    }
    if (!unknown.isEmpty()) {
      String first = unknown.iterator().next();
      List<String> known =
          curriculum.lessons().stream().flatMap(lesson -> lesson.figures().stream()).toList();
      throw new BadInputException(
          "no figure or lesson '"
              + first
              + "'"
              + Nearest.didYouMean(first, known, "; descent plot --list shows all"));
    }
    return wanted;
  }

  private static void list(List<Wanted> wanted, PrintWriter to) {
    Lesson last = null;
    for (Wanted w : wanted) {
      if (w.lesson() != last) {
        last = w.lesson();
        to.println(last.name() + ": " + last.title());
      }
      w.figures().forEach(name -> to.println(String.format("  %-26s %s", name, w.code().title())));
    }
    to.flush();
  }
}
