package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.Build;
import dev.descent.lesson.Block;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.Part;
import dev.descent.report.HtmlReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The page on which all figures can be browsed. */
final class PlotIndex {
  private final HtmlReport page = new HtmlReport("Descent: all figures");
  private @Nullable Lesson last;

  PlotIndex(long seed, boolean quick) {
    page.lead(
        "What the lessons and practices of Descent draw, with seed "
            + seed
            + (quick ? ", in the quick runs." : "."));
    page.paragraph(
        "Descent %s, Deeplearning4j %s, natives %s."
            .formatted(Build.THIS.version(), Build.THIS.dl4j(), Build.THIS.natives()));
    page.code("./descent plot all" + (quick ? " --quick" : "") + " --seed " + seed).contents();
  }

  /** Adds the figures of a part, in the order of the lessons. */
  void add(Lesson lesson, Part part, List<Block.Figure> figures) {
    if (lesson != last) {
      page.heading(lesson.name() + ": " + lesson.title());
      last = lesson;
    }
    for (Block.Figure figure : figures) {
      Path file = Path.of(figure.files().get(figure.files().size() - 1));
      page.figure(
          bytes(file),
          type(file),
          figure.description(),
          figure.title() + " (" + figure.name() + "; " + part.title() + ")");
    }
  }

  Path write(Path file) {
    return page.write(file);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read (" + e + ")", e);
    }
  }

  private static String type(Path file) {
    String name = file.toString();
    return name.endsWith(".svg")
        ? "image/svg+xml"
        : name.endsWith(".gif") ? "image/gif" : "image/png";
  }
}
