package dev.descent.plot;

import static dev.descent.plot.LineChartTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

class AnimationTest {
  @TempDir Path dir;

  /** A frame as a viewer shows it, and how long, in hundredths of a second. */
  private record Shown(BufferedImage image, int delay, byte[] loop) {}

  private static List<Shown> play(byte[] gif) throws Exception {
    ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
    reader.setInput(ImageIO.createImageInputStream(new ByteArrayInputStream(gif)));
    List<Shown> shown = new ArrayList<>();
    BufferedImage screen = null;
    for (int i = 0; i < reader.getNumImages(true); i++) {
      Element root = (Element) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
      BufferedImage part = reader.read(i);
      BufferedImage next =
          new BufferedImage(reader.getWidth(0), reader.getHeight(0), BufferedImage.TYPE_INT_RGB);
      Graphics2D g = next.createGraphics();
      g.drawImage(screen, 0, 0, null);
      Element place = (Element) root.getElementsByTagName("ImageDescriptor").item(0);
      g.drawImage(
          part,
          Integer.parseInt(place.getAttribute("imageLeftPosition")),
          Integer.parseInt(place.getAttribute("imageTopPosition")),
          null);
      g.dispose();
      Element control = (Element) root.getElementsByTagName("GraphicControlExtension").item(0);
      IIOMetadataNode loop =
          (IIOMetadataNode) root.getElementsByTagName("ApplicationExtension").item(0);
      shown.add(
          new Shown(
              next,
              Integer.parseInt(control.getAttribute("delayTime")),
              loop == null ? null : (byte[]) loop.getUserObject()));
      screen = next;
    }
    return shown;
  }

  private static int[] rgb(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return IntStream.of(pixels).map(pixel -> pixel & 0xFFFFFF).toArray();
  }

  /** Frames of few colours: a sheet of one image that gets brighter from left to right. */
  private static Figure sheet(int bright) {
    float[] image = new float[16];
    for (int i = 0; i < bright; i++) {
      image[i] = 1;
    }
    return SampleSheet.draw(
        "Frames", 4, 4, List.of(new SampleSheet.Row("image", List.of(image, image))));
  }

  private static Figure curve(double end) {
    return LineChart.draw(
        "Curve",
        "x",
        "y",
        List.of(
            new Series("s", Series.epochs(3), new double[] {1, 0, end}),
            new Series("t", Series.epochs(3), new double[] {0, 1, end})));
  }

  @Test
  void fewColoursAreKeptExactly() throws Exception {
    List<Figure> frames = List.of(sheet(0), sheet(5), sheet(5), sheet(16));
    List<Shown> shown = play(Animation.of(frames, 100).gif());
    assertEquals(4, shown.size());
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(rgb(frames.get(i).pixels(1)), rgb(shown.get(i).image()), "frame " + i);
    }
  }

  @Test
  void manyColoursAreKeptNearly() throws Exception {
    List<Figure> frames = List.of(curve(0.2), curve(0.9));
    List<Shown> shown = play(Animation.of(frames, 100).gif());
    for (int i = 0; i < 2; i++) {
      int[] expected = rgb(frames.get(i).pixels(1));
      int[] pixels = rgb(shown.get(i).image());
      int worst = 0;
      for (int p = 0; p < pixels.length; p++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          worst =
              Math.max(
                  worst, Math.abs((expected[p] >> shift & 0xFF) - (pixels[p] >> shift & 0xFF)));
        }
      }
      assertTrue(worst <= 32, "frame " + i + " differs by " + worst + " of 255");
    }
  }

  @Test
  void itRepeatsForEverAndHoldsTheLastFrame() throws Exception {
    List<Shown> shown = play(Animation.of(List.of(sheet(1), sheet(2), sheet(3)), 250).gif());
    assertEquals(List.of(25, 25, 200), shown.stream().map(Shown::delay).toList());
    Figure one = sheet(1);
    List<Shown> same = play(Animation.of(List.of(one, one), 250).gif());
    assertEquals(List.of(25, 200), same.stream().map(Shown::delay).toList());
    assertArrayEquals(new byte[] {1, 0, 0}, shown.get(0).loop());
    assertEquals(
        300, play(Animation.of(List.of(sheet(1)), 3000).gif()).get(0).delay(), "not shorter");
  }

  @Test
  void sameNumbersSameBytes() throws Exception {
    byte[] gif = Animation.of(List.of(curve(0.2), curve(0.9)), 100).gif();
    assertArrayEquals(gif, Animation.of(List.of(curve(0.2), curve(0.9)), 100).gif());
    Path file = Animation.of(List.of(curve(0.2), curve(0.9)), 100).save(dir, "curve");
    assertEquals(dir.resolve("curve.gif"), file);
    assertArrayEquals(gif, Files.readAllBytes(file));
  }

  @Test
  void saysWhatIsInTheLastFrame() {
    Animation animation = Animation.of(List.of(curve(0.2), curve(0.9)), 100);
    assertEquals("Curve", animation.title());
    assertEquals(
        "Animation of 2 frames; the last: Line chart of y over x."
            + " Last values drawn: s 0.9, t 0.9.",
        animation.description());
  }

  @Test
  void badArgumentsAreRefused() {
    assertRefused("frames must not", () -> Animation.of(List.of(), 100));
    assertRefused("frames must all", () -> Animation.of(List.of(sheet(1), curve(1)), 100));
    assertRefused("millisecondsEach", () -> Animation.of(List.of(sheet(1)), 10));
    assertRefused("name", () -> Animation.of(List.of(sheet(1)), 100).save(dir, "../a"));
  }
}
