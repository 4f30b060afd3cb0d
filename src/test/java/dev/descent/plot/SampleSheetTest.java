package dev.descent.plot;

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
    return ImageIO.read(new ByteArrayInputStream(SampleSheet.png("Title", 2, 3, rows)));
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
    int square = 18 * 18; // the largest whole scale at which three columns fit into 56 pixels
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
