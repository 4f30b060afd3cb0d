package dev.descent.lesson;

import dev.descent.BadInputException;
import dev.descent.Build;
import dev.descent.report.Column;
import dev.descent.report.HtmlReport;
import dev.descent.report.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of what lessons gave in a run: words, tables, mistakes, figures and promises, each in its
 * place.
 */
public final class LessonPage {
  private static final List<Column> MISTAKE =
      List.of(Column.text(""), Column.text("written"), Column.text("gives"));

  private final HtmlReport page;
  private @Nullable Lesson last;

  /**
   * Begins a page.
   *
   * @param command the command that makes it again
   */
  public LessonPage(String title, String command) {
    page = new HtmlReport(title);
    page.lead("What the code of the lessons gave in this run.");
    page.paragraph(
        "Descent %s, Deeplearning4j %s, natives %s."
            .formatted(Build.THIS.version(), Build.THIS.dl4j(), Build.THIS.natives()));
    page.code(command).contents();
  }

  /** Adds what a part has given, in the order of the lessons. */
  public void add(Lesson lesson, Part part, List<Block> blocks) {
    if (lesson != last) {
      page.heading(lesson.name() + ": " + lesson.title());
      last = lesson;
    }
    page.subheading(part.title());
    blocks.forEach(this::add);
    List<String> promises =
        Block.only(Block.Promise.class, blocks).stream()
            .map(promise -> (promise.kept() ? "✓ " : "✗ ") + promise.sentence())
            .toList();
    if (!promises.isEmpty()) {
      page.paragraph("You should see:");
      page.list(promises);
    }
  }

  private void add(Block block) {
    if (block instanceof Block.Text text) {
      page.paragraph(text.words());
    } else if (block instanceof Block.Table table) {
      page.table("In this run", table.columns(), table.rows());
    } else if (block instanceof Block.Mistake mistake) {
      page.table(
          "Common mistake: " + mistake.name(),
          MISTAKE,
          List.of(
              List.of("wrong", mistake.wrong(), mistake.wrongGives()),
              List.of("right", mistake.right(), mistake.rightGives())));
    } else if (block instanceof Block.Figure figure) {
      add(figure);
    }
  }

  private void add(Block.Figure figure) {
    Picture picture = picture(Path.of(figure.files().get(figure.files().size() - 1)));
    String caption = figure.title() + " (" + figure.name() + ")";
    Block.Narrow narrow = figure.narrow();
    if (narrow == null) {
      page.figure(picture, figure.description(), caption);
    } else {
      page.figure(
          picture,
          narrow.instead(),
          new Picture(Base64.getDecoder().decode(narrow.content()), narrow.type()),
          figure.description(),
          caption);
    }
  }

  /** Writes the page, and returns the file. */
  public Path write(Path file) {
    return page.write(file);
  }

  private static Picture picture(Path file) {
    String name = file.toString();
    String type =
        name.endsWith(".svg") ? "image/svg+xml" : name.endsWith(".gif") ? "image/gif" : "image/png";
    try {
      return new Picture(Files.readAllBytes(file), type);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read (" + e + ")", e);
    }
  }
}
