package dev.descent.plot;

import dev.descent.AtomicFile;
import dev.descent.Count;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * Figures of the same size, shown one after the other: a GIF that repeats for ever and holds its
 * last frame for two seconds.
 *
 * <p>A pixel of the GIF is one unit of the drawing. All frames share {@link Palette at most 255
 * colours}; each stores only what differs from the one before.
 */
public final class Animation {
  private static final int LAST_MILLISECONDS = 2000;
  private static final String STREAM_FORMAT = "javax_imageio_gif_stream_1.0";
  private static final String IMAGE_FORMAT = "javax_imageio_gif_image_1.0";

  private final List<Figure> frames;
  private final int milliseconds;

  private Animation(List<Figure> frames, int milliseconds) {
    this.frames = frames;
    this.milliseconds = milliseconds;
  }

  /**
   * @param frames at least one, all of the same size
   * @param millisecondsEach how long each frame but the last is shown, 20 to 10000; viewers slow
   *     down what is faster
   */
  public static Animation of(List<Figure> frames, int millisecondsEach) {
    if (frames.isEmpty()) {
      throw new IllegalArgumentException("frames must not be empty, got none");
    }
    if (millisecondsEach < 20 || millisecondsEach > 10_000) {
      throw new IllegalArgumentException(
          "millisecondsEach must be 20 to 10000, got " + millisecondsEach);
    }
    String first = size(frames.get(0));
    for (Figure frame : frames) {
      if (!size(frame).equals(first)) {
        throw new IllegalArgumentException(
            "frames must all be of the size " + first + ", got " + size(frame));
      }
    }
    return new Animation(List.copyOf(frames), millisecondsEach);
  }

  private static String size(Figure frame) {
    IChart chart = frame.content().at(Size.WIDE);
    return chart.getWidth() + " x " + chart.getHeight();
  }

  /** Its width in pixels. */
  public int width() {
    return last().width();
  }

  /** The same for the screen of a phone; empty if its figures have only one layout. */
  public Optional<Animation> narrow() {
    List<Figure> narrow = frames.stream().flatMap(frame -> frame.narrow().stream()).toList();
    return narrow.size() == frames.size()
        ? Optional.of(of(narrow, milliseconds))
        : Optional.empty();
  }

  /** The title of the last frame. */
  public String title() {
    return last().title();
  }

  /** The number of frames, and the last in words. */
  public String description() {
    return "Animation of "
        + Count.of(frames.size(), "frame")
        + "; the last: "
        + last().description();
  }

  private Figure last() {
    return frames.get(frames.size() - 1);
  }

  /**
   * Writes {@code dir/name.gif}.
   *
   * @param name a plain file name, without ending
   * @return the file
   * @throws dev.descent.BadInputException when it cannot be written
   */
  public Path save(Path dir, String name) {
    Figure.requirePlain(name);
    return AtomicFile.write(dir.resolve(name + ".gif"), gif());
  }

  /** The animation as a GIF file. */
  public byte[] gif() {
    // Each frame is drawn twice, for its colours and for its pixels: all at once would not fit.
    Palette.Count colors = new Palette.Count();
    frames.forEach(frame -> colors.add(frame.pixels(1)));
    Palette palette = colors.palette();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("gif").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.prepareWriteSequence(colorTable(writer, palette));
      byte @Nullable [] before = null;
      for (int i = 0; i < frames.size(); i++) {
        BufferedImage image = frames.get(i).pixels(1);
        byte[] indexes = palette.indexes(image);
        Rectangle changed = changed(before, indexes, image.getWidth(), image.getHeight());
        BufferedImage part = palette.image(before, indexes, image.getWidth(), changed);
        boolean last = i == frames.size() - 1;
        int delay = last ? Math.max(LAST_MILLISECONDS, milliseconds) : milliseconds;
        writer.writeToSequence(
            new IIOImage(part, null, metadata(writer, part, changed, delay)), null);
        before = indexes;
      }
      writer.endWriteSequence();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  private static IIOMetadata colorTable(ImageWriter writer, Palette palette) throws IOException {
    IIOMetadataNode table =
        node(
            "GlobalColorTable",
            "sizeOfGlobalColorTable",
            Palette.SIZE,
            "backgroundColorIndex",
            0,
            "sortFlag",
            "FALSE");
    for (int i = 0; i < Palette.SIZE; i++) {
      int color = palette.color(i);
      table.appendChild(
          node(
              "ColorTableEntry",
              "index",
              i,
              "red",
              color >> 16,
              "green",
              color >> 8 & 0xFF,
              "blue",
              color & 0xFF));
    }
    IIOMetadataNode root = new IIOMetadataNode(STREAM_FORMAT);
    root.appendChild(table);
    IIOMetadata metadata = writer.getDefaultStreamMetadata(writer.getDefaultWriteParam());
    metadata.mergeTree(STREAM_FORMAT, root);
    return metadata;
  }

  /** The smallest rectangle with all that differs; one pixel where nothing does. */
  private static Rectangle changed(byte @Nullable [] before, byte[] now, int width, int height) {
    if (before == null) {
      return new Rectangle(width, height);
    }
    Rectangle changed = new Rectangle(-1, -1);
    for (int i = 0; i < now.length; i++) {
      if (before[i] != now[i]) {
        changed.add(new Rectangle(i % width, i / width, 1, 1));
      }
    }
    return changed.isEmpty() ? new Rectangle(1, 1) : changed;
  }

  private static IIOMetadata metadata(
      ImageWriter writer, BufferedImage part, Rectangle place, int milliseconds)
      throws IOException {
    // Not createFromRenderedImage, which takes Java's default palette for the image's.
    IIOMetadata metadata =
        writer.getDefaultImageMetadata(new ImageTypeSpecifier(part), writer.getDefaultWriteParam());
    IIOMetadataNode root = new IIOMetadataNode(IMAGE_FORMAT);
    root.appendChild(
        node(
            "ImageDescriptor",
            "imageLeftPosition",
            place.x,
            "imageTopPosition",
            place.y,
            "imageWidth",
            place.width,
            "imageHeight",
            place.height,
            "interlaceFlag",
            "FALSE"));
    root.appendChild(
        node(
            "GraphicControlExtension",
            "disposalMethod",
            "doNotDispose",
            "userInputFlag",
            "FALSE",
            "transparentColorFlag",
            "TRUE",
            "delayTime",
            Math.round(milliseconds / 10.0),
            "transparentColorIndex",
            Palette.UNCHANGED));
    IIOMetadataNode loop =
        node("ApplicationExtension", "applicationID", "NETSCAPE", "authenticationCode", "2.0");
    loop.setUserObject(new byte[] {1, 0, 0}); // repeat, for ever
    IIOMetadataNode extensions = new IIOMetadataNode("ApplicationExtensions");
    extensions.appendChild(loop);
    root.appendChild(extensions);
    metadata.mergeTree(IMAGE_FORMAT, root);
    return metadata;
  }

  private static IIOMetadataNode node(String name, Object... attributes) {
    IIOMetadataNode node = new IIOMetadataNode(name);
    for (int i = 0; i < attributes.length; i += 2) {
      node.setAttribute((String) attributes[i], String.valueOf(attributes[i + 1]));
    }
    return node;
  }
}
