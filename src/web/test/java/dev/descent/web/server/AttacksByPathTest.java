package dev.descent.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.Thorough;
import dev.descent.web.OpenCourse;
import dev.descent.web.server.Wire.Answer;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever has a session asks for files that no page shows. */
class AttacksByPathTest {
  private static final String SHOWN = "this may be seen";
  private static final String SECRET = "this is secret";
  private static final List<String> FOLDERS =
      List.of(
          "/",
          "/results/",
          "/results/lab/",
          "/images/",
          "/figures/",
          "/figures/check/",
          "/figures/lesson-1/",
          "/api/",
          "/api/lesson/");

  @TempDir private static Path above;
  private static Path home;
  private static OpenCourse course;
  private static Wire wire;

  @BeforeAll
  static void begin() throws IOException {
    home = Files.createDirectories(above.resolve("home"));
    course = OpenCourse.in(home);
    wire = Wire.to(course);
    for (String folder : List.of("out", "out/lab/1", "out/check", "docs/images")) {
      write(home.resolve(folder).resolve("report.html"), SHOWN);
      write(home.resolve(folder).resolve("a.json"), SHOWN);
      link(home.resolve(folder).resolve("link.html"), above.resolve("secret.html"));
      link(home.resolve(folder).resolve("linked"), above);
      write(home.resolve(folder).resolve("x.html/secret.txt"), SECRET);
      write(home.resolve(folder).resolve("secret.txt"), SECRET);
      write(home.resolve(folder).resolve(".hidden"), SECRET);
    }
    write(home.resolve("out/open.html"), SECRET);
    Path run = home.resolve("out/open/lesson-1");
    write(run.resolve("inside.svg"), SHOWN);
    write(above.resolve("outside.svg"), SECRET);
    write(above.resolve("up.svg"), SECRET);
    link(run.resolve("link.svg"), above.resolve("outside.svg"));
    write(run.resolve("run.json"), run(run, above));
    write(home.resolve("secret.html"), SECRET);
    write(home.resolve("docs/secret.html"), SECRET);
    write(above.resolve("secret.html"), SECRET);
  }

  /** A lesson's run as it is kept, with figures that are where they should be, and elsewhere. */
  private static String run(Path folder, Path elsewhere) {
    String figures =
        Stream.of(
                folder.resolve("inside.svg"),
                folder.resolve("link.svg"),
                elsewhere.resolve("outside.svg"),
                folder.resolve("../../../../up.svg"))
            .map(
                file ->
                    "{\"block\":\"figure\",\"name\":\"%s\",\"title\":\"\",\"description\":\"\",\"files\":[\"%s\"]}"
                        .formatted(
                            file.getFileName().toString().replace(".svg", ""),
                            file.toString().replace("\\", "\\\\")))
            .collect(Collectors.joining(","));
    return """
        {"format":"descent-lesson-run/1","lesson":"1","quick":true,"state":"done","said":null,\
        "parts":[[%s]]}"""
        .formatted(figures);
  }

  @AfterAll
  static void end() {
    course.close();
  }

  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void link(Path from, Path to) throws IOException {
    try {
      Files.createSymbolicLink(from, to);
    } catch (UnsupportedOperationException | FileSystemException e) {
      // Windows asks for a right; the addresses are none there all the same.
    }
  }

  private static void isNothing(String target) throws IOException {
    Answer answer = wire.get(target);
    assertTrue(answer.status() == 404 || answer.status() == 400, answer.toString());
    assertFalse(answer.body().contains(SECRET), answer.toString());
    assertFalse(answer.body().contains("root:"), answer.toString());
    assertFalse(answer.body().contains(home.toString()), answer.toString());
    assertFalse(answer.body().contains("<"), answer.toString());
    assertEquals("nosniff", answer.header("X-Content-Type-Options"), answer.toString());
  }

  @Test
  @DisplayName("what may be seen is seen, and the rest of the same folder is not")
  void shown() throws IOException {
    for (String folder :
        List.of("/results/", "/results/lab/1/", "/results/check/", "/images/", "/figures/check/")) {
      assertEquals(SHOWN, wire.get(folder + "a.json").body(), folder);
      for (String name :
          List.of(
              "",
              "link.html",
              "linked",
              "linked/",
              "linked/secret.html",
              "linked/home/secret.html",
              "x.html",
              "x.html/",
              "x.html/secret.txt",
              "secret.txt",
              ".hidden",
              "a.json/x",
              "a.json;x",
              "a.json;jsessionid=1",
              "a.json%20",
              "a.json.",
              "a.json::$DATA",
              "a.json%00",
              "a.json%00.png",
              "A.JSON",
              "./link.html",
              "a%2ejson%2f..%2flink.html")) {
        isNothing(folder + name);
      }
    }
    isNothing("/results/open.html");
  }

