package dev.descent.machine;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;

/**
 * The widest vector instructions of an x86-64 processor that matter to Deeplearning4j's natives.
 * The order of the constants is the order of the instruction sets: each includes those before it.
 */
public enum Vectors {
  /** Less than AVX2, or an architecture that has none of them. */
  BASE,
  AVX2,
  AVX512;

  /** The vector instructions that natives such as {@code linux-x86_64-onednn-avx2} need. */
  static Vectors neededBy(String natives) {
    if (natives.contains("avx512")) {
      return AVX512;
    }
    return natives.contains("avx2") ? AVX2 : BASE;
  }

  /**
   * The vector instructions that the processor has; empty where neither JVM nor system says so.
   *
   * <p>HotSpot lowers its option UseAVX to what the processor can do, on every system: 2 means
   * AVX2, 3 means AVX-512. On some processors that have AVX-512 it chooses 2 all the same, because
   * they slow down; so on Linux {@code /proc/cpuinfo} has the last word about AVX-512, of which
   * natives and OpenBLAS want the parts that came with Skylake (F, CD, BW, DQ and VL).
   */
  static Optional<Vectors> detect() {
    return of(useAvx(), Proc.value("/proc/cpuinfo", "flags").orElse(""));
  }

  /**
   * @param useAvx HotSpot's option UseAVX, if there is one
   * @param cpuFlags the line of flags of {@code /proc/cpuinfo}, or an empty text
   */
  static Optional<Vectors> of(Optional<String> useAvx, String cpuFlags) {
    if (useAvx.isEmpty()) {
      return Optional.empty();
    }
    int level = Integer.parseInt(useAvx.get());
    if (level < 2) {
      return Optional.of(BASE);
    }
    boolean avx512 =
        cpuFlags.isEmpty() ? level > 2 : Arrays.asList(cpuFlags.split("\\s+")).contains("avx512vl");
    return Optional.of(avx512 ? AVX512 : AVX2);
  }

  private static Optional<String> useAvx() {
    var hotSpot =
        ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class);
    if (hotSpot == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(hotSpot.getVMOption("UseAVX").getValue());
    } catch (IllegalArgumentException noSuchOption) {
      return Optional.empty(); // another architecture, or another JVM
    }
  }
}
