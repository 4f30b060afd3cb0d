package dev.descent.doctor;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The folder into which JavaCPP unpacks the native libraries, see {@link
 * dev.descent.machine.NativesFolder}.
 *
 * @param folder the folder, which can be written
 * @param free bytes free on its disk
 * @param unpacked whether this build's libraries are there already
 */
record NativeCache(Path folder, long free, boolean unpacked) {
  static final String NAME = "Native cache";
  private static final long NEEDED = 400L << 20;

  /**
   * Looks at it.
   *
   * @param library the native library on the class path, inside its jar
   */
  static NativeCache look(Path folder, Optional<URL> library) throws IOException {
    // jar:file:/…/nd4j-native-VERSION-PLATFORM.jar!/org/nd4j/… is unpacked to NAME.jar/org/nd4j/…
    boolean unpacked =
        library
            .map(url -> url.getPath().replaceFirst(".*/([^/]+\\.jar)!/", "$1/"))
            .filter(inside -> !inside.startsWith("/"))
            .map(inside -> Files.exists(folder.resolve(inside)))
            .orElse(false);
    return new NativeCache(folder, Files.getFileStore(folder).getUsableSpace(), unpacked);
  }

  Check verdict() {
    String found =
        String.format(
            Locale.ROOT,
            "%s: %s, %.1f GiB free",
            folder,
            unpacked ? "natives unpacked" : "not filled yet",
            free / (double) (1L << 30));
    return unpacked || free >= NEEDED
        ? Check.ok(NAME, found)
        : Check.fail(NAME, found, "the natives take 390 MB there: make room");
  }
}
