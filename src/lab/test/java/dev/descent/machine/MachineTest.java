package dev.descent.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.Build;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {

  private static Machine machine(String platform, Vectors vectors) {
    return new Machine(
        platform, Optional.empty(), Optional.ofNullable(vectors), 2, 8L << 30, 4L << 30);
  }

  @ParameterizedTest
  @CsvSource({
    "Linux, amd64, linux-x86_64",
    "Linux, aarch64, linux-arm64",
    "Mac OS X, x86_64, macosx-x86_64",
    "Mac OS X, aarch64, macosx-arm64",
    "Windows 11, amd64, windows-x86_64",
    "Windows 10, x86, windows-x86",
    "Linux, riscv64, linux-riscv64",
    "SunOS, sparcv9, sunos-sparcv9",
  })
  void namesPlatformsAsJavaCppDoes(String os, String arch, String platform) {
    assertEquals(platform, Machine.platform(os, arch));
  }

  @ParameterizedTest
  @CsvSource({
    "0, '', BASE",
    "1, 'avx', BASE",
    "2, 'avx avx2', AVX2",
    "2, 'avx avx2 avx512f avx512vl', AVX512", // HotSpot holds back, the processor can
    "3, 'avx avx2 avx512f avx512vlx', AVX2", // not all that natives want
    "3, '', AVX512",
  })
  void readsVectorInstructions(String useAvx, String flags, Vectors expected) {
    assertEquals(Optional.of(expected), Vectors.of(Optional.of(useAvx), flags));
  }

  @Test
  void knowsNothingWithoutTheOption() {
    assertEquals(Optional.empty(), Vectors.of(Optional.empty(), "avx avx2"));
  }

  @ParameterizedTest
  @CsvSource({
    "linux-x86_64-avx2, linux-x86_64, AVX2",
    "linux-x86_64-avx2, linux-x86_64, AVX512",
    "linux-x86_64-avx2, linux-x86_64,", // unknown: not refused
    "linux-x86_64, linux-x86_64, BASE",
    "linux-x86_64-onednn, linux-x86_64, BASE",
    "linux-x86_64-onednn-avx512, linux-x86_64, AVX512",
    "linux-arm64, linux-arm64,",
    "macosx-arm64, macosx-arm64,",
  })
  void letsFittingNativesPass(String natives, String platform, Vectors vectors) {
    assertEquals(Optional.empty(), machine(platform, vectors).unfit(natives));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linux-x86_64-avx2 | linux-x86_64 | BASE | need AVX2 | DESCENT_NATIVES=generic",
        "linux-x86_64-avx512 | linux-x86_64 | AVX2 | need AVX512 | DESCENT_NATIVES=avx2",
        "linux-x86_64-onednn-avx512 | linux-x86_64 | BASE | AVX512 | DESCENT_NATIVES=generic",
        "macosx-x86_64-avx2 | macosx-x86_64 | BASE | need AVX2 | JDK for arm64",
        "linux-x86_64-avx2 | linux-arm64 |  | this is linux-arm64 | delete src/target",
        "linux-x86_64 | windows-x86_64 | AVX2 | this is windows-x86_64 | delete src/target",
        "linux-x86_64 | linux-x86 | AVX2 | this is linux-x86 | delete src/target",
        "macosx-arm64 | macosx-x86_64 | BASE | this is macosx-x86_64 | JDK for arm64",
        "unsupported | linux-ppc64le |  | this is linux-ppc64le | delete src/target",
      })
  void refusesOthersWithWhatToDo(
      String natives, String platform, Vectors vectors, String why, String advice) {
    Machine.Unfit unfit = machine(platform, vectors).unfit(natives).orElseThrow();
    assertTrue(unfit.why().contains(why), unfit.why());
    assertTrue(unfit.advice().contains(advice), unfit.advice());
  }

  @ParameterizedTest
  @CsvSource({
    "AVX512, '{OMP_NUM_THREADS=1, OPENBLAS_CORETYPE=SkylakeX}'",
    "AVX2, '{OMP_NUM_THREADS=1, OPENBLAS_CORETYPE=Haswell}'",
    "BASE, {OMP_NUM_THREADS=1}",
    ", {OMP_NUM_THREADS=1}",
  })
  void choosesOpenBlasKernels(Vectors vectors, String variables) {
    Machine machine = machine("linux-x86_64", vectors);
    assertEquals(variables, machine.trainingVariables(Map.of()).toString());
    assertEquals(
        "{OMP_NUM_THREADS=1}",
        machine.trainingVariables(Map.of("OPENBLAS_CORETYPE", "Zen")).toString());
    assertEquals("Zen", machine.kernels(Map.of("OPENBLAS_CORETYPE", "Zen")));
    String chosen = variables.replaceAll(".*OPENBLAS_CORETYPE=|}", "").replaceAll("^\\{.*", "");
    assertEquals(chosen, machine.kernels(Map.of()));
  }

  @Test
  void looksAtThisMachine() {
    Machine here = Machine.look();
    assertTrue(Build.THIS.natives().startsWith(here.platform()), here.toString());
    assertTrue(here.cores() >= 1 && here.memory() >= here.freeMemory(), here.toString());
    assertTrue(here.freeMemory() > 0, here.toString());
  }

  /** The real thing: a JVM whose processor seems to end at AVX says so, and loads nothing. */
  @Test
  void refusesInAJvmWithoutAvx2() throws Exception {
    Assumptions.assumeTrue(System.getProperty("os.arch").equals("amd64"));
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:UseAVX=1",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Require.class.getName())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes());
    assertTrue(child.waitFor(30, TimeUnit.SECONDS));
    assertEquals(
        "the natives x-avx2 need AVX2, which this processor does not have: set"
            + " DESCENT_NATIVES=generic in the environment and start descent again, which rebuilds"
            + " it",
        said.strip().replace(Machine.look().platform(), "x"));
  }

  /** Runs in the child JVM. */
  static final class Require {
    public static void main(String[] args) {
      try {
        Machine.requireFit(Machine.look().platform() + "-avx2");
        System.out.println("fit");
      } catch (dev.descent.UnfitMachineException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
