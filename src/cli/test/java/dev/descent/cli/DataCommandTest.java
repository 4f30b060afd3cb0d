package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.data.DataSource;
import dev.descent.data.Digits;
import dev.descent.data.PublicSet;
import dev.descent.data.Split;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class DataCommandTest {
  @TempDir Path folder;
  private String out;
  private String err;
  private Exception thrown;

  private int run(String... args) {
    StringWriter outText = new StringWriter();
    StringWriter errText = new StringWriter();
    thrown = null;
    int code =
        new CommandLine(new DataCommand())
            .setOut(new PrintWriter(outText))
            .setErr(new PrintWriter(errText))
            .setExecutionExceptionHandler(
                (e, commandLine, parsed) -> {
                  thrown = e;
                  return 99;
                })
            .execute(args);
    out = outText.toString().replace(folder.toString(), "DIR");
    err = errText.toString();
    return code;
  }

  private void succeeds(String... args) {
    assertEquals(0, run(args), () -> thrown + err);
    assertNull(thrown);
  }

  private String badInput(String... args) {
    run(args);
    assertEquals(BadInputException.class, thrown.getClass(), thrown::toString);
    assertEquals(1, thrown.getMessage().lines().count());
    return thrown.getMessage().replace(folder.toString(), "DIR");
  }

  private List<String> files(String name) throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve(name))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void listsWhatThereIs() {
    succeeds();
    List<String> lines = out.lines().toList();
    assertEquals(1 + DataSource.KINDS.size() + 2, lines.size());
    for (DataSource.Kind kind : DataSource.KINDS) {
      assertTrue(out.contains("\n" + kind.spec() + " "), out);
    }
    assertTrue(lines.stream().allMatch(line -> line.length() <= 100), out);
  }

  @Test
  void digitsAreWrittenAndReadBack() throws IOException {
    succeeds("generate", "digits", "--out", at("new/d"), "--rows", "200", "--seed", "7");
    assertEquals(
        List.of("samples.png", "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz"),
        files("new/d"));
    assertTrue(out.endsWith("Train on it: ./descent compare --data mnist:DIR/new/d\n"), out);

    Split read = DataSource.parse("mnist:" + at("new/d")).load();
    Split drawn = Split.of(Digits.generate(200, 7), 0.1, 0.1, 20_240_601);
    assertEquals(drawn.train().sha256(), read.train().sha256());
    assertEquals(drawn.validation().sha256(), read.validation().sha256());
    assertEquals(drawn.test().sha256(), read.test().sha256());
    BufferedImage sheet = ImageIO.read(folder.resolve("new/d/samples.png").toFile());
    assertTrue(sheet.getWidth() > 12 * 28 && sheet.getHeight() > 10 * 28);
  }

  @Test
  void theSameSeedGivesTheSameFiles() throws IOException {
    succeeds("generate", "digits", "--out", at("a"), "--rows", "100");
    succeeds("generate", "digits", "--out", at("b"), "--rows", "100", "--seed", "1");
    succeeds("generate", "digits", "--out", at("c"), "--rows", "100", "--seed", "2");
    String name = "train-images-idx3-ubyte.gz";
    byte[] a = Files.readAllBytes(folder.resolve("a").resolve(name));
    assertArrayEquals(a, Files.readAllBytes(folder.resolve("b").resolve(name)));
    assertFalse(java.util.Arrays.equals(a, Files.readAllBytes(folder.resolve("c").resolve(name))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"moons", "spirals", "regression"})
  void pointsAreWrittenAsCsv(String name) throws IOException {
    succeeds("generate", name, "--out", at("p"));
    assertEquals(List.of(name + ".csv"), files("p"));
    assertEquals(1001, Files.readAllLines(folder.resolve("p/" + name + ".csv")).size());
    assertEquals(!name.equals("regression"), out.contains(",label=label"));
  }

  @Test
  void generateWithBadArgumentsWritesNothing() throws IOException {
    assertEquals(
        "generate xor: no such set; there are digits, moons, spirals, regression",
        badInput("generate", "xor", "--out", at("x")));
    assertEquals(
        "--rows 99: must be 100 to 200000",
        badInput("generate", "moons", "--out", at("x"), "--rows", "99"));
    assertFalse(Files.exists(folder.resolve("x")));
    assertEquals(2, run("generate", "moons"), "--out is required");
    assertEquals(2, run("generate", "moons", "--out", at("x"), "--rows", "many"));

    Files.writeString(folder.resolve("moons.csv"), "mine");
    assertEquals(
        "DIR/moons.csv: is there already; choose another --out or remove it",
        badInput("generate", "moons", "--out", folder.toString()));
    assertEquals("mine", Files.readString(folder.resolve("moons.csv")));
    String message = badInput("generate", "digits", "--out", at("moons.csv/sub"));
    assertTrue(message.startsWith("DIR/moons.csv/sub: nothing can be written there: "), message);
    assertEquals(List.of("moons.csv"), files(""));
  }

  @Test
  void verifySaysWhatTheDataAre() throws IOException {
    StringBuilder text = new StringBuilder("w,h,kind\n");
    for (int i = 0; i < 40; i++) {
      text.append(2 * i).append(",1,").append(i % 4 == 0 ? "fig\n" : "pear\n");
    }
    Files.writeString(folder.resolve("t.csv"), text);
    String source = "csv:" + at("t.csv") + ",label=kind";
    succeeds("verify", source);
    Split split = DataSource.parse(source).load();
    assertEquals(
        "csv:DIR/t.csv,label=kind\n"
            + "  rows     40: 32 training, 4 validation, 4 test\n"
            + "  shape    2\n"
            + "  classes  2: fig (10), pear (30)\n"
            + "  note     One value only in the training part, which tells nothing apart: column 2"
            + " (h).\n"
            + "  SHA-256  "
            + split.train().sha256()
            + " training\n           "
            + split.validation().sha256()
            + " validation\n           "
            + split.test().sha256()
            + " test\n",
        out);
    succeeds("verify", "regression");
    assertFalse(out.contains("classes"));
    succeeds("verify", "digits:100");
    assertTrue(out.contains("  shape    28x28\n"), out);
  }

  @Test
  void verifyLetsBadInputThrough() throws IOException {
    Files.writeString(folder.resolve("t.csv"), "w,k\n1,a\nx,b\n");
    assertEquals(
        "DIR/t.csv: row 3, column 1 (w): \"x\" is not a finite number",
        badInput("verify", "csv:" + at("t.csv") + ",label=k"));
  }

  @Test
  void samplesDrawsASheet() throws IOException {
    succeeds("samples", "digits:200", "--out", at("pictures/d.png"));
    assertEquals("Wrote DIR/pictures/d.png\n", out);
    assertEquals(List.of("d.png"), files("pictures"));
    assertTrue(ImageIO.read(folder.resolve("pictures/d.png").toFile()).getWidth() > 12 * 28);
    assertEquals(
        "moons: not images; samples draws digits, mnist, fashion-mnist",
        badInput("samples", "moons", "--out", at("m.png")));
    assertEquals(
        "--out DIR/m.jpg: must be a file that ends with .png",
        badInput("samples", "digits:200", "--out", at("m.jpg")));
  }

  @Test
  void fetchWithBadArguments() {
    assertEquals(
        "fetch cifar: no such set; there are mnist, fashion-mnist", badInput("fetch", "cifar"));
    for (String mirror : List.of("ftp://example.org/", "example.org", "http:///x")) {
      String message = badInput("fetch", "mnist", "--out", at("f"), "--mirror", mirror);
      assertTrue(message.startsWith("--mirror " + mirror + ": "), message);
    }
    assertFalse(Files.exists(folder.resolve("f")));
  }

  @Test
  void fetchTriesTheMirrorsGivenAndTellsOfEach() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(
                exchange.getRequestURI().getPath().startsWith("/a") ? 404 : 500, -1);
          }
        });
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      run("fetch", "mnist", "--out", at("f"), "--mirror", base + "/a", "--mirror", base + "/b/");
      assertEquals(UnfitMachineException.class, thrown.getClass(), thrown::toString);
      String file = PublicSet.MNIST.files().get(0).name();
      assertEquals(
          List.of(base + "/a/" + file + ": HTTP 404", base + "/b/" + file + ": HTTP 500"),
          err.lines().toList());
      assertEquals(List.of(), files("f"));
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"generate", "fetch", "verify", "samples"})
  void helpHasExamplesOnOneLineEach(String name) {
    succeeds(name, "--help");
    List<String> examples =
        out.lines().dropWhile(line -> !line.startsWith("Example")).skip(1).toList();
    assertTrue(examples.get(0).startsWith("  descent data " + name + " "), out);
    assertTrue(examples.stream().allMatch(line -> line.startsWith("  descent ")), out);
  }
}