  @Test
  @DisplayName("of the figures that a lesson's run names, those of its folder are shown")
  void figures() throws IOException {
    assertTrue(wire.get("/api/lesson/1").body().contains("\"done\""), "the run is read");
    assertEquals(SHOWN, wire.get("/figures/lesson-1/inside.svg").body());
    isNothing("/figures/lesson-1/outside.svg");
    isNothing("/figures/lesson-1/link.svg");
    isNothing("/figures/lesson-1/up.svg");
    isNothing("/figures/lesson-2/inside.svg");
    isNothing("/figures/lesson-1/inside.png");
  }

  @Test
  @DisplayName("no way up leads to a file, however it is written")
  void waysUp() throws IOException {
    List<String> targets = new ArrayList<>();
    for (String folder : FOLDERS) {
      for (String up :
          List.of(
              "..",
              "%2e%2e",
              ".%2E",
              "%252e%252e",
              "..;",
              "..;x=y",
              "%c0%ae%c0%ae",
              "%uff0e%uff0e",
              "%EF%BC%8E%EF%BC%8E",
              "...",
              "..%00",
              "..%20")) {
        for (String slash : List.of("/", "%2f", "%2F", "%5c", "\\", "%252f", "//", "/./")) {
          for (int depth = 1; depth <= 4; depth++) {
            for (String file : List.of("secret.html", "etc/passwd", "exercises/exercises.toml")) {
              targets.add(folder + (up + slash).repeat(depth) + file);
            }
          }
        }
      }
    }
    for (String target : Thorough.some(targets, 17, "addresses with a way up")) {
      isNothing(target);
    }
  }

  @Test
  @DisplayName("whole paths, drives, shares and addresses are no files")
  void wholePaths() throws IOException {
    for (String folder : FOLDERS) {
      for (String name :
          List.of(
              "/etc/passwd",
              "%2fetc%2fpasswd",
              "etc/passwd",
              "file:///etc/passwd",
              "file:%2f%2f%2fetc%2fpasswd",
              "C:/Windows/win.ini",
              "C:%5cWindows%5cwin.ini",
              "C%3a/secret.html",
              "%5c%5chost%5cshare%5cx.html",
              "//host/share/x.html",
              "~/secret.html",
              "~root/x.html",
              "$HOME/x.html",
              "CON",
              "con.html",
              "aux.png",
              "http://evil.test/x.html",
              "META-INF/MANIFEST.MF",
              "WEB-INF/web.xml",
              "dev/descent/web/page/lab.js",
              "Page.class",
              "a%0d%0aSet-Cookie:x=y",
              "%ff",
              "%",
              "%2",
              "%zz",
              "x".repeat(5000) + ".html",
              "a/".repeat(2000) + "b.html",
              "?%00",
              "%3Cscript%3Ealert(1)%3C%2Fscript%3E.html",
              "<script>alert(1)</script>.html")) {
        if (!(folder + name).equals("/" + "?%00")) {
          isNothing(folder + name);
        }
      }
    }
  }

  @Test
  @DisplayName("a query changes nothing about what a file is")
  void queries() throws IOException {
    for (String query :
        List.of(
            "?raw",
            "?raw??",
            "?import",
            "?url",
            "?x=../secret.html",
            "?/../secret.html",
            "??",
            "?path=/etc/passwd",
            "?;",
            "?%00",
            "?a=%")) {
      Answer answer = wire.get("/results/report.html" + query);
      assertTrue(answer.status() == 400 || answer.body().equals(SHOWN), answer.toString());
      isNothing("/results/secret.txt" + query);
      isNothing("/results/open.html" + query);
      isNothing("/secret.html" + query);
    }
  }

  @Test
  @DisplayName("of the scripts and sheets there are those that pages name, and nothing beside them")
  void assets() throws IOException {
    for (String name : List.of("course.css", "core.js", "icon.svg", "uPlot.iife.min.js")) {
      assertEquals(200, wire.get("/" + name).status(), name);
    }
    for (String name :
        List.of(
            "Page.class",
            "Shell.class",
            "uPlot.esm.js",
            "uPlot.iife.js",
            "core.js.map",
            "build.properties",
            "package.json",
            "core.JS",
            "core.js/",
            "/core.js",
            "page/core.js",
            "%2fcore.js",
            "core.js%2f",
            "..%2fpage%2fcore.js",
            "core%2ejs%00")) {
      Answer answer = wire.get("/" + name);
      assertTrue(
          answer.status() == 404
              || answer.status() == 400
              || answer.body().equals(wire.get("/core.js").body()), // a slash more is no harm
          answer.toString());
    }
  }
}
