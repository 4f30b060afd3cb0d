package dev.descent.doctor;

import dev.descent.Build;
import dev.descent.UnfitMachineException;
import dev.descent.machine.Machine;
import dev.descent.machine.NativesFolder;
import dev.descent.machine.Sandbox;
import dev.descent.machine.Vectors;
import dev.descent.plot.Figure;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

/**
 * An examination of this machine: Java, natives, processor, memory, the places where files go,
 * figures, a short training, the jail, GPU. What commands need is tried and not looked up.
 */
public final class Doctor {
  /** A machine sold with 4 GB shows a little less. */
  private static final long ENOUGH_MEMORY = 3_500L << 20;

  private Doctor() {}

  /** All checks, in the order in which to read them; takes two to three seconds. */
  public static List<Check> examine() {
    Machine machine = Machine.look();
    boolean cuda =
        Doctor.class.getResource("/org/nd4j/linalg/jcublas/JCublasBackend.class") != null;
    String path = System.getenv().getOrDefault("PATH", "");
    CompletableFuture<Check> gpu =
        CompletableFuture.supplyAsync(
            () ->
                tried(
                    "GPU",
                    () ->
                        Gpus.ask(path, Duration.ofSeconds(10)).verdict(cuda, machine.platform())));
    String natives = Build.THIS.natives();
    Optional<URL> library = library(natives);
    List<Check> checks = new ArrayList<>();
    checks.add(
        java(
            Runtime.version(),
            System.getProperty("java.home"),
            ModuleLayer.boot().findModule("jdk.compiler").isPresent()));
    checks.add(natives(machine, natives, library.isPresent()));
    checks.add(processor(machine, natives));
    checks.add(cores(machine.cores(), System.getenv("OMP_NUM_THREADS")));
    checks.add(memory(machine));
    checks.add(
        tried(NativeCache.NAME, () -> NativeCache.look(NativesFolder.find(), library).verdict()));
    checks.add(Places.temporary(Path.of(System.getProperty("java.io.tmpdir"))));
    checks.add(Places.results(Path.of("").toAbsolutePath(), System.getProperty("descent.home")));
    checks.add(Places.names(System.getProperty("sun.jnu.encoding")));
    checks.add(
        checks.stream().anyMatch(check -> check.status() == Check.Status.FAIL)
            ? Check.warn("Training", "not tried", "first see to the failures above")
            : tried("Training", () -> TrainingCheck.check(Duration.ofSeconds(cuda ? 180 : 60))));
    checks.add(figures(Figure.trouble()));
    checks.add(tried("Class grading", () -> classGrading(Sandbox.find(), Duration.ofSeconds(20))));
    checks.add(gpu.join());
    return List.copyOf(checks);
  }

  /** A check that fails where it cannot be made, for whatever reason. */
  private static Check tried(String name, Callable<Check> check) {
    try {
      return check.call();
    } catch (UnfitMachineException e) {
      return Check.fail(name, String.valueOf(e.getMessage()), "");
    } catch (Exception e) {
      return Check.fail(name, "cannot be looked at (" + e + ")", "");
    }
  }

  /** The check of drawing. */
  static Check figures(Optional<String> trouble) {
    return trouble
        .map(
            why ->
                Check.fail(
                    "Figures", why, "install fontconfig, freetype and a font, such as DejaVu"))
        .orElseGet(() -> Check.ok("Figures", "can be drawn"));
  }

  static Check java(Runtime.Version version, String home, boolean compiler) {
    String found = version + ", " + home;
    if (version.feature() < 17) {
      return Check.fail("Java", found, "install JDK 17 or newer and set JAVA_HOME");
    }
    return compiler
        ? Check.ok("Java", found)
        : Check.warn("Java", found + " (no compiler)", "install a JDK, for the exercises");
  }

  static Check natives(Machine machine, String natives, boolean onClassPath) {
    if (!machine.isFor(natives)) {
      Machine.Unfit unfit = machine.unfit(natives).orElseThrow();
      return Check.fail("Natives", unfit.why(), unfit.advice());
    }
    return onClassPath
        ? Check.ok("Natives", natives)
        : Check.fail(
            "Natives",
            natives + ": the library is not on the class path",
            "delete src/target and start descent again, which builds it anew");
  }

  /** The check of what keeps a class's code from this machine, with a Java in it. */
  static Check classGrading(Optional<Sandbox> jail, Duration limit) throws IOException {
    String name = "Class grading";
    String layers = "allow-list, a process for each submission";
    if (jail.isEmpty()) {
      return Check.ok(name, layers + "; no jail", "for a jail, too, install bubblewrap");
    }
    String program = jail.get().program().toString();
    List<String> command = new ArrayList<>(jail.get().command(List.of(), List.of()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-version");
    Path folder = Child.newFolder();
    try {
      Child java = Child.run(new ProcessBuilder(command), folder, limit);
      return java.exit().equals(Optional.of(0))
          ? Check.ok(name, layers + ", jail by " + program)
          : Check.fail(
              name,
              "Java does not run in the jail by "
                  + program
                  + ": "
                  + java.output().lines().findFirst().orElse("it does not end"),
              "take " + program + " from the PATH, to grade without a jail");
    } finally {
      Child.delete(folder);
    }
  }

  static Check processor(Machine machine, String natives) {
    String found =
        machine.processor().orElse(machine.platform())
            + machine
                .vectors()
                .filter(vectors -> vectors != Vectors.BASE)
                .map(vectors -> " with " + vectors)
                .orElse("");
    return machine
        .unfit(natives)
        .filter(unfit -> machine.isFor(natives)) // the line about natives has said it
        .map(unfit -> Check.fail("Processor", found + ": " + unfit.why(), unfit.advice()))
        .orElseGet(() -> Check.ok("Processor", found));
  }

  static Check cores(int cores, String ompNumThreads) {
    String found =
        cores == 1
            ? "1: trains one network at a time, with one thread"
            : cores + ": trains " + cores + " networks at once, each with one thread";
    return ompNumThreads == null || ompNumThreads.equals("1")
        ? Check.ok("Cores", found)
        : Check.ok("Cores", found + ", whatever OMP_NUM_THREADS=" + ompNumThreads + " says");
  }

  static Check memory(Machine machine) {
    String found =
        String.format(
            Locale.ROOT,
            "%.1f GiB, %.1f GiB of it free",
            machine.memory() / (double) (1L << 30),
            machine.freeMemory() / (double) (1L << 30));
    return machine.memory() < ENOUGH_MEMORY
        ? Check.warn("Memory", found, "4 GB are advised: close other programs before a comparison")
        : Check.ok("Memory", found);
  }

  /** ND4J's library for these natives, as the class path has it. */
  static Optional<URL> library(String natives) {
    return Optional.ofNullable(
        Doctor.class.getResource(
            "/org/nd4j/linalg/cpu/nativecpu/bindings/"
                + natives
                + "/"
                + System.mapLibraryName("jnind4jcpu")));
  }
}
