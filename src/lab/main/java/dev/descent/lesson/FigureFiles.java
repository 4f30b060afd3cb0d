package dev.descent.lesson;

import dev.descent.plot.Animation;
import dev.descent.plot.Figure;
import java.nio.file.Path;
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
    return isWanted(name)
        ? Optional.of(
            block(
                name,
                figure.title(),
                figure.description(),
                figure.save(Path.of(folder), name, formats)))
        : Optional.empty();
  }

  /** Writes an animation; empty if it is left out. */
  Optional<Block.Figure> write(String name, Animation animation) {
    return isWanted(name)
        ? Optional.of(
            block(
                name,
                animation.title(),
                animation.description(),
                List.of(animation.save(Path.of(folder), name))))
        : Optional.empty();
  }

  private boolean isWanted(String name) {
    return names.contains(name) && Figure.trouble().isEmpty();
  }

  private static Block.Figure block(
      String name, String title, String description, List<Path> files) {
    return new Block.Figure(name, title, description, files.stream().map(Path::toString).toList());
  }
}
