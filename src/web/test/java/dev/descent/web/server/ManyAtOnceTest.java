package dev.descent.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.web.OpenCourse;
import dev.descent.web.run.News;
import dev.descent.web.server.Wire.Answer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** More than a browser would ever ask for. */
@Timeout(60)
class ManyAtOnceTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MOST_STREAMS = 64;
  private static final int MOST_EXPERIMENTS = 9; // one runs, eight wait

  private final List<Stream> streams = new ArrayList<>();
  private final News news = new News();
  private CourseServer server;
  private Wire wire;

  /** A page that follows the news. */
  private static final class Stream implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;
    final int status;

    private Stream(Wire wire, String since) throws IOException {
      this.socket = wire.open();
      String request =
          Wire.text("GET", "/api/news?since=" + since, "", "Host: " + wire.host, wire.cookie());
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      this.in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      this.status = Integer.parseInt(in.readLine().split(" ")[1]);
    }

    /** Reads on until an event has this in it. */
    void hear(String text) throws IOException {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("data: ") && line.contains(text)) {
          return;
        }
      }
      throw new IOException("the stream has ended before " + text);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  @BeforeEach
  void begin() throws IOException {
    server = CourseServer.start(new NoCourse(), news, 8600);
    wire = Wire.to(server.address());
  }

  @AfterEach
  void end() throws IOException {
    for (Stream stream : streams) {
      stream.close();
    }
    server.close();
  }

  private Stream follow() throws IOException {
    Stream stream = new Stream(wire, news.last());
    streams.add(stream);
    return stream;
  }

  private void answers() throws IOException {
    assertEquals(200, wire.get("/course.css").status());
    assertEquals(200, wire.get("/?token=" + wire.token).status());
  }

  @Test
  @DisplayName(
      "of 200 pages that follow the news, those that are too many are told so; the others hear")
  void streams() throws IOException {
    List<Stream> open = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      Stream stream = follow();
      if (stream.status == 200) {
        open.add(stream);
      } else {
        assertEquals(503, stream.status);
        stream.close();
      }
    }
    assertEquals(MOST_STREAMS, open.size());
    answers();
    news.tell("x", "the word");
    for (Stream stream : open) {
      stream.hear("the word");
    }
    for (Stream stream : open) {
      stream.close();
    }
    // Whoever has gone is missed as soon as something is told to them, and there is room again.
    Stream next = follow();
    while (next.status != 200) {
      news.tell("x", "are you there?");
      next = follow();
    }
    news.tell("x", "the last word");
    next.hear("the last word");
  }

  @Test
  @DisplayName("pages that never read hold up nobody, and what they do not read is not piled up")
  void nobodyReads() throws IOException {
    for (int i = 0; i < 20; i++) {
      assertEquals(200, follow().status);
    }
    Stream reader = follow();
    String filler = "x".repeat(4000);
    long before = used();
    for (int i = 1; i <= 20_000; i++) { // 80 MB, of which 16 MB are kept
      news.tell("x", filler + i + ".");
      if (i % 1000 == 0) {
        reader.hear("x" + i + ".");
      }
    }
    long grown = (used() - before) / 1_000_000;
    assertTrue(grown < 300, grown + " MB"); // a copy for each would be 1.6 GB
    answers();
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  @Test
  @DisplayName("strangers that begin requests and do not end them hold up nobody")
  void slow() throws IOException {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = wire.open();
        slow.add(socket);
        OutputStream out = socket.getOutputStream();
        String begun =
            switch (i % 3) {
              case 0 -> "GE";
              case 1 -> "GET /api/news?since= HTTP/1.1\r\nHost: " + wire.host + "\r\nX: y";
              default ->
                  "POST /api/lab/start HTTP/1.1\r\nHost: "
                      + wire.host
                      + "\r\nContent-Length: 60000\r\n\r\n{";
            };
        out.write(begun.getBytes(StandardCharsets.US_ASCII));
      }
      answers();
      for (int i = 2; i < 300; i += 3) { // refused without a look at what they have
        assertEquals(403, wire.read(slow.get(i), "a slow one").status());
      }
      assertEquals(200, follow().status);
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  @DisplayName("strangers open no stream: those of the session have all the room")
  void strangersStream() throws IOException {
    for (int i = 0; i < 3 * MOST_STREAMS; i++) {
      Answer answer = wire.send("GET", "/api/news?since=", "", "Host: " + wire.host);
      assertEquals(401, answer.status());
    }
    assertEquals(200, follow().status);
  }

  @Test
  @DisplayName("of 100 experiments that start at once nine are taken, and the page lives on")
  void starts(@TempDir Path home) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(25);
    try (OpenCourse course = OpenCourse.in(home)) {
      Wire pages = Wire.to(course);
      String endless =
          Wire.TINY
              .replace("\"epochs\":1", "\"epochs\":200")
              .replace("\"seeds\":1", "\"seeds\":10")
              .replace("\"none\"", "\"1024,1024,1024\"");
      CountDownLatch begin = new CountDownLatch(1);
      List<Future<Answer>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        all.add(
            threads.submit(
                () -> {
                  begin.await();
                  return pages.post("/api/lab/start", endless);
                }));
      }
      begin.countDown();
      Set<String> taken = new HashSet<>();
      for (Future<Answer> one : all) {
        Answer answer = one.get(30, TimeUnit.SECONDS);
        if (answer.status() == 200) {
          assertTrue(taken.add(JSON.readTree(answer.body()).get("id").asText()), "an id twice");
        } else {
          assertEquals(400, answer.status(), answer.toString());
          assertTrue(answer.body().contains("wait already"), answer.toString());
        }
      }
      assertEquals(MOST_EXPERIMENTS, taken.size());
      assertEquals(200, pages.get("/lab.html").status());
      JsonNode lab = JSON.readTree(pages.get("/api/lab").body());
      assertEquals(MOST_EXPERIMENTS, lab.get("experiments").size());
      long running = 0;
      for (JsonNode experiment : lab.get("experiments")) {
        running += experiment.get("state").asText().equals("running") ? 1 : 0;
      }
      assertTrue(running <= 1, running + " run");
      for (String id : taken) {
        assertEquals(200, pages.post("/api/lab/stop", "{\"id\":\"" + id + "\"}").status());
      }
      for (int i = 0; i < 100; i++) { // stopped already: nothing happens
        assertEquals(200, pages.post("/api/lab/stop", "{\"id\":\"1\",\"run\":0}").status());
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
