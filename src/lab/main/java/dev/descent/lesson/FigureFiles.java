package dev.descent.lesson;

import dev.descent.plot.Animation;
import dev.descent.plot.Figure;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The files that a part's figures are written to. Where nothing can be drawn, all are left out.
 *
 * @param folder where they go
 * @param formats at least one; animations have their own
 * @param names of the figures to write; others are left out
 */
public record FigureFiles(String folder, Set<Figure.Format> formats, List<String> names) {

  /** Writes a figure; empty if it is left out. */
  Optional<Block.Figure> write(String name, Figure figure) {
    if (!isWanted(name)) {
      return Optional.empty();
    }
    Block.Narrow narrow =
        figure.narrow().map(form -> narrow(figure.width(), "image/png", form.png())).orElse(null);
    List<Path> files = figure.save(Path.of(folder), name, formats);
    return Optional.of(
        new Block.Figure(name, figure.title(), figure.description(), paths(files), narrow));
  }

  /** Writes an animation; empty if it is left out. */
  Optional<Block.Figure> write(String name, Animation animation) {
    if (!isWanted(name)) {
      return Optional.empty();
    }
    Block.Narrow narrow =
        animation
            .narrow()
            .map(form -> narrow(animation.width(), "image/gif", form.gif()))
            .orElse(null);
    List<Path> files = List.of(animation.save(Path.of(folder), name));
    return Optional.of(
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
