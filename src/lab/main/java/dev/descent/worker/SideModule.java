package dev.descent.worker;

import dev.descent.UnfitMachineException;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * A module of the project whose libraries do not go together with the kit's: its code runs in
 * processes of its own. Few need it, so Maven builds it where it is asked for and not built.
 */
public final class SideModule implements AutoCloseable {
  private static final StandardOpenOption[] APPENDING = {
    StandardOpenOption.CREATE, StandardOpenOption.APPEND
  };

  private final Path home;
  private final String name;
  private final String title;
  private final Path folder;
  private final Path log;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param home the folder of the project
   * @param name its folder below {@code src}, and its profile
   * @param title what it is called in sentences
   * @throws UnfitMachineException if there is no place for its log
   */
  public SideModule(Path home, String name, String title) {
    this.home = home;
    this.name = name;
    this.title = title;
    this.folder = home.resolve("src").resolve(name);
    Path logs = home.resolve("src/target");
    this.log = logs.resolve(name + "-" + ProcessHandle.current().pid() + ".log");
    try {
      Files.createDirectories(logs);
      try (var old = Files.newDirectoryStream(logs, name + "-*.log")) {
        for (Path other : old) {
          if (!isInUse(other)) {
            Files.deleteIfExists(other);
          }
        }
      }
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  /** Tells if the process lives whose number is in the name of a log, and is not this one. */
  private static boolean isInUse(Path log) {
    String number = log.getFileName().toString().replaceAll("\\D", "");
    return number.length() < 10
        && !number.isEmpty()
        && Long.parseLong(number) != ProcessHandle.current().pid()
        && ProcessHandle.of(Long.parseLong(number)).isPresent();
  }

  /** Its classes. */
  public Path jar() {
    return folder.resolve("target/descent-" + name + ".jar");
  }

  /** The file that has what its processes have printed. */
  public Path log() {
    return log;
  }

  /**
   * Builds it where it is not built.
   *
   * @param main its main class
   * @param size of what may be downloaded for it
   * @param say is told what takes long
   * @throws UnfitMachineException if it cannot be built here
   */
  public void requireBuilt(String main, String size, Consumer<String> say) {
    try {
      if (!isBuilt(main.replace('.', '/') + ".class")) {
        Files.deleteIfExists(jar()); // it may be half a one
        say.accept(
            "Building %s (first use: downloads up to %s; see %s) ...".formatted(title, size, log));
        build();
      }
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  /** Tells if the jar is whole and newer than its sources, and all libraries are there. */
  private boolean isBuilt(String main) throws IOException {
    if (!Files.exists(folder.resolve("target/classpath"))) {
      return false;
    }
    try (ZipFile zip = new ZipFile(jar().toFile())) {
      if (zip.getEntry(main) == null) {
        return false;
      }
    } catch (IOException e) {
      return false;
    }
    FileTime built = Files.getLastModifiedTime(jar());
    try (Stream<Path> sources = Files.walk(folder.resolve("main"))) {
      Stream<Path> all = Stream.concat(sources, Stream.of(folder.resolve("pom.xml")));
      for (Path source : all.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(source).compareTo(built) > 0) {
          return false;
        }
      }
    }
    return Stream.of(libraries().split(File.pathSeparator))
        .allMatch(it -> Files.exists(Path.of(it)));
  }

  private String libraries() throws IOException {
    return Files.readString(folder.resolve("target/classpath")).strip();
  }

  /** Its class path. */
  public String classPath() {
    try {
      return jar() + File.pathSeparator + libraries();
    } catch (IOException e) {
      throw cannotUse(e);
    }
  }

  private void build() throws IOException {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    List<String> command = new ArrayList<>(List.of(windows ? "mvn.cmd" : "mvn", "-B"));
    Path own = home.resolve("src/target/m2"); // the launcher's, for accounts without a home
    if (Files.isDirectory(own)) {
      command.add("-Dmaven.repo.local=" + own);
    }
    command.addAll(List.of("-P" + name, "-pl", "src/" + name, "process-classes"));
    try {
      run(new ProcessBuilder(command), line -> {});
    } catch (UnfitMachineException e) {
      String said = Files.exists(log) ? Files.readString(log) : "";
      if (said.contains("Could not transfer")) {
        throw new UnfitMachineException(
            "the download failed: see to the network and start again; the whole log is " + log, e);
      }
      throw e;
    }
  }

  /**
   * Runs a command in the project's folder to its end. What it prints goes to the log, too.
   *
   * @throws UnfitMachineException if it does not end well
   */
  public void run(ProcessBuilder builder, Consumer<String> lines) {
    Process process = start(builder);
    try {
      process.getOutputStream().close();
      try (BufferedReader out = process.inputReader();
          var said = Files.newBufferedWriter(log, APPENDING)) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          said.write(line + "\n");
          said.flush(); // somebody may look
          lines.accept(line);
        }
      }
      if (process.waitFor() != 0) {
        throw new UnfitMachineException(
            "%s cannot be built or run here: %s ended with exit code %d; see %s"
                .formatted(
                    title,
                    Path.of(builder.command().get(0)).getFileName(),
                    process.exitValue(),
                    log));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnfitMachineException("interrupted", e);
    } catch (IOException e) {
      throw cannotUse(e);
    } finally {
      process.destroyForcibly();
      running.remove(process);
    }
  }

  /** Starts a command in the project's folder. Its errors go to the log. */
  public synchronized Process start(ProcessBuilder builder) {
    if (closed) {
      throw new UnfitMachineException("stopped");
    }
    builder.directory(home.toFile());
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      Process process = builder.start();
      running.add(process);
      return process;
    } catch (IOException e) {
      throw new UnfitMachineException(
          builder.command().get(0).startsWith("mvn")
              ? "to build %s there must be an mvn on the PATH: install Maven 3.6.3 or newer"
                  .formatted(title)
              : "cannot start %s: %s".formatted(builder.command().get(0), e.getMessage()),
          e);
    }
  }

  private UnfitMachineException cannotUse(IOException e) {
    return new UnfitMachineException(title + ": cannot use " + e.getMessage(), e);
  }

  /** Ends what runs, and waits for it. */
  @Override
  public synchronized void close() {
    closed = true;
    running.forEach(process -> process.destroyForcibly().onExit().join());
  }
}
