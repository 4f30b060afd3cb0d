package dev.descent.worker;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of Java and of the libraries that the kit uses, read and checked once, in an archive
 * that a JVM maps into memory when it starts (class data sharing). The launcher has it made after a
 * build, starts with it, and says by a property where it is, so that workers start with it, too.
 *
 * <p>Classes in folders have no place in such an archive, so the kit's own are not in it, and a
 * class path begins with the jars, in the order of those that the archive was made from. A JVM to
 * which the archive does not fit, as the jars or Java itself have changed, goes on without.
 */
public final class ClassArchive {
  /** The property that says where the archive of this process is. */
  private static final String PROPERTY = "descent.archive";

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private ClassArchive() {}

  /** The archive of this process, if there is one. */
  public static Optional<Path> file() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(Path::of)
        .filter(Files::isRegularFile);
  }

  /** The options of a JVM with this process's class path that uses it. */
  public static List<String> options() {
    return file()
        // Without the second, a JVM may print that the archive does not fit it.
        .map(file -> List.of("-XX:SharedArchiveFile=" + file, "-Xlog:disable"))
        .orElse(List.of());
  }

  /**
   * Makes an archive for this process's class path.
   *
   * @param rehearsal runs a worker with these options in addition, to its own end, which uses the
   *     classes to be in the archive
   * @throws IOException if that fails; then there is no archive
   */
  public static void make(Path archive, Consumer<List<String>> rehearsal) throws IOException {
    Path folder = Files.createTempDirectory(archive.toAbsolutePath().getParent(), "half");
    try {
      Path used = folder.resolve("used.txt");
      rehearsal.accept(List.of("-XX:DumpLoadedClassList=" + used));
      Path list = folder.resolve("list.txt");
      try (Stream<String> lines = Files.lines(used)) {
        Files.write(list, (Iterable<String>) lines.filter(ClassArchive::isLibrarys)::iterator);
      }
      Path made = folder.resolve("classes.jsa");
      dump(list, made, folder.resolve("said.txt"));
      Files.move(made, archive, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      try (Stream<Path> files = Files.list(folder)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(folder);
    }
  }

  /** Tells whether a line of the JVM's list is of a class in a jar, or of Java's. */
  private static boolean isLibrarys(String line) {
    return !line.contains("dev/descent/") && !line.contains(" source: ");
  }

  private static void dump(Path list, Path archive, Path said) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xshare:dump", "-XX:+UseSerialGC", "-Xmx640m"));
    command.add("-XX:SharedClassListFile=" + list);
    command.add("-XX:SharedArchiveFile=" + archive);
    command.addAll(List.of("-cp", jars()));
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    try {
      boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
      process.destroyForcibly();
      if (!ended || process.exitValue() != 0 || !Files.isRegularFile(archive)) {
        throw new IOException("java -Xshare:dump failed: " + Files.readString(said).strip());
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static String jars() {
    return Stream.of(WorkerProcess.Options.ownClassPath().split(File.pathSeparator))
        .takeWhile(entry -> entry.endsWith(".jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
