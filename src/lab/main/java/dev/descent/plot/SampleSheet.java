package dev.descent.plot;

import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small grey images in rows: a title, then for each row its name at the left and its images. */
public final class SampleSheet {

  /**
   * A row of the sheet.
   *
   * @param label what stands at the left; may be empty
   * @param images the pixels of each image, row by row, 0 black to 1 white; values outside are cut
   *     off
   * @param captions what stands below each image; as many as images, or none at all
   */
  public record Row(String label, List<float[]> images, List<String> captions) {
    public Row {
      if (!captions.isEmpty() && captions.size() != images.size()) {
        throw new IllegalArgumentException(
            ("captions of " + label + " must be none or as many as images (" + images.size())
                + ("), got " + captions.size()));
      }
      label = label.isBlank() ? "" : Style.text("label", label);
      images = List.copyOf(images);
      captions = captions.stream().map(c -> c.isBlank() ? "" : Style.text("caption", c)).toList();
    }

    /** A row without captions. */
    public Row(String label, List<float[]> images) {
      this(label, images, List.of());
    }

    private String caption(int i) {
      return captions.isEmpty() ? "" : captions.get(i);
    }
  }

  private static final int MARGIN = 24;
  private static final int GAP = 4;
  private static final int TILE = 56;
  private static final int LINE = 20;
  private static final int TITLE_HEIGHT = 36;
  private static final Font TITLE = Style.font(Font.BOLD, 17);
  private static final Font LABEL = Style.font(Font.PLAIN, 15);

  private SampleSheet() {}

  /**
   * Draws the sheet. Each pixel of an image becomes a square of whole pixels, so nothing blurs.
   *
   * @param height of an image, in pixels, at least 1
   * @param width of an image, in pixels, at least 1
   * @param rows at least one image; rows may differ in length
   * @throws IllegalArgumentException if a size does not fit
   */
  public static Figure draw(String title, int height, int width, List<Row> rows) {
    int columns = rows.stream().mapToInt(row -> row.images().size()).max().orElse(0);
    if (height < 1 || width < 1 || columns < 1) {
      throw new IllegalArgumentException(
          ("height, width and number of images must be at least 1, got ")
              + (height + ", " + width + " and " + columns));
    }
    List<List<BufferedImage>> tiles = new ArrayList<>();
    for (Row row : rows) {
      tiles.add(row.images().stream().map(pixels -> tile(pixels, height, width)).toList());
    }
    int scale = Math.max(1, TILE / Math.max(height, width));
    int tileWidth = width * scale;
    int tileHeight = height * scale;
    int left = MARGIN + widest(rows.stream().map(Row::label), LABEL) + 12;
    int captions = widest(rows.stream().flatMap(row -> row.captions().stream()), Style.SMALL);
    int stepX = Math.max(tileWidth, captions > 0 ? captions + 6 : 0) + GAP;
    String line = Style.text("title", title);
    int right =
        Math.max(left + columns * stepX - GAP, MARGIN + widest(Stream.of(line), TITLE)) + MARGIN;
    int[] top = new int[rows.size() + 1];
    top[0] = MARGIN + TITLE_HEIGHT;
    for (int i = 0; i < rows.size(); i++) {
      int caption = rows.get(i).captions().isEmpty() ? 0 : LINE + GAP;
      top[i + 1] = top[i] + Math.max(tileHeight, LINE) + caption + GAP;
    }
    Drawing drawing =
        new Drawing(
            right,
            top[rows.size()] - GAP + MARGIN,
            line,
            g -> {
              Style.write(g, line, TITLE, Style.INK, MARGIN, MARGIN + 8, 0);
              for (int i = 0; i < rows.size(); i++) {
                double middle = top[i] + tileHeight / 2.0;
                Style.write(g, rows.get(i).label(), LABEL, Style.INK, left - 12, middle, 1);
                for (int j = 0; j < tiles.get(i).size(); j++) {
                  int x = left + j * stepX + (stepX - GAP - tileWidth) / 2;
                  g.drawImage(tiles.get(i).get(j), x, top[i], tileWidth, tileHeight, null);
                  double below = top[i] + tileHeight + LINE / 2.0;
                  String caption = rows.get(i).caption(j);
                  Style.write(g, caption, Style.SMALL, Style.INK, x + tileWidth / 2.0, below, 0.5);
                }
              }
            });
    return new Figure(size -> drawing, title, describe(rows));
  }

  private static int widest(Stream<String> texts, Font font) {
    return (int)
        texts
            .filter(text -> !text.isEmpty())
            .mapToDouble(text -> Math.ceil(Style.width(text, font)))
            .max()
            .orElse(0);
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

  private static String describe(List<Row> rows) {
    return rows.stream()
        .map(
            row ->
                (row.label() + " (" + row.images().size() + ")").strip()
                    + (row.captions().isEmpty() ? "" : ": " + String.join(", ", row.captions())))
        .collect(Collectors.joining("; ", "Rows of images: ", "."));
  }
}
