package dev.descent.web.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of experiments that wait, fail, or cannot be kept. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LabQueueTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path folder;

  private static Setup setup(String data, int batch, int epochs) {
    return new Setup(
        null,
        data,
        "none",
        0,
        false,
        null,
        null,
        List.of(new Setup.Contender("sgd", 0.1, Map.of())),
        "constant",
        batch,
        epochs,
        1);
  }

  private Lab lab(String... more) {
    return new Lab(
        folder.resolve("lab"),
        Stream.concat(Stream.of("moons"), Stream.of(more)).toList(),
        new News(),
        1);
  }

  private static JsonNode experiment(Lab lab, int n) throws IOException {
    return JSON.readTree(Json.of(lab.content())).get("experiments").get(n);
  }

  private static JsonNode end(Lab lab, int n) throws Exception {
    while (List.of("waiting", "running").contains(experiment(lab, n).get("state").asText())) {
      Thread.sleep(5);
    }
    return experiment(lab, n);
  }

  private static JsonNode kept(Lab lab, int n) throws Exception {
    while (!experiment(lab, n).get("kept").asBoolean()) {
      Thread.sleep(5);
    }
    return experiment(lab, n);
  }

  @Test
  @DisplayName("one whose data have gone fails in words of the form, and the next runs")
  void failed() throws Exception {
    Path table = Files.writeString(folder.resolve("a.csv"), "x,y\n1,a\n");
    String data = "csv:" + table + ",label=y";
    try (Lab lab = lab(data)) {
      Files.delete(table);
      lab.start(setup(data, 64, 1));
      lab.start(setup("moons", 1000, 1));
      lab.start(setup("moons", 64, 1));
      assertTrue(end(lab, 0).get("said").asText().contains("a.csv"));
      assertEquals("failed", end(lab, 1).get("state").asText());
      assertTrue(end(lab, 1).get("said").asText().startsWith("batch size"), "as the form says");
      assertEquals("done", end(lab, 2).get("state").asText());
      kept(lab, 2);
    }
    try (Stream<Path> kept = Files.list(folder.resolve("lab"))) {
      assertEquals(List.of("3"), kept.map(it -> it.getFileName().toString()).toList());
    }
  }

  @Test
  @DisplayName("what has ended waits no more, however much that is")
  void ended() throws Exception {
    try (Lab lab = lab()) {
      for (int i = 0; i < 11; i++) {
        lab.start(setup("moons", 64, 1));
        assertEquals("done", end(lab, i).get("state").asText());
      }
      kept(lab, 10);
    }
  }

  @Test
  @DisplayName("one that cannot be kept says so, and leaves nothing behind")
  void notKept() throws Exception {
    try (Lab lab = lab()) {
      lab.start(setup("moons", 64, 30));
      Path inTheWay = folder.resolve("lab/1/lab.json/x");
      Files.createDirectories(inTheWay);
      JsonNode ended = end(lab, 0);
      while (ended.get("said").isNull()) {
        Thread.sleep(5);
        ended = experiment(lab, 0);
      }
      assertTrue(ended.get("said").asText().startsWith("The experiment is shown and not kept"));
      assertFalse(ended.get("kept").asBoolean());
      assertTrue(ended.get("files").isNull());
      assertEquals("done", ended.get("state").asText());
      while (Files.exists(folder.resolve("lab/1"))) {
        Thread.sleep(5);
      }
    }
  }

  @Test
  @DisplayName("the end of the server keeps what has ended, and nothing of what has not")
  void closed() throws Exception {
    Setup two =
        new Setup(
            null,
            "moons",
            "none",
            0,
            false,
            null,
            null,
            List.of(
                new Setup.Contender("sgd", 0.1, Map.of()),
                new Setup.Contender("adam", 0.1, Map.of())),
            "constant",
            1,
            10,
            1);
    try (Lab lab = lab()) {
      lab.start(two);
      lab.start(setup("moons", 64, 1));
      while (!experiment(lab, 0).get("runs").get(0).get("state").asText().equals("done")) {
        Thread.sleep(5);
      }
    }
    try (Lab next = lab()) {
      JsonNode all = JSON.readTree(Json.of(next.content())).get("experiments");
      assertEquals(1, all.size());
      assertEquals("stopped", all.get(0).get("state").asText());
      assertEquals("done", all.get(0).get("runs").get(0).get("state").asText());
    }
    try (Stream<Path> kept = Files.list(folder.resolve("lab"))) {
      assertEquals(List.of("1"), kept.map(it -> it.getFileName().toString()).toList());
    }
  }
}
