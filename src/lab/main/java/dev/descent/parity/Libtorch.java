package dev.descent.parity;

import dev.descent.UnfitMachineException;
import dev.descent.machine.NativesFolder;
import dev.descent.worker.SideModule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** PyTorch's C++ library in processes of its own: the module {@code src/reference}. */
final class Libtorch implements AutoCloseable {
  private static final String MAIN = "dev.descent.reference.Reference";

  private final SideModule module;

  /**
   * Builds the module, and starts it once: the library's files are unpacked by that.
   *
   * @param home the folder of the project
   * @param say is told what takes long
   * @throws UnfitMachineException if it cannot be built or started here
   */
  Libtorch(Path home, Consumer<String> say) {
    module = new SideModule(home, "reference", "PyTorch's side");
    module.requireBuilt(MAIN, "110 MB", say);
    try {
      run(List.of(), line -> {});
    } catch (UnfitMachineException e) {
      run(List.of(), line -> {}); // JavaCPP has been seen to crash while it unpacks, and not after
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
    List<String> arguments = new ArrayList<>(List.of(setups.toString(), fixtures.toString()));
    if (exact) {
      arguments.add("exact");
    }
    run(arguments, line -> done.run());
  }

  private void run(List<String> arguments, Consumer<String> lines) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx1g"));
    command.add("-XX:ErrorFile=" + module.log() + ".crash");
    command.add("-Dorg.bytedeco.javacpp.cachedir=" + NativesFolder.find());
    command.add("-Djava.library.path="); // another PyTorch that the system has would be mixed in
    command.addAll(List.of("-cp", module.classPath(), MAIN));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    // What chooses ND4J's kernels is not for this library: it knows its processor better.
    builder.environment().keySet().removeIf(name -> name.startsWith("OPENBLAS_"));
    builder.environment().put("OMP_NUM_THREADS", "1");
    module.run(builder, lines);
  }

  /** Ends what runs, and waits for it. */
  @Override
  public void close() {
    module.close();
  }
}
