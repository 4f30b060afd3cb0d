package dev.descent.web.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutFilesTest {
  @TempDir private Path home;
  private Path out;
  private OutFiles files;

  @BeforeEach
  void begin() throws IOException {
    out = Files.createDirectories(home.resolve("out"));
    write("out/report.html");
    write("out/lab/7/results.json");
    write("out/lab/7/loss.svg");
    write("secret.html");
    write("outside/secret.html");
    files = new OutFiles(out);
  }

  private Path write(String name) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "this is " + name);
  }

  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createSymbolicLink(from, to);
    } catch (UnsupportedOperationException | FileSystemException e) {
      assumeTrue(false, "this system lets nobody make links");
    }
  }

  private String content(String name) {
    Optional<byte[]> bytes = files.content(name);
    return bytes.map(it -> new String(it, StandardCharsets.UTF_8)).orElse("");
  }

  @Test
  @DisplayName("files are found by their names, from the folder on")
  void found() {
    assertEquals(List.of("lab/7/loss.svg", "lab/7/results.json", "report.html"), files.names());
    for (String name : files.names()) {
      assertEquals("this is out/" + name, content(name));
      assertTrue(files.time(name).toMillis() > 0, name);
    }
    assertEquals(0, files.time("nothing.html").toMillis());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "/",
        "//",
        "lab",
        "lab/",
        "lab/7",
        "lab/7/",
        "./report.html",
        "/report.html",
        "report.html/",
        "report.html/.",
        "report.html/../report.html",
        "report.html ",
        "report.html.",
        "report.html::$DATA",
        "report.html\u0000.png",
        "\u0000",
        "lab/../report.html",
        "lab//7/loss.svg",
        "lab\\7\\loss.svg",
        "../secret.html",
        "../outside/secret.html",
        "lab/7/../../../secret.html",
        "..\\secret.html",
        "%2e%2e/secret.html",
        "..%2fsecret.html",
        "C:/secret.html",
        "C:\\secret.html",
        "\\\\host\\share\\secret.html",
        "file:///etc/passwd",
        "/etc/passwd",
        "~/secret.html",
        "CON.html",
        "a/b/c/d/e/f/g/h/i/j/k.html"
      })
  @DisplayName("a name that none of them has is no way to a file")
  void notFound(String name) {
    assertEquals("", content(name));
  }

  @Test
  @DisplayName("other kinds of files, folders with such names, and files too deep are not shown")
  void notShown() throws IOException {
    write("out/Secret.java");
    write("out/results.bin");
    write("out/html");
    write("out/x.html/y.html");
    write("out/1/2/3/4/5/6/7.html");
    for (String name :
        List.of("Secret.java", "results.bin", "html", "x.html", "1/2/3/4/5/6/7.html")) {
      assertEquals("", content(name), name);
      assertFalse(files.names().contains(name), name);
    }
    assertEquals("this is out/x.html/y.html", content("x.html/y.html"));
  }

  @Test
  @DisplayName("the file that opens a session is nobody's result")
  void openHtml() throws IOException {
    write("out/open.html");
    write("out/open123456.html"); // as it is called while it is written
    assertEquals("", content("open.html"));
    assertEquals("", content("open123456.html"));
    assertFalse(files.names().toString().contains("open"), files.names().toString());
  }

  @Test
  @DisplayName("links are not followed, wherever they lead")
  void links() throws IOException {
    link(out.resolve("file.html"), home.resolve("secret.html"));
    link(out.resolve("relative.html"), Path.of("../secret.html"));
    link(out.resolve("folder"), home.resolve("outside"));
    link(out.resolve("lab/up"), Path.of(".."));
    link(out.resolve("gone.html"), home.resolve("nothing"));
    link(out.resolve("inside.html"), out.resolve("report.html"));
    for (String name :
        List.of(
            "file.html",
            "relative.html",
            "folder/secret.html",
            "lab/up/report.html",
            "gone.html",
            "inside.html")) {
      assertEquals("", content(name), name);
      assertFalse(files.names().contains(name), name);
    }
  }

  @Test
  @DisplayName("a file that becomes a link after it was found is not followed either")
  void becomesALink() throws IOException {
    assertEquals(3, files.names().size());
    Files.delete(out.resolve("report.html"));
    link(out.resolve("report.html"), home.resolve("secret.html"));
    assertEquals("", content("report.html"));

    write("outside/7/loss.svg");
    Files.move(out.resolve("lab"), home.resolve("moved"));
    link(out.resolve("lab"), home.resolve("outside"));
    assertEquals("", content("lab/7/loss.svg"));
  }

  @Test
  @DisplayName("a file is there as soon as it is written, and no longer than it is")
  void fresh() throws IOException {
    assertEquals("", content("new.html"));
    write("out/new.html");
    assertEquals("this is out/new.html", content("new.html"));
    Files.delete(out.resolve("new.html"));
    assertEquals("", content("new.html"));
  }

  @Test
  @DisplayName("the folder itself may come later, or be a link of its owner's")
  void theFolder() throws IOException {
    OutFiles later = new OutFiles(home.resolve("later"));
    assertEquals(List.of(), later.names());
    assertTrue(later.content("a.html").isEmpty());
    write("later/a.html");
    assertEquals(List.of("a.html"), later.names());

    link(home.resolve("linked"), out);
    OutFiles linked = new OutFiles(home.resolve("linked"));
    assertEquals(files.names(), linked.names());
    assertTrue(linked.content("report.html").isPresent());
  }
}
