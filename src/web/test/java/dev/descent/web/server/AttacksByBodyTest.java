package dev.descent.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.web.OpenCourse;
import dev.descent.web.server.Wire.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has a session sends what no page sends. */
class AttacksByBodyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> PATHS =
      List.of("lab/start", "lab/stop", "lab/name", "lab/forget", "lesson/1/start", "walks");

  @TempDir private static Path home;
  private static OpenCourse course;
  private static Wire wire;

  @BeforeAll
  static void begin() throws IOException {
    course = OpenCourse.in(home);
    wire = Wire.to(course);
  }

  @AfterAll
  static void end() {
    course.close();
  }

  private static void isRefused(Answer answer, int... statuses) throws IOException {
    boolean isOne = false;
    for (int status : statuses) {
      isOne |= answer.status() == status;
    }
    assertTrue(isOne, answer.toString());
    assertEquals("application/json", answer.header("Content-Type"), answer.toString());
    assertEquals("nosniff", answer.header("X-Content-Type-Options"), answer.toString());
    JsonNode error = JSON.readTree(answer.body());
    assertEquals(1, error.size(), answer.body());
    String words = error.get("error").asText();
    assertFalse(words.isBlank());
    assertEquals(1, words.lines().count(), words);
    for (String secret : List.of(wire.key, wire.session, wire.token, "\tat ", "Caused by")) {
      assertFalse(answer.body().contains(secret), answer.body());
    }
    String other = answer.body().replace(home.toString(), "");
    assertFalse(other.contains(System.getProperty("java.io.tmpdir") + "/"), answer.body());
    assertFalse(other.contains(System.getProperty("user.home") + "/"), answer.body());
  }

  private static void nothingHasBegun() throws IOException {
    JsonNode lab = JSON.readTree(wire.get("/api/lab").body());
    assertEquals(0, lab.get("experiments").size(), lab.toString());
    assertFalse(JSON.readTree(wire.get("/api/lesson/1").body()).has("run"));
  }

  @Test
  @DisplayName("what is no JSON, or not the JSON that is asked for, is refused everywhere")
  void noJson() throws IOException {
    List<String> bodies =
        List.of(
            "",
            " ",
            "null",
            "[]",
            "0",
            "\"x\"",
            "true",
            "{",
            "}",
            "{}x",
            "{}{}",
            "NaN",
            "{\"x\":1}",
            "{\"id\":NaN}",
            "{\"id\":[\"1\"]}",
            "{\"id\":{\"a\":1}}",
            "{\"id\":\"1\",\"id\":\"1\"}",
            "{\"id\":\"1\"} trailing",
            "{\"id\":null,\"quick\":null,\"name\":null}",
            "{\"quick\":\"true\"}",
            "{\"quick\":1}",
            "{\"__proto__\":{\"x\":1}}",
            "{\"@class\":\"java.lang.Runtime\"}",
            "[\"javax.script.ScriptEngineManager\",[]]",
            "\u0000",
            "\uFEFF{}",
            "<x/>",
            "id=1&name=2",
            "--x\r\nContent-Disposition: form-data; name=\"id\"\r\n\r\n1\r\n--x--",
            "[".repeat(30_000),
            "{\"id\":".repeat(8_000),
            "{\"" + "x".repeat(60_000) + "\":1}",
            "\"" + "x".repeat(60_000) + "\"",
            "9".repeat(60_000),
            "{\"id\":" + "9".repeat(60_000) + "}");
    for (String path : PATHS) {
      for (String body : bodies) {
        isRefused(wire.post("/api/" + path, body), 400);
      }
    }
    nothingHasBegun();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"epochs\":1|\"epochs\":0",
        "\"epochs\":1|\"epochs\":-1",
        "\"epochs\":1|\"epochs\":201",
        "\"epochs\":1|\"epochs\":2147483648",
        "\"epochs\":1|\"epochs\":1e9",
        "\"epochs\":1|\"epochs\":1.5",
        "\"epochs\":1|\"epochs\":\"1\"",
        "\"epochs\":1|\"epochs\":null",
        "\"epochs\":1|\"epochs\":1,\"epochs\":1",
        "\"seeds\":1|\"seeds\":-2147483648",
        "\"batchSize\":64|\"batchSize\":100000",
        "\"dropout\":0|\"dropout\":1e999",
        "\"dropout\":0|\"dropout\":-1",
        "\"dropout\":0|\"dropout\":NaN",
        "\"rate\":0.1|\"rate\":1e999",
        "\"rate\":0.1|\"rate\":-1",
        "\"rate\":0.1|\"rate\":NaN",
        "\"hidden\":\"none\"|\"hidden\":\"9999,9999\"",
        "\"moons\"|\"csv:/etc/passwd\"",
        "\"moons\"|\"moons:200000\"",
        "\"moons\"|\"<script>alert(1)</script>\"",
        "\"constant\"|\"<img src=x onerror=alert(1)>\"",
        "\"key\":\"sgd\"|\"key\":\"<b>\"",
        "\"seeds\":1|\"seeds\":1,\"<b>\":1",
      })
  @DisplayName("an experiment with one setting beyond its bounds does not begin")
  void settings(String change) throws IOException {
    String[] both = change.split("\\|");
    String body = Wire.TINY.replace(both[0], both[1]);
    assertFalse(body.equals(Wire.TINY), "it is changed");
    isRefused(wire.post("/api/lab/start", body), 400);
    nothingHasBegun();
  }

  @Test
  @DisplayName("walks too long, from nowhere, or of nobody are not taken")
  void walks() throws IOException {
    String right =
        "{\"surface\":\"bowl\",\"x\":1,\"y\":1,\"steps\":3,\"walkers\":[{\"walker\":\"sgd\","
            + "\"settings\":{\"lr\":0.1}}]}";
    List<String> wrong = new ArrayList<>();
    for (String value : List.of("0", "-1", "1001", "2147483647", "1e9", "1.5", "null", "\"3\"")) {
      wrong.add(right.replace("\"steps\":3", "\"steps\":" + value));
    }
    for (String value : List.of("1e999", "-1e308", "NaN", "null", "\"1\"", "[]")) {
      wrong.add(right.replace("\"x\":1", "\"x\":" + value));
      wrong.add(right.replace("\"lr\":0.1", "\"lr\":" + value));
    }
    wrong.add(right.replace("bowl", "nowhere"));
    wrong.add(right.replace("\"sgd\"", "\"nobody\""));
    wrong.add(right.replace("\"sgd\"", "null"));
    wrong.add(right.replace("\"lr\"", "\"<script>\""));
    wrong.add(right.replace("[{", "[null,{"));
    wrong.add(right.replace("[{", "[{\"walker\":\"sgd\",\"settings\":{}},{"));
    for (String body : wrong) {
      isRefused(wire.post("/api/walks", body), 400);
    }
  }

  @Test
  @DisplayName("names that are none, or markup, name nothing")
  void names() throws IOException {
    for (String id : List.of("1", "..", "../..", "/etc", "a/b", "<script>", "", "-1", "\\u0000")) {
      isRefused(wire.post("/api/lab/name", "{\"id\":\"" + id + "\",\"name\":\"x\"}"), 400);
      for (String path : List.of("lab/stop", "lab/forget")) {
        assertEquals(200, wire.post("/api/" + path, "{\"id\":\"" + id + "\"}").status(), id);
      }
    }
    for (String path :
        List.of(
            "lesson/99/start",
            "lesson/1",
            "lesson/1/start/x",
            "lesson/1/x",
            "exercise/x/check",
            "exercise/%20/check",
            "lab",
            "lab/",
            "lab/x",
            "x",
            "x/y/z",
            "%3Cscript%3E",
            "news",
            "course")) {
      isRefused(wire.post("/api/" + path, "{}"), 404);
    }
    nothingHasBegun();
  }

  @Test
  @DisplayName("2 MB are refused unread, with a length and without")
  void tooLong() throws IOException {
    String long2 = "x".repeat(2_000_000);
    for (String path : List.of("lab/start", "walks", "exercise/x/check", "nothing")) {
      isRefused(wire.post("/api/" + path, long2), 413);
      isRefused(chunked("/api/" + path, "1000\r\n" + "x".repeat(4096) + "\r\n", 500), 413);
    }
    isRefused(wire.post("/api/lab/start", "x".repeat(65_536)), 400);
    isRefused(wire.post("/api/lab/start", "x".repeat(65_537)), 413);
    isRefused(chunked("/api/lab/start", "1\r\nx\r\n", 10), 400);
    isRefused(chunked("/api/lab/start", "1\r\nx\r\n", 65_537), 413);
    Answer stranger =
        wire.send(
            "POST", "/api/lab/start", long2, "Host: " + wire.host, "Origin: http://evil.test");
    isRefused(stranger, 403);
    assertEquals(200, wire.get("/index.html").status(), "it goes on");
  }

  private static Answer chunked(String path, String chunk, int times) throws IOException {
    return wire.raw(
        "POST "
            + path
            + " HTTP/1.1\r\n"
            + String.join(
                "\r\n",
                "Host: " + wire.host,
                wire.cookie(),
                "Origin: http://" + wire.host,
                "Descent-Key: " + wire.key,
                "Content-Type: application/json",
                "Transfer-Encoding: chunked",
                "Connection: close")
            + "\r\n\r\n"
            + chunk.repeat(times)
            + "0\r\n\r\n");
  }
}
