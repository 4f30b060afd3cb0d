package dev.descent.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.plot.Figure.Format;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class FigureTest {
  @TempDir Path dir;

  private static Figure figure() {
    return LineChart.draw(
        "Loss of <A> & \"B\"",
        "epoch",
        "loss (nats)",
        List.of(
            new Series("<script>", Series.epochs(3), new double[] {3, 2, 1}),
            new Series("b\u0000\uD800c", Series.epochs(3), new double[] {1, 2, 3})));
  }

  @Test
  void hasFewerPixelsWhereNobodyLooks() throws Exception {
    System.setProperty(Figure.SCALE_PROPERTY, "1");
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(figure().png()));
      assertEquals(800, image.getWidth());
    } finally {
      System.clearProperty(Figure.SCALE_PROPERTY);
    }
  }

  @Test
  void savesBothFormatsAndNothingElse() throws Exception {
    List<Path> files =
        figure().save(dir.resolve("new/folder"), "loss", EnumSet.allOf(Format.class));
    Path folder = dir.resolve("new/folder");
    assertEquals(List.of(folder.resolve("loss.png"), folder.resolve("loss.svg")), files);
    try (Stream<Path> all = Files.list(folder)) {
      assertEquals(Set.copyOf(files), Set.copyOf(all.toList()));
    }
    BufferedImage image = ImageIO.read(files.get(0).toFile());
    assertEquals(800 * Figure.SCALE, image.getWidth());
    assertTrue(image.getHeight() > 420 * Figure.SCALE && image.getHeight() < 520 * Figure.SCALE);
    assertEquals(0xFFFFFFFF, image.getRGB(0, 0), "the background is white");
    assertArrayEquals(figure().svg(), Files.readAllBytes(files.get(1)));
  }

  @Test
  void svgSaysTitleAndContentAsText() {
    Document svg = Svg.parse(figure());
    assertEquals("Loss of <A> & \"B\"", svg.getElementsByTagName("title").item(0).getTextContent());
    String text = svg.getElementsByTagName("desc").item(0).getTextContent();
    for (String part : List.of("epoch", "loss (nats)", "<script> 1", "b ?c 3")) {
      assertTrue(text.contains(part), text);
    }
    int height = figure().content().at(Size.WIDE).getHeight();
    assertEquals("0 0 800 " + height, svg.getDocumentElement().getAttribute("viewBox"));
  }

  @Test
  void theNarrowFormFitsAPhone() {
    Figure wide = figure();
    Figure narrow = wide.narrow().orElseThrow();
    assertEquals(360, narrow.width());
    assertEquals(wide.title(), narrow.title());
    assertEquals(wide.description(), narrow.description());
    for (Element text : Svg.elements(narrow, "path", "fill:rgb(34,34,34)")) {
      double[] x = Svg.places(text, 0);
      assertTrue(
          Arrays.stream(x).allMatch(v -> v >= 0 && v <= 360), "letters end at the edge: " + text);
    }
    assertTrue(narrow.narrow().isEmpty(), "it has no other");
  }

  @Test
  void svgRefersToNothingOnTheWeb() {
    String svg = new String(figure().svg(), StandardCharsets.UTF_8);
    String others = svg.replaceAll("xmlns(:xlink)?=\"http://www.w3.org/[^\"]*\"", "");
    assertFalse(others.contains("://"), "an address");
    assertFalse(svg.contains("<!DOCTYPE"), "a document type");
    assertFalse(svg.contains("<script"), "a script");
  }

  @Test
  void sameNumbersSameBytes() {
    assertArrayEquals(figure().png(), figure().png());
    assertArrayEquals(figure().svg(), figure().svg());
    Figure twice = figure();
    assertArrayEquals(twice.svg(), twice.svg());
  }

  @Test
  void aFileInPlaceOfTheFolderIsBadInput() throws Exception {
    Path file = Files.writeString(dir.resolve("out"), "mine");
    BadInputException e =
        assertThrows(
            BadInputException.class, () -> figure().save(file, "loss", Set.of(Format.SVG)));
    assertTrue(e.getMessage().contains(file.resolve("loss.svg").toString()), e.getMessage());
    assertEquals("mine", Files.readString(file));
  }

  @Test
  void namesStayInTheFolder() {
    for (String name : List.of("../loss", "a/b", "", ".hidden")) {
      assertThrows(
          IllegalArgumentException.class, () -> figure().save(dir, name, Set.of(Format.SVG)), name);
    }
  }
}
