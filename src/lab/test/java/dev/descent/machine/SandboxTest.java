package dev.descent.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {
  @TempDir Path folder;

  @Test
  @DisplayName("where there is no bubblewrap, there is no jail")
  void none() {
    assertEquals(Optional.empty(), Sandbox.find(folder.toString()));
    assertEquals(Optional.empty(), Sandbox.find(""));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("one that does not work, as where users may not have name spaces, is none")
  void forbidden() throws IOException {
    program("exit 1");
    assertEquals(Optional.empty(), Sandbox.find(folder.toString()));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("what may be read is bound read-only, after the scratch folders that may hide it")
  void command() throws IOException {
    Path program = program("exit 0");
    Sandbox jail = Sandbox.find(folder.toString()).orElseThrow();
    assertEquals(program, jail.program());
    String command = String.join(" ", jail.command(List.of(Path.of("/s")), List.of(folder)));
    int scratch = command.indexOf("--tmpfs /s");
    int bound = command.indexOf("--ro-bind " + folder + " " + folder);
    assertTrue(0 < scratch && scratch < bound, command);
    assertTrue(command.contains("--unshare-all"), command);
  }

  private Path program(String does) throws IOException {
    Path file = Files.writeString(folder.resolve("bwrap"), "#!/bin/sh\n" + does + "\n");
    assertTrue(file.toFile().setExecutable(true));
    return file;
  }
}
