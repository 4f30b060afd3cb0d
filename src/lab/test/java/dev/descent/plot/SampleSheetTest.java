package dev.descent.plot;

import static dev.descent.plot.LineChartTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SampleSheetTest {
  private static BufferedImage draw(List<SampleSheet.Row> rows) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(SampleSheet.draw("Title", 2, 3, rows).png()));
  }

  /** Counts the pixels of a grey that occurs nowhere but in the images. */
  private static int count(BufferedImage sheet, int grey) {
    int count = 0;
    for (int y = 0; y < sheet.getHeight(); y++) {
      for (int x = 0; x < sheet.getWidth(); x++) {
        count += (sheet.getRGB(x, y) & 0xffffff) == grey * 0x010101 ? 1 : 0;
      }
    }
    return count;
  }

  @Test
  void everyPixelOfEveryImageIsThereAsAWholeSquare() throws IOException {
    float[] image = {0, 0, 0, 0, 0, 0};
    float[] corner = {0, 0, 0, 0, 0, 2};
    // The largest whole scale at which three columns fit into 56, in pixels of the PNG.
    int square = 18 * Figure.SCALE * 18 * Figure.SCALE;
    int one = count(draw(List.of(new SampleSheet.Row("", List.of(image)))), 0);
    int cut = count(draw(List.of(new SampleSheet.Row("", List.of(corner)))), 0);
    int three =
        count(
            draw(
                List.of(
                    new SampleSheet.Row("", List.of(image, image)),
                    new SampleSheet.Row("", List.of(image)))),
            0);
    assertEquals(6 * square, one);
    assertEquals(5 * square, cut);
    assertEquals(18 * square, three);
  }

  @Test
  void aLongLabelMovesTheImagesAndWidensTheSheet() throws IOException {
    float[] image = new float[6];
    BufferedImage shortOne = draw(List.of(new SampleSheet.Row("T-shirt", List.of(image, image))));
    BufferedImage longOne =
        draw(List.of(new SampleSheet.Row("T-shirt or top", List.of(image, image))));
    assertTrue(longOne.getWidth() > shortOne.getWidth());
    assertEquals(longOne.getHeight(), shortOne.getHeight());
    assertEquals(count(shortOne, 0), count(longOne, 0));
  }

  @Test
  void captionsWidenTheColumnsAndAreSaid() throws IOException {
    float[] image = new float[6];
    var plain = new SampleSheet.Row("cat", List.of(image, image));
    var named =
        new SampleSheet.Row("cat", List.of(image, image), List.of("dog 0.93, cat 0.04", "frog"));
    BufferedImage without = draw(List.of(plain));
    BufferedImage with = draw(List.of(named));
    assertTrue(with.getWidth() > without.getWidth());
    assertTrue(with.getHeight() > without.getHeight());
    assertEquals(count(without, 0), count(with, 0));
    assertEquals(
        "Rows of images: cat (2): dog 0.93, cat 0.04, frog.",
        SampleSheet.draw("Title", 2, 3, List.of(named)).description());
    assertRefused(
        "captions of cat", () -> new SampleSheet.Row("cat", List.of(image), List.of("a", "b")));
  }

  @Test
  void svgKeepsThePixelsAndSameNumbersGiveTheSameBytes() {
    var rows = List.of(new SampleSheet.Row("a", List.of(new float[6]), List.of("b")));
    Figure figure = SampleSheet.draw("Title", 2, 3, rows);
    assertEquals(1, Svg.elements(figure, "image", "image-rendering:pixelated").size());
    assertArrayEquals(figure.svg(), SampleSheet.draw("Title", 2, 3, rows).svg());
    assertArrayEquals(figure.png(), SampleSheet.draw("Title", 2, 3, rows).png());
  }

  @Test
  void refusesImagesOfAnotherSizeAndAnEmptySheet() {
    var wrong = List.of(new SampleSheet.Row("a", List.of(new float[5])));
    assertEquals(
        "an image must have 2 x 3 pixels, got 5",
        assertThrows(IllegalArgumentException.class, () -> draw(wrong)).getMessage());
    assertEquals(
        "height, width and number of images must be at least 1, got 2, 3 and 0",
        assertThrows(IllegalArgumentException.class, () -> draw(List.of())).getMessage());
  }
}
