package dev.descent.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.UnfitMachineException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Figures in JVMs that find no font on their machine. */
@EnabledOnOs(OS.LINUX)
class FontsTest {
  private static final String NO_FONTS =
      """
      <?xml version="1.0"?>
      <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
      <fontconfig><dir>%1$s</dir><cachedir>%1$s</cachedir></fontconfig>
      """;

  @TempDir Path folder;
  private Path temporary;

  /** Draws a figure into a file, and prints what it says of itself. */
  static final class Main {
    public static void main(String[] args) throws IOException {
      Figure figure = figure();
      System.out.println(figure.title());
      try {
        Files.write(Path.of(args[0]), figure.png());
        System.out.println("drawn");
      } catch (UnfitMachineException e) {
        System.out.println(e.getMessage());
        System.out.println(Figure.trouble().orElse(""));
      }
    }
  }

  private static Figure figure() {
    Bar bar = Bar.missing("\u4e2d\u6587 and words", "none \u2265 \u00b1");
    return Panels.of(
        "Panels", 1, List.of(BarChart.draw("Bars", "x", "\u6570\u5b57", List.of(bar))));
  }

  @BeforeEach
  void makeFolders() throws IOException {
    temporary = Files.createDirectories(folder.resolve("tmp"));
    Files.createDirectories(folder.resolve("empty"));
    Files.writeString(folder.resolve("fonts.conf"), NO_FONTS.formatted(folder.resolve("empty")));
  }

  private List<String> draw(String classPath, Path file, String... options) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    // Java keeps what fontconfig has said in the user's home.
    command.addAll(List.of("-Duser.home=" + folder, "-Djava.io.tmpdir=" + temporary));
    command.addAll(List.of(options));
    command.addAll(List.of("-cp", classPath, Main.class.getName(), file.toString()));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FONTCONFIG_FILE", folder.resolve("fonts.conf").toString());
    Process process = builder.start();
    String out = new String(process.getInputStream().readAllBytes());
    assertEquals(0, process.waitFor(), out);
    try (var left = Files.list(temporary)) {
      assertEquals(List.of(), left.toList(), "temporary files");
    }
    return out.lines().toList();
  }

  @Test
  @DisplayName("the kit's fonts need none of the machine, and give the same pixels everywhere")
  void withoutFonts() throws Exception {
    Path file = folder.resolve("figure.png");
    List<String> said = draw(System.getProperty("java.class.path"), file);
    assertEquals(List.of("Panels", "drawn"), said);
    assertArrayEquals(figure().png(), Files.readAllBytes(file));
    assertEquals(Optional.empty(), Figure.trouble());
    assertEquals(-1, Fonts.BASE.canDisplayUpTo("a\u00b1\u2713\u4e2d\u6587\u6570\u5b57"));
  }

  @Test
  @DisplayName("they also come from an archive, as graded submissions have the kit")
  void fromAnArchive() throws Exception {
    List<String> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      classPath.add(Files.isDirectory(path) ? archive(path).toString() : entry);
    }
    assertFalse(classPath.stream().allMatch(System.getProperty("java.class.path")::contains));
    Path file = folder.resolve("figure.png");
    List<String> said = draw(String.join(File.pathSeparator, classPath), file);
    assertEquals(List.of("Panels", "drawn"), said);
    assertArrayEquals(figure().png(), Files.readAllBytes(file));
  }

  private Path archive(Path classes) throws IOException {
    Path jar = Files.createTempFile(folder, "classes", ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.startsWith(classes.resolve("dev/descent/parity"))) {
          continue; // fixtures
        }
        out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, out);
      }
    }
    return jar;
  }

  @Test
  @DisplayName("where even that does not work, a figure has its words and says why it is not drawn")
  void withoutAnything() throws Exception {
    Path file = folder.resolve("figure.png");
    // Whoever configures Java's fonts is heard, here with a configuration that is not there.
    List<String> said =
        draw(System.getProperty("java.class.path"), file, "-Dsun.awt.fontconfig=/not/there");
    assertEquals("Panels", said.get(0));
    assertTrue(
        said.get(1).startsWith("Java cannot draw here, for lack of a font or its libraries ("),
        said + "");
    assertEquals(said.get(1), said.get(2));
    assertEquals(3, said.size());
    assertFalse(Files.exists(file));
  }
}
