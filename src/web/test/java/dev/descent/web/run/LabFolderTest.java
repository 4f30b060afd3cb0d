package dev.descent.web.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.BadInputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What of the Lab is in files, and what they may have become. */
class LabFolderTest {
  private static final Setup SETUP =
      new Setup(
          null,
          "moons",
          "none",
          0,
          false,
          null,
          null,
          List.of(new Setup.Contender("sgd", 0.1, Map.of())),
          "constant",
          512,
          1,
          1);

  @TempDir private Path home;
  private Path out;

  @BeforeEach
  void begin() {
    out = home.resolve("out/lab");
  }

  private static LabExperiment.View view(String id) {
    List<List<Double>> epochs = List.of(List.of(1.0, 0.7, 0.6, 0.5, 0.1, 1.5, 0.01));
    LabRun.View run =
        new LabRun.View(
            0,
            "sgd",
            "SGD",
            0.1,
            1,
            RunState.DONE,
            null,
            0,
            new ArrayList<>(epochs),
            null,
            new LabRun.Test(0.5, null));
    return new LabExperiment.View(
        id,
        "Experiment " + id,
        SETUP,
        "./descent compare",
        RunState.DONE,
        null,
        1.5,
        true,
        null,
        List.of("SGD is best."),
        List.of(run));
  }

  private static String json(String id) throws IOException {
    return Json.of(view(id));
  }

  private void write(String folder, String text) throws IOException {
    Files.writeString(Files.createDirectories(out.resolve(folder)).resolve("lab.json"), text);
  }

  private List<String> read() {
    return new LabFolder(out).read().stream().map(LabExperiment.View::id).toList();
  }

  @Test
  @DisplayName("what is kept is read again as it was, the oldest first")
  void kept() throws IOException {
    LabFolder folder = new LabFolder(out);
    assertEquals(List.of(), folder.read());
    for (String id : List.of("10", "9", "2")) {
      folder.keep(view(id));
    }
    assertEquals(List.of("2", "9", "10"), read());
    assertEquals(Json.of(view("9")), Json.of(new LabFolder(out).read().get(1)));
  }

