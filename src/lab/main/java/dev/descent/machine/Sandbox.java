package dev.descent.machine;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A jail of the operating system for one process: bubblewrap. Inside there is no network, no other
 * process, a file system that holds only what the process needs and cannot be written, and scratch
 * folders in memory. It ends with the process that has started it.
 *
 * @param program bubblewrap
 */
public record Sandbox(Path program) {
  private static final long TRIAL = 10; // seconds
  private static final long SCRATCH = 256L << 20; // bytes

  /** Parts of the system that a JVM needs, where they are there. */
  private static final List<String> SYSTEM =
      List.of(
          "/usr",
          "/bin",
          "/lib",
          "/lib32",
          "/lib64",
          "/etc/alternatives",
          "/etc/fonts",
          "/etc/ld.so.cache",
          "/etc/localtime",
          "/var/cache/fontconfig");

  /** The sandbox of this machine; empty if there is none, or none that works. */
  public static Optional<Sandbox> find() {
    return find(System.getenv().getOrDefault("PATH", ""));
  }

  static Optional<Sandbox> find(String path) {
    return Stream.of(path.split(File.pathSeparator))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> new Sandbox(Path.of(folder, "bwrap")))
        .filter(jail -> Files.isExecutable(jail.program()) && jail.works())
        .findFirst();
  }

  /** True if the program works: many systems have it but forbid its users what it needs. */
  private boolean works() {
    List<String> command = new ArrayList<>(command(List.of(), List.of()));
    command.add("true");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(TRIAL, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * The words to put before a command, which then runs in the sandbox. It starts in {@code /tmp},
   * which is the scratch folder.
   *
   * @param scratch more scratch folders
   * @param readable files and folders that it may read beside Java's; they must be there
   */
  public List<String> command(List<Path> scratch, List<Path> readable) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of("--unshare-all", "--die-with-parent", "--new-session"));
    command.addAll(List.of("--dev", "/dev", "--proc", "/proc"));
    scratch(command, Path.of("/tmp"));
    scratch.forEach(path -> scratch(command, path));
    for (String system : SYSTEM) {
      command.addAll(List.of("--ro-bind-try", system, system));
    }
    try (Stream<Path> configuration = Files.list(Path.of("/etc"))) {
      configuration
          .map(Path::toString)
          .filter(name -> name.startsWith("/etc/java"))
          .forEach(name -> command.addAll(List.of("--ro-bind-try", name, name)));
    } catch (IOException e) {
      // Java has its configuration elsewhere then.
    }
    readOnly(command, Path.of(System.getProperty("java.home")));
    readable.forEach(path -> readOnly(command, path));
    command.addAll(List.of("--chdir", "/tmp"));
    return command;
  }

  private static void scratch(List<String> command, Path path) {
    command.addAll(List.of("--size", Long.toString(SCRATCH), "--tmpfs", path.toString()));
  }

  private static void readOnly(List<String> command, Path path) {
    String name = path.toAbsolutePath().toString();
    command.addAll(List.of("--ro-bind", name, name));
  }
}
