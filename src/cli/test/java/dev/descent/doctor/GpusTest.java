package dev.descent.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.doctor.Check.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisabledOnOs(OS.WINDOWS) // the stand-in for nvidia-smi is a shell script
class GpusTest {
  private static final String H100 = "NVIDIA H100 80GB HBM3, 9.0, 81559 MiB, 550.54.15";
  private static final String A100 = "NVIDIA A100-SXM4-40GB, 8.0, 40960 MiB, 535.104.05";
  private static final String OLD = "Tesla K20c, 3.5, 4743 MiB, 470.82.01";

  @TempDir Path folder;

  /** What a script in the place of nvidia-smi makes of it. */
  private Gpus ask(String script) throws IOException {
    return ask(script, Duration.ofSeconds(10));
  }

  private Gpus ask(String script, Duration limit) throws IOException {
    Path smi = folder.resolve("nvidia-smi");
    Files.writeString(smi, "#!/bin/sh\n" + script + "\n");
    assertTrue(smi.toFile().setExecutable(true));
    return Gpus.ask("/nowhere::" + folder + ":/usr/bin", limit);
  }

  private Gpus listing(String... lines) throws IOException {
    return ask("cat <<'END'\n" + String.join("\n", lines) + "\nEND");
  }

  private static void assertVerdict(Check check, Status status, String... parts) {
    String all = check.found() + " / " + check.advice();
    assertEquals(status, check.status(), all);
    for (String part : parts) {
      assertTrue(all.contains(part), () -> "\"" + part + "\" is not in: " + all);
    }
    assertEquals(1, all.lines().count(), all);
  }

  private static Check cuda(Gpus gpus) {
    return gpus.verdict(true, "linux-x86_64");
  }

  private static Check cpu(Gpus gpus) {
    return gpus.verdict(false, "linux-x86_64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"3.7", "5.0", "5.3", "6.1", "6.2", "7.0", "7.2", "7.5", "8.0", "8.6", "8.9"})
  void hasKernels(String capability) {
    assertTrue(new Gpus.Gpu("x", capability, "8 GiB", "535.1").hasKernels());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2.1", "3.0", "3.5", "9.0", "10.0", "12.0", "[N/A]", "", "8", "80"})
  void hasNoKernels(String capability) {
    assertTrue(!new Gpus.Gpu("x", capability, "8 GiB", "535.1").hasKernels());
  }

  @Test
  void asksForTheFourFields() throws IOException {
    Gpus gpus = ask("echo \"$*, 1.0, 2048 MiB, 3\" | tr -d '\\n' | sed 's/,\\([a-z]\\)/;\\1/g'");
    assertEquals(
        "--query-gpu=name;compute_cap;memory.total;driver_version --format=csv;noheader",
        gpus.list().get(0).name());
  }

  @Test
  void usesAnA100() throws IOException {
    assertVerdict(
        cuda(listing(A100)),
        Status.OK,
        "A100-SXM4-40GB (compute capability 8.0, 40 GiB, driver 535");
    assertVerdict(cpu(listing(A100)), Status.OK, "uses the CPU", "DESCENT_BACKEND=cuda");
    Check arm = listing(A100).verdict(false, "linux-arm64"); // where nd4j-cuda does not exist
    assertEquals("", arm.advice());
  }

  @Test
  void namesTheWayOutForAnH100() throws IOException {
    assertVerdict(
        cuda(listing(H100)), Status.FAIL, "H100", "9.0", "no kernels", "3.7 to 8.9", "unset");
    assertVerdict(cpu(listing(H100)), Status.OK, "no kernels", "3.7 to 8.9", "the CPU is used");
  }

  @Test
  void namesTheUsableOfSeveral() throws IOException {
    assertVerdict(
        cuda(listing(OLD, A100, H100, A100)), Status.WARN, "K20c", "CUDA_VISIBLE_DEVICES=1,3");
    assertVerdict(cuda(listing(A100, A100)), Status.OK, "A100");
    assertVerdict(cpu(listing(H100, A100)), Status.OK, "DESCENT_BACKEND=cuda");
  }

  @Test
  void readsNamesWithCommasAndWarningsBetween() throws IOException {
    Gpus gpus = listing("WARNING: infoROM is corrupted", "Tesla, the old, 7.0, [N/A], 535.1");
    assertEquals(
        List.of(new Gpus.Gpu("Tesla, the old", "7.0", "memory unknown", "535.1")), gpus.list());
  }

  @Test
  void admitsAnUnknownCapability() throws IOException {
    Gpus gpus = listing("NVIDIA Thing, [N/A], [N/A], 470.1");
    assertVerdict(cuda(gpus), Status.WARN, "unknown", "3.7 to 8.9", "unset DESCENT_BACKEND");
    assertVerdict(cpu(gpus), Status.OK, "unknown", "the CPU");
  }

  @Test
  void wantsADriverForCuda11() throws IOException {
    assertVerdict(
        cuda(listing("Tesla V100, 7.0, 16160 MiB, 440.33.01")), Status.FAIL, "450 or newer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "echo 'NVIDIA-SMI has failed'; echo more; exit 9 | ended with 9: NVIDIA-SMI has failed",
        "exit 2 | ended with 2: it said nothing",
        "true | cannot be understood: it said nothing",
        "printf '\\377\\000\\001garbage\\n' | cannot be understood",
        "echo '<html>, no'; echo ', , , ' | cannot be understood: <html>",
      })
  void survivesTrouble(String script, String said) throws IOException {
    assertVerdict(cuda(ask(script)), Status.WARN, said, "unset DESCENT_BACKEND");
    assertVerdict(cpu(ask(script)), Status.OK, said, "the CPU is used");
  }

  @Test
  void doesNotWaitForOneThatHangs() throws IOException {
    long start = System.nanoTime();
    Gpus gpus = ask("sleep 600 & sleep 600", Duration.ofMillis(300));
    assertTrue(System.nanoTime() - start < 5e9);
    assertVerdict(cpu(gpus), Status.OK, "does not answer");
  }

  @Test
  void survivesOneThatCannotStart() throws IOException {
    Path smi = folder.resolve("nvidia-smi");
    Files.writeString(smi, "#!/no/such/shell\n");
    assertTrue(smi.toFile().setExecutable(true));
    assertVerdict(
        cpu(Gpus.ask(folder.toString(), Duration.ofSeconds(5))), Status.OK, "could not be started");
  }

  @Test
  void isContentWithoutOne() throws IOException {
    Gpus none = Gpus.ask("/nowhere:" + folder, Duration.ofSeconds(5));
    assertEquals(Check.ok("GPU", "no GPU; the CPU is used"), cpu(none));
    assertVerdict(cuda(none), Status.WARN, "no nvidia-smi", "driver");
    assertEquals(new Gpus(List.of(), ""), Gpus.ask("", Duration.ofSeconds(5)));
  }
}
