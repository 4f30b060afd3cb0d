package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS) // has no sleep
class SubmissionWatchTest {
  @TempDir Path scratch;

  private Process worker;

  @BeforeEach
  void start() throws IOException {
    worker = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void stop() {
    worker.destroyForcibly();
  }

  private String look(long nanos) {
    return new SubmissionWatch(scratch, false, System.nanoTime() + nanos)
        .exceeded(worker.toHandle());
  }

  @Test
  @DisplayName("within its limits a submission goes on, whatever folders come and go")
  void within() throws IOException {
    Files.writeString(Files.createDirectories(scratch.resolve("a/b")).resolve("c"), "text");
    assertNull(look(Long.MAX_VALUE / 4));
    assertNull(SubmissionWatch.written(scratch.resolve("gone")));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  @DisplayName("what is mounted in its folder, as libraries are in a jail, it has not written")
  void mounted() throws IOException {
    Path devices = Path.of("/dev");
    Path shared = devices.resolve("shm");
    assumeTrue(
        Files.isDirectory(shared)
            && !Files.getAttribute(shared, "unix:dev")
                .equals(Files.getAttribute(devices, "unix:dev")),
        "/dev/shm is no disk of its own");
    Path large = Files.createTempFile(shared, "descent", ".test");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(300L << 20);
      assertNull(SubmissionWatch.written(devices));
      assertTrue(String.valueOf(SubmissionWatch.written(shared)).contains("200 MB"));
    } finally {
      Files.delete(large);
    }
  }

  @Test
  @DisplayName("time in all")
  void time() {
    assertTrue(look(-1).contains("longer than a submission may"));
  }

  @Test
  @DisplayName("bytes, in one file or in many, in folders, too")
  void bytes() throws IOException {
    Path below = Files.createDirectories(scratch.resolve("a/b"));
    for (int i = 0; i < 4; i++) {
      assertNull(look(Long.MAX_VALUE / 4));
      try (RandomAccessFile file = new RandomAccessFile(below.resolve("f" + i).toFile(), "rw")) {
        file.setLength(60L << 20); // takes no room on most disks
      }
    }
    assertEquals("wrote more than 200 MB of files and was stopped", look(Long.MAX_VALUE / 4));
  }

  @Test
  @DisplayName("files and folders")
  void files() throws IOException {
    for (int i = 0; i < 2100; i++) {
      Files.createDirectory(scratch.resolve("f" + i));
    }
    assertEquals("wrote more than 2,000 files and was stopped", look(Long.MAX_VALUE / 4));
  }
}
