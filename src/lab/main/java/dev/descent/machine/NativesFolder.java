package dev.descent.machine;

import dev.descent.UnfitMachineException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder into which JavaCPP unpacks the native libraries, about 390 MB, when they are first
 * used: in the user's home, or in the project where there is no home that can be written. JavaCPP
 * by itself would take the current folder or the one for temporary files then, and leave all of it
 * there.
 */
public final class NativesFolder {
  /** The property by which JavaCPP is told, and users may tell. */
  public static final String PROPERTY = "org.bytedeco.javacpp.cachedir";

  private NativesFolder() {}

  /**
   * The folder, which is there then and can be written.
   *
   * @throws UnfitMachineException if there is none
   */
  public static Path find() {
    return find(System.getProperties(), System.getenv("HOME"));
  }

  /**
   * @param shellHome the home as shells know it, which may be another: null if they know none
   */
  static Path find(Properties system, @Nullable String shellHome) {
    List<Path> candidates = candidates(system, shellHome);
    return candidates.stream()
        .filter(NativesFolder::isUsable)
        .findFirst()
        .orElseThrow(
            () ->
                new UnfitMachineException(
                    "the native libraries need a folder that can be written, with 400 MB free: "
                        + candidates.stream().map(Path::toString).collect(Collectors.joining(", "))
                        + " cannot be; name another, as with JAVA_TOOL_OPTIONS=-D"
                        + PROPERTY
                        + "=DIR"));
  }

  private static List<Path> candidates(Properties system, @Nullable String shellHome) {
    String given =
        system.getProperty(PROPERTY, system.getProperty("org.bytedeco.javacpp.cacheDir"));
    if (given != null) {
      return List.of(Path.of(given).toAbsolutePath());
    }
    List<Path> candidates = new ArrayList<>();
    // Java's word for an account without a home is a question mark.
    Stream.of(system.getProperty("user.home"), Objects.requireNonNullElse(shellHome, "?"))
        .map(Path::of)
        .filter(home -> home.isAbsolute() && Files.isDirectory(home))
        .map(home -> home.resolve(".javacpp/cache"))
        .distinct()
        .forEach(candidates::add);
    String project = system.getProperty("descent.home");
    if (project != null) {
      candidates.add(Path.of(project, "src/target/natives"));
    }
    return candidates;
  }

  /** What JavaCPP asks of the folder. It wants to write there even if all it needs is there. */
  private static boolean isUsable(Path folder) {
    File file = folder.toFile();
    return (file.isDirectory() || file.mkdirs())
        && file.canRead()
        && file.canWrite()
        && file.canExecute();
  }
}
