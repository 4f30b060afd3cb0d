package dev.descent.machine;

import com.sun.management.OperatingSystemMXBean;
import dev.descent.UnfitMachineException;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The machine this JVM runs on.
 *
 * @param platform system and architecture as JavaCPP names them, such as {@code linux-x86_64}
 * @param processor the processor's name, where the system tells it
 * @param vectors its widest vector instructions; empty where unknown
 * @param cores processors this JVM may use
 * @param memory physical memory this JVM may use, in bytes
 * @param freeMemory memory that is free now, in bytes; caches that Linux would give back not
 *     counted
 */
public record Machine(
    String platform,
    Optional<String> processor,
    Optional<Vectors> vectors,
    int cores,
    long memory,
    long freeMemory) {

  private static final String KERNELS = "OPENBLAS_CORETYPE";

  /** Looks at the machine; takes some milliseconds. */
  public static Machine look() {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    String windows = System.getenv("PROCESSOR_IDENTIFIER");
    return new Machine(
        platform(System.getProperty("os.name"), System.getProperty("os.arch")),
        Proc.value("/proc/cpuinfo", "model name").or(() -> Optional.ofNullable(windows)),
        Vectors.detect(),
        Runtime.getRuntime().availableProcessors(),
        system.getTotalMemorySize(),
        freeMemory(system));
  }

  /**
   * On Linux what the kernel calls available, since free memory alone leaves out its caches. Inside
   * a container only the JVM knows the limit, which shows in a smaller total.
   */
  private static long freeMemory(OperatingSystemMXBean system) {
    long total = kilobytes("MemTotal");
    return total > 0 && total == system.getTotalMemorySize()
        ? kilobytes("MemAvailable")
        : system.getFreeMemorySize();
  }

  /** A line of Linux's /proc/meminfo, in bytes; 0 where there is none. */
  private static long kilobytes(String key) {
    return Proc.value("/proc/meminfo", key)
        .map(value -> 1024 * Long.parseLong(value.replace(" kB", "")))
        .orElse(0L);
  }

  /**
   * Refuses natives that do not fit, in one sentence, before any native library is loaded: loading
   * it would fail or end the JVM.
   *
   * @param natives what the build was made with, such as {@code linux-x86_64-avx2}
   * @throws UnfitMachineException if the natives are for another system or processor
   */
  public static void requireFit(String natives) {
    look()
        .unfit(natives)
        .ifPresent(
            unfit -> {
              throw new UnfitMachineException(unfit.why() + ": " + unfit.advice());
            });
  }

  /** A reason why natives cannot run here, and what to do about it; together one sentence. */
  public record Unfit(String why, String advice) {}

  /**
   * The reason why these natives cannot run here; empty if they can, or if it is not known.
   *
   * @param natives what the build was made with, such as {@code linux-x86_64-avx2}
   */
  public Optional<Unfit> unfit(String natives) {
    boolean mac = platform.equals("macosx-x86_64");
    if (!isFor(natives)) {
      return Optional.of(
          new Unfit(
              "this build has natives for " + natives + ", but this is " + platform,
              mac && natives.startsWith("macosx-arm64")
                  ? "use a JDK for arm64 (JAVA_HOME)"
                  : "delete src/target and start descent again, which builds it for this machine"));
    }
    Vectors needed = Vectors.neededBy(natives);
    if (vectors.isEmpty() || vectors.get().compareTo(needed) >= 0) {
      return Optional.empty();
    }
    String fitting = vectors.get() == Vectors.AVX2 ? "avx2" : "generic";
    return Optional.of(
        new Unfit(
            "the natives " + natives + " need " + needed + ", which this processor does not have",
            (mac ? "on an Apple M processor use a JDK for arm64 (JAVA_HOME), else " : "")
                + "set DESCENT_NATIVES="
                + fitting
                + " in the environment and start descent again, which rebuilds it"));
  }

  /** True if these natives are for this system and architecture, whatever the processor. */
  public boolean isFor(String natives) {
    return natives.equals(platform) || natives.startsWith(platform + "-");
  }

  /**
   * The environment in which a JVM of this machine trains best, to be added to the given one.
   *
   * <p>A single thread: experiments run side by side, and the numbers of a run depend on it. And
   * the kernels of OpenBLAS by name, unless the user names them: ND4J's OpenBLAS is of 2021 and
   * takes its slowest for processors that came later. A Zen 5 trained at 200 steps a second with
   * what it chose, at 290 with Haswell's kernels, which need AVX2, and at 365 with SkylakeX's.
   */
  public Map<String, String> trainingVariables(Map<String, String> environment) {
    Map<String, String> variables = new TreeMap<>();
    variables.put("OMP_NUM_THREADS", "1");
    if (!environment.containsKey(KERNELS)) {
      vectors
          .filter(has -> has != Vectors.BASE)
          .map(has -> has == Vectors.AVX512 ? "SkylakeX" : "Haswell")
          .ifPresent(core -> variables.put(KERNELS, core));
    }
    return variables;
  }

  /**
   * The kernels by which OpenBLAS computes in such a JVM, such as {@code Haswell}: the last bits of
   * results depend on them. Empty where OpenBLAS chooses.
   */
  public String kernels(Map<String, String> environment) {
    String given = environment.get(KERNELS);
    return given == null ? trainingVariables(environment).getOrDefault(KERNELS, "") : given;
  }

  /** System and architecture in JavaCPP's words, from the JVM's os.name and os.arch. */
  static String platform(String osName, String osArch) {
    String os = osName.toLowerCase(Locale.ROOT);
    String system =
        os.startsWith("mac") ? "macosx" : os.startsWith("windows") ? "windows" : os.split(" ")[0];
    String arch =
        switch (osArch.toLowerCase(Locale.ROOT)) {
          case "amd64", "x86_64", "x64" -> "x86_64";
          case "aarch64", "arm64" -> "arm64";
          case "x86", "i386", "i486", "i586", "i686" -> "x86";
          default -> osArch.toLowerCase(Locale.ROOT);
        };
    return system + "-" + arch;
  }
}
