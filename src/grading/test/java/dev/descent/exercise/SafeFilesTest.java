package dev.descent.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SafeFilesTest {
  @TempDir Path folder;

  private static final Figure FIGURE =
      LineChart.draw(
          "t", "x", "y", List.of(new Series("s", new double[] {1, 2}, new double[] {1, 2})));

  @Test
  @DisplayName("a figure is saved in a folder of a test, and in none above")
  void figures() {
    Set<Figure.Format> svg = Set.of(Figure.Format.SVG);
    Path file = folder.resolve("a.svg");
    assertEquals(List.of(file), SafeFiles.save(FIGURE, folder, "a", svg));
    assertTrue(Files.isRegularFile(file));
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    for (Path above :
        List.of(temporary, folder.getRoot(), temporary.resolve("a/.."), temporary.resolve(".."))) {
      assertThrows(
          IllegalArgumentException.class, () -> SafeFiles.save(FIGURE, above, "evil", svg));
    }
  }

  @Test
  @DisplayName("a picture takes no folder's place")
  void pictures() throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
    Path empty = Files.createDirectories(folder.resolve("empty"));
    assertThrows(IOException.class, () -> SafeFiles.write(image, "png", empty.toFile()));
    assertTrue(Files.isDirectory(empty));
    assertTrue(SafeFiles.write(image, "png", folder.resolve("a.png").toFile()));
  }
}
