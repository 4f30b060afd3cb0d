package dev.descent.doctor;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;

/**
 * Where JavaCPP unpacks the native libraries, about 390 MB of them, when they are first used.
 *
 * @param folder the folder
 * @param writable whether files can be made in it, or it itself can be made
 * @param free bytes free on its disk
 * @param unpacked whether this build's libraries are there already
 */
record NativeCache(Path folder, boolean writable, long free, boolean unpacked) {
  private static final String NAME = "Native cache";
  private static final long NEEDED = 400L << 20;

  /**
   * Looks at the cache that JavaCPP would take first.
   *
   * @param library the native library on the class path, inside its jar
   */
  static NativeCache look(Properties system, Optional<URL> library) throws IOException {
    Path folder =
        Path.of(
                system.getProperty(
                    "org.bytedeco.javacpp.cachedir",
                    system.getProperty(
                        "org.bytedeco.javacpp.cacheDir",
                        Path.of(system.getProperty("user.home"), ".javacpp", "cache").toString())))
            .toAbsolutePath();
    Path existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    // jar:file:/…/nd4j-native-VERSION-PLATFORM.jar!/org/nd4j/… is unpacked to NAME.jar/org/nd4j/…
    boolean unpacked =
        library
            .map(url -> url.getPath().replaceFirst(".*/([^/]+\\.jar)!/", "$1/"))
            .filter(inside -> !inside.startsWith("/"))
            .map(inside -> Files.exists(folder.resolve(inside)))
            .orElse(false);
    return new NativeCache(
        folder,
        Files.isDirectory(existing) && Files.isWritable(existing),
        Files.getFileStore(existing).getUsableSpace(),
        unpacked);
  }

  Check verdict() {
    String found =
        String.format(
            Locale.ROOT,
            "%s: %s, %.1f GiB free",
            folder,
            unpacked ? "natives unpacked" : "not filled yet",
            free / (double) (1L << 30));
    if (unpacked) {
      return Check.ok(NAME, found);
    }
    if (!writable) {
      return Check.warn(
          NAME,
          found + ", not writable",
          "make it writable; until then the natives are unpacked to the folder for temporary files");
    }
    return free < NEEDED
        ? Check.fail(NAME, found, "the natives take 390 MB there: make room")
        : Check.ok(NAME, found);
  }
}
