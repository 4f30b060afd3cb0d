package dev.descent.worker;

import dev.descent.Build;
import dev.descent.machine.Machine;
import dev.descent.machine.NativesFolder;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A worker that trains networks with the kit's own code, and what it takes of a machine. */
public final class KitWorker {
  /** Bytes to reckon with for one worker: its heap, and as much again outside it. */
  public static final long MEMORY = 1L << 30;

  private KitWorker() {}

  /**
   * The options with which such workers start.
   *
   * @param verbose whether they log what DL4J has to say
   * @param output gets their log and print-outs
   */
  public static WorkerProcess.Options options(boolean verbose, Consumer<String> output) {
    Machine.requireFit(Build.THIS.natives());
    List<String> jvm = new ArrayList<>(ClassArchive.options());
    jvm.addAll(compilers());
    jvm.addAll(
        List.of(
            "-Xmx640m",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-D" + NativesFolder.PROPERTY + "=" + NativesFolder.find(),
            "-Dorg.bytedeco.javacpp.maxbytes=1g",
            // Without this every allocation asks the operating system how large the process is.
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
            "-Dorg.deeplearning4j.crash.reporting.enabled=false",
            "-Ddescent.log=" + (verbose ? "INFO" : "ERROR")));
    return new WorkerProcess.Options(
        jvm, Machine.look().trainingVariables(System.getenv()), output);
  }

  /** The work is native: what is worth optimising stands in compilers.json. */
  private static List<String> compilers() {
    URL directives = KitWorker.class.getResource("compilers.json");
    if (directives == null || !directives.getProtocol().equals("file")) {
      return List.of("-XX:TieredStopAtLevel=1"); // in a jar, where a JVM cannot read it
    }
    try {
      return List.of(
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:CompilerDirectivesFile=" + Path.of(directives.toURI()));
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
