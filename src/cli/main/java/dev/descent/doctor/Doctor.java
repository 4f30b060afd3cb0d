package dev.descent.doctor;

import dev.descent.Build;
import dev.descent.machine.Machine;
import dev.descent.machine.Sandbox;
import dev.descent.machine.Vectors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Examines this machine: Java, natives, processor, memory, disk, a short training, GPU. */
public final class Doctor {
  /** A machine sold with 4 GB shows a little less. */
  private static final long ENOUGH_MEMORY = 3_500L << 20;

  private Doctor() {}

  /** All checks, in the order in which to read them; takes two to three seconds. */
  public static List<Check> examine() {
    Machine machine = Machine.look();
    boolean cuda =
        Doctor.class.getResource("/org/nd4j/linalg/jcublas/JCublasBackend.class") != null;
    CompletableFuture<Check> gpu =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                String path = System.getenv().getOrDefault("PATH", "");
                return Gpus.ask(path, Duration.ofSeconds(10)).verdict(cuda, machine.platform());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
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
    try {
      checks.add(NativeCache.look(System.getProperties(), library).verdict());
      checks.add(
          checks.stream().anyMatch(check -> check.status() == Check.Status.FAIL)
              ? Check.warn("Training", "not tried", "first see to the failures above")
              : TrainingCheck.check(Duration.ofSeconds(cuda ? 180 : 60)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    checks.add(classGrading(Sandbox.find()));
    checks.add(gpu.join());
    return List.copyOf(checks);
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

  /** The check of what keeps a class's code from this machine. */
  static Check classGrading(Optional<Sandbox> jail) {
    String layers = "allow-list, a process for each submission";
    return jail.map(found -> Check.ok("Class grading", layers + ", jail by " + found.program()))
        .orElseGet(
            () ->
                Check.ok(
                    "Class grading", layers + "; no jail", "for a jail, too, install bubblewrap"));
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
