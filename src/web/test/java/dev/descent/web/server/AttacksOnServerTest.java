package dev.descent.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.UnfitMachineException;
import dev.descent.web.OpenCourse;
import dev.descent.web.page.Page;
import dev.descent.web.run.News;
import dev.descent.web.server.Wire.Answer;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.CookieManager;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** A server that runs, and those who may not ask it anything. */
class AttacksOnServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String TINY = Wire.TINY;

  @TempDir private static Path home;
  private static OpenCourse course;
  private static Wire wire;
  private static final List<ILoggingEvent> LOGGED = new CopyOnWriteArrayList<>();
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

  @BeforeAll
  static void begin() throws IOException {
    for (Logger logger : loggers()) {
      logger.setLevel(Level.INFO); // as with the option verbose
      logger.setAdditive(false);
      logger.addAppender(LOG);
    }
    LOG.list = LOGGED;
    LOG.start();
    course = OpenCourse.in(home);
    wire = Wire.to(course);
  }

  @AfterAll
  static void end() {
    course.close();
    loggers()
        .forEach(
            logger -> {
              logger.detachAppender(LOG);
              logger.setAdditive(true);
              logger.setLevel(null);
            });
  }

  private static List<Logger> loggers() {
    return Stream.of("io.javalin", "org.eclipse.jetty")
        .map(name -> (Logger) LoggerFactory.getLogger(name))
        .toList();
  }

  /** Nothing was given away, and the server is as it was. */
  private static void isRefused(Answer answer) throws IOException {
    assertTrue(answer.status() >= 400 && answer.status() < 500, answer.toString());
    for (String secret : List.of(wire.key, wire.session, wire.token)) {
      assertFalse(answer.body().contains(secret), answer.toString());
      assertFalse(answer.headers().toString().contains(secret), answer.toString());
    }
    nothingHasBegun();
  }

  private static void nothingHasBegun() throws IOException {
    JsonNode lab = JSON.readTree(wire.get("/api/lab").body());
    assertEquals(0, lab.get("experiments").size(), lab.toString());
    assertFalse(JSON.readTree(wire.get("/api/lesson/1").body()).has("run"));
  }

  @Test
  @DisplayName(
      "the session itself reads pages and changes things: the attacks fail for their own reasons")
  void theSession() throws IOException {
    for (String target : List.of("/index.html", "/lab.html", "/course.css", "/api/course", "/")) {
      assertEquals(200, wire.get(target).status(), target);
    }
    assertEquals(200, wire.post("/api/lab/forget", "{\"id\":\"7\"}").status());
    assertEquals(400, wire.post("/api/lab/start", "{}").status());
    Answer localhost =
        wire.send("GET", "/index.html", "", "Host: localhost:" + wire.port, wire.cookie());
    assertEquals(200, localhost.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: evil.test:{port}",
        "Host: evil.test",
        "Host: EVIL.TEST:{port}",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:80",
        "Host: 127.0.0.1:{port}0",
        "Host: 127.0.0.1:0{port}",
        "Host: 127.0.0.1:{port}.",
        "Host: 127.0.0.1.:{port}",
        "Host: localhost.:{port}",
        "Host: localhost.evil.test:{port}",
        "Host: 127.1:{port}",
        "Host: 2130706433:{port}",
        "Host: [::1]:{port}",
        "Host: [::ffff:127.0.0.1]:{port}",
        "Host: 0.0.0.0:{port}",
        "Host: evil.test@127.0.0.1:{port}",
        "Host: 127.0.0.1:{port}@evil.test",
        "Host: 127.0.0.1:{port}, evil.test",
        "Host: 127.0.0.1:{port}/evil",
        "Host: http://127.0.0.1:{port}",
        "Host: ",
        "Host: null",
        "X-Forwarded-Host: 127.0.0.1:{port}",
        "Host: evil.test:{port}\r\nX-Forwarded-Host: 127.0.0.1:{port}",
        "Host: 127.0.0.1:{port}\r\nHost: 127.0.0.1:{port}",
        "Host: 127.0.0.1:{port}\r\nHost: evil.test:{port}",
        "Host: evil.test:{port}\r\nHost: 127.0.0.1:{port}",
        "Host : 127.0.0.1:{port}",
      })
  @DisplayName("under another name, with another port, with none or with two it answers nobody")
  void hosts(String header) throws IOException {
    String host = header.replace("{port}", String.valueOf(wire.port));
    isRefused(wire.send("GET", "/index.html", "", host, wire.cookie()));
    isRefused(wire.send("GET", "/?token=" + wire.token, "", host));
    isRefused(
        wire.send(
            "POST",
            "/api/lab/start",
            TINY,
            host,
            wire.cookie(),
            "Origin: http://" + wire.host,
            "Descent-Key: " + wire.key,
            "Content-Type: application/json"));
    isRefused(
        wire.send(
            "POST",
            "/api/lab/start",
            TINY,
            host,
            wire.cookie(),
            "Origin: http://" + host.replaceFirst("\r\n.*", "").replaceFirst("^[^:]*: *", ""),
            "Descent-Key: " + wire.key,
            "Content-Type: application/json"));
  }

  @Test
  @DisplayName("old HTTP without a host, and whole addresses of other servers, are refused")
  void otherForms() throws IOException {
    isRefused(wire.raw("GET /index.html HTTP/1.0\r\n" + wire.cookie() + "\r\n\r\n"));
    isRefused(wire.raw("GET /?token=" + wire.token + " HTTP/1.0\r\n\r\n"));
    isRefused(
        wire.send("GET", "http://evil.test/index.html", "", "Host: " + wire.host, wire.cookie()));
    isRefused(
        wire.send(
            "GET", "http://evil.test:" + wire.port + "/index.html", "", "Host: " + wire.host));
    isRefused(
        wire.send(
            "GET", "http://" + wire.host + "/index.html", "", "Host: evil.test", wire.cookie()));
    isRefused(
        wire.raw("GET http://evil.test/index.html HTTP/1.0\r\n" + wire.cookie() + "\r\n\r\n"));
    isRefused(wire.send("CONNECT", wire.host, "", "Host: " + wire.host, wire.cookie()));
    isRefused(wire.send("OPTIONS", "*", "", "Host: " + wire.host, wire.cookie()));
    assertEquals(505, wire.raw("GET /index.html\r\n\r\n").status());
    assertEquals(426, wire.raw(Wire.text("GET", "/", "").replace("/1.1", "/2.0")).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Origin: null",
        "Origin: ",
        "Origin: http://evil.test",
        "Origin: http://evil.test:{port}",
        "Origin: http://127.0.0.1",
        "Origin: http://127.0.0.1:1",
        "Origin: http://localhost:{port}", // ours under its other name, but not this one
        "Origin: https://127.0.0.1:{port}",
        "Origin: http://127.0.0.1:{port}/",
        "Origin: http://127.0.0.1:{port}.evil.test",
        "Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: same-site",
        "Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: cross-site",
        "Origin: http://127.0.0.1:{port}\r\nSec-Fetch-Site: none",
        "Referer: http://127.0.0.1:{port}/index.html",
      })
  @DisplayName("what changes something and does not say that it comes from here is refused")
  void origins(String header) throws IOException {
    List<String> headers =
        new ArrayList<>(
            List.of(
                "Host: " + wire.host,
                wire.cookie(),
                "Descent-Key: " + wire.key,
                "Content-Type: application/json"));
    if (!header.isEmpty()) {
      headers.add(header.replace("{port}", String.valueOf(wire.port)));
    }
    for (String path : List.of("/api/lab/start", "/api/lesson/1/start", "/api/walks")) {
      isRefused(wire.send("POST", path, TINY, headers.toArray(String[]::new)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Descent-Key: ",
        "Descent-Key: {wrong}",
        "Descent-Key: {session}",
        "Descent-Key: {token}"
      })
  @DisplayName("the cookie changes nothing without the secret of pages")
  void keys(String header) throws IOException {
    List<String> headers =
        new ArrayList<>(
            List.of(
                "Host: " + wire.host,
                wire.cookie(),
                "Origin: http://" + wire.host,
                "Content-Type: application/json"));
    if (!header.isEmpty()) {
      headers.add(
          header
              .replace("{wrong}", "0".repeat(48))
              .replace("{session}", wire.session)
              .replace("{token}", wire.token));
    }
    isRefused(wire.send("POST", "/api/lab/start", TINY, headers.toArray(String[]::new)));
    isRefused(
        wire.send(
            "POST",
            "/api/lab/start?key=" + wire.key + "&Descent-Key=" + wire.key,
            TINY,
            headers.toArray(String[]::new)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "text/plain; application/json",
        "application/jsonp",
        ""
      })
  @DisplayName("what forms can send is no change")
  void contentTypes(String type) throws IOException {
    isRefused(
        wire.send(
            "POST",
            "/api/lab/start",
            TINY,
            "Host: " + wire.host,
            wire.cookie(),
            "Origin: http://" + wire.host,
            "Descent-Key: " + wire.key,
            "Content-Type: " + type));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HEAD",
        "OPTIONS",
        "PUT",
        "DELETE",
        "PATCH",
        "TRACE",
        "PROPFIND",
        "QUERY",
        "get",
        "Post",
        "X"
      })
  @DisplayName("there are two methods, and no other one does anything")
  void methods(String method) throws IOException {
    for (String path : List.of("/index.html", "/api/lab/start", "/api/lab/forget", "/")) {
      Answer answer =
          wire.send(
              method,
              path,
              TINY,
              "Host: " + wire.host,
              wire.cookie(),
              "Origin: http://" + wire.host,
              "Descent-Key: " + wire.key,
              "Content-Type: application/json",
              "X-HTTP-Method-Override: POST");
      isRefused(answer);
      if (method.equals("TRACE")) {
        assertFalse(answer.body().contains("Descent-Key"), "it echoes what browsers hide");
      }
    }
  }

  @Test
  @DisplayName("a question of another page whether it may ask is not answered with yes")
  void preflight() throws IOException {
    Answer answer =
        wire.send(
            "OPTIONS",
            "/api/lab/start",
            "",
            "Host: " + wire.host,
            "Origin: http://evil.test",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: content-type, descent-key",
            "Access-Control-Request-Private-Network: true");
    isRefused(answer);
  }

  @Test
  @DisplayName("a GET changes nothing")
  void getChangesNothing() throws IOException {
    for (String target :
        List.of(
            "/api/lab/start",
            "/api/lab/start?data=moons",
            "/api/lesson/1/start",
            "/api/lesson/1/start?quick=true",
            "/api/walks",
            "/api/exercise/ex01/check")) {
      assertEquals(404, wire.get(target).status(), target);
      nothingHasBegun();
    }
  }

  @Test
  @DisplayName("without the token, with a wrong one or in another place there is no session")
  void tokens() throws IOException {
    String host = "Host: " + wire.host;
    String almost = wire.token.substring(0, 47) + (wire.token.endsWith("0") ? "1" : "0");
    for (String target :
        List.of(
            "/",
            "/?token=",
            "/?token",
            "/?token=" + almost,
            "/?token=" + wire.token.substring(0, 47),
            "/?token=" + wire.token + "0",
            "/?token=" + wire.token.toUpperCase(Locale.ROOT) + "A",
            "/?TOKEN=" + wire.token,
            "/?token=x&token=" + wire.token,
            "/?x=" + wire.token,
            "/?token=" + wire.session,
            "/?token=" + wire.key,
            "/index.html?token=" + wire.token,
            "/api/lab?token=" + wire.token,
            "/lab.html",
            "/course.css",
            "/api/news?since=",
            "/results/x.html",
            "/nothing")) {
      Answer answer = wire.send("GET", target, "", host);
      assertEquals(401, answer.status(), target);
      assertEquals("", answer.header("Set-Cookie"), target);
      isRefused(answer);
    }
    for (String header :
        List.of(
            "Cookie: token=" + wire.token,
            "Cookie: descent-" + wire.port + "=" + wire.token,
            "Cookie: descent-" + wire.port + "=" + wire.key,
            "Cookie: descent-" + wire.port + "=",
            "Cookie: descent=" + wire.session,
            "Cookie: DESCENT-" + wire.port + "=" + wire.session,
            "Authorization: Bearer " + wire.token,
            "Authorization: token " + wire.token,
            "Descent-Key: " + wire.key,
            "token: " + wire.token)) {
      assertEquals(401, wire.send("GET", "/index.html", "", host, header).status(), header);
    }
    Answer posted =
        wire.send(
            "POST",
            "/?token=" + wire.token,
            "token=" + wire.token,
            host,
            "Content-Type: application/x-www-form-urlencoded");
    isRefused(posted);
    assertEquals("", posted.header("Set-Cookie"));
  }

  @Test
  @DisplayName("the printed address opens a session again, and leads nowhere else")
  void thePrintedAddress() throws IOException {
    for (String more :
        List.of("", "&next=http://evil.test", "&url=//evil.test", "&x=<script>alert(1)</script>")) {
      Answer answer =
          wire.send("GET", "/?token=" + wire.token + more.replace("<", "%3C"), "", host());
      assertEquals(200, answer.status());
      assertTrue(answer.body().contains("href=\"index.html\""), answer.body());
      assertFalse(answer.body().contains("evil"), answer.body());
      assertFalse(answer.body().contains("alert"), answer.body());
      assertFalse(answer.body().contains(wire.token), "not in the page");
      String cookie = answer.header("Set-Cookie");
      assertTrue(
          cookie.matches("descent-\\d+=[0-9a-f]{48}; Path=/; HttpOnly; SameSite=Strict"), cookie);
    }
  }

  @Test
  @DisplayName("whoever has the cookie alone, as a server at another port may, learns no key")
  void cookieAlone() throws IOException {
    for (String path :
        List.of(
            "/", "/index.html", "/lab.html", "/exercise-ex01twice.html", "/api/lab", "/core.js")) {
      Answer answer = wire.get(path);
      assertEquals(200, answer.status(), path);
      assertFalse(answer.body().contains(wire.key), path);
      assertFalse(answer.headers().toString().contains(wire.key), path);
    }
  }

  private static String host() {
    return "Host: " + wire.host;
  }

  @Test
  @DisplayName("two courses are open in one browser, and neither cookie opens the other")
  void twoCourses(@TempDir Path second) throws Exception {
    try (OpenCourse other = OpenCourse.in(second)) {
      assertNotEquals(course.port(), other.port(), "the port was taken: the next");
      Wire theirs = Wire.to(other);
      isRefused(
          wire.send(
              "GET",
              "/index.html",
              "",
              host(),
              "Cookie: descent-%d=%s".formatted(wire.port, theirs.session)));
      isRefused(wire.send("GET", "/index.html", "", host(), theirs.cookie()));
      isRefused(wire.send("GET", "/?token=" + theirs.token, "", host()));
      isRefused(
          wire.send(
              "POST",
              "/api/lab/start",
              TINY,
              host(),
              wire.cookie(),
              "Origin: http://" + theirs.host,
              "Descent-Key: " + theirs.key,
              "Content-Type: application/json"));
      HttpClient browser = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
      assertEquals(200, get(browser, course.address()));
      assertEquals(200, get(browser, other.address()));
      assertEquals(200, get(browser, course.page("index.html")), "its cookie is still there");
      assertEquals(200, get(browser, other.page("index.html")));
    }
  }

  private static int get(HttpClient browser, String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).build();
    return browser.send(request, BodyHandlers.ofString()).statusCode();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A b: c",
        "A: b\r\n c",
        "A: b\u0000c",
        ": c",
        "<script>: x",
        "Content-Length: -1",
        "Content-Length: 99999999999999999999",
        "Content-Length: 1\r\nContent-Length: 2",
        "Transfer-Encoding: chunked\r\nContent-Length: 3",
        "Transfer-Encoding: x",
        "Upgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__",
        "Cookie: <script>alert(1)</script>",
        "Cookie: a=b; =; ;;; \"",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site\r\nSec-Fetch-Mode: no-cors",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: websocket\r\nUpgrade: websocket\r\n"
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: MDEyMzQ1Njc4OWFiY2RlZg==",
      })
  @DisplayName("headers that are none, and those of other pages, are refused in words of its own")
  void headers(String header) throws IOException {
    Answer answer = wire.send("GET", "/api/lab", "", host(), header);
    isRefused(answer);
    assertFalse(answer.body().contains("<"), answer.toString());
  }

  @Test
  @DisplayName("headers beyond measure are refused")
  void tooMuch() throws IOException {
    String[] many = Collections.nCopies(10_000, "X: y").toArray(String[]::new);
    many[0] = host();
    assertEquals(431, wire.send("GET", "/index.html", "", many).status());
    String[] one = {host(), "X: " + "y".repeat(100_000)};
    assertEquals(431, wire.send("GET", "/index.html", "", one).status());
    assertEquals(414, wire.send("GET", "/" + "x".repeat(100_000), "", host()).status());
  }

  @Test
  @DisplayName("a link of another site gets one page, with the way on and nothing else")
  void goOn() throws IOException {
    for (String target : List.of("/lab.html", "/", "/results/%3Cscript%3E.html?x=%3Cb%3E")) {
      Answer answer =
          wire.send(
              "GET",
              target,
              "",
              host(),
              wire.cookie(),
              "Sec-Fetch-Site: cross-site",
              "Sec-Fetch-Mode: navigate");
      isRefused(answer);
      assertTrue(answer.body().contains("<a href=\"\">Go on"), answer.body());
      assertFalse(answer.body().contains("cript"), answer.body());
    }
  }

  @Test
  @DisplayName("every kind of answer forbids scripts of others, frames, guesses and copies")
  void everyAnswerHasItsHeaders() throws IOException {
    List<Answer> kinds =
        List.of(
            wire.get("/index.html"),
            wire.get("/?token=" + wire.token),
            wire.get("/course.css"),
            wire.get("/api/lab"),
            wire.get("/nothing"),
            wire.get("/api/nothing"),
            wire.get("/results/nothing.html"),
            wire.get("/%"),
            wire.get("/a<b>"),
            wire.get("/../x"),
            wire.send("GET", "/", ""),
            wire.send("GET", "/", "", host()),
            wire.send("GET", "/", "", "Host: evil.test"),
            wire.send("OPTIONS", "/", "", host()),
            wire.send("PUT", "/index.html", "", host(), wire.cookie()),
            wire.send("CONNECT", wire.host, "", host()),
            wire.send("GET", "/", "", host(), "X: " + "y".repeat(100_000)),
            wire.post("/api/lab/start", "{"),
            wire.post("/api/lab/start", "x".repeat(100_000)),
            wire.post("/index.html", "{}"),
            wire.raw("GET /\r\n\r\n"));
    for (Answer answer : kinds) {
      assertTrue(
          answer.header("Content-Security-Policy").contains("default-src 'none'"),
          answer.toString());
      assertTrue(
          answer.header("Content-Security-Policy").contains("frame-ancestors 'none'"),
          answer.toString());
      assertEquals("nosniff", answer.header("X-Content-Type-Options"), answer.toString());
      assertEquals("no-referrer", answer.header("Referrer-Policy"), answer.toString());
      assertEquals("no-store", answer.header("Cache-Control"), answer.toString());
      assertEquals("same-origin", answer.header("Cross-Origin-Resource-Policy"), answer.toString());
      assertEquals("same-origin", answer.header("Cross-Origin-Opener-Policy"), answer.toString());
      assertEquals("", answer.header("Server"), "what it is made with is nobody's business");
      assertFalse(answer.headers().toString().contains("Access-Control"), answer.toString());
      assertTrue(answer.body().isEmpty() || !answer.header("Content-Type").isEmpty());
    }
  }

  @Test
  @DisplayName("a mistake of our own is answered without what it is")
  void serverError() throws IOException {
    Site broken =
        new NoCourse() {
          @Override
          public Optional<Page> page(String file) {
            throw new IllegalStateException("secret " + home);
          }

          @Override
          public Optional<CourseServer.Content> file(String address) {
            throw new StackOverflowError("secret " + home);
          }

          @Override
          public Optional<Object> ask(String path) {
            return Optional.of(Map.of("x", new Object())); // no JSON
          }
        };
    try (CourseServer server = CourseServer.start(broken, new News(), 8450)) {
      Wire broke = Wire.to(server.address());
      for (String target : List.of("/index.html", "/x.png", "/results/a.html", "/api/x")) {
        Answer answer = broke.get(target);
        assertEquals(500, answer.status(), answer.toString());
        assertFalse(answer.body().contains("secret"), answer.toString());
        assertFalse(answer.body().contains("at dev."), answer.toString());
        assertFalse(answer.body().contains("xception"), answer.toString());
        assertEquals("nosniff", answer.header("X-Content-Type-Options"), answer.toString());
        assertTrue(
            answer.header("Content-Security-Policy").contains("default-src 'none'"),
            answer.toString());
      }
    }
  }

  @Test
  @DisplayName("nobody but this machine can reach it")
  void loopbackOnly() throws IOException {
    List<String> addresses = new ArrayList<>(List.of("::1"));
    for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(network.getInetAddresses())) {
        if (!address.isLoopbackAddress() && address instanceof Inet4Address) {
          addresses.add(address.getHostAddress());
        }
      }
    }
    for (String address : addresses) {
      try (Socket socket = new Socket()) {
        assertThrows(
            SocketException.class,
            () -> socket.connect(new InetSocketAddress(address, wire.port), 2000),
            address);
      }
    }
    Path tcp = Path.of("/proc/net/tcp");
    assumeTrue(Files.exists(tcp), "Linux lists sockets");
    List<String> lines = new ArrayList<>(Files.readAllLines(tcp));
    if (Files.exists(Path.of("/proc/net/tcp6"))) {
      lines.addAll(Files.readAllLines(Path.of("/proc/net/tcp6")));
    }
    String end = ":%04X".formatted(wire.port);
    List<String> listening =
        lines.stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(words -> words.length > 3 && words[3].equals("0A") && words[1].endsWith(end))
            .map(words -> words[1].replace(end, ""))
            .toList();
    assertFalse(listening.isEmpty(), "it is there");
    for (String address : listening) {
      assertTrue(address.matches("(0000000000000000FFFF0000)?0100007F"), address);
    }
  }

  @Test
  @DisplayName("where a port is taken it takes the next, and where all are, it says so")
  void takenPorts() throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    try {
      int first = 8500;
      for (int i = 0; i < 20; i++) {
        take(first + i).ifPresent(taken::add);
      }
      UnfitMachineException all =
          assertThrows(
              UnfitMachineException.class,
              () -> CourseServer.start(new NoCourse(), new News(), first));
      assertTrue(all.getMessage().contains("8500 to 8519"), all.getMessage());
      taken.get(taken.size() - 1).close();
      try (CourseServer last = CourseServer.start(new NoCourse(), new News(), first)) {
        assertTrue(last.address().contains("127.0.0.1:8519/"), last.address());
      }
      take(65_535).ifPresent(taken::add);
      UnfitMachineException end =
          assertThrows(
              UnfitMachineException.class,
              () -> CourseServer.start(new NoCourse(), new News(), 65_535));
      assertTrue(end.getMessage().contains("65535"), end.getMessage());
    } finally {
      for (ServerSocket socket : taken) {
        socket.close();
      }
    }
  }

  private static Optional<ServerSocket> take(int port) throws IOException {
    try {
      return Optional.of(new ServerSocket(port, 1, InetAddress.getByName("127.0.0.1")));
    } catch (BindException | ConnectException e) {
      return Optional.empty(); // somebody else has it, which does as well
    }
  }

  @Test
  @DisplayName("no secret is ever in the log")
  void log() throws IOException {
    wire.get("/?token=" + wire.token);
    wire.get("/%?token=" + wire.token);
    wire.get("/" + wire.token + "/%00");
    wire.post("/api/lab/start", "{\"" + wire.key + "\"");
    assertFalse(LOGGED.isEmpty(), "the log is read");
    for (ILoggingEvent event : LOGGED) {
      String text = event.getFormattedMessage() + event.getThrowableProxy();
      for (String secret : List.of(wire.token, wire.session, wire.key)) {
        assertFalse(text.contains(secret), text);
      }
    }
  }
}
