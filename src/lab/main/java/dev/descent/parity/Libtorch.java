package dev.descent.parity;

import dev.descent.UnfitMachineException;
import dev.descent.machine.NativesFolder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * PyTorch's C++ library in a process of its own: the module {@code src/reference}, which Maven
 * builds for this.
 */
final class Libtorch {
  private static final String MAIN = "dev.descent.reference.Reference";
  private static final String VERSION = "torch ";

  private final Path home;
  private final Path log;
  private String version = "";

  /**
   * Builds the module, and starts it once: the library's files are unpacked by that.
   *
   * @param home the folder of the project
   * @param say is told what takes long
   * @throws UnfitMachineException if it cannot be built or started here
   */
  Libtorch(Path home, Consumer<String> say) {
    this.home = home;
    this.log = home.resolve("src/target/reference.log");
    if (!Files.exists(classPath())) {
      say.accept(
          "Building PyTorch's side (first use: downloads up to 110 MB; see " + log + ") ...");
    }
    build();
    try {
      readVersion();
    } catch (UnfitMachineException e) {
      readVersion(); // JavaCPP has been seen to crash while it unpacks, and not after that
    }
  }

  private Path classPath() {
    return home.resolve("src/reference/target/classpath");
  }

  private void build() {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    List<String> command = new ArrayList<>(List.of(windows ? "mvn.cmd" : "mvn", "-B"));
    command.addAll(List.of("-Preference", "-pl", "src/reference", "process-classes"));
    run(command, line -> {});
  }

  private void readVersion() {
    run(
        java(),
        line -> version = line.startsWith(VERSION) ? line.substring(VERSION.length()) : version);
  }

  /** Returns the library's version. */
  String version() {
    return version;
  }

  /**
   * Trains every setup of a folder.
   *
   * @param fixtures the folder for what comes of it
   * @param done is told of each setup that has ended
   */
  void train(Path setups, Path fixtures, Runnable done) {
    List<String> command = java();
    command.add(setups.toString());
    command.add(fixtures.toString());
    run(command, line -> done.run());
  }

  private List<String> java() {
    try {
      String jars = Files.readString(classPath()).strip();
      Path classes = home.resolve("src/reference/target/classes");
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"));
      command.add("-Dorg.bytedeco.javacpp.cachedir=" + NativesFolder.find());
      command.addAll(List.of("-cp", classes + File.pathSeparator + jars, MAIN));
      return command;
    } catch (IOException e) {
      throw new UnfitMachineException("cannot read " + classPath() + ": " + e.getMessage(), e);
    }
  }

  private void run(List<String> command, Consumer<String> lines) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    // What chooses ND4J's kernels is not for this library: it knows its processor better.
    builder.environment().keySet().removeIf(name -> name.startsWith("OPENBLAS_"));
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.redirectError(ProcessBuilder.Redirect.to(log.toFile()));
    try {
      Files.createDirectories(log.getParent());
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly)); // Ctrl-C
      process.getOutputStream().close();
      List<String> said = new ArrayList<>();
      try (BufferedReader out = process.inputReader()) {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
          said.add(line);
          lines.accept(line);
        }
      } finally {
        process.destroy();
      }
      if (process.waitFor() != 0) {
        Files.write(log, said, StandardOpenOption.APPEND);
        throw new UnfitMachineException(
            "PyTorch's side cannot be built or run here: "
                + command.get(0)
                + " ended with exit code "
                + process.exitValue()
                + "; see "
                + log);
      }
    } catch (IOException e) {
      throw new UnfitMachineException("cannot run " + command.get(0) + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnfitMachineException("interrupted", e);
    }
  }
}
