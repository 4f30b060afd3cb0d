package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFilesTest {
  @TempDir Path folder;

  @Test
  void allComeOrNoneAndWhatWasThereStays() throws IOException {
    Path old = Files.writeString(folder.resolve("b"), "old");
    NewFiles.Writer writer =
        at -> {
          for (String name : List.of("a", "b", "c")) {
            Files.writeString(at.resolve(name), "new");
          }
        };
    assertThrows(UnfitMachineException.class, () -> NewFiles.into(folder, writer));
    assertEquals(List.of("b"), names());
    assertEquals("old", Files.readString(old));

    Files.delete(old);
    NewFiles.into(folder, writer);
    assertEquals(List.of("a", "b", "c"), names());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
