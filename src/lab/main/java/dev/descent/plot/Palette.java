package dev.descent.plot;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * At most 255 colours that stand for all: the most frequent ones, which are grounds and lines, and
 * of the others, which are mostly edges between these, no two that are nearly the same.
 */
final class Palette {
  private static final int MOST = 255;
  private static final int EXACT = 64;

  /** The index for a pixel that stays as it was. */
  static final int UNCHANGED = MOST;

  /** The number of indexes. */
  static final int SIZE = MOST + 1;

  /** Counts how often each colour is met. */
  static final class Count {
    private final Map<Integer, Long> counts = new HashMap<>();

    void add(BufferedImage image) {
      int[] pixels = rgb(image);
      for (int from = 0, to = 0; from < pixels.length; from = to) { // long runs are of one colour
        while (to < pixels.length && pixels[to] == pixels[from]) {
          to++;
        }
        counts.merge(pixels[from], (long) (to - from), Long::sum);
      }
    }

    Palette palette() {
      List<Integer> often =
          counts.keySet().stream()
              .sorted(
                  Comparator.comparing((Integer color) -> counts.get(color))
                      .reversed()
                      .thenComparing(Comparator.naturalOrder()))
              .toList();
      // The more colours there are, the coarser the boxes of which only one is taken.
      for (int bits = 8; ; bits--) {
        Map<Integer, Integer> boxes = new HashMap<>();
        int mask = 0x010101 * (0xFF & 0xFF << (8 - bits));
        often.forEach(color -> boxes.putIfAbsent(color & mask, color));
        Set<Integer> chosen = new TreeSet<>(often.subList(0, Math.min(EXACT, often.size())));
        chosen.addAll(boxes.values());
        if (chosen.size() <= MOST) {
          return new Palette(chosen.stream().mapToInt(c -> c).toArray());
        }
      }
    }
  }

  private final int[] colors;
  private final Map<Integer, Byte> nearest = new HashMap<>();

  private Palette(int[] colors) {
    this.colors = colors;
  }

  int color(int index) {
    return index < colors.length ? colors[index] : 0;
  }

  private static int[] rgb(BufferedImage image) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    return Arrays.stream(pixels).map(pixel -> pixel & 0xFFFFFF).toArray();
  }

  /** For each pixel the index of the colour that is nearest. */
  byte[] indexes(BufferedImage image) {
    int[] pixels = rgb(image);
    byte[] indexes = new byte[pixels.length];
    for (int i = 0; i < pixels.length; i++) {
      indexes[i] = nearest.computeIfAbsent(pixels[i], this::search);
    }
    return indexes;
  }

  private byte search(int color) {
    int best = 0;
    for (int i = 1; i < colors.length; i++) {
      best = distance(color, colors[i]) < distance(color, colors[best]) ? i : best;
    }
    return (byte) best;
  }

  private static int distance(int a, int b) {
    int red = (a >> 16) - (b >> 16);
    int green = (a >> 8 & 0xFF) - (b >> 8 & 0xFF);
    int blue = (a & 0xFF) - (b & 0xFF);
    return red * red + green * green + blue * blue;
  }

  /**
   * A part of an image.
   *
   * @param before the indexes of the image that is shown so far, or null
   * @param indexes the indexes of the image
   * @param width of both images
   */
  BufferedImage image(byte @Nullable [] before, byte[] indexes, int width, Rectangle part) {
    int[] map = Arrays.copyOf(colors, SIZE);
    IndexColorModel model =
        new IndexColorModel(8, SIZE, map, 0, false, UNCHANGED, DataBuffer.TYPE_BYTE);
    BufferedImage image =
        new BufferedImage(part.width, part.height, BufferedImage.TYPE_BYTE_INDEXED, model);
    for (int y = 0; y < part.height; y++) {
      for (int x = 0; x < part.width; x++) {
        int i = (part.y + y) * width + part.x + x;
        boolean same = before != null && before[i] == indexes[i];
        image.getRaster().setSample(x, y, 0, same ? UNCHANGED : indexes[i] & 0xFF);
      }
    }
    return image;
  }
}
