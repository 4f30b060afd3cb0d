package dev.descent.doctor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.doctor.Check.Status;
import dev.descent.machine.Machine;
import dev.descent.machine.NativesFolder;
import dev.descent.machine.Sandbox;
import dev.descent.machine.Vectors;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  private static final long GIB = 1L << 30;
  private static final Runtime.Version JAVA_17 = Runtime.Version.parse("17.0.15+6");

  @TempDir Path home;

  private static Machine machine(String platform, Vectors vectors, long memory) {
    return new Machine(
        platform, Optional.of("Some CPU"), Optional.ofNullable(vectors), 2, memory, memory / 2);
  }

  @Test
  void judgesJava() {
    assertEquals(Check.ok("Java", "17.0.15+6, /jdk"), Doctor.java(JAVA_17, "/jdk", true));
    assertEquals(Status.WARN, Doctor.java(JAVA_17, "/jre", false).status());
    Check old = Doctor.java(Runtime.Version.parse("11.0.2"), "/jdk", true);
    assertEquals(Status.FAIL, old.status());
    assertTrue(old.advice().contains("JDK 17"), old.advice());
  }

  @Test
  void judgesNativesAndProcessorOnce() {
    Machine old = machine("linux-x86_64", Vectors.BASE, 8 * GIB);
    assertEquals(Status.OK, Doctor.natives(old, "linux-x86_64-avx2", true).status());
    Check processor = Doctor.processor(old, "linux-x86_64-avx2");
    assertEquals(Status.FAIL, processor.status());
    assertTrue(processor.found().contains("need AVX2"), processor.found());
    assertTrue(processor.advice().contains("DESCENT_NATIVES=generic"), processor.advice());
    assertEquals(Status.FAIL, Doctor.natives(old, "linux-x86_64-avx2", false).status());

    Machine arm = machine("linux-arm64", null, 8 * GIB);
    assertEquals(Status.FAIL, Doctor.natives(arm, "linux-x86_64-avx2", true).status());
    assertEquals(Check.ok("Processor", "Some CPU"), Doctor.processor(arm, "linux-x86_64-avx2"));
    assertEquals(
        Check.ok("Processor", "Some CPU with AVX2"),
        Doctor.processor(machine("linux-x86_64", Vectors.AVX2, GIB), "linux-x86_64-avx2"));
  }

  @Test
  void judgesCoresAndMemory() {
    assertEquals(
        "4: trains 4 networks at once, each with one thread", Doctor.cores(4, "1").found());
    assertTrue(Doctor.cores(1, null).found().startsWith("1: trains one"));
    assertTrue(Doctor.cores(4, "8").found().endsWith("whatever OMP_NUM_THREADS=8 says"));
    Machine small = machine("linux-x86_64", Vectors.AVX2, 3 * GIB);
    assertEquals(Status.WARN, Doctor.memory(small).status());
    assertEquals("3.0 GiB, 1.5 GiB of it free", Doctor.memory(small).found());
    assertEquals(Status.OK, Doctor.memory(machine("linux-x86_64", Vectors.AVX2, 4 * GIB)).status());
  }

  @Test
  void findsWhatIsUnpacked() throws IOException {
    URL library =
        URI.create("jar:file:/m2/nd4j-native-1-linux-x86_64.jar!/org/nd4j/lib.so").toURL();
    NativeCache empty = NativeCache.look(home, Optional.of(library));
    assertTrue(empty.free() > 0 && !empty.unpacked(), empty.toString());
    Path unpacked = home.resolve("nd4j-native-1-linux-x86_64.jar/org/nd4j/lib.so");
    Files.createDirectories(unpacked.getParent());
    Files.createFile(unpacked);
    assertTrue(NativeCache.look(home, Optional.of(library)).unpacked());
  }

  @Test
  void knowsTheRealCacheOnceATrainingRan() throws IOException {
    TrainingCheck.check(java.time.Duration.ofSeconds(60));
    assertTrue(
        NativeCache.look(NativesFolder.find(), Doctor.library(dev.descent.Build.THIS.natives()))
            .unpacked());
  }

  @Test
  void judgesTheCache() {
    assertEquals(Status.FAIL, new NativeCache(home, GIB / 4, false).verdict().status());
    assertEquals(Status.OK, new NativeCache(home, GIB, false).verdict().status());
    assertEquals(Status.OK, new NativeCache(home, 0, true).verdict().status());
  }

  @Test
  void triesThePlacesOfFiles() throws IOException {
    Path file = Files.createFile(home.resolve("file")); // where a folder should be
    assertEquals(Status.OK, Places.temporary(home).status());
    assertEquals(Status.FAIL, Places.temporary(file).status());
    assertEquals(Status.FAIL, Places.temporary(home.resolve("gone")).status());
    try (var files = Files.list(home)) {
      assertEquals(1, files.count(), "it leaves nothing");
    }
    assertEquals(Status.OK, Places.results(home, home.toString()).status());
    Check unwritable = Places.results(home.resolve("gone"), null);
    assertEquals(Status.WARN, unwritable.status());
    assertTrue(unwritable.advice().contains("--out"), unwritable.advice());
    Check project = Places.results(home, home.resolve("gone").toString());
    assertEquals(Status.WARN, project.status());
    assertTrue(project.advice().contains("no progress"), project.advice());
  }

  @Test
  void judgesFigures() {
    assertEquals(Status.OK, Doctor.figures(Optional.empty()).status());
    assertEquals(Status.FAIL, Doctor.figures(Optional.of("no fonts")).status());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void namesWhatKeepsSubmissionsApart() throws IOException {
    Duration limit = Duration.ofSeconds(20);
    Check without = Doctor.classGrading(Optional.empty(), limit);
    assertEquals(Status.OK, without.status());
    assertTrue(without.advice().contains("bubblewrap"), without.advice());
    // Programs that end without a word to say, in place of the jail.
    Check jailed = Doctor.classGrading(Optional.of(new Sandbox(Path.of("true"))), limit);
    assertTrue(jailed.found().endsWith("jail by true"), jailed.found());
    assertEquals("", jailed.advice());
    Check broken = Doctor.classGrading(Optional.of(new Sandbox(Path.of("false"))), limit);
    assertEquals(Status.FAIL, broken.status());
  }
}
