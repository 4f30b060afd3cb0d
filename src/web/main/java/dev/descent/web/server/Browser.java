package dev.descent.web.server;

import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The browser of whoever sits at this machine. */
public final class Browser {
  private Browser() {}

  /**
   * Opens an address that has a secret. Everybody on the machine sees the words of commands, so the
   * browser is given a file that only its owner can read, and that leads on.
   *
   * @param folder where that file goes
   * @throws UnfitMachineException if there is no browser to open it
   */
  public static void open(String address, Path folder) {
    Map<String, String> environment = System.getenv();
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    boolean isScreen =
        environment.containsKey("DISPLAY") || environment.containsKey("WAYLAND_DISPLAY");
    List<String> command;
    if (system.contains("mac")) {
      command = List.of("open");
    } else if (system.contains("windows")) {
      command = List.of("cmd", "/c", "start", "");
    } else if (isScreen) {
      command = List.of("xdg-open");
    } else {
      throw new UnfitMachineException("this session has no screen");
    }
    try {
      List<String> words = new ArrayList<>(command);
      words.add(write(address, folder).toString());
      new ProcessBuilder(words)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UnfitMachineException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Writes the file that leads on. */
  static Path write(String address, Path folder) throws IOException {
    String html =
        "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\"><meta http-equiv=\"refresh\""
            + " content=\"0; url="
            + address
            + "\"><title>Descent</title></html>\n";
    Files.createDirectories(folder);
    Path own = Files.createTempFile(folder, "open", ".html"); // for nobody else, from the first
    try {
      Files.writeString(own, html);
      return Files.move(own, folder.resolve("open.html"), StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(own);
    }
  }
}
