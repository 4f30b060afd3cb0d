package dev.descent.web.server;

import dev.descent.web.page.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The scripts, style sheets and the icon that pages are made with. No name is a path. */
public final class Assets {
  private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

  /** The names of our own, which lie in the folder of the pages. */
  private static final Pattern OWN = Pattern.compile("[a-z0-9-]+\\.(js|css|svg)");

  /** Those of libraries, and where they lie. */
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "uPlot.iife.min.js",
          UPLOT + "uPlot.iife.min.js",
          "uPlot.min.css",
          UPLOT + "uPlot.min.css");

  private static final Map<String, byte[]> READ = new ConcurrentHashMap<>();

  private Assets() {}

  /** The content of a file; empty if there is none of this name. */
  public static Optional<byte[]> content(String name) {
    String at = OWN.matcher(name).matches() ? name : LIBRARIES.get(name);
    if (at == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(READ.computeIfAbsent(at, Assets::read));
  }

  private static byte @Nullable [] read(String at) {
    try (InputStream in = Page.class.getResourceAsStream(at)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("reading " + at, e);
    }
  }

  /** The type of a file by its name. */
  public static String type(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "html" -> "text/html; charset=utf-8";
      case "js" -> "text/javascript; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      case "png" -> "image/png";
      case "gif" -> "image/gif";
      case "json" -> "application/json";
      case "csv" -> "text/csv; charset=utf-8";
      default -> "application/octet-stream";
    };
  }
}
