package dev.descent.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/**
 * The fonts of all figures. On Linux they come with the kit, so that a figure looks the same on
 * every machine, also on one without any font: DejaVu Sans, and Droid Sans Fallback for what that
 * has not, such as Chinese. Windows and macOS have fonts of their own, always.
 *
 * <p>Java asks fontconfig for its fonts, and ends with an error where fontconfig has none, even for
 * a font from a file. Only a configuration of one's own goes before that. Java reads it once, when
 * it first needs a font; so it is written for that moment alone.
 */
final class Fonts {
  private static final String CONFIGURATION = "sun.awt.fontconfig";
  private static final String PLAIN = "DejaVuSans.ttf";
  private static final String BOLD = "DejaVuSans-Bold.ttf";
  private static final String OTHERS = "DroidSansFallbackFull.ttf";
  private static final List<String> FAMILIES =
      List.of("sansserif", "serif", "monospaced", "dialog", "dialoginput");

  static {
    // No figure ever opens a window. Set before the first AWT class looks at it.
    System.setProperty("java.awt.headless", "true");
  }

  /** The font that all others are made of. */
  static final Font BASE = new Font(Font.SANS_SERIF, Font.PLAIN, 1);

  /** The reason why nothing can be drawn here, one sentence; empty if it can. */
  static final Optional<String> TROUBLE = trouble();

  private Fonts() {}

  private static Optional<String> trouble() {
    boolean linux = System.getProperty("os.name").equals("Linux");
    if (!linux || System.getProperty(CONFIGURATION) != null) {
      return trial();
    }
    Path folder = null;
    try {
      folder = Files.createTempDirectory("descent-fonts");
      configure(folder);
    } catch (IOException e) {
      // There is no room for temporary files, but the system may have fonts.
    }
    Optional<String> trouble = trial();
    if (folder != null) {
      delete(folder);
    }
    return trouble;
  }

  /** Draws letters of each of the fonts, which Java then holds open. */
  private static Optional<String> trial() {
    try {
      Graphics2D g = new BufferedImage(9, 9, BufferedImage.TYPE_INT_RGB).createGraphics();
      for (int style : new int[] {Font.PLAIN, Font.BOLD}) {
        Font font = BASE.deriveFont(style, 9f);
        new TextLayout("a\u4e2d", font, g.getFontRenderContext()).draw(g, 0, 9);
      }
      g.dispose();
      return Optional.empty();
    } catch (RuntimeException | InternalError | LinkageError e) {
      Throwable cause = e;
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      String words = cause.toString().lines().findFirst().orElse("");
      return Optional.of(
          "Java cannot draw here, for lack of a font or its libraries (" + words + ")");
    }
  }

  /** Has Java take the kit's fonts, whatever a font is asked to look like. */
  private static void configure(Path folder) throws IOException {
    Properties fonts = new Properties();
    fonts.setProperty("version", "1");
    add(fonts, "plain", file(PLAIN, folder));
    add(fonts, "bold", file(BOLD, folder));
    add(fonts, "others", file(OTHERS, folder));
    for (String family : FAMILIES) {
      fonts.setProperty(family + ".plain.latin-1", name("plain"));
      fonts.setProperty(family + ".italic.latin-1", name("plain"));
      fonts.setProperty(family + ".bold.latin-1", name("bold"));
      fonts.setProperty(family + ".bolditalic.latin-1", name("bold"));
    }
    fonts.setProperty("allfonts.others", name("others"));
    fonts.setProperty("sequence.allfonts", "latin-1,others");
    Path configuration = folder.resolve("fontconfig.properties");
    try (OutputStream out = Files.newOutputStream(configuration)) {
      fonts.store(out, null);
    }
    System.setProperty(CONFIGURATION, configuration.toString());
  }

  private static void add(Properties fonts, String name, Path file) {
    fonts.setProperty("filename." + name(name), file.toString());
  }

  /** A name as X11 has them, which Java wants to see here. */
  private static String name(String font) {
    return "-descent-" + font + "-medium-r-normal--*-%d-*-*-p-*-iso10646-1";
  }

  /** A font as a file of its own: where the classes lie, or unpacked from their archive. */
  private static Path file(String font, Path folder) throws IOException {
    URL resource = Objects.requireNonNull(Fonts.class.getResource(font), font);
    try {
      if (resource.getProtocol().equals("file")) {
        return Path.of(resource.toURI());
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    Path file = folder.resolve(font);
    try (InputStream in = resource.openStream()) {
      Files.copy(in, file);
    }
    return file;
  }

  /** Deletes what Java has read, or holds open. */
  private static void delete(Path folder) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      folder.toFile().deleteOnExit();
    }
  }
}
