package dev.descent.plot;

import dev.descent.AtomicFile;
import dev.descent.UnfitMachineException;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.IChart;

/**
 * A chart, to be saved or embedded. The same numbers give the same bytes with the same Java, on
 * Linux whatever fonts the machine has; other systems have fonts of their own. Letters are drawn as
 * outlines, so a saved figure looks the same everywhere; an SVG says its title and content as text
 * too, for search and screen readers.
 *
 * <p>There are machines on which nothing can be drawn, for lack of fonts or of the libraries for
 * them. There a figure has its words alone, and what would draw it throws an {@link
 * UnfitMachineException}; {@link #trouble} tells before.
 */
public final class Figure {

  /** A file format; the name in lower case is the file's ending. */
  public enum Format {
    PNG,
    SVG
  }

  /** Pixels of the PNG for each unit of the drawing: sharp on dense screens and on paper. */
  public static final int SCALE = 2;

  /**
   * The property with another number of pixels for each unit, for a JVM whose figures nobody looks
   * at: a quarter of the pixels takes a quarter of the time.
   */
  public static final String SCALE_PROPERTY = "descent.figure.scale";

  private static final Pattern NOT_XML =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private static final Pattern LONG_FRACTION = Pattern.compile("(\\.[0-9]{2})[0-9]+");

  /** What is not wider than this, in units, suits a phone. */
  private static final int PHONE = 400;

  private final Content content;
  private final String title;
  private final String description;
  private final int scale;

  /** Figures of their own that it shows beside each other; none if it is one. */
  private final List<Figure> panels;

  Figure(Content content, String title, String description) {
    this(content, title, description, List.of(), SCALE);
  }

  Figure(Content content, String title, String description, List<Figure> panels) {
    this(content, title, description, panels, SCALE);
  }

  private Figure(
      Content content, String title, String description, List<Figure> panels, int scale) {
    this.content = content;
    this.title = title;
    this.description = description;
    this.panels = List.copyOf(panels);
    this.scale = scale;
  }

  /** The reason why nothing can be drawn on this machine, one sentence; empty if it can. */
  public static Optional<String> trouble() {
    return Fonts.TROUBLE;
  }

  /**
   * Refuses a machine on which nothing can be drawn. From here on Java has the kit's fonts, for
   * whoever else draws, too.
   */
  public static void requireFit() {
    trouble()
        .ifPresent(
            why -> {
              throw new UnfitMachineException(why);
            });
  }

  public String title() {
    return title;
  }

  Content content() {
    return content;
  }

  /** The figure by itself. */
  private IChart chart() {
    return content.at(Size.WIDE);
  }

  /** Its width, in the units of an SVG and of a page. */
  public int width() {
    return chart().getWidth();
  }

  /**
   * The same figure for the screen of a phone: narrow, and panels one below the other; empty if it
   * has only one layout.
   */
  public Optional<Figure> narrow() {
    IChart narrow = content.at(Size.NARROW);
    return narrow.getWidth() <= PHONE && narrow.getWidth() < width()
        ? Optional.of(new Figure(size -> narrow, title, description))
        : Optional.empty();
  }

  /**
   * The same figure for slides, 16 to 9, with large letters: one for each panel.
   *
   * @param source what stands small at the foot of each
   */
  public List<Figure> slides(String source) {
    if (!panels.isEmpty()) {
      return panels.stream()
          .flatMap(panel -> panel.slides(title + " · " + source).stream())
          .toList();
    }
    Drawing slide = Slide.of(content.at(Size.SLIDE), title, source);
    return List.of(new Figure(size -> slide, title, description, List.of(), Slide.SCALE));
  }

  /** The content in words: what is on the axes, and the numbers that matter most. */
  public String description() {
    return description;
  }

  /**
   * Writes {@code dir/name.png} or {@code dir/name.svg} or both.
   *
   * @param name a plain file name, without ending
   * @return the files, PNG first
   * @throws dev.descent.BadInputException when a file cannot be written
   */
  public List<Path> save(Path dir, String name, Set<Format> formats) {
    requirePlain(name);
    List<Path> files = new ArrayList<>();
    for (Format format : new TreeSet<>(formats)) {
      Path file = dir.resolve(name + "." + format.name().toLowerCase(Locale.ROOT));
      files.add(AtomicFile.write(file, format == Format.PNG ? png() : svg()));
    }
    return files;
  }

  static void requirePlain(String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException("name must be a plain file name, got " + name);
    }
  }

  /** The figure as pixels, {@link #SCALE} for each unit. */
  public byte[] png() {
    BufferedImage image = pixels(Integer.getInteger(SCALE_PROPERTY, scale));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  BufferedImage pixels(int scale) {
    requireFit();
    IChart chart = chart();
    BufferedImage image =
        new BufferedImage(
            chart.getWidth() * scale, chart.getHeight() * scale, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(scale, scale);
    chart.paint(graphics, chart.getWidth(), chart.getHeight());
    graphics.dispose();
    return image;
  }

  /** The figure as SVG, in UTF-8. */
  public byte[] svg() {
    requireFit();
    byte[] drawn;
    try {
      drawn = ChartEncoder.getBytes(chart(), "svg");
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return readable(new String(drawn, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Adds the title and the description, drops the reference to a DTD on the web, keeps the pixels
   * of images sharp, and shortens the numbers: a hundredth of a pixel is enough, and the file is
   * half as long.
   */
  private String readable(String svg) {
    int root = svg.indexOf("<svg");
    int inside = svg.indexOf('>', root) + 1;
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + svg.substring(root, inside - 1)
        + " role=\"img\">\n  <title>"
        + escaped(title)
        + "</title>\n  <desc>"
        + escaped(description)
        + "</desc>"
        + LONG_FRACTION
            .matcher(svg.substring(inside))
            .replaceAll("$1")
            .replace("<image ", "<image style=\"image-rendering:pixelated\" ");
  }

  private static String escaped(String text) {
    return NOT_XML
        .matcher(text)
        .replaceAll("?")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }
}
