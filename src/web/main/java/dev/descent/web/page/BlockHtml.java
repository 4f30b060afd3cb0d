package dev.descent.web.page;

import dev.descent.lesson.Block;
import dev.descent.report.Column;
import dev.descent.web.html.Html;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The blocks of a lesson as a page shows them. */
public final class BlockHtml {
  private static final List<Column> MISTAKE =
      List.of(Column.text(""), Column.text("written"), Column.text("gives"));

  private BlockHtml() {}

  /**
   * A block; nothing for progress, which the page shows elsewhere.
   *
   * @param lesson the id of its lesson
   */
  public static Html of(String lesson, Block block) {
    if (block instanceof Block.Text text) {
      return Html.tag("p", text.words());
    }
    if (block instanceof Block.Table table) {
      return Tables.of("In this run", table.columns(), table.rows());
    }
    if (block instanceof Block.Mistake mistake) {
      return Html.tag("section")
          .attr("class", "mistake")
          .add(Html.tag("h4", "Common mistake: " + mistake.name()))
          .add(
              Tables.of(
                  mistake.name(),
                  MISTAKE,
                  List.of(
                      List.of("✗ wrong", mistake.wrong(), mistake.wrongGives()),
                      List.of("✓ right", mistake.right(), mistake.rightGives()))));
    }
    if (block instanceof Block.Figure figure) {
      return figure(lesson, figure);
    }
    if (block instanceof Block.Promise promise) {
      return Html.tag("p")
          .attr("class", promise.kept() ? "promise kept" : "promise")
          .add(Html.tag("strong", promise.kept() ? "✓ You should see: " : "✗ Not in this run: "))
          .add(promise.sentence());
    }
    // Not to be seen: the script of the page puts them into the text.
    if (block instanceof Block.Value value) {
      return data("slot", value.name(), value.text());
    }
    if (block instanceof Block.Answer answer) {
      return data("answer", answer.name(), String.join("\n", answer.options()));
    }
    return Html.text("");
  }

  private static Html data(String kind, String name, String value) {
    return Html.tag("data").attr("data-" + kind, name).attr("value", value).flag("hidden");
  }

  private static Html figure(String lesson, Block.Figure figure) {
    return Html.tag("figure")
        .add(
            Html.tag("img")
                .attr("src", file(lesson, figure))
                .attr("alt", figure.description())
                .attr("loading", "lazy"))
        .add(Html.tag("figcaption", figure.title()));
  }

  /** The content of a figure's file; empty if it has gone. */
  public static Optional<byte[]> content(Block.Figure figure) {
    try {
      return Optional.of(Files.readAllBytes(Path.of(best(figure))));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String best(Block.Figure figure) {
    return figure.files().get(figure.files().size() - 1);
  }

  /** The address of a figure, in the form that looks best on a page. */
  public static String file(String lesson, Block.Figure figure) {
    String last = best(figure);
    return "figures/lesson-%s/%s%s"
        .formatted(lesson, figure.name(), last.substring(last.lastIndexOf('.')));
  }
}