  @Test
  @DisplayName("files of another version, half written or of others are passed over")
  void broken() throws IOException {
    write("1", json("1"));
    List<String> broken = new ArrayList<>();
    String right = json("2");
    for (int part = 0; part < 8; part++) {
      broken.add(right.substring(0, right.length() * part / 8));
    }
    broken.add(json("3")); // copied by hand from another folder
    broken.add(right.replace("\"state\":\"done\"", "\"state\":\"nonsense\""));
    broken.add(right.replace("\"state\":\"done\"", "\"state\":null"));
    broken.add(right.replace("\"kept\":true", "\"kept\":true,\"newer\":1"));
    broken.add(right.replace("\"kept\":true,", ""));
    broken.add(right.replace("\"words\":[\"SGD is best.\"],", ""));
    broken.add(right.replace("\"words\":[\"SGD is best.\"]", "\"words\":null"));
    broken.add(right.replace("\"setup\":{", "\"setup\":{\"newer\":1,"));
    broken.add(right.replace("\"seeds\":1", "\"seeds\":\"one\""));
    broken.add(right.replaceFirst("\"runs\":.*", "\"runs\":null}"));
    broken.add(right.replaceFirst("\"runs\":.*", "\"runs\":[{}]}"));
    broken.add(right + right);
    broken.add("null");
    broken.add("[]");
    broken.add("\u0000".repeat(100));
    broken.add("[".repeat(100_000));
    for (String text : broken) {
      assertFalse(text.equals(right), "it is broken");
      write("2", text);
      assertEquals(List.of("1"), read(), text.substring(0, Math.min(300, text.length())));
    }
    Files.write(out.resolve("2/lab.json"), new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1});
    assertEquals(List.of("1"), read());
    write("2", right);
    assertEquals(List.of("1", "2"), read());
  }

  @Test
  @DisplayName("other folders and files of the same place are let alone")
  void others() throws IOException {
    write("1", json("1"));
    write("007", json("7"));
    write("0000001", json("1"));
    write("-1", json("-1"));
    write("a", json("a"));
    write("1.part", json("1"));
    Files.createDirectories(out.resolve("3/lab.json"));
    Files.writeString(out.resolve("4"), json("4"));
    Files.createDirectories(out.resolve("5"));
    assertEquals(List.of("1"), read());
    assertTrue(Files.exists(out.resolve("a/lab.json")));
  }

  @Test
  @DisplayName("an id is never one that a folder has, whatever is in it, nor one of another server")
  void ids() throws Exception {
    write("41", "{");
    LabFolder one = new LabFolder(out);
    LabFolder other = new LabFolder(out);
    one.read();
    other.read();
    Callable<Set<String>> many =
        () -> {
          Set<String> ids = new HashSet<>();
          for (int i = 0; i < 50; i++) {
            ids.add((i % 2 == 0 ? one : other).newId());
          }
          return ids;
        };
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Set<String> all = new HashSet<>();
      for (Future<Set<String>> ids : threads.invokeAll(List.of(many, many, many, many))) {
        all.addAll(ids.get(20, TimeUnit.SECONDS));
      }
      assertEquals(200, all.size());
      assertTrue(all.stream().allMatch(id -> Integer.parseInt(id) > 41), all.toString());
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  @DisplayName("an experiment that is forgotten takes its own files along, and no others")
  void delete() throws IOException {
    Path elsewhere = Files.createDirectories(home.resolve("elsewhere"));
    Path mine = Files.writeString(elsewhere.resolve("mine.txt"), "mine");
    write("1", json("1"));
    write("2", json("2"));
    Files.createDirectories(out.resolve("1/deep/er"));
    LabFolder folder = new LabFolder(out);
    try {
      Files.createSymbolicLink(out.resolve("1/link"), elsewhere);
      Files.createSymbolicLink(out.resolve("3"), elsewhere);
      folder.delete("3");
    } catch (UnsupportedOperationException | FileSystemException e) {
      assumeTrue(false, "this system lets nobody make links");
    }
    folder.delete("1");
    folder.delete("99");
    assertFalse(Files.exists(out.resolve("1")));
    assertEquals("mine", Files.readString(mine));
    assertEquals(List.of("2"), read());
  }

  @Test
  @DisplayName("where there can be no folder nothing is kept, and what is to be written says so")
  void noFolder() throws IOException {
    Files.createDirectories(out.getParent());
    Files.writeString(out, "a file");
    LabFolder folder = new LabFolder(out);
    assertEquals(List.of(), folder.read());
    assertFalse(folder.newId().equals(folder.newId()));
    BadInputException e = assertThrows(BadInputException.class, () -> folder.keep(view("1")));
    assertTrue(e.getMessage().contains("cannot be written"), e.getMessage());
    folder.removeEmpty("1");
    folder.delete("1");
    assertEquals("a file", Files.readString(out));
  }

  @Test
  @Timeout(60)
  @DisplayName("an experiment that cannot be kept is shown all the same, and says why")
  void notKept() throws Exception {
    Files.createDirectories(out.getParent());
    Files.writeString(out, "a file");
    News news = new News();
    String before = news.last();
    try (Lab lab = new Lab(out, List.of("moons"), news, 1)) {
      lab.start(SETUP);
      assertThrows(
          IOException.class,
          () ->
              news.follow(
                  before,
                  Duration.ofMinutes(1),
                  new News.Follower() {
                    @Override
                    public void hear(News.Event event) throws IOException {
                      if (event.json().contains("shown and not kept")) {
                        throw new IOException("heard");
                      }
                    }

                    @Override
                    public void beat() {}

                    @Override
                    public void missed() {}
                  }));
      String content = Json.of(lab.content());
      assertTrue(content.contains("\"state\":\"done\""), content);
      assertTrue(content.contains("\"kept\":false"), content);
    }
    assertEquals("a file", Files.readString(out));
  }

  @Test
  @DisplayName(
      "a Lab that opens has what was kept, can name and forget it, and nothing of the rest")
  void lab() throws IOException {
    write("1", json("1"));
    write("2", "{");
    write("3", json("3"));
    News news = new News();
    try (Lab lab = new Lab(out, List.of("moons"), news, 1)) {
      assertEquals("Lab: Experiment 3", lab.name("lab/3/").orElseThrow());
      assertTrue(lab.name("lab/2/").isEmpty());
      for (String other : List.of("lab/3", "lab/", "/lab/3/", "lab/../lab/3/", "x/3/", "")) {
        assertTrue(lab.name(other).isEmpty(), other);
      }
      lab.name("3", " <b>a</b>\u202e\n\u0000 ");
      lab.forget("1");
      lab.forget("1");
      lab.forget("../../elsewhere");
      lab.stop("3", null);
      for (String name : List.of("", " ", "\n", "\u0000")) {
        String kept = lab.name("lab/3/").orElseThrow();
        if (name.isBlank()) {
          assertThrows(BadInputException.class, () -> lab.name("3", name));
          assertEquals(kept, lab.name("lab/3/").orElseThrow());
        }
      }
      assertThrows(BadInputException.class, () -> lab.name("2", "a"));
    }
    String text = Files.readString(out.resolve("3/lab.json"), StandardCharsets.UTF_8);
    assertTrue(text.contains("\"name\":\"<b>a</b>"), text);
    assertFalse(text.contains("\u202e"), text);
    assertEquals(List.of("3"), read());
    try (Stream<Path> left = Files.list(out)) {
      assertEquals(2, left.count(), "the broken one stays: it may be another version's");
    }
  }
}
