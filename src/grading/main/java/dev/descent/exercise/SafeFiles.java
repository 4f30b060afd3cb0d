package dev.descent.exercise;

import dev.descent.plot.Animation;
import dev.descent.plot.Figure;
import java.awt.image.RenderedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;

/**
 * Methods that the grader calls where an answer writes into a folder: what an answer has of folders
 * leads upwards, as far as the root, and nothing may lead down from there to a file.
 */
public final class SafeFiles {
  private SafeFiles() {}

  /** Writes a figure, as {@link Figure} does, in a folder of the answer's own or of its test. */
  public static List<Path> save(Figure figure, Path dir, String name, Set<Figure.Format> formats) {
    return figure.save(own(dir), name, formats);
  }

  /** Writes an animation, as {@link Animation} does, in such a folder. */
  public static Path save(Animation animation, Path dir, String name) {
    return animation.save(own(dir), name);
  }

  /**
   * Writes a picture, as {@link ImageIO} does, which would delete an empty folder to make a file of
   * its name.
   */
  public static boolean write(RenderedImage image, String format, File file) throws IOException {
    if (file.isDirectory()) {
      throw new IOException(file + " must be a file, is a folder");
    }
    return ImageIO.write(image, format, file);
  }

  /** Tests give folders below that of temporary files, and an answer runs in its scratch folder. */
  private static Path own(Path dir) {
    Path folder = dir.toAbsolutePath().normalize();
    Path temporary = property("java.io.tmpdir");
    boolean isOwn =
        folder.startsWith(temporary) && !folder.equals(temporary)
            || folder.startsWith(property("user.dir"));
    if (!isOwn) {
      throw new IllegalArgumentException("dir must be the folder that a test gave, got " + dir);
    }
    return folder;
  }

  private static Path property(String name) {
    return Path.of(System.getProperty(name)).toAbsolutePath().normalize();
  }
}
