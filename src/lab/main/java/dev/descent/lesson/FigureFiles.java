package dev.descent.lesson;

import dev.descent.plot.Animation;
import dev.descent.plot.Figure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The files that a part's figures are written to. Where nothing can be drawn, all are left out.
 *
 * @param folder where they go
 * @param formats at least one; animations have their own
 * @param names of the figures to write; others are left out
 * @param slides whether they are for slides, one for each idea, rather than for a page
 */
public record FigureFiles(
    String folder, Set<Figure.Format> formats, List<String> names, boolean slides) {

  /** Those of a page. */
  public FigureFiles(String folder, Set<Figure.Format> formats, List<String> names) {
    this(folder, formats, names, false);
  }

  /** Those of these names. */
  public FigureFiles only(List<String> others) {
    return new FigureFiles(folder, formats, others, slides);
  }

  /** Writes a figure, several for slides; none if it is left out. */
  List<Block.Figure> write(String name, Figure figure) {
    if (!isWanted(name)) {
      return List.of();
    }
    if (slides) {
      return slides(name, figure);
    }
    Block.Narrow narrow =
        figure.narrow().map(form -> narrow(figure.width(), "image/png", form.png())).orElse(null);
    return List.of(saved(name, figure, narrow));
  }

  private List<Block.Figure> slides(String name, Figure figure) {
    List<Figure> slides = figure.slides(name);
    List<Block.Figure> written = new ArrayList<>();
    for (int i = 0; i < slides.size(); i++) {
      String each = slides.size() == 1 ? name : name + "-" + (i + 1);
      written.add(saved(each, slides.get(i), null));
    }
    return written;
  }

  private Block.Figure saved(String name, Figure figure, Block.@Nullable Narrow narrow) {
    List<Path> files = figure.save(Path.of(folder), name, formats);
    return new Block.Figure(name, figure.title(), figure.description(), paths(files), narrow);
  }

  /** Writes an animation; none if it is left out. */
  List<Block.Figure> write(String name, Animation animation) {
    if (!isWanted(name)) {
      return List.of();
    }
    Block.Narrow narrow =
        animation
            .narrow()
            .map(form -> narrow(animation.width(), "image/gif", form.gif()))
            .orElse(null);
    List<Path> files = List.of(animation.save(Path.of(folder), name));
    return List.of(
        new Block.Figure(name, animation.title(), animation.description(), paths(files), narrow));
  }

  private static Block.Narrow narrow(int instead, String type, byte[] content) {
    return new Block.Narrow(instead, type, Base64.getEncoder().encodeToString(content));
  }

  private boolean isWanted(String name) {
    return names.contains(name) && Figure.trouble().isEmpty();
  }

  private static List<String> paths(List<Path> files) {
    return files.stream().map(Path::toString).toList();
  }
}
