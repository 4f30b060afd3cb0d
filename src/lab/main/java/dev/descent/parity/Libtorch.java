package dev.descent.parity;

import dev.descent.UnfitMachineException;
import dev.descent.machine.NativesFolder;
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

/**
 * PyTorch's C++ library in processes of its own: the module {@code src/reference}, which Maven
 * builds for this where it is not built.
 */
final class Libtorch implements AutoCloseable {
  private static final String MAIN = "dev.descent.reference.Reference";

  private static final StandardOpenOption[] APPENDING = {
    StandardOpenOption.CREATE, StandardOpenOption.APPEND
  };

  private final Path home;
  private final Path module;
  private final Path log;
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Builds the module, and starts it once: the library's files are unpacked by that.
   *
   * @param home the folder of the project
   * @param say is told what takes long
   * @throws UnfitMachineException if it cannot be built or started here
   */
  Libtorch(Path home, Consumer<String> say) {
    this.home = home;
    this.module = home.resolve("src/reference");
    this.log = home.resolve("src/target/reference.log");
    try {
      Files.createDirectories(log.getParent());
      Files.deleteIfExists(log);
      if (!isBuilt()) {
        say.accept(
            "Building PyTorch's side (first use: downloads up to 110 MB; see " + log + ") ...");
        build();
      }
      List<String> start = java();
      try {
        run(start, line -> {});
      } catch (UnfitMachineException e) {
        run(start, line -> {}); // JavaCPP has been seen to crash while it unpacks, and not after
      }
    } catch (IOException e) {
      throw new UnfitMachineException("PyTorch's side: cannot use " + e.getMessage(), e);
    }
  }

  private Path classPath() {
    return module.resolve("target/classpath");
  }

  /** Tells if the classes are newer than their sources, and all libraries are there. */
  private boolean isBuilt() throws IOException {
    Path main = module.resolve("target/classes/" + MAIN.replace('.', '/') + ".class");
    if (!Files.exists(main) || !Files.exists(classPath())) {
      return false;
    }
    FileTime built = Files.getLastModifiedTime(main);
    try (Stream<Path> sources = Files.walk(module.resolve("main"))) {
      Stream<Path> all = Stream.concat(sources, Stream.of(module.resolve("pom.xml")));
      for (Path source : all.filter(Files::isRegularFile).toList()) {
        if (Files.getLastModifiedTime(source).compareTo(built) > 0) {
          return false;
        }
      }
    }
    return Stream.of(Files.readString(classPath()).strip().split(File.pathSeparator))
        .allMatch(jar -> Files.exists(Path.of(jar)));
  }

  private void build() throws IOException {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    List<String> command = new ArrayList<>(List.of(windows ? "mvn.cmd" : "mvn", "-B"));
    Path own = home.resolve("src/target/m2"); // the launcher's, for accounts without a home
    if (Files.isDirectory(own)) {
      command.add("-Dmaven.repo.local=" + own);
    }
    command.addAll(List.of("-Preference", "-pl", "src/reference", "process-classes"));
    try {
      run(command, line -> {});
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
   * Trains every setup of a folder.
   *
   * @param fixtures the folder for what comes of it
   * @param exact whether to train in float64 once and no more
   * @param done is told of each setup that has ended
   */
  void train(Path setups, Path fixtures, boolean exact, Runnable done) {
    try {
      List<String> command = java();
      command.addAll(List.of(setups.toString(), fixtures.toString()));
      if (exact) {
        command.add("exact");
      }
      run(command, line -> done.run());
    } catch (IOException e) {
      throw new UnfitMachineException("PyTorch's side: cannot use " + e.getMessage(), e);
    }
  }

  private List<String> java() throws IOException {
    String jars = Files.readString(classPath()).strip();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"));
    command.add("-XX:ErrorFile=" + log + ".crash");
    command.add("-Dorg.bytedeco.javacpp.cachedir=" + NativesFolder.find());
    Path classes = module.resolve("target/classes");
    command.addAll(List.of("-cp", classes + File.pathSeparator + jars, MAIN));
    return command;
  }

  /** Runs a command to its end. What it prints goes to the log, too. */
  private void run(List<String> command, Consumer<String> lines) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    // What chooses ND4J's kernels is not for this library: it knows its processor better.
    builder.environment().keySet().removeIf(name -> name.startsWith("OPENBLAS_"));
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
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
            "PyTorch's side cannot be built or run here: "
                + Path.of(command.get(0)).getFileName()
                + " ended with exit code "
                + process.exitValue()
                + "; see "
                + log);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnfitMachineException("interrupted", e);
    } finally {
      process.destroyForcibly();
      running.remove(process);
    }
  }

  private synchronized Process start(ProcessBuilder builder) throws IOException {
    if (closed) {
      throw new UnfitMachineException("stopped");
    }
    try {
      Process process = builder.start();
      running.add(process);
      return process;
    } catch (IOException e) {
      throw new UnfitMachineException(
          builder.command().get(0).startsWith("mvn")
              ? "to build PyTorch's side there must be an mvn on the PATH: install Maven 3.6.3 or newer"
              : "cannot start Java: " + e.getMessage(),
          e);
    }
  }

  /** Ends what runs, and waits for it. */
  @Override
  public synchronized void close() {
    closed = true;
    running.forEach(process -> process.destroyForcibly().onExit().join());
  }
}
