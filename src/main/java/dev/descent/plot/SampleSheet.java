package dev.descent.plot;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * A contact sheet of small grey images: a title, then one row a class with its name at the left.
 */
public final class SampleSheet {
  static {
    System.setProperty("java.awt.headless", "true");
  }

  /**
   * One row of the sheet.
   *
   * @param label what stands at the left
   * @param images the pixels of each image, row by row, 0 black to 1 white; values outside are cut
   *     off
   */
  public record Row(String label, List<float[]> images) {}

  private static final int MARGIN = 24;
  private static final int GAP = 4;
  private static final int TILE = 56;
  private static final Color INK = new Color(0x22, 0x22, 0x22);
  private static final Font TITLE = new Font(Font.SANS_SERIF, Font.BOLD, 18);
  private static final Font LABEL = new Font(Font.SANS_SERIF, Font.PLAIN, 16);

  private SampleSheet() {}

  /**
   * Draws the sheet. Each pixel of an image becomes a square of whole pixels, so nothing blurs.
   *
   * @param height of an image, in pixels, at least 1
   * @param width of an image, in pixels, at least 1
   * @param rows at least one image; rows may differ in length
   * @return a PNG file
   * @throws IllegalArgumentException if a size does not fit
   */
  public static byte[] png(String title, int height, int width, List<Row> rows) {
    int columns = rows.stream().mapToInt(row -> row.images().size()).max().orElse(0);
    if (height < 1 || width < 1 || columns < 1) {
      throw new IllegalArgumentException(
          ("height, width and number of images must be at least 1, got ")
              + (height + ", " + width + " and " + columns));
    }
    int scale = Math.max(1, TILE / Math.max(height, width));
    FontMetrics titles = metrics(TITLE);
    FontMetrics labels = metrics(LABEL);
    int longest = rows.stream().mapToInt(row -> labels.stringWidth(row.label())).max().orElse(0);
    int left = MARGIN + longest + 12;
    int top = MARGIN + titles.getHeight() + 12;
    int stepX = width * scale + GAP;
    int stepY = Math.max(height * scale, labels.getHeight()) + GAP;
    int right = Math.max(left + columns * stepX - GAP, MARGIN + titles.stringWidth(title));
    BufferedImage sheet = blank(right + MARGIN, top + rows.size() * stepY - GAP + MARGIN);
    Graphics2D g = pen(sheet);
    g.setFont(TITLE);
    g.drawString(title, MARGIN, MARGIN + titles.getAscent());
    g.setFont(LABEL);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      int y = top + i * stepY;
      int baseline = y + (height * scale + labels.getAscent() - labels.getDescent()) / 2;
      g.drawString(row.label(), left - 12 - labels.stringWidth(row.label()), baseline);
      for (int j = 0; j < row.images().size(); j++) {
        BufferedImage tile = tile(row.images().get(j), height, width);
        g.drawImage(tile, left + j * stepX, y, width * scale, height * scale, null);
      }
    }
    g.dispose();
    return encode(sheet);
  }

  private static BufferedImage tile(float[] pixels, int height, int width) {
    if (pixels.length != height * width) {
      throw new IllegalArgumentException(
          "an image must have " + height + " x " + width + " pixels, got " + pixels.length);
    }
    BufferedImage tile = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < pixels.length; i++) {
      int grey = Math.round(255 * Math.min(1, Math.max(0, pixels[i])));
      tile.setRGB(i % width, i / width, grey << 16 | grey << 8 | grey);
    }
    return tile;
  }

  private static FontMetrics metrics(Font font) {
    return pen(blank(1, 1)).getFontMetrics(font);
  }

  private static BufferedImage blank(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }

  /** A pen for black writing on an image made white. */
  private static Graphics2D pen(BufferedImage image) {
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    g.setColor(Color.WHITE);
    g.fillRect(0, 0, image.getWidth(), image.getHeight());
    g.setColor(INK);
    return g;
  }

  private static byte[] encode(BufferedImage image) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.setUseCache(false);
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }
}
