package dev.descent.web.server;

import dev.descent.web.OpenCourse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program that is no browser writes to the server, byte by byte, and what it reads. It has
 * opened a session, so that whatever is refused is refused in spite of that, and it keeps all
 * answers.
 */
final class Wire {
  private static final int PATIENCE = 20_000; // milliseconds, for an answer that never comes

  private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: (\\d+)");

  private static final String KEY = "id=\"data\">\"([0-9a-f]+)\"";

  /** The smallest experiment of the Lab. */
  static final String TINY =
      """
      {"data":"moons","hidden":"none","dropout":0,"batchNorm":false,\
      "optimizers":[{"key":"sgd","rate":0.1}],"schedule":"constant",\
      "batchSize":64,"epochs":1,"seeds":1}""";

  /** An answer. */
  record Answer(String request, int status, List<String> headers, String body) {
    /** The value of a header; empty if it is not there. */
    String header(String name) {
      return headers.stream()
          .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
          .map(line -> line.substring(name.length() + 1).strip())
          .findFirst()
          .orElse("");
    }

    boolean isDone() {
      return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
      return "%s\n→ %d %s\n%s".formatted(cut(request), status, headers, cut(body));
    }

    private static String cut(String text) {
      return text.substring(0, Math.min(text.length(), 600));
    }
  }

  final int port;
  final String host;
  final String token;
  final String session;
  final String key;
  private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());

  private Wire(int port, String token, String session, String key) {
    this.port = port;
    this.host = "127.0.0.1:" + port;
    this.token = token;
    this.session = session;
    this.key = key;
  }

  static Wire to(OpenCourse course) throws IOException {
    return to(course.address());
  }

  /** Opens a session at an address with a token. */
  static Wire to(String address) throws IOException {
    String token = first("token=(.*)", address);
    Wire stranger = stranger(Integer.parseInt(first(":(\\d+)/", address)), token);
    Answer opened = stranger.get("/?token=" + token);
    String session = first("=([^;]*)", opened.header("Set-Cookie"));
    return new Wire(stranger.port, token, session, first(KEY, opened.body()));
  }

  /** One who has no session yet. */
  static Wire stranger(int port, String token) {
    return new Wire(port, token, "", "");
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  /** All that was answered so far. */
  List<Answer> answers() {
    synchronized (answers) {
      return List.copyOf(answers);
    }
  }

  String cookie() {
    return "Cookie: descent-" + port + "=" + session;
  }

  /** A page or a file, as the session's browser asks for it. */
  Answer get(String target) throws IOException {
    return send("GET", target, "", "Host: " + host, cookie());
  }

  /** What a page of the server has done. */
  Answer post(String target, String json) throws IOException {
    return send(
        "POST",
        target,
        json,
        "Host: " + host,
        cookie(),
        "Origin: http://" + host,
        "Descent-Key: " + key,
        "Content-Type: application/json");
  }

  /** A request with these headers and no others but the length. */
  Answer send(String method, String target, String body, String... headers) throws IOException {
    return raw(text(method, target, body, headers));
  }

  static String text(String method, String target, String body, String... headers) {
    List<String> lines = new ArrayList<>(List.of(method + " " + target + " HTTP/1.1"));
    lines.addAll(Arrays.asList(headers));
    if (!method.equals("GET")) {
      lines.add("Content-Length: " + body.getBytes(StandardCharsets.UTF_8).length);
    }
    lines.add("Connection: close");
    return String.join("\r\n", lines) + "\r\n\r\n" + body;
  }

  /** Writes this and nothing else. */
  Answer raw(String text) throws IOException {
    try (Socket socket = open()) {
      try {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      } catch (SocketException e) {
        // It has answered before it has read all, and does not want the rest.
      }
      return read(socket, text);
    }
  }

  /** A connection. */
  Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
    socket.setSoTimeout(PATIENCE);
    return socket;
  }

  /** What comes until the answer has its length, or the server closes the connection. */
  Answer read(Socket socket, String request) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[65_536];
    try {
      int count = 0;
      while (count >= 0 && !isWhole(all)) {
        count = socket.getInputStream().read(buffer);
        all.write(buffer, 0, Math.max(count, 0));
      }
    } catch (SocketException e) {
      // Reset by the server, as it has not read all: the answer is there.
    }
    String text = all.toString(StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      throw new IOException("no answer but \"" + text + "\" to " + request.lines().findFirst());
    }
    List<String> lines = text.substring(0, end).lines().toList();
    Answer answer =
        new Answer(
            request,
            Integer.parseInt(lines.get(0).split(" ")[1]),
            lines.subList(1, lines.size()),
            text.substring(end + 4));
    answers.add(answer);
    return answer;
  }

  private static boolean isWhole(ByteArrayOutputStream read) {
    String text = read.toString(StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    Matcher length = LENGTH.matcher(text.substring(0, Math.max(end, 0)));
    return length.find() && text.length() >= end + 4 + Integer.parseInt(length.group(1));
  }
}
