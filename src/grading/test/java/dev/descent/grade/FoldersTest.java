package dev.descent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
  @TempDir Path temporary;

  /** Makes a folder with a file in it, says so, and waits to be killed, or ends. */
  public static final class Run {
    public static void main(String[] args) throws Exception {
      Files.writeString(Folders.temporary("answers").resolve("Größe.java"), "class Größe {}");
      System.out.println("ready");
      Thread.sleep(Long.parseLong(args[0]));
    }
  }

  private Process run(long millis) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Run.class.getName()));
    command.add(Long.toString(millis));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.redirectErrorStream(true).start();
    process.inputReader().readLine();
    return process;
  }

  private long left() throws IOException {
    try (Stream<Path> folders = Files.list(temporary)) {
      return folders.count();
    }
  }

  @Test
  @DisplayName("what a killed run has left is gone after the next; what a living one has is not")
  void killed() throws Exception {
    Process living = run(60_000);
    Process killed = run(60_000);
    assertEquals(2, left());
    killed.destroyForcibly().waitFor();
    assertEquals(2, left());
    Process next = run(0);
    assertTrue(next.waitFor(30, TimeUnit.SECONDS));
    assertEquals(1, left());
    assertTrue(living.isAlive());
    living.destroyForcibly().waitFor();
  }

  @Test
  @DisplayName("a folder that cannot be made gives way to a temporary one")
  void kept() throws IOException {
    Path wish = temporary.resolve("target/graded");
    assertEquals(wish, Folders.kept(wish));
    Path file = Files.writeString(temporary.resolve("file"), "no folder");
    Path other = Folders.kept(file.resolve("graded"));
    assertTrue(Files.isWritable(other));
    assertFalse(other.startsWith(temporary));
  }

  @Test
  @DisplayName("a disk that is too full is named, with what it has")
  void room() {
    Folders.requireRoom(temporary, 1);
    UnfitMachineException e =
        assertThrows(
            UnfitMachineException.class, () -> Folders.requireRoom(temporary, Long.MAX_VALUE));
    assertTrue(e.getMessage().contains(temporary.toString()), e.getMessage());
    assertTrue(e.getMessage().matches("(?s).* MB free, got \\d+ MB"), e.getMessage());
  }
}
